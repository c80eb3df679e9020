"""Hours are recorded and confirmed, at the provider or from its signed sheet."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import react

from ..balance import latest
from ..capabilities import RUN
from ..choices import AT_WORK, Step
from ..hours_guards import Day
from ..models import Placement, ProviderLink, WorkEvent
from ..saying import day_of, hold, why_not_day

NOT_WORKING = Reason(
    "not-working", _("The person is not placed in work now. Look at the case first.")
)
LINK_CLOSED = Reason(
    "link-closed",
    _("This address opens nothing any more. Ask the probation officer for a new one."),
)
NOT_HERE = Reason("not-here", _("This person does not work here today."))
NO_CONFIRMING = Reason("nothing-to-confirm", _("There is nothing to confirm."))


def record_hours(
    *, by: Actor, placement: Placement, what: Day, signed: bool = False, key: UUID | None = None
) -> WorkEvent:
    """Record a day; `signed` when the provider's signed sheet lies before the officer."""
    require(by, RUN, placement.person_id)
    return _record(by, placement, what, key or uuid7(), signed=signed)


def record_at_provider(
    *, by: Actor, link: ProviderLink, placement: Placement, what: Day, key: UUID
) -> WorkEvent:
    """The provider says how today went for somebody who works there today."""
    _require_page(by, link)
    here = placement.provider_id == link.contact.provider_id and placement.works_on(what.day)
    refuse_if([] if here and what.day == timezone.localdate() else [NOT_HERE])
    with seen_by(SERVICE):
        return _record(by, placement, what, key, signed=False)


def confirm_hours(*, by: Actor, link: ProviderLink, lines: Sequence[UUID]) -> int:
    """The provider confirms what was recorded; returns how many days. None is confirmed twice."""
    _require_page(by, link)
    confirmed = 0
    with act("community_service.confirm_hours", by=by), seen_by(SERVICE):
        events = WorkEvent.plain.filter(placement__provider=link.contact.provider, line__in=lines)
        for case in sorted(set(events.values_list("service_id", flat=True))):
            hold(case)
        for event in latest(events.all()):
            if event.step == Step.RECORDED:
                say_again(by=by, event=event, step=Step.CONFIRMED)
                confirmed += 1
        refuse_if([] if confirmed else [NO_CONFIRMING])
    return confirmed


def _require_page(by: Actor, link: ProviderLink) -> None:
    today = timezone.localdate()
    theirs = by.party == link.contact_id and link.contact.is_on(today)
    refuse_if([] if theirs and link.is_open_on(today) else [LINK_CLOSED])


def _record(by: Actor, placement: Placement, what: Day, key: UUID, *, signed: bool) -> WorkEvent:
    with act("community_service.record_hours", by=by):
        case = hold(placement.service_id)
        told: WorkEvent | None = WorkEvent.plain.filter(key=key).first()
        if told is not None:
            return told
        refuse_if([] if case.state in AT_WORK else [NOT_WORKING])
        refuse_if(why_not_day(case, placement, what))
        event = WorkEvent(
            person_id=case.person_id,
            service=case,
            placement=placement,
            step=Step.RECORDED,
            key=key,
            **_said(by),
            **vars(what),
        )
        event.save(force_insert=True)
        if signed:
            event = say_again(by=by, event=event, step=Step.CONFIRMED)
        if what.worked and case.state == "placed":
            react(case=case, code="start", by=by, started_on=case.started_on or what.day)
    return event


def _said(by: Actor) -> dict[str, Any]:
    return {"said_by_id": None if by.is_service else by.party, "said_at": timezone.now()}


def say_again(*, by: Actor, event: WorkEvent, step: str, **changed: Any) -> WorkEvent:
    """One more event of a line, under the act under way: as the last one but for what changed."""
    again = WorkEvent(
        person_id=event.person_id,
        service_id=event.service_id,
        placement_id=event.placement_id,
        line=event.line,
        number=event.number + 1,
        step=step,
        **_said(by),
        **{**vars(day_of(event)), **changed},
    )
    again.save(force_insert=True)
    return again
