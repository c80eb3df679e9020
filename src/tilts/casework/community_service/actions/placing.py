"""People are placed with providers, leave them, and are kept away from some."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.casework.people.models.around import VICTIMS
from tilts.casework.people.rules import OPEN_VICTIMS
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.access.scoped import behind
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import move, react

from ..capabilities import RUN
from ..choices import AT_WORK
from ..matching import match
from ..models import KeptAway, Placement, Service, WorkProvider
from ..placing_guards import Agreement, placement_now, why_not_place
from ..victims import VICTIM_SAFETY

KEPT_ALREADY = Reason("kept-already", _("It is noted already."))


def place(*, by: Actor, case: Service, provider: WorkProvider, what: Agreement) -> Placement:
    """Agree on a place of work. What forbids it is refused; what speaks against it wants a reason.

    The provider is held, so that two cannot have its last place.
    """
    require(by, RUN, case.person_id)
    row = Placement(
        person_id=case.person_id,
        service=case,
        provider=provider,
        since=what.since,
        weekdays=sorted(what.weekdays),
        from_time=what.from_time,
        to_time=what.to_time,
        despite=what.despite.strip(),
    )
    with act("community_service.place_at", by=by):
        provider.hold()
        refuse_if(why_not_place(case, match(by, case, provider, what.since), what))
        move(case=case, code="place", by=by)
        row.save(force_insert=True)
    return row


def leave_place(*, by: Actor, case: Service, reason: str) -> Service:
    """End the placement from today on; hours done stay, and another place is agreed on next."""
    placement = placement_now(case)
    with act("community_service.leave_place", by=by, reason=reason):
        move(case=case, code="leave_place", by=by, reason=reason)
        if placement:
            end_placement(by=by, placement=placement, reason=reason)
    return case


def keep_away(*, by: Actor, case: Service, provider: WorkProvider, why: str) -> KeptAway:
    """Note, behind the victims' wall, that somebody must not work at a provider.

    Whoever works there now does so no more: another place is agreed on next.
    """
    require(by, OPEN_VICTIMS, case.person_id)
    today = timezone.localdate()
    row = KeptAway(person_id=case.person_id, provider=provider, since=today, why=why)
    with act("community_service.keep_away", by=by), behind(VICTIMS):
        same = KeptAway.objects.on(today).filter(person=case.person_id, provider=provider)
        refuse_if([KEPT_ALREADY] if same.exists() else [])
        row.save(force_insert=True)
        _take_away(by=by, case=case, provider=provider)
    return row


def _take_away(*, by: Actor, case: Service, provider: WorkProvider) -> None:
    placement, reason = placement_now(case), VICTIM_SAFETY.for_reader()
    if placement is None or placement.provider_id != provider.pk:
        return
    end_placement(by=by, placement=placement, reason=reason)
    place_again(by=by, case=case)


def place_again(*, by: Actor, case: Service) -> None:
    """Who is to work and has no place, since it ended meanwhile, is placed anew."""
    if case.state in AT_WORK and placement_now(case) is None:
        react(case=case, code="lose_place", by=by)


def end_placement(*, by: Actor, placement: Placement, reason: str) -> None:
    """Nobody is expected there any more."""
    with act("community_service.end_placement", by=by, reason=reason):
        placement.until = max(timezone.localdate(), placement.since)
        placement.ended_because = reason[:200]
        placement.save()
