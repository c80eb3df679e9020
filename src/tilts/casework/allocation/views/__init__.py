"""Pages about who is whose officer."""
