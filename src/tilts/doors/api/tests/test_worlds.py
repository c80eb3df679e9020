"""Two worlds: with somebody hidden in the record and without, the API answers the same."""

from typing import Any
from uuid import uuid4

import pytest

from tilts.casework.people.actions import Code
from tilts.casework.people.models import Person
from tilts.doors.api.tests.callers import person, system, told

CODE = Code(kind="foreign_document", value="AB123456")
SEARCHES = ("Ozols", "ozolz", "AB123456", "1985", "Ozols 1985", "26-00002", "Ozo")
NEW = {"family": "Ozols", "given": "Jānis", "birth_date": "1985-03-07", "category": "suspect"}


def answers(house: Any, role: str, seen: Person, hidden: Any) -> list[Any]:
    """Everything that a system can ask about those it sees, and about an id."""
    caller = system(house, role)
    lists = [caller.get("/people"), caller.get("/people", {"category": "convicted", "size": 1})]
    found = [caller.get("/people/search", {"q": q}) for q in SEARCHES]
    one = f"/people/{seen.pk}"
    about = [caller.get(one + part) for part in ("", "/details", "/contact-notes", "/twins")]
    pair = {"other": str(hidden), "reason": "same"}
    other = [caller.get(f"/people/{hidden}{part}") for part in ("", "/details", "/looks")]
    writes = [
        caller.post(f"{one}/merge", pair),
        caller.post(f"{one}/apart", pair),
        caller.post(f"/people/{hidden}/split", {"reason": "two"}),
        caller.post(f"/people/{hidden}/names", {**NAME}),
        caller.post("/people", {**NEW, "unit": str(seen.unit_id), "code": "X"}),
    ]
    return [told(answer) for answer in (*lists, *found, *about, *other, *writes)]


NAME = {"kind": "alias", "family": "Putns", "since": "2026-01-01"}


@pytest.mark.parametrize("role", ["data_exchange", "clerk", "prison_officer", "inspector"])
def test_nobody_can_tell_that_somebody_hidden_is_there(house, role):
    seen = person(house, "Ozols", "Jānis", "riga", Code(kind="foreign_document", value="CD1"))
    without = answers(house, role, seen, uuid4())
    hidden = person(house, "Ozols", "Jānis", "vilnius", CODE)
    assert hidden.file_number == "26-00002"
    assert answers(house, role, seen, hidden.pk) == without
