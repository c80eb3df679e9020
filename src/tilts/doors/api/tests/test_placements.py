"""Places in prison through the API: coming, moving, leaving, escaping and returning."""

from typing import Any

import pytest
from django.utils import timezone

from tilts.casework.people.actions import note_death
from tilts.casework.people.models import Person
from tilts.casework.people.pairs import merge_people
from tilts.casework.proceedings.actions import place
from tilts.casework.proceedings.models import Placement
from tilts.casework.proceedings.tests.world import days_ago
from tilts.doors.api.tests.callers import Caller, person, reasons, system, told
from tilts.doors.api.tests.sentences import again, sentenced
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act

Stay = tuple[str, str, str | None, str, str]


@pytest.fixture
def whom(house) -> Person:
    return person(house, "Ozols")


def ago(days: int) -> str:
    return days_ago(days).isoformat()


def put(house, whom: Person, days: int, unit: str = "riga") -> Placement:
    """Somebody in a unit since so many days ago."""
    with seen_by(SERVICE):
        return place(by=SERVICE, person_id=whom.pk, unit=house.units[unit], since=days_ago(days))


def stays(house, caller: Caller, whom: Person) -> list[Stay]:
    """Unit, first and last day, why and how it ended, as the API tells them."""
    codes = {str(unit.pk): code for code, unit in house.units.items()}
    rows = caller.get(f"/people/{whom.pk}/placements").json()["items"]
    return [(codes[r["unit"]], r["since"], r["until"], r["reason"], r["ended_how"]) for r in rows]


def test_a_placement_in_whole(house, exchange, whom):
    address = f"/people/{whom.pk}/placements"
    body = {"unit": str(house.units["riga_w1"].pk), "day": ago(9)}
    made = exchange.post(address, body)
    assert told(made) == (201, {"id": made.json()["id"], "version": None})
    row = {
        "id": made.json()["id"],
        "person": str(whom.pk),
        "unit": str(house.units["riga_w1"].pk),
        "since": ago(9),
        "until": None,
        "reason": "admission",
        "ended_how": "",
    }
    assert told(exchange.get(address)) == (200, {"items": [row], "next": None, "previous": None})


def test_the_whole_way_newest_first(house, exchange, whom):
    riga, olaine = (str(house.units[code].pk) for code in ("riga", "olaine"))
    steps: list[tuple[str, dict[str, Any]]] = [
        ("", {"unit": riga, "day": ago(90)}),
        ("/move", {"unit": olaine, "day": ago(80), "reason": "hospital"}),
        ("/leave", {"day": ago(70), "how": "escape", "reason": "from a work site"}),
        ("/return", {"unit": riga, "day": ago(60)}),
        ("/leave", {"day": ago(50), "how": "release", "reason": "the court said so"}),
    ]
    address = f"/people/{whom.pk}/placements"
    assert [exchange.post(address + step, body).status_code for step, body in steps] == [201] * 5
    assert stays(house, exchange, whom) == [
        ("riga", ago(60), ago(50), "return", "release"),
        ("olaine", ago(80), ago(70), "hospital", "escape"),
        ("riga", ago(90), ago(80), "admission", ""),
    ]


def test_the_history_of_places_comes_in_pages(house, exchange, whom):
    put(house, whom, 30)
    address = f"/people/{whom.pk}/placements"
    body = {"unit": str(house.units["olaine"].pk), "day": ago(5), "reason": "transfer"}
    assert exchange.post(f"{address}/move", body).status_code == 201
    first = exchange.get(address, {"size": 1}).json()
    second = exchange.get(address, {"size": 1, "cursor": first["next"]}).json()
    since = [[row["since"] for row in page["items"]] for page in (first, second)]
    assert (since, second["next"]) == ([[ago(5)], [ago(30)]], None)


def test_an_escape_and_a_return_reach_the_cases(house, exchange):
    measure = sentenced(house)
    put(house, measure.person, 30)
    address = f"/people/{measure.person_id}/placements"
    exchange.post(f"{address}/leave", {"day": ago(9), "how": "escape"})
    assert again(measure.proceeding).state == "suspended"
    body = {"unit": str(house.units["olaine"].pk), "day": ago(3)}
    exchange.post(f"{address}/return", body)
    assert again(measure.proceeding).state == "in_force"


