"""The record: acts, consultations, seals. Nothing changes, and nobody looks, off it."""
