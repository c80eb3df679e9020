"""Finished work drawn by chance each month and read again: how well programmes and units work."""
