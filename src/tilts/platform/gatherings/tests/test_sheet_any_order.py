"""However often and in whichever order sheets come, what was said last stands, and once."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilts.platform.gatherings.models import Attendance
from tilts.platform.gatherings.tests.test_sheet import Paper, marked

pytestmark = pytest.mark.django_db

OUTCOMES = ("complied", "not-complied", "unacceptable", "excused:medical", "rescheduled:service")
PEOPLE = 3
# Somebody's choice on a sheet of their own, minutes ago by the clock of their device.
SAID = st.tuples(st.integers(0, PEOPLE - 1), st.sampled_from(OUTCOMES), st.integers(1, 500))
SHEETS = st.lists(SAID, min_size=1, max_size=6, unique_by=lambda said: (said[0], said[2]))


@pytest.fixture
def session(groups, series):
    for _ in range(PEOPLE):
        groups.enrolled(series)
    return groups.past(series)


def last_said(sheets: list[tuple[int, str, int]]) -> list[str]:
    """What should stand of each: the word with the latest time."""
    found = [""] * PEOPLE
    for who, outcome, _ago in sorted(sheets, key=lambda said: -said[2]):
        found[who] = outcome
    return found


def written(session: Any, now: datetime, sheets: list[tuple[int, str, int]]) -> list[Paper]:
    """Sheets that were all opened before anything was sent."""
    return [Paper(session).choose(who, outcome) for who, outcome, _ago in sheets]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(sheets=SHEETS, data=st.data())
def test_the_last_word_stands_in_any_order_and_however_often(session, sheets, data):
    now = timezone.now()
    papers = written(session, now, sheets)
    order = data.draw(st.permutations([*range(len(sheets)), *range(len(sheets))]))
    with transaction.atomic():
        for n in order:
            when = now - timedelta(minutes=sheets[n][2])
            papers[n].send(said_at=when.isoformat())
        stands = [outcome for outcome, _minutes, _note in marked(session)]
        rows = Attendance.objects.count()
        transaction.set_rollback(True)
    assert stands == last_said(sheets)
    assert rows == len({who for who, _outcome, _ago in sheets})


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(before=SHEETS)
def test_whoever_is_marked_is_not_touched_by_everybody_else(session, before):
    """The button for everybody else speaks of those only of whom nobody has spoken."""
    now = timezone.now()
    late = Paper(session)
    with transaction.atomic():
        for paper, (_who, _outcome, ago) in zip(written(session, now, before), before, strict=True):
            paper.send(said_at=(now - timedelta(minutes=ago)).isoformat())
        late.send(all="complied")
        stands = [outcome for outcome, _minutes, _note in marked(session)]
        transaction.set_rollback(True)
    assert stands == [said or "complied" for said in last_said(before)]


def test_a_clock_that_runs_ahead_is_not_believed(session):
    """What was said in an hour cannot be undone for an hour: it counts as said now."""
    ahead = (timezone.now() + timedelta(hours=1)).isoformat()
    Paper(session).choose(0, "unacceptable").send(said_at=ahead)
    Paper(session).choose(0, "complied").send()
    assert marked(session)[0][0] == "complied"


@pytest.mark.parametrize("said_at", ["", "2026-11-26T10:00:00.000Z"])
def test_a_clock_is_read_in_its_own_zone(session, said_at):
    paper = Paper(session).choose(0, "complied")
    form = paper.form(said_at=said_at)
    assert form.is_valid()
    (told,) = form.marks()
    assert (told.said_at.isoformat() if told.said_at else "") == said_at.replace(".000Z", "+00:00")


def test_a_broken_clock_is_named(session):
    form = Paper(session).choose(0, "complied").form(said_at="half past ten")
    assert not form.is_valid()
