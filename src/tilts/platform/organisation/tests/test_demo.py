"""What the rooms are told of the fictional service."""

from datetime import date
from random import Random

import pytest

from tilts.platform.organisation.demo import Batch, Course, Stage, makers, register_maker
from tilts.platform.organisation.models import Staff, Unit

START = date(2024, 3, 1)


def stage(**values) -> Stage:
    given = {"kind": "prison", "start": START, "months": 6, "offence": "175"}
    return Stage(**{**given, "unit": Unit(), "officer": Staff(), **values})


def course(*stages: Stage) -> Course:
    return Course(
        country="LV",
        family="Ozola",
        given="Anna",
        sex="female",
        born=date(1990, 1, 1),
        languages=["lv"],
        code=None,
        stages=list(stages),
        locality="Rīga",
    )


@pytest.mark.parametrize(
    ("end", "fate", "under_way", "died_on"),
    [
        (None, "", True, None),
        (None, "escaped", True, None),
        (date(2024, 9, 1), "served", False, None),
        (date(2024, 9, 1), "death", False, date(2024, 9, 1)),
    ],
)
def test_a_course_stands_where_its_last_stage_does(end, fate, under_way, died_on):
    first = stage(end=date(2024, 2, 1), fate="judged")
    last = stage(end=end, fate=fate)
    told = course(first, last)
    assert (told.now, told.died_on) == (last if under_way else None, died_on)


def test_somebody_is_known_two_weeks_before_their_first_stage():
    told = course(stage(), stage(start=date(2025, 1, 1)))
    assert told.known_since == date(2024, 2, 16)


def test_makers_are_called_in_their_order_and_keep_what_they_made():
    before = makers()

    def made(number: int):
        def make(batch: Batch) -> None:
            batch.made["order"] = [*batch.made.get("order", []), number]

        return make

    late, early = made(9_001), made(-9_001)
    register_maker("tests.late", 9_001, late)
    register_maker("tests.early", -9_001, early)
    assert makers() == [early, *before, late]
    batch = Batch(random=Random(1), today=START, courses=[], staff=[])
    for maker in (makers()[0], makers()[-1]):
        maker(batch)
    assert batch.made == {"order": [-9_001, 9_001]}
    again = made(9_002)
    register_maker("tests.late", 9_002, again)
    assert makers() == [early, *before, again]
    register_maker("tests.early", -9_001, lambda batch: None)
    register_maker("tests.late", 9_001, lambda batch: None)
