"""Lawful erasure: the rows and the key of somebody go, and the record stays whole."""
