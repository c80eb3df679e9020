"""Values of the record under their subject's key: closed when written, opened when allowed."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from .entries import canonical
from .keys import decrypt, encrypt, existing_keys, keys_for
from .models import Act, Payload

Body = dict[str, Any]


class Address(NamedTuple):
    """Whose values they are, behind which wall, in which case."""

    subject: UUID
    wall: str = ""
    about: str = ""


def _binding(act_id: UUID, address: Address) -> str:
    return f"{act_id}|{address.subject}|{address.wall}|{address.about}"


def _where(address: Address) -> dict[str, str]:
    return {"wall": address.wall, "about": address.about}


def close(act: Act, bodies: Mapping[Address, Body]) -> list[Payload]:
    """Payloads of an act, each encrypted under its subject's key and bound to its place."""
    keys = keys_for(address.subject for address in bodies)
    payloads = []
    for address, body in bodies.items():
        box = encrypt(keys[address.subject], canonical(body), _binding(act.id, address))
        own = {"act_id": act.id, "subject_id": address.subject, "box": box}
        payloads.append(Payload(**own, **_where(address)))
    return payloads


def open_all(payloads: Iterable[Payload]) -> dict[UUID, Body | None]:
    """Bodies by payload id; None where the subject's key was destroyed."""
    rows = list(payloads)
    keys = existing_keys(row.subject_id for row in rows)
    opened: dict[UUID, Body | None] = {}
    for row in rows:
        key = keys.get(row.subject_id)
        address = Address(row.subject_id, row.wall, row.about)
        plain = decrypt(key, bytes(row.box), _binding(row.act_id, address)) if key else None
        opened[row.id] = json.loads(plain) if plain is not None else None
    return opened
