"""Working days, deadlines and release dates: plain functions on plain data."""
