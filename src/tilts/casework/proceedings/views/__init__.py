"""Pages of the proceedings room."""
