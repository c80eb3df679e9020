"""Pages of reports to authorities."""
