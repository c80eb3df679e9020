"""A backup that an erasure reaches into: what is about somebody lies under their key.

An archive is a zip of JSON lines, the same from SQLite and PostgreSQL. It holds every table of the
service, no key, and the documents as they are. The keys are copied apart, over the one copy before,
so that a destroyed key is nowhere any more – and with it everything about its owner, in every
archive however old.
"""

from .archive import BrokenArchive
from .chapters import KeyMissing
from .keyring import KeysCopied, copy_keys, restore_keys
from .restoring import NotEmpty, OtherSchema, Restored, restore
from .upgrading import upgrade
from .writing import BackedUp, backup

__all__ = [
    "BackedUp",
    "BrokenArchive",
    "KeyMissing",
    "KeysCopied",
    "NotEmpty",
    "OtherSchema",
    "Restored",
    "backup",
    "copy_keys",
    "restore",
    "restore_keys",
    "upgrade",
]