def test_a_merged_record_has_the_places_of_both(house, exchange, whom):
    kept = person(house, "Ozols")
    put(house, whom, 9)
    with seen_by(SERVICE):
        merge_people(by=SERVICE, kept_id=kept.pk, gone_id=whom.pk, reason="one person")
    assert stays(house, exchange, kept) == [("riga", ago(9), None, "admission", "")]
    body = {"unit": str(house.units["olaine"].pk), "day": ago(1)}
    answer = exchange.post(f"/people/{kept.pk}/placements", body)
    assert reasons(answer) == (422, ["placed-already"])


FREE: list[tuple[str, dict[str, Any], list[str]]] = [
    ("", {"day": "2999-01-01"}, ["in-future"]),
    ("", {"day": "1899-12-31"}, ["long-ago", "unit-closed"]),
    ("/move", {"day": ago(1), "reason": "transfer"}, ["not-placed"]),
    ("/leave", {"day": ago(1), "how": "release"}, ["not-placed"]),
    ("/leave", {"day": ago(1), "how": "escape"}, ["not-placed"]),
    ("/leave", {"day": "2999-01-01", "how": "release"}, ["in-future"]),
    ("/return", {"day": ago(1)}, ["never-escaped"]),
]
PLACED: list[tuple[str, dict[str, Any], list[str]]] = [
    ("", {"day": ago(1)}, ["placed-already"]),
    ("/move", {"day": ago(9), "reason": "transfer"}, ["same-unit", "too-early"]),
    ("/move", {"day": "2999-01-01", "reason": "court"}, ["in-future", "same-unit"]),
    ("/leave", {"day": ago(10), "how": "release"}, ["too-early"]),
    ("/leave", {"day": ago(10), "how": "escape"}, ["too-early"]),
    ("/return", {"day": ago(1)}, ["never-escaped"]),
]
CASES = [*((False, *case) for case in FREE), *((True, *case) for case in PLACED)]


@pytest.mark.parametrize(("placed", "step", "body", "codes"), CASES)
def test_what_cannot_become_of_a_place(house, exchange, whom, placed, step, body, codes):
    if placed:
        put(house, whom, 9)
    before, acts = stays(house, exchange, whom), Act.objects.count()
    unit = {} if step == "/leave" else {"unit": str(house.units["riga"].pk)}
    answer = exchange.post(f"/people/{whom.pk}/placements{step}", {**unit, **body})
    assert reasons(answer) == (422, codes)
    assert (stays(house, exchange, whom), Act.objects.count()) == (before, acts)


@pytest.mark.parametrize(
    ("step", "body", "field"),
    [
        ("", {"unit": "jelgava"}, "body.unit"),
        ("", {"unit": "vilnius"}, "body.unit"),
        ("/move", {"unit": "riga", "reason": "admission"}, "body.reason"),
        ("/leave", {"how": "death"}, "body.how"),
        ("/leave", {"how": "transfer"}, "body.how"),
        ("/leave", {"how": "release", "reason": "x" * 201}, "body.reason"),
    ],
)
def test_what_the_form_of_the_page_does_not_offer(house, exchange, whom, step, body, field):
    named = {"unit": str(house.units[body["unit"]].pk)} if "unit" in body else {}
    told_ = {**body, **named, "day": ago(1)}
    answer = exchange.post(f"/people/{whom.pk}/placements{step}", told_)
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_the_dead_are_not_placed(house, exchange, whom):
    with seen_by(SERVICE):
        today = timezone.localdate()
        note_death(by=SERVICE, person_id=whom.pk, died_on=today, source="hospital")
    body = {"unit": str(house.units["riga"].pk), "day": ago(0)}
    answer = exchange.post(f"/people/{whom.pk}/placements", body)
    assert reasons(answer) == (422, ["dead"])


def test_an_officer_sees_places_and_changes_none(house, whom):
    put(house, whom, 9)
    officer = system(house, "prison_officer")
    why = {"Tilts-Purpose": "cover"}
    assert officer.get(f"/people/{whom.pk}/placements", **why).status_code == 200
    for step in ("", "/move", "/leave", "/return"):
        answer = officer.post(f"/people/{whom.pk}/placements{step}", {})
        assert reasons(answer) == (403, ["no-role"])
