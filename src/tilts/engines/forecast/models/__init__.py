"""The models that a service can train, each a `Learner`; ask for the module that you need."""
