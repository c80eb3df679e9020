"""Whoever is shown who takes part has looked at them: it is written first."""

from collections.abc import Iterable

from tilts.platform.parties.actors import Actor
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from .models import Enrolment
from .presenting import people_in

PURPOSE = "appointment"  # they are at a gathering that the actor leads or runs


def look_at(by: Actor, enrolled: Iterable[Enrolment], about: str, way: Way = Way.PAGE) -> None:
    """Write down that these people are about to be shown; nothing when there are none."""
    if people := people_in(enrolled):
        consult(by, people, way=way, purpose=PURPOSE, about=about)
