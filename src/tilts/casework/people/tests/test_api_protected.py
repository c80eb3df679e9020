"""The API behind the walls, and in an emergency: what the pages ask, it asks too."""

from datetime import date

import pytest

from tilts.casework.people.models import HealthAlert, Person, Victim
from tilts.doors.api.tests.callers import Caller, person, reasons, system
from tilts.platform.access.actions import bar
from tilts.platform.access.models import BarGround, BrokenGlass
from tilts.platform.access.scoped import behind, seen_by
from tilts.platform.parties.actors import SERVICE

from .desk import kept, looks

DAY = date(2026, 3, 2)
WHY = {"Tilts-Purpose": "cover; a colleague is ill"}
HEALTH = {"text": "Insulin at noon", "since": "2026-03-02"}
VICTIM = {
    "name": "Gunta Slepena",
    "contact": "+371 2000 0001",
    "wants_information": True,
    "since": "2026-03-02",
}
EMERGENCY = "They are threatened and must be moved tonight."
WALLS = [("health", HEALTH, HealthAlert), ("victims", VICTIM, Victim)]


@pytest.fixture
def head(house) -> Caller:
    """A system with the role of a head of unit in Riga."""
    return system(house, "head_of_unit")


@pytest.fixture
def ozola(house) -> Person:
    return person(house, "Ozola", "Anna")


def rows(model, wall):
    with seen_by(SERVICE), behind(wall):
        return list(model.objects.values("id", "since", "until").order_by("id"))


@pytest.mark.parametrize(("wall", "body", "model"), WALLS)
def test_what_is_added_is_read_for_a_purpose_and_ended(head, ozola, wall, body, model):
    path = f"/people/{ozola.pk}/{wall}"
    added = head.post(path, body, **WHY)
    assert added.status_code == 201
    told = head.get(path, **WHY)
    assert told.json() == [{"id": int(added.json()["id"]), **body, "until": None}]
    ending = {"fact": int(added.json()["id"]), "until": "2026-04-01"}
    assert head.post(f"{path}/endings", ending, **WHY).status_code == 201
    assert head.get(path, **WHY).json()[0]["until"] == "2026-04-01"
    assert rows(model, wall) == [{"id": ending["fact"], "since": DAY, "until": date(2026, 4, 1)}]


def test_the_look_behind_a_wall_is_written_with_its_purpose(head, ozola):
    head.get(f"/people/{ozola.pk}/health", **WHY)
    assert looks()[-1] == (head.party, [str(ozola.pk)], "api", "cover", "wall:health")


@pytest.mark.parametrize("wall", ["health", "victims"])
@pytest.mark.parametrize("said", ["", "curiosity; I want to know"])
def test_without_a_purpose_it_stays_shut(head, ozola, wall, said):
    answer = head.get(f"/people/{ozola.pk}/{wall}", **{"Tilts-Purpose": said})
    assert answer.status_code in (403, 422)
    assert "Insulin" not in answer.content.decode()


@pytest.mark.parametrize("role", ["clerk", "prison_officer", "inspector"])
def test_whom_it_does_not_concern_reads_nothing_of_victims(house, ozola, role):
    kept(Victim(person=ozola, name="Gunta Slepena", since=DAY))
    caller = system(house, role)
    answer = caller.get(f"/people/{ozola.pk}/victims", **WHY)
    assert (answer.status_code, "Gunta" in answer.content.decode()) == (403, False)


def test_a_stranger_is_told_nothing(house, ozola):
    kept(HealthAlert(person=ozola, text="Insulin at noon", since=DAY))
    far = system(house, "head_of_unit", "olaine")
    answer = far.get(f"/people/{ozola.pk}/health", **WHY)
    assert (answer.status_code, "Insulin" in answer.content.decode()) == (404, False)


def test_what_is_not_behind_this_wall_is_not_ended(head, ozola, house):
    other = person(house, "Liepa", "Ilze")
    alert = kept(HealthAlert(person=other, text="Insulin at noon", since=DAY))
    ending = {"fact": alert.pk, "until": "2026-04-01"}
    assert head.post(f"/people/{ozola.pk}/health/endings", ending, **WHY).status_code == 404
    assert rows(HealthAlert, "health") == [{"id": alert.pk, "since": DAY, "until": None}]


def test_in_an_emergency_exactly_one_record_opens(house, ozola):
    far = system(house, "prison_officer", "olaine")
    assert far.get(f"/people/{ozola.pk}", **WHY).status_code == 404
    told = far.post("/emergencies", {"number": ozola.file_number, "reason": EMERGENCY})
    assert told.status_code == 201
    (glass,) = BrokenGlass.objects.all()
    assert (str(glass.pk), glass.person_id, glass.staff_id, glass.reason) == (
        told.json()["id"], ozola.pk, far.party, EMERGENCY,
    )  # fmt: skip
    assert far.get(f"/people/{ozola.pk}").status_code == 200


def test_nobody_is_searched_for_in_an_emergency(house, ozola):
    far = system(house, "prison_officer", "olaine")
    answer = far.post("/emergencies", {"number": "Ozola", "reason": EMERGENCY})
    assert answer.status_code == 422
    assert [field["field"] for field in answer.json()["errors"]] == ["body.number"]
    assert BrokenGlass.objects.count() == 0


def test_who_is_barred_learns_nothing_in_an_emergency(house, ozola):
    far = system(house, "prison_officer", "olaine")
    with seen_by(SERVICE):
        ground = BarGround.RELATIVE
        bar(by=SERVICE, staff=far.party, person=ozola.pk, ground=ground, since=DAY)
    emergency = {"number": ozola.file_number, "reason": EMERGENCY}
    nobody = {"number": "26-99999", "reason": EMERGENCY}
    assert far.post("/emergencies", emergency).json() == far.post("/emergencies", nobody).json()


def test_an_emergency_is_said_in_a_sentence(house, ozola):
    far = system(house, "prison_officer", "olaine")
    answer = far.post("/emergencies", {"number": ozola.file_number, "reason": "urgent"})
    assert (answer.status_code, reasons(answer)[1]) == (422, ["reason-short"])
