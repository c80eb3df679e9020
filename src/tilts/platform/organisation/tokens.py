"""Tokens of API clients."""

import hashlib


def token_digest(token: str) -> str:
    """What is kept of a token: SHA-256, enough for 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()
