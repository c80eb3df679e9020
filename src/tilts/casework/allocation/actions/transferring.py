"""A unit asks another to take somebody; the other accepts with an officer, or refuses."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tilts.casework.people.locking import locked
from tilts.casework.people.models import Person
from tilts.casework.proceedings.actions.executing import pass_execution
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import refuse_if
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.parties.models import PartyKind
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import begin, move
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.models import WorkItem

from ..capabilities import TRANSFER
from ..cases import MEET
from ..guards import latest, workplace
from ..guards_of_transfers import why_not_ask, why_not_take
from ..models import Allocation, Kind, Transfer
from .handing_over import Handover, make_responsible


@dataclass(frozen=True, kw_only=True)
class Wish:
    """To which unit somebody is to go, from which day, why, where they live, what to know."""

    to: Unit
    on: date
    why: str
    residence: str = ""
    note: str = ""


def ask_transfer(*, by: Actor, person: Person, wish: Wish) -> Transfer:
    """Ask another unit to take somebody. Until it accepts, everything stays as it is."""
    require(by, TRANSFER, person.pk)
    with act("allocation.ask_transfer", by=by, reason=wish.why):
        locked(person.pk)
        sender = _sender(person.pk)
        refuse_if(why_not_ask(person, sender, wish.to, wish.on, Transfer))
        case = Transfer(person=person, unit=wish.to, from_unit=sender, to_unit=wish.to)
        case.on, case.why = wish.on, wish.why
        case.residence, case.note = wish.residence, wish.note
        case.asked_by_id = by.party if by.kind == PartyKind.STAFF else None
        begin(case=case, by=by, reason=wish.why)
    return case


def _sender(person: UUID) -> Unit | None:
    """The unit whose officer is responsible."""
    last = latest(person, Kind.OFFICER)
    return last.unit if last and last.is_on(timezone.localdate()) else None


def accept_transfer(*, by: Actor, case: Transfer, officer: Staff, on: date) -> Transfer:
    """Take somebody: the officer is responsible from that day, the sender until then."""
    refuse_if(why_not_take(case.to_unit, workplace(officer, on), on))
    with transaction.atomic():
        with seen_by(SERVICE):  # whoever no longer sees the person is told so by the move
            locked(case.person_id)
        move(case=case, code="accept", by=by, officer=officer, on=on, unit=case.to_unit)
        how = Handover(on=on, reason=case.why, note=case.note)
        make_responsible(by=by, person=case.person_id, to=officer, how=how)
        if on > timezone.localdate():
            _meet_later(by, case)
        else:
            carry_out(by=by, case=case)
    return case


def _meet_later(by: Actor, case: Transfer) -> None:
    """The term of the first meeting counts from the day on which the person comes."""
    due = due_date(case.to_unit.agency.country, MEET.deadline, case.on)
    with act("allocation.postpone_meeting", by=by), seen_by(SERVICE):
        WorkItem.objects.filter(case=case.case_ref(), kind=MEET.code, closed_at=None).update(
            due=due
        )


def carry_out(*, by: Actor, case: Transfer) -> None:
    """On the day of an accepted transfer open work and measures go along to the new unit."""
    with transaction.atomic(), seen_by(SERVICE):
        pass_execution(by=by, person_id=case.person_id, giver=case.from_unit, to=case.to_unit)
        with act("allocation.carry_out_transfer", by=by):
            _work_left(case).update(owner=case.officer, unit=case.to_unit)
            case.carried_on = timezone.localdate()
            case.save()


def _work_left(case: Transfer) -> Any:
    """Open work about the person that is still the sender's."""
    about = WorkItem.objects.filter(person_id=case.person_id, closed_at=None)
    before = Allocation.plain.filter(person_id=case.person_id, until=case.on, kind=Kind.OFFICER)
    theirs = about.filter(owner__in=before.values("staff"))
    waiting = about.filter(owner=None, unit=case.from_unit)
    return about.filter(
        pk__in=[*theirs.values_list("pk", flat=True), *waiting.values_list("pk", flat=True)]
    )


def carry_out_due(*, by: Actor, day: date) -> int:
    """Carry out every accepted transfer whose day has come; how many."""
    rows = Transfer.objects.filter(state="accepted", carried_on=None, on__lte=day)
    done = 0
    for due in list(rows.order_by("on", "pk").values_list("pk", flat=True)):
        with transaction.atomic():  # somebody may complete it meanwhile
            held = rows.select_for_update(of=("self",)).filter(pk=due)
            for case in held.select_related("from_unit", "to_unit", "officer"):
                carry_out(by=by, case=case)
                done += 1
    return done


def advance_transfer(*, by: Actor, case: Transfer, code: str, reason: str = "") -> Transfer:
    """Refuse, ask again, withdraw, complete; whose turn it is then goes with it."""
    turn = {"refuse": case.from_unit, "withdraw": case.from_unit}.get(code, case.to_unit)
    with transaction.atomic():
        move(case=case, code=code, by=by, reason=reason, unit=turn)
        if code == "complete" and case.carried_on is None:  # before the worker came to it
            carry_out(by=by, case=case)
    return case
