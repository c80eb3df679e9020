"""A room for tests: one kind of case, with everything that a machine can declare."""
