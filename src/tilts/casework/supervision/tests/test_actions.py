"""A contact is recorded by who had it, and taken back with a reason."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tilts.casework.people.tests.desk import plain, recorded
from tilts.casework.people.tests.people import person
from tilts.casework.supervision.actions import record_contact, withdraw_contact
from tilts.casework.supervision.contacts import Contact, why_not_recorded
from tilts.casework.supervision.models import ContactNote
from tilts.platform.access.authority import NO_ROLE, NOT_YOURS
from tilts.platform.access.reasons import Refused
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act

from .notes import at, note

pytestmark = pytest.mark.usefixtures("all_seen")


def told(**values: Any) -> Contact:
    usual = {"happened_at": at(-3), "how": "office", "text": "Found work."}
    return Contact(**{**usual, **values})


def codes(refused: Any) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_a_contact_is_recorded_with_all_that_was_told(caseload, anna):
    by = caseload.actor
    contact = told(with_whom="her mother", next_on=at(11, 14))
    made = record_contact(by=by, person_id=anna.pk, contact=contact)
    row = ContactNote.objects.get()
    expected = plain(
        id=made.pk,
        person_id=anna.pk,
        staff_id=caseload.officer.pk,
        happened_at=contact.happened_at,
        how="office",
        appointment_id=None,
        with_whom="her mother",
        text="Found work.",
        behaviour="",
        concerns="",
        agreed="",
        next_on=contact.next_on,
        withdrawn=False,
        withdrawn_because="",
    )
    columns = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
    assert plain(**columns) == expected
    assert recorded("supervision.record_contact") == [
        (by.party, anna.pk, "", "", [("supervision.contactnote", None, expected)])
    ]
    assert Act.objects.get(kind="supervision.record_contact").effective_at == contact.happened_at


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, []),
        ({"next_on": at(1)}, []),
        ({"happened_at": at(1)}, ["in-future"]),
        ({"next_on": at(-4)}, ["next-before"]),
        ({"next_on": at(-3)}, ["next-before"]),
        ({"happened_at": at(2), "next_on": at(1)}, ["in-future", "next-before"]),
    ],
)
def test_why_a_contact_is_not_recorded(values, expected):
    assert [why.code for why in why_not_recorded(told(**values))] == expected


def test_what_cannot_be_is_not_recorded(caseload, anna):
    ahead = told(happened_at=timezone.now() + timedelta(minutes=5))
    with pytest.raises(Refused) as refused:
        record_contact(by=caseload.actor, person_id=anna.pk, contact=ahead)
    assert (codes(refused), ContactNote.objects.count()) == (["in-future"], 0)


def test_only_staff_have_contacts(anna):
    with pytest.raises(Refused) as refused:
        record_contact(by=SERVICE, person_id=anna.pk, contact=told())
    assert (codes(refused), ContactNote.objects.count()) == (["not-staff"], 0)


@pytest.mark.parametrize(("role", "unit", "why"), [
    ("clerk", "jelgava", NO_ROLE),
    ("inspector", "jelgava", NO_ROLE),
    ("prison_officer", "riga", NOT_YOURS),
    ("mediator", "jelgava", NOT_YOURS),
])  # fmt: skip
def test_who_may_not_records_and_takes_back_nothing(house, caseload, anna, role, unit, why):
    by, row = house.actor(role, unit), note(anna, caseload.officer, -5)
    with pytest.raises(Refused) as refused:
        record_contact(by=by, person_id=anna.pk, contact=told())
    assert refused.value.reasons == [why]
    with pytest.raises(Refused) as refused:
        withdraw_contact(by=by, note=row, reason="x")
    assert refused.value.reasons == [why]
    assert [n.withdrawn for n in ContactNote.objects.all()] == [False]


def test_a_contact_with_somebody_elsewhere_is_refused(house, caseload):
    far = person("Tālais", at=house.units["riga"])
    with pytest.raises(Refused) as refused:
        record_contact(by=caseload.actor, person_id=far.pk, contact=told())
    assert refused.value.reasons == [NOT_YOURS]


def test_a_note_is_taken_back_and_stays(caseload, anna):
    by, row = caseload.actor, note(anna, caseload.officer, -5)
    withdraw_contact(by=by, note=row, reason="about another person")
    again = ContactNote.objects.get()
    assert (again.withdrawn, again.withdrawn_because, again.text) == (
        True, "about another person", "day -5",
    )  # fmt: skip
    change = (
        "supervision.contactnote",
        {"withdrawn": False, "withdrawn_because": ""},
        {"withdrawn": True, "withdrawn_because": "about another person"},
    )
    assert recorded("supervision.withdraw_contact") == [
        (by.party, anna.pk, "", "about another person", [change])
    ]
