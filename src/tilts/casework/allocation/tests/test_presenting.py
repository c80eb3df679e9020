"""The workload in words, widths and a file."""

from datetime import date
from uuid import UUID

import pytest
from django.utils.translation import override

from tilts.casework.allocation.availability import Availability
from tilts.casework.allocation.files import as_csv
from tilts.casework.allocation.models import Reduction
from tilts.casework.allocation.presenting import (
    bar,
    hours,
    in_short,
    item_rows,
    load_rows,
    reduction_rows,
    sums,
    tone_of,
)
from tilts.casework.allocation.presenting_proposals import WHY, _why
from tilts.casework.allocation.proposing import Proposed
from tilts.casework.allocation.weights import Weights
from tilts.casework.allocation.what_if import After
from tilts.casework.allocation.workload import Item, Load
from tilts.casework.people.models import Person
from tilts.platform.organisation.models import Staff

DAY = date(2026, 6, 15)
WEIGHTS = Weights("LV", DAY)
ANNA, BITE, NOBODY = UUID(int=1), UUID(int=2), UUID(int=3)
PEOPLE = {ANNA: Person(sort_key="anna"), BITE: Person(sort_key="bite")}
FULL = Availability(600, 2400)


def load(
    *points: int, can: Availability = FULL, family: str = "Kalna", given: str = "Ilze"
) -> Load:
    items = tuple(Item("setting", "community", UUID(int=n), p, 1) for n, p in enumerate(points))
    return Load(Staff(given=given, family="Kalna"), can, items)


@pytest.mark.parametrize(
    ("percent", "width", "tone"),
    [
        (0, 0, "accent"),
        (89, 89, "accent"),
        (90, 90, "warning"),
        (100, 100, "warning"),
        (101, 100, "danger"),
        (250, 100, "danger"),
        (None, 0, "danger"),
    ],
)
def test_a_bar_is_at_most_full_and_warns_in_time(percent, width, tone):
    assert bar(percent) == {"width": width, "tone": tone}
    assert tone_of(percent) == tone


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "0 h"), (59, "0 h 59 min"), (60, "1 h"), (450, "7 h 30 min")]
)
def test_minutes_as_people_say_them(minutes, said):
    assert hours(minutes) == said


@pytest.mark.parametrize(
    ("can", "said"),
    [
        (FULL, "Ilze Kalna (2, 10 %)"),
        (Availability(0, 0), "Ilze Kalna (2)"),
        (Availability(600, 2400, away=True), "Ilze Kalna (2, away)"),
        (
            Availability(600, 2400, away=True, away_until=DAY),
            "Ilze Kalna (2, away until 15 June 2026)",
        ),
    ],
)
def test_an_officer_to_choose_in_short(can, said):
    with override("en"):
        assert in_short(load(40, 22, can=can)) == said


def test_a_line_of_the_table():
    whole, clerk = load(40), load(can=Availability(0, 0))
    assert load_rows([whole, clerk]) == [
        {
            "load": whole,
            "bar": {"width": 6, "tone": "accent"},
            "left": 560,
            "carries": True,
            "away": "",
        },
        {
            "load": clerk,
            "bar": {"width": 0, "tone": "danger"},
            "left": 0,
            "carries": False,
            "away": "",
        },
    ]


def test_the_heaviest_comes_first_then_by_name_and_who_is_not_visible_has_none():
    items = [
        Item("setting", "community", BITE, 4, 1),
        Item("work", "report", NOBODY, 20),
        Item("setting", "custody", ANNA, 4, 2),
    ]
    found = item_rows(items, PEOPLE, WEIGHTS)
    assert [(row["item"].points, row["person"], row["what"]) for row in found] == [
        (20, None, "A report under way"),
        (4, PEOPLE[ANNA], "In prison"),
        (4, PEOPLE[BITE], "In the community"),
    ]


def test_sums_by_setting_and_work_the_people_first():
    items = [
        Item("work", "contact_by_others", ANNA, -2),
        Item("work", "contact_by_others", BITE, -2),
        Item("setting", "community", ANNA, 4, 1),
        Item("work", "report", ANNA, 20),
    ]
    assert sums(items, WEIGHTS) == [
        {"what": "In the community", "count": "1 person", "points": 4},
        {"what": "Contacts that colleagues held", "count": "2 times", "points": -4},
        {"what": "A report under way", "count": "1 time", "points": 20},
    ]
    assert sums([], WEIGHTS) == []


@pytest.mark.parametrize(
    ("since", "until", "counts", "ends"),
    [
        (date(2026, 6, 1), None, True, True),
        (date(2026, 6, 1), date(2026, 6, 16), True, True),
        (date(2026, 6, 1), DAY, False, False),
        (date(2026, 6, 16), date(2026, 6, 20), False, True),
    ],
)
def test_a_reduction_says_whether_it_counts_and_can_still_change(since, until, counts, ends):
    row = Reduction(code="trainee", weekly_minutes=90, since=since, until=until)
    (found,) = reduction_rows([row], WEIGHTS, DAY)
    assert found == {
        "row": row,
        "title": "Is learning the work",
        "hours": "1 h 30 min",
        "counts": counts,
        "ends": ends,
    }


def test_the_file_keeps_formulas_as_text_and_nobody_carrying_has_no_percent():
    away = Availability(600, 2400, away=True, away_until=date(2026, 6, 20))
    loads = [load(700), load(4, can=away, given="=cmd|' /C calc'!A0")]
    lines = as_csv(loads).decode("utf-8-sig").splitlines()
    assert lines == [
        "Officer,People,Points,Can carry,Percent,Away until",
        "Ilze Kalna,1,700,600,116,",
        "'=cmd|' /C calc'!A0 Kalna,1,4,0,,2026-06-20",
    ]
    assert as_csv([]).decode("utf-8-sig").splitlines() == lines[:1]


def test_weights_that_the_pack_does_not_have_weigh_nothing_and_keep_their_code():
    assert [WEIGHTS.of_person("moon", 1), WEIGHTS.of_work("golf"), WEIGHTS.measures_of("moon")] == [
        0,
        0,
        (),
    ]
    assert (WEIGHTS.role("clerk"), WEIGHTS.title("reduction", "golf")) == (None, "golf")
    codes = [one.code for one in WEIGHTS.reductions()]
    assert codes == ["part_time", "trainee", "mentoring", "other_duties"]
    assert WEIGHTS.unconfirmed
    with override("lv"):
        assert WEIGHTS.title("reduction", "trainee") == "Apgūst darbu"


def test_what_is_left_may_be_less_than_nothing():
    after = After(load(500), 640, gets=3, gives=0)
    assert (after.percent, after.left) == (106, -40)
    away = After(load(30, can=Availability(600, 2400, away=True)), 0, gets=0, gives=3)
    assert (away.percent, away.left) == (None, 0)


@pytest.mark.parametrize(
    ("proposed", "chosen", "said"),
    [
        (Proposed(ANNA, ("room", "language")), ANNA, "has room for them, speaks their language"),
        (Proposed(ANNA, ("room",)), BITE, "your choice"),
        (Proposed(ANNA, ("room",)), None, "stays"),
        (Proposed(None, ("nobody",)), None, "nobody of them can take this person today"),
        (None, BITE, "your choice"),
        (None, None, "stays"),
    ],
)
def test_why_a_line_is_as_it_is(proposed, chosen, said):
    assert _why(proposed, chosen) == said


def test_every_reason_has_its_words():
    assert set(WHY) == {"language", "room", "least_full", "over_full", "nobody"}
