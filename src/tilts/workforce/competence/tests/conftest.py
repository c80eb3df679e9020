"""A prison service that observes its staff: who leads, who observes, who is observed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from tilts.engines.instruments import Instrument
from tilts.engines.instruments.schema.items import Number, Scale
from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.actions import Decision, answer, decide
from tilts.platform.forms.answering import Answer
from tilts.platform.forms.catalogue import versions
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import House, build_house
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.tests.flushing import flushable_record
from tilts.workforce.competence.actions import (
    Plan,
    begin_rating,
    feed_back,
    finish_rating,
    moderate,
    plan_observation,
)
from tilts.workforce.competence.models import Observation, Part, Rating
from tilts.workforce.competence.queries import both_sheets, definition_of, ratings_of
from tilts.workforce.competence.results import agreement

__all__ = ["flushable_record"]

TODAY = timezone.localdate()
USED = Decision("use", "The director, order 14", "Tried in ten sessions.", date(2020, 1, 1))
FORMS = ("facilitator-observation", "miti4", "session-feedback")


@dataclass
class Service:
    """Staff of the prison in Riga, and what is done with them."""

    house: House
    lead: Staff
    first: Staff
    second: Staff
    facilitator: Staff

    def actor(self, staff: Staff) -> Actor:
        """Somebody as they act today."""
        return actor_for(staff, TODAY)

    @property
    def leader(self) -> Actor:
        """Who plans and moderates."""
        return self.actor(self.lead)

    @property
    def plan(self) -> Plan:
        """A session of today."""
        observers = (self.first, self.second)
        return Plan(TODAY, "Life skills, session 3", self.house.units["riga"], observers)

    def planned(self, instrument: str = "facilitator-observation") -> Observation:
        """An observation that nobody has rated yet."""
        of = used(instrument)
        return plan_observation(by=self.leader, staff=self.facilitator, of=of, plan=self.plan)

    def rating(self, observation: Observation, part: Part) -> Rating:
        """The rating of one of the three."""
        return next(row for row in ratings_of(observation) if row.part == part)

    def rate(self, observation: Observation, part: Part, **other: Any) -> Rating:
        """Rate a session with threes throughout, but for some, and finish."""
        rating = self.rating(observation, part)
        by = self.actor(rating.rater)
        begun = begin_rating(by=by, rating=rating)
        assert begun.sheet
        for item in definition_of(observation).items.values():
            value = other.get(item.id, 3 if isinstance(item, Scale | Number) else "Well led.")
            answer(by=by, sheet=begun.sheet, item=item.id, given=Answer(value))
        return finish_rating(by=by, rating=begun)

    def rated(self, first: dict[str, Any], second: dict[str, Any]) -> Observation:
        """An observation that both observers have rated."""
        observation = self.planned()
        self.rate(observation, Part.FIRST, **first)
        self.rate(observation, Part.SECOND, **second)
        observation.refresh_from_db()
        return observation

    def moderated(self, **ratings: int) -> Observation:
        """Both rated alike, and it was moderated."""
        observation = self.rated(ratings, ratings)
        return moderate(by=self.leader, observation=observation, chosen={})

    def fed_back(self, **ratings: int) -> Observation:
        """It was talked over as well."""
        return feed_back(by=self.leader, observation=self.moderated(**ratings), on=TODAY)


def used(name: str) -> Instrument:
    """The one version of an instrument."""
    (of,) = versions(name)
    return of


def settle_first(observation: Observation) -> dict[str, Any]:
    """What a moderator chooses who follows the first observer throughout."""
    one, other = both_sheets(observation)
    found = agreement(definition_of(observation), one, other)
    return {item.id: one.answers[item.id]["value"] for item in found.differing}


@pytest.fixture
def house(db: None) -> House:
    """Two Latvian agencies and a Lithuanian one."""
    return build_house()


@pytest.fixture
def service(house: House) -> Service:
    """The quality manager leads; observers are an officer and a psychologist."""
    for name in FORMS:
        decide(by=SERVICE, agency="ievp", of=used(name), decision=USED)
    return Service(
        house,
        lead=house.member("quality_manager"),
        first=house.member("prison_officer"),
        second=house.member("psychologist"),
        facilitator=house.member("facilitator"),
    )


@pytest.fixture
def all_seen(db: None) -> Iterator[None]:
    """Reads of the test itself see everybody."""
    with seen_by(SERVICE):
        yield
