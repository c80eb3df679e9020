"""Pages of community service."""
