"""Fictional contacts: plausible days, and a day that is alive."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import hypothesis
import hypothesis.strategies as st
import pytest
from django.utils import timezone

from tilts.casework.people.models import Person
from tilts.casework.supervision.demo.contacts import MOST_TODAY, contacts_of, sentences
from tilts.casework.supervision.models import ContactNote
from tilts.platform.organisation.demo import Batch, Course, Stage
from tilts.platform.organisation.models import Agency, Staff, Unit
from tilts.platform.parties.models import Party

TODAY = date(2026, 6, 14)  # a Sunday: the demonstration is alive then too
OFFICER = Staff(party=Party())
UNIT = Unit(agency=Agency(code="vpd"), code="vpd_riga_1", since=date(2000, 1, 1))


def course(kind: str = "suspended", ago: int = 400, end: date | None = None, fate="") -> Course:
    start = TODAY - timedelta(days=ago)
    stage = Stage(kind, start, 36, "175", UNIT, OFFICER, end, fate)
    who: dict[str, Any] = {
        "family": "Ozols",
        "given": "Jānis",
        "sex": "male",
        "born": date(1990, 1, 1),
    }
    facts: dict[str, Any] = {
        "languages": ["lv"],
        "code": None,
        "stages": [stage],
        "locality": "Rīga",
    }
    return Course(country="LV", person=Person(party=Party()), **who, **facts)


def batch(seed: int = 1) -> Batch:
    return Batch(Random(seed), TODAY, [], [])


def notes(whom: Course, seed: int = 1) -> list[ContactNote]:
    return list(contacts_of(batch(seed), whom))


def day(moment: datetime) -> date:
    return timezone.localdate(moment)


@hypothesis.given(st.integers(), st.sampled_from(["suspended", "prison", "report"]))
def test_contacts_are_on_working_days_and_lead_from_one_to_the_next(seed, kind):
    found = notes(course(kind), seed)
    days = [day(note.happened_at) for note in found]
    assert days == sorted(days)
    assert [d for d in days if d.weekday() > 4 or d >= TODAY] == []
    assert [n.next_on for n in found[:-1]] == [n.happened_at for n in found[1:]]
    assert [n for n in found if n.next_on and n.next_on <= n.happened_at] == []


def test_some_were_never_seen_some_missed_it_and_some_come_today():
    whom, one = course(), batch()
    last = [list(contacts_of(one, whom))[-1:] for _ in range(300)]
    nexts = [day(note.next_on) for (note, *_) in filter(None, last) if note.next_on]
    assert 3 < last.count([]) < 40
    assert 10 < len([d for d in nexts if d < TODAY]) < 60
    assert nexts.count(TODAY) == MOST_TODAY  # of one officer no more than that
    assert len([d for d in nexts if d > TODAY]) > 150


def test_meetings_of_one_day_are_at_different_times():
    whom, one = course(), batch()
    found = [note for _ in range(300) for note in contacts_of(one, whom)]
    today = [note.next_on for note in found if note.next_on and day(note.next_on) == TODAY]
    assert len(set(today)) == len(today) == MOST_TODAY


def test_nothing_is_agreed_once_it_has_ended():
    ended = course(end=TODAY - timedelta(days=90), fate="served")
    found = [notes(ended, seed) for seed in range(50)]
    assert {some[-1].next_on for some in found} == {None}
    assert max(day(some[-1].happened_at) for some in found) < TODAY - timedelta(days=90)


def test_who_has_not_begun_has_no_contacts():
    assert notes(course(ago=-5, fate="waiting")) == []


def test_nobody_meets_who_escaped():
    assert {note.next_on for note in notes(course("prison", fate="escaped"))[-1:]} <= {None}


def test_texts_are_short_and_many():
    texts = {note.text for seed in range(200) for note in notes(course(), seed)}
    assert len(texts) > 250
    assert max(map(len, texts)) < 250


@pytest.mark.parametrize("country", ["LV", "LT"])
def test_each_country_has_its_sentences(country):
    parts = sentences()[country]
    assert [sorted(parts), min(map(len, parts.values())) > 5] == [
        ["agreed", "noticed", "talked"],
        True,
    ]
