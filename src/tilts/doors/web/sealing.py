"""Small secrets at rest: drafts, and the seeds of second factors. Lost when SECRET_KEY changes."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def seal(purpose: str, text: str) -> str:
    """Encrypt a text under a key that serves this purpose alone."""
    return _box(purpose).encrypt(text.encode()).decode()


def unseal(purpose: str, sealed: str) -> str | None:
    """The text again; None when SECRET_KEY is another one than it was sealed under."""
    try:
        return _box(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _box(purpose: str) -> Fernet:
    """RFC 5869: an independent key for each purpose."""
    key = HKDF(SHA256(), length=32, salt=None, info=f"tilts.{purpose}".encode())
    return Fernet(base64.urlsafe_b64encode(key.derive(settings.SECRET_KEY.encode())))
