"""Duties are imposed, changed and lifted, and it is noted whether they were kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tilts.casework.proceedings.moments import midnight, why_not_past
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, Reasons, Refused, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import PartyKind
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import move

from ..capabilities import SUPERVISE
from ..duties import duties_for, kind_of, why_not_filled
from ..models import Duty, DutyCheck, Ended, Supervision
from ..order_guards import OVER, TOO_EARLY
from ..queries.duties import standing_duties
from ..queries.orders import held

NOT_FOR_THIS = Reason("not-for-this", _("The law knows no such duty for this order on that day."))
NOT_BY_THEM = Reason("not-by-them", _("Such a duty is not theirs to decide. Choose who decided."))
STANDS = Reason("stands-already", _("This very duty stands already. Change it instead."))
ENDED_ALREADY = Reason("duty-ended", _("This duty was changed or lifted already."))
UNCHANGED = Reason("unchanged", _("Nothing is different. Change something, or leave it."))
NOT_ALL = Reason("not-all-checked", _("Say of each duty whether it was kept."))


@dataclass(frozen=True, kw_only=True)
class Decided:
    """Who decided, by which law, in which decision, and from which day on."""

    imposed_by: str
    basis: str
    decision: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Found:
    """Whether a duty was kept, and what was seen."""

    kept: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class NewDuty:
    """A duty by its kind, with what is filled in there: days, hours and cents are whole numbers."""

    code: str
    decided: Decided
    slots: Mapping[str, Any] = field(default_factory=dict)


def impose_duty(*, by: Actor, case: Supervision, what: NewDuty) -> Duty:
    """Put a duty on an order. Refused with every reason."""
    require(by, SUPERVISE, case.person_id)
    decided = what.decided
    with act("supervision.impose_duty", by=by, effective_at=midnight(decided.on)):
        case = held(case)
        refuse_if(_why_not_on_order(case, what.code, decided))
        refuse_if(_why_not_filled(case, what.code, what.slots, decided.on))
        refuse_if(_why_not_twice(case, what.code, what.slots))
        duty = Duty(
            person_id=case.person_id, supervision=case, code=what.code, slots=dict(what.slots)
        )
        _begin(duty, decided)
    return duty


def change_duty(*, by: Actor, duty: Duty, slots: Mapping[str, Any], decided: Decided) -> Duty:
    """The duty says something else from that day on: the former wording stays to be read."""
    require(by, SUPERVISE, duty.person_id)
    with act("supervision.change_duty", by=by, effective_at=midnight(decided.on)):
        case = held(duty.supervision)  # no other duty comes to say the same meanwhile
        former = _standing(duty, decided)
        refuse_if(_why_not_on_order(case, former.code, decided))
        refuse_if(_why_not_filled(case, former.code, slots, decided.on))
        refuse_if([UNCHANGED] if former.slots == dict(slots) else [])
        refuse_if(_why_not_twice(case, former.code, slots))
        _end(former, Ended.CHANGED, decided)
        new = Duty(
            person_id=former.person_id,
            supervision=case,
            code=former.code,
            slots=dict(slots),
            replaces=former,
        )
        _begin(new, decided)
    return new


def lift_duty(*, by: Actor, duty: Duty, decided: Decided) -> Duty:
    """The duty holds no more from that day on."""
    require(by, SUPERVISE, duty.person_id)
    with act("supervision.lift_duty", by=by, effective_at=midnight(decided.on)):
        held(duty.supervision)  # nothing is checked meanwhile
        standing = _standing(duty, decided)
        refuse_if(why_not_past(decided.on) + _why_not_theirs(standing, decided))
        _end(standing, Ended.LIFTED, decided)
    return standing


def check_duties(
    *, by: Actor, case: Supervision, on: date, found: Mapping[UUID, Found]
) -> list[DutyCheck]:
    """Note of each standing duty whether it was kept; the next check is due in its time."""
    refuse_if(why_not_past(on))
    staff = by.party if by.kind == PartyKind.STAFF else None
    with act("supervision.check_duties", by=by, effective_at=midnight(on)):
        case = held(case)  # no duty comes or goes meanwhile
        standing = standing_duties(case)
        refuse_if([] if {duty.pk for duty in standing} == set(found) else [NOT_ALL])
        refuse_if([TOO_EARLY] if any(on < duty.since for duty in standing) else [])
        rows = [
            DutyCheck(
                person_id=case.person_id,
                duty=duty,
                checked_on=on,
                checked_by_id=staff,
                kept=found[duty.pk].kept,
                note=found[duty.pk].note,
            )
            for duty in standing
        ]
        DutyCheck.objects.bulk_create(rows)
        move(case=case, code="check", by=by)
    return rows


def _why_not_on_order(case: Supervision, code: str, decided: Decided) -> Reasons:
    reasons = why_not_past(decided.on)
    kind = kind_of(case.country, code, decided.on)
    known = kind is not None and kind in duties_for(case.measure, decided.on)
    checks = (
        (case.is_over, OVER),
        (not known, NOT_FOR_THIS),
        (kind is not None and decided.imposed_by not in kind.imposed_by, NOT_BY_THEM),
        (decided.on < case.measure.imposed_on, TOO_EARLY),
    )
    return reasons + [reason for wrong, reason in checks if wrong]


def _why_not_theirs(duty: Duty, decided: Decided) -> Reasons:
    """Who may not impose a kind of duty does not lift it either, while the catalogue has it."""
    kind = kind_of(duty.supervision.country, duty.code, decided.on)
    return [NOT_BY_THEM] if kind and decided.imposed_by not in kind.imposed_by else []


def _why_not_filled(case: Supervision, code: str, slots: Mapping[str, Any], on: date) -> Reasons:
    kind = kind_of(case.country, code, on)
    return why_not_filled(case.country, kind, slots, on) if kind else []


def _why_not_twice(case: Supervision, code: str, slots: Mapping[str, Any]) -> Reasons:
    same = [duty for duty in standing_duties(case) if duty.code == code]
    return [STANDS] if any(duty.slots == dict(slots) for duty in same) else []


def _standing(duty: Duty, decided: Decided) -> Duty:
    """The duty as it is now, held until the act ends."""
    rows = Duty.objects.select_for_update(of=("self",)).select_related(
        "supervision__unit__agency", "supervision__measure__proceeding"
    )
    found: Duty | None = rows.filter(pk=duty.pk).first()
    if found is None or found.until is not None:
        raise Refused([ENDED_ALREADY])
    refuse_if([TOO_EARLY] if decided.on < found.since else [])
    return found


def _begin(duty: Duty, decided: Decided) -> None:
    duty.since, duty.imposed_by = decided.on, decided.imposed_by
    duty.basis, duty.decision = decided.basis, decided.decision
    duty.save()


def _end(duty: Duty, how: Ended, decided: Decided) -> None:
    duty.until, duty.ended_how, duty.ended_by = decided.on, how, decided.imposed_by
    duty.ended_basis, duty.ended_decision = decided.basis, decided.decision
    duty.save()
