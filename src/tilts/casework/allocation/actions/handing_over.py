"""Who becomes responsible for whom. What went before is ended, never changed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from tilts.casework.people.locking import locked
from tilts.casework.people.models import Person
from tilts.platform.access.reasons import Reasons, Refused, refuse_if
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ..guards import (
    latest,
    why_not_assign,
    why_not_first,
    why_not_next,
    why_not_reason,
    why_not_responsible,
    why_not_stand_in,
    workplace,
)
from ..models import Allocation, Kind
from ..signals import responsible


@dataclass(frozen=True, kw_only=True)
class Handover:
    """Why a person passes to somebody, from which day, as what, and what the next must know."""

    on: date
    reason: str
    note: str = ""
    kind: str = Kind.OFFICER


@dataclass
class Moved:
    """What became of each person of a bulk reassignment, by id."""

    to: dict[UUID, Staff] = field(default_factory=dict)
    refused: dict[UUID, Reasons] = field(default_factory=dict)


def allocate(*, by: Actor, person: UUID, to: Staff, how: Handover) -> Allocation:
    """Make somebody responsible for a person for whom nobody was."""
    refuse_if([*why_not_assign(by, person, to), *why_not_reason(how.reason)])
    with act("allocation.allocate", by=by, reason=how.reason):
        locked(person)
        refuse_if([*why_not_first(latest(person, how.kind)), *_why_not_on(person, to, how)])
        return _begin(by, person, to, how)


def reassign(*, by: Actor, person: UUID, to: Staff, how: Handover) -> Allocation:
    """Pass a person to somebody else; the earlier allocation ends the day the new one begins."""
    refuse_if([*why_not_assign(by, person, to), *why_not_reason(how.reason)])
    with act("allocation.reassign", by=by, reason=how.reason):
        return _pass_on(by, person, to, how)


def make_responsible(*, by: Actor, person: UUID, to: Staff, how: Handover) -> Allocation:
    """Make somebody responsible for a person, whoever was before."""
    verb = reassign if latest(person, how.kind) else allocate
    return verb(by=by, person=person, to=to, how=how)


def bulk_reassign(
    *, by: Actor, people: Sequence[UUID], to: Sequence[Staff], how: Handover
) -> Moved:
    """Share people out among officers, in turn, as one act. Who is refused stays where they are."""
    refuse_if(why_not_reason(how.reason))
    moved = Moved()
    with act("allocation.bulk_reassign", by=by, reason=how.reason):
        _hold(people)
        for number, person in enumerate(people):
            officer = to[number % len(to)]
            try:
                refuse_if(why_not_assign(by, person, officer))
                _share_out(by, person, officer, how)
                moved.to[person] = officer
            except Refused as refused:
                moved.refused[person] = refused.reasons
    return moved


def _hold(people: Sequence[UUID]) -> None:
    """Hold everybody, always in one order: two who share out the same people wait, not block."""
    rows = Person.objects.select_for_update(of=("self",)).filter(pk__in=people)
    list(rows.order_by("pk").values_list("pk"))


def _share_out(by: Actor, person: UUID, to: Staff, how: Handover) -> Allocation:
    """Pass somebody on, or begin when nobody was responsible."""
    if latest(person, how.kind):
        return _pass_on(by, person, to, how)
    refuse_if(_why_not_on(person, to, how))
    return _begin(by, person, to, how)


def take_over(*, by: Actor, person: UUID, staff: Staff, how: Handover) -> Allocation:
    """Who stands in for an absent colleague becomes responsible; `staff` is the actor."""
    last = latest(person, how.kind)
    refuse_if([*why_not_stand_in(by, last, how.on), *why_not_reason(how.reason)])
    with act("allocation.take_over", by=by, reason=how.reason):
        return _pass_on(by, person, staff, how)


def _pass_on(by: Actor, person: UUID, to: Staff, how: Handover) -> Allocation:
    locked(person)
    last = latest(person, how.kind)
    refuse_if([*why_not_next(last, to, how.on), *_why_not_on(person, to, how)])
    if last is not None:
        last.until = how.on
        last.save()
    return _begin(by, person, to, how)


def _why_not_on(person: UUID, to: Staff, how: Handover) -> Reasons:
    return why_not_responsible(person, to, how.on)


def _begin(by: Actor, person: UUID, to: Staff, how: Handover) -> Allocation:
    begun = Allocation(person_id=person, staff=to, kind=how.kind, since=how.on)
    begun.unit = workplace(to, how.on)  # type: ignore[assignment] # the guard has seen that there is one
    begun.reason, begun.handover, begun.given_by = how.reason, how.note, by.party
    begun.save()
    responsible.send(sender=Allocation, allocation=begun, by=by)
    return begun
