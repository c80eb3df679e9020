"""Fictional occurrences: in every state, whole, and alarming nobody."""

from datetime import date
from random import Random

import pytest
from django.utils import timezone

from tilts.casework.assessment.tests.courses import courses_in
from tilts.casework.protocols.actions import alarm_overdue
from tilts.casework.protocols.demo import STATES, make_occurrences, occurrence_of
from tilts.casework.protocols.models import Occurrence
from tilts.casework.protocols.presenting import step_lines
from tilts.platform.organisation.demo import Batch
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.models import WorkItem
from tilts.platform.workflow.state_check import state_faults

TODAY = date(2026, 6, 15)


def seed_for(course, state):
    """The first chance by which something happened to somebody that came as far as this."""
    for seed in range(2000):
        found = occurrence_of(Batch(Random(seed), TODAY, [], []), course)
        if found and (found[1].steps[-1].to_state if found[1].steps else "open") == state:
            return seed
    raise AssertionError(state)


@pytest.fixture
def made(all_seen):
    courses = [one for one in courses_in(build_house()) if one.now and not one.now.fate]
    with act("demo.load", by=SERVICE):
        for course, state in zip(courses, STATES, strict=False):
            one = Batch(Random(seed_for(course, state)), TODAY, [course], [])
            make_occurrences(one)
    return list(Occurrence.objects.order_by("pk"))


def test_every_state_is_there_with_its_steps_and_work(made):
    assert [case.state for case in made] == list(STATES)
    for case in made:
        lines = step_lines(case)
        taken = [line for line in lines if line.taking]
        whole = case.state in ("handled", "debriefed")
        assert len(taken) == (len(lines) if whole else 2)
        open_work = WorkItem.objects.filter(case=case.case_ref(), closed_at=None).count()
        assert open_work == (1 if case.state in ("open", "handled") else 0)
    assert state_faults([Occurrence]) == []


def test_nobody_is_alarmed_by_the_demonstration(made):
    assert len(made) == len(STATES)
    assert alarm_overdue(by=SERVICE, now=timezone.now()) == 0
