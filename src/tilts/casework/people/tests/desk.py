"""What tests of actions and pages share: browsers of staff, and what the record says."""

import json
from typing import Any
from uuid import UUID

from django.test import Client

from tilts.casework.people.models import Person
from tilts.platform.access.purposes import ASKED
from tilts.platform.organisation.actions import open_account
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.boxes import open_all
from tilts.platform.record.entries import canonical
from tilts.platform.record.models import Consultation, Payload

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NEXT_REASON = "helps a colleague"


def browser(staff: Staff) -> Client:
    """A browser in which a member of staff is signed in."""
    client = Client()
    client.force_login(open_account(by=SERVICE, staff=staff), backend=BACKEND)
    return client


def with_purpose(client: Client, person: Person, purpose: str = "check") -> Client:
    """The browser, after its session was told why it looks at this person."""
    assert purpose in ASKED
    session = client.session
    session["purposes"] = {
        **session.get("purposes", {}),
        str(person.pk): [purpose, NEXT_REASON],
    }
    session.save()
    return client


def recorded(kind: str) -> list[tuple[UUID, UUID, str, str, list[Any]]]:
    """What acts of a kind wrote: who, about whom, wall, reason, and (row, before, after)s."""
    payloads = list(Payload.objects.filter(act__kind=kind).select_related("act").order_by("pk"))
    bodies = open_all(payloads)
    rows = []
    for payload in payloads:
        body = bodies[payload.pk]
        assert body is not None
        changes = [
            (change["row"].partition(":")[0], change["before"], change["after"])
            for change in body["changes"]
        ]
        said = (payload.act.actor_id, payload.subject_id, payload.wall, body["reason"], changes)
        rows.append(said)
    return rows


def plain(**values: Any) -> dict[str, Any]:
    """Values as the record gives them back."""
    read: dict[str, Any] = json.loads(canonical(values))
    return read


def looks() -> list[tuple[UUID, list[str], str, str, str]]:
    """Every consultation: who, at whom, how, why, about what."""
    rows = Consultation.objects.order_by("pk")
    return [(row.actor_id, sorted(row.covers()), row.way, row.purpose, row.about) for row in rows]


def kept(fact: Any) -> Any:
    """A fact, saved by the service."""
    with act("test.fact", by=SERVICE):
        fact.save()
    return fact
