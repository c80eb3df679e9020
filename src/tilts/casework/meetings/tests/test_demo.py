"""Fictional meetings: in every state, whole, with what is still to be done."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest

from tilts.casework.assessment.tests.courses import TODAY, course, stage
from tilts.casework.meetings.demo import DAYS, WAYS, make_meetings, meeting_of
from tilts.casework.meetings.models import Decision, Invitee, Meeting
from tilts.casework.meetings.texts import GUESTS, TOPICS, WORDS
from tilts.casework.people.tests.people import person
from tilts.platform.organisation.demo import Batch
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.machines import initial, targets
from tilts.platform.workflow.models import WorkItem
from tilts.platform.workflow.state_check import state_faults


def batch(seed, *courses, **made):
    return Batch(Random(seed), TODAY, courses, [], made=made)


def ended(past):
    return past.steps[-1].to_state if past.steps else "planned"


def seeds(one):
    """For each state the first chance by which a meeting came as far."""
    found: dict[str, int] = {}
    for seed in range(2000):
        if made := meeting_of(batch(seed), one):
            found.setdefault(ended(made.past), seed)
    return found


def test_each_move_leads_on_from_the_one_before():
    for way in WAYS.values():
        state = initial(Meeting.machine)
        for code, to, _days in way:
            assert to in targets(Meeting.machine, code, state)
            state = to


@pytest.mark.parametrize("kind", ["prison", "remand"])
def test_there_are_meetings_about_those_under_supervision(kind):
    assert [s for s in range(100) if meeting_of(batch(s), course(stage(kind)))] == []


def test_both_countries_have_the_same_to_say():
    assert [set(words) for words in (TOPICS, GUESTS, WORDS)] == [{"LV", "LT"}] * 3
    assert set(WORDS["LV"]) == set(WORDS["LT"])
    sectors = {country: [guest[0] for guest in guests] for country, guests in GUESTS.items()}
    assert sectors["LV"] == sectors["LT"]


def test_every_state_is_there_with_its_guests_its_decision_and_its_work(all_seen):
    house = build_house()
    unit = house.units["jelgava"]
    officer, colleague = (house.member("probation_officer", "jelgava") for _ in range(2))
    there: dict[str, Any] = {"unit": unit, "officer": officer}
    by_state = seeds(course(stage("supervision", **there)))
    assert set(by_state) == set(WAYS) == set(DAYS)
    with act("demo.load", by=SERVICE):
        for number, seed in enumerate(by_state.values()):
            whom = person(f"Ozols{number}", at=unit, country="LV")
            one = course(stage("supervision", **there), whom=whom)
            make_meetings(batch(seed, one, colleagues={unit.pk: [officer, colleague]}))
    states = {one.pk: one.state for one in Meeting.objects.all()}
    assert sorted(states.values()) == sorted(WAYS)
    guests = Invitee.objects.filter(meeting__state="held").order_by("pk")
    assert [one.who for one in guests] == [
        colleague.name,
        *(f"{name}, {whence}" for _sector, whence, name, _duty in GUESTS["LV"]),
    ]
    unknown = Invitee.objects.filter(attended=None).values_list("meeting__state", flat=True)
    assert set(unknown) == {"planned", "invited", "cancelled"}
    decided = Decision.objects.values_list("meeting__state", "responsible", "outcome")
    assert sorted(decided) == [
        ("approved", officer.pk, ""),
        ("closed", officer.pk, "Istaba atrasta."),
        ("held", officer.pk, ""),
    ]
    work = WorkItem.objects.filter(kind__startswith="meetings.").order_by("due", "kind")
    assert [(item.kind, item.due - TODAY, item.owner) for item in work] == [
        (kind, timedelta(days=days), officer)
        for kind, days in (
            ("meetings.record", 5),
            ("meetings.invite", 12),
            ("meetings.decided", 13),
            ("meetings.follow_up", 13),
            ("meetings.approve", 19),
            ("meetings.decided", 19),
        )
    ]
    assert state_faults([Meeting]) == []
