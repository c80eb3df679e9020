"""Two worlds, with and without a hidden person: a stranger cannot tell them apart."""
