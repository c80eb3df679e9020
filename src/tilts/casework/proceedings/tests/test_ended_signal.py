"""Other rooms are told of each measure that ends: once, within the act, and never on a refusal."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from tilts.casework.people.actions import note_death
from tilts.casework.proceedings.actions import advance, end_measure
from tilts.casework.proceedings.actions.sentencing import end_running
from tilts.casework.proceedings.models import Ending, Measure
from tilts.casework.proceedings.signals import ended
from tilts.platform.access.reasons import Refused
from tilts.platform.parties.actors import SERVICE

from .world import codes, imprisoned, judged, sentenced, today

Told = list[tuple[Any, str, bool]]


@pytest.fixture
def told() -> Iterator[Told]:
    """What was told: which measure, how it ended, and whether a transaction was open."""
    heard: Told = []

    def hear(measure: Measure, by: Any, **kwargs: Any) -> None:
        heard.append((measure.pk, measure.ended_how, connection.in_atomic_block))

    ended.connect(hear)
    yield heard
    ended.disconnect(hear)


def test_an_end_is_told_once(person: Any, prison: Any, told: Told) -> None:
    measure = sentenced(person, prison)
    end_measure(
        by=SERVICE, measure=measure, ended_on=today(), how=Ending.PARDONED, reason="amnesty"
    )
    assert told == [(measure.pk, "pardoned", True)]


def test_a_refused_end_is_not_told(person: Any, prison: Any, told: Told) -> None:
    measure = sentenced(person, prison)
    with pytest.raises(Refused) as refused:
        end_measure(by=SERVICE, measure=measure, ended_on=today(), how=Ending.PARDONED)
    assert (codes(refused), told) == (["reason-missing"], [])


def test_each_of_those_that_ran_is_told_and_no_other(person: Any, prison: Any, told: Told) -> None:
    first, second, over = (sentenced(person, prison) for _ in range(3))
    end_measure(by=SERVICE, measure=over, ended_on=today(), how=Ending.PARDONED, reason="so")
    told.clear()
    rows = Measure.objects.filter(person=person).order_by("pk")
    end_running(by=SERVICE, measures=rows, on=today(), how=Ending.REPLACED)
    assert told == [(first.pk, "replaced", True), (second.pk, "replaced", True)]
    end_running(by=SERVICE, measures=rows, on=today(), how=Ending.REPLACED)
    assert len(told) == 2


def test_what_falls_with_its_proceedings_is_told(person: Any, prison: Any, told: Told) -> None:
    proceeding = judged(person, prison)
    measure = imprisoned(proceeding)
    proceeding.refresh_from_db()
    advance(by=SERVICE, proceeding=proceeding, code="appeal")
    assert told == []
    advance(by=SERVICE, proceeding=proceeding, code="acquit", reason="not guilty")
    assert told == [(measure.pk, "quashed", True)]


def test_death_is_told_as_death(person: Any, prison: Any, told: Told) -> None:
    measure = sentenced(person, prison)
    note_death(by=SERVICE, person_id=person.pk, died_on=today(), source="registry")
    assert told == [(measure.pk, "death", True)]
