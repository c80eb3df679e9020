"""Tilts: one record from sentence to a life without crime."""
