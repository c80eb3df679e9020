"""Pages of programmes and of their accreditation."""
