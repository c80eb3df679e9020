"""People are given places, put off, withdrawn and excluded."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.gatherings.actions import end_enrolment, enrol
from tilts.platform.gatherings.models import Ended, Enrolment, Kind, Series
from tilts.platform.organisation.models import AgencyKind
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import move, open_item

from ..capabilities import DELIVER
from ..delivery.cases import TAKE_UP
from ..delivery.progress import last_day_of, running, wants_place
from ..models import Participation
from .telling import tell_the_plan

OWN_STEPS = ("judge", "decline", "defer")
OWN_STEP = Reason("own-step", _("More must be said for this. Take the step made for it."))
OTHER_PROGRAMME = Reason(
    "other-programme-group", _("This group gives another programme. Choose one of this programme.")
)
NOT_WAITING = Reason("not-waiting", _("They do not wait for a place now."))
ENDS = {"take_out": Ended.WITHDREW, "exclude": Ended.EXCLUDED, "defer": Ended.WITHDREW,
        "finish": Ended.COMPLETED}  # fmt: skip
LATER = Reason("later", _("Choose a day that is still to come."))


def give_place(*, by: Actor, case: Participation, series: Series, since: date) -> Enrolment:
    """Give who waits a place in a group from a day on. Refused with every reason.

    The case moves by itself, as it does when somebody is enrolled on the page of the group.
    """
    require(by, DELIVER, case.person_id)
    refuse_if([] if series.template.code == case.programme else [OTHER_PROGRAMME])
    refuse_if([] if wants_place(case) else [NOT_WAITING])
    with act("programmes.give_place", by=by):
        row = enrol(
            by=by,
            series=series,
            party=case.person_id,
            kind=_kind(series),
            since=since,
            waiting_since=min(case.waiting_since, since),
        )
        case.refresh_from_db()
    return row


def _kind(series: Series) -> str:
    in_prison = series.unit.agency.kind == AgencyKind.PRISON
    return Kind.CUSTODY if in_prison else Kind.COMMUNITY


def put_off(*, by: Actor, case: Participation, until: date, reason: str) -> Participation:
    """Put the programme off until a day, on which the officer takes it up again."""
    today = timezone.localdate()
    refuse_if([LATER] if until <= today else [])
    with act("programmes.defer", by=by, reason=reason):
        _move(by, case, "defer", reason, deferred_until=until)
        open_item(
            by=by,
            kind=TAKE_UP,
            person=case.person_id,
            unit=case.unit,
            owner=case.work_owner(),
            case=case.case_ref(),
            due=until,
        )
    return case


def advance_participation(
    *, by: Actor, case: Participation, code: str, reason: str = ""
) -> Participation:
    """A move that wants no more than perhaps a reason: withdraw, exclude, take up, reopen."""
    declared = case.machine.moves.get(code)
    refuse_if([OWN_STEP] if declared is None or declared.is_system or code in OWN_STEPS else [])
    with act(f"programmes.{code}", by=by, reason=reason):
        _move(by, case, code, reason, **_changed_with(case, code))
    return case


def _changed_with(case: Participation, code: str) -> dict[str, Any]:
    today = timezone.localdate()
    if code in ("take_out", "exclude", "finish"):
        return {"ended_on": today}
    if code in ("take_up", "reopen"):
        return {"ended_on": None, "deferred_until": None}
    return {}


def _move(by: Actor, case: Participation, code: str, reason: str, **told: Any) -> None:
    """Move the case, and then end its enrolment: the case is the first to say why."""
    enrolment = running(case)
    move(case=case, code=code, by=by, reason=reason, **told)
    tell_the_plan(by=by, case=case)
    how = ENDS.get(code)
    if enrolment is not None and how is not None:
        on = last_day_of(enrolment)
        end_enrolment(by=by, enrolment=enrolment, on=on, how=how, because=reason[:200])
