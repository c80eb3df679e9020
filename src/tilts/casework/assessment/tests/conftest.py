"""A house that uses the demonstration instrument, an officer and one of their people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tilts.casework.allocation.actions import Handover, allocate
from tilts.casework.assessment.actions import (
    answer_question,
    begin_assessment,
    finalise,
    record_interview,
    score,
)
from tilts.casework.assessment.models import Assessment
from tilts.casework.assessment.queries import one_assessment
from tilts.casework.people.models import Person
from tilts.casework.people.tests.people import person
from tilts.engines.instruments import Instrument
from tilts.engines.instruments.schema.items import Choice, Multiple, Number, Scale
from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.actions import Decision, decide
from tilts.platform.forms.answering import Answer, answers_in
from tilts.platform.forms.catalogue import versions
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import House, build_house
from tilts.platform.parties.actors import SERVICE, Actor

WORST = {"male": 1.0, "female": 1.0}


def reply(item: Any, how: float) -> Any:
    """An answer from the least points (0.0) to the most (1.0) that an item can have."""
    if isinstance(item, Choice):
        inorder = sorted(item.options, key=lambda option: option.points or 0)
        return inorder[round(how * (len(inorder) - 1))].code
    if isinstance(item, Multiple):
        return [item.options[-1].code]
    if isinstance(item, Number | Scale):
        low, high = item.minimum or 0, item.maximum if item.maximum is not None else 20
        return int(low + how * (high - low))
    return "Wants to work." if item.type == "text" else "2020-01-01"


@dataclass
class Desk:
    """An officer of a prison, with whom they answer for."""

    house: House
    officer: Staff
    head: Staff
    rvn: Instrument

    @property
    def actor(self) -> Actor:
        """The officer today."""
        return actor_for(self.officer, timezone.localdate())

    @property
    def chief(self) -> Actor:
        """The head of the unit today."""
        return actor_for(self.head, timezone.localdate())

    def add(self, family: str, **values: Any) -> Person:
        """Somebody for whom the officer is responsible."""
        whom = person(family, at=self.house.units["riga"], country="LV", **values)
        how = Handover(on=timezone.localdate(), reason="arrived")
        with seen_by(SERVICE):
            allocate(by=SERVICE, person=whom.pk, to=self.officer, how=how)
        return whom

    def answer_all(self, assessment: Assessment, how: float = 0.5, **own: Any) -> None:
        """Answer every question that is open, alike; `own` are other answers by item."""
        for item in self.rvn.items.values():
            if item.known is None:
                saved = answers_in(assessment.answered.answers).get(item.id, Answer()).saved
                value = own.get(item.id, reply(item, how))
                given = Answer(value, saved=saved)
                answer_question(by=self.actor, assessment=assessment, item=item.id, given=given)

    def scored(self, whom: Person, how: float = 0.5, days_ago: int = 1) -> Assessment:
        """An assessment that was answered and scored."""
        made = begin_assessment(by=self.actor, person_id=whom.pk, of=self.rvn)
        self.answer_all(made, how)
        on = timezone.localdate() - timedelta(days=days_ago)
        record_interview(by=self.actor, assessment=made, on=on)
        return score(by=self.actor, assessment=made)

    def final(self, whom: Person, how: float = 0.5, days_ago: int = 1) -> Assessment:
        """A final assessment at the level of its score."""
        made = finalise(by=self.actor, assessment=self.scored(whom, how, days_ago))
        return one_assessment(made.pk)


@pytest.fixture
def house(db: None) -> House:
    """Two Latvian agencies and a Lithuanian one."""
    return build_house()


@pytest.fixture
def desk(house: House) -> Desk:
    """An officer and a head in Riga; the demonstration instrument is in use."""
    (rvn,) = versions("rvn-demo")
    used = Decision("use", "The director, order 14", "A trial with 60 people.", date(2020, 1, 1))
    decide(by=SERVICE, agency="ievp", of=rvn, decision=used)
    return Desk(house, house.member("prison_officer"), house.member("head_of_unit"), rvn)


@pytest.fixture
def edgars(desk: Desk) -> Person:
    """One of the officer's people."""
    return desk.add("Vītols", sex="male", birth_date=date(1988, 5, 1))


@pytest.fixture
def all_seen(db: None) -> Iterator[None]:
    """Reads of the test itself see everybody."""
    with seen_by(SERVICE):
        yield
