"""Whoever is shown who takes part has looked at them: it is written first."""

from collections.abc import Iterable
from uuid import UUID

from tilts.platform.parties.actors import Actor
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from .models import Apart, Enrolment
from .presenting import people_in

PURPOSE = "appointment"  # they are at a gathering that the actor leads or runs


def look_at(by: Actor, enrolled: Iterable[Enrolment], about: str, way: Way = Way.PAGE) -> None:
    """Write down that these people are about to be shown; nothing when there are none."""
    if people := people_in(enrolled):
        consult(by, people, way=way, purpose=PURPOSE, about=about)


def look_at_pairs(by: Actor, pairs: Iterable[Apart], way: Way = Way.PAGE) -> None:
    """Write down that these are about to be shown as people who must not meet."""
    people = dict.fromkeys(party for one in pairs for party in (one.one_id, one.other_id))
    if people:
        consult(by, list(people), way=way, purpose=PURPOSE, about="gatherings.apart")


def look_for(by: Actor, found: Iterable[UUID]) -> None:
    """Write down whom a search is about to show."""
    if people := list(found):
        consult(by, people, way=Way.SEARCH, purpose="search", about="gatherings")
