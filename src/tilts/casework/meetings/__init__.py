"""Meetings of several agencies about somebody, and what came of what they decided."""
