"""The key of a subject: made on first use, unwrapped when needed, destroyed by an erasure."""

import os
from collections.abc import Iterable
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connections
from django.utils import timezone

from .driver import marks
from .inserting import PARAMETERS, adapted, insert_all
from .models import SubjectKey
from .router import KEY_STORE

READ = "SELECT subject_id, wrapped FROM record_subjectkey WHERE subject_id IN ({})"
NONCE = 12  # bytes, as AES-GCM wants them


class Erased(Exception):
    """The key of this subject was destroyed: what stood under it cannot be read any more."""


def encrypt(key: bytes, plain: bytes, bound_to: str) -> bytes:
    """AES-256-GCM; `bound_to` must be the same when it is opened. Nonce first."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())


def decrypt(key: bytes, box: bytes, bound_to: str) -> bytes:
    """Opens what `encrypt` closed; raises InvalidTag when key, box or binding differ."""
    return AESGCM(key).decrypt(box[:NONCE], box[NONCE:], bound_to.encode())


def _wrap(subject: UUID) -> SubjectKey:
    key = AESGCM.generate_key(256)
    return SubjectKey(
        subject_id=subject, wrapped=encrypt(settings.RECORD_MASTER_KEY, key, str(subject))
    )


def _unwrap(subject: UUID, wrapped: bytes | memoryview | None) -> bytes | None:
    if wrapped is None:
        return None
    return decrypt(settings.RECORD_MASTER_KEY, bytes(wrapped), str(subject))


def existing_keys(subjects: Iterable[UUID]) -> dict[UUID, bytes | None]:
    """Keys of those subjects that have one; None where it was destroyed.

    Read with every write, and so in SQL of our own: Django takes longer to write it than the
    database to answer.
    """
    wanted, found = list(set(subjects)), dict[UUID, bytes | None]()
    with connections[KEY_STORE].cursor() as cursor:
        for start in range(0, len(wanted), PARAMETERS):
            asked = [adapted(subject, KEY_STORE) for subject in wanted[start : start + PARAMETERS]]
            cursor.execute(READ.format(marks(len(asked))), asked)
            for own, wrapped in cursor.fetchall():
                subject = own if isinstance(own, UUID) else UUID(own)
                found[subject] = _unwrap(subject, wrapped)
    return found


def keys_for(subjects: Iterable[UUID]) -> dict[UUID, bytes]:
    """Keys of all these subjects, made where there was none. Raises Erased."""
    wanted = set(subjects)
    found = existing_keys(wanted)
    missing = wanted - found.keys()
    if missing:
        # Two writers may make the same key at once: the first one's stays, both read it.
        insert_all([_wrap(s) for s in missing], KEY_STORE, ignore_conflicts=True)
        found |= existing_keys(missing)
    erased = [subject for subject, key in found.items() if key is None]
    if erased:
        raise Erased(", ".join(map(str, erased)))
    return {subject: key for subject, key in found.items() if key is not None}


def destroy_key(subject: UUID) -> None:
    """Destroy a subject's key for good; nothing under it can be read again, anywhere."""
    SubjectKey.objects.update_or_create(
        subject_id=subject, defaults={"wrapped": None, "destroyed_at": timezone.now()}
    )
