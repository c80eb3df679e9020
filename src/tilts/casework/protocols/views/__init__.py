"""Pages in the moment."""
