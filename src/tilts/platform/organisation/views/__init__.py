"""Pages that show and run the organisation."""
