"""Instruments answered about anybody or anything, as far as an agency lets them be used."""
