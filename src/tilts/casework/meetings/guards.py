"""What must hold before a meeting moves on, each with its reasons why not."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.platform.access.authority import why_not
from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.access.visibility import is_barred
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import PartyKind
from tilts.platform.workflow.guards import guard

from .capabilities import HOLD

PAST = Reason("meeting-past", lazy("The meeting would lie in the past. Give a time to come."))
NO_CHAIR = Reason("no-chair", lazy("A member of staff calls a meeting, and chairs it."))
NOT_YET = Reason("not-yet", lazy("The meeting has not begun. Record it when it is held."))
SETTLED = Reason("settled", lazy("The meeting was held or cancelled. Nobody is invited to it now."))
INVITED_ALREADY = Reason("invited-already", lazy("They are on the list already."))
BARRED = Reason("barred", lazy("They are barred from this case. Invite somebody else."))
ONLY_WHILE_HELD = Reason(
    "only-while-held",
    lazy("This is noted once the meeting is held, until its minutes are approved. Correct them."),
)
WRITTEN_MEANWHILE = Reason(
    "written-meanwhile",
    lazy("Somebody wrote these minutes meanwhile. Read theirs, and then write yours again."),
)
DUE_PAST = Reason("due-past", lazy("That day is over. Give today or a day to come."))
DONE_ALREADY = Reason("done-already", lazy("What came of this decision is noted already."))
NOT_APPROVED = Reason(
    "not-approved", lazy("The minutes are not approved. They go on paper once they are.")
)


@guard(lazy("somebody is invited"))
def has_guests(case: Any, by: Actor) -> Reasons:
    """A meeting is of two agencies or more, so somebody else is invited."""
    if case.invitees.exists():
        return []
    return [Reason("nobody-invited", _("Nobody is on the list. Add who is to come."))]


@guard(lazy("the time lies ahead"))
def is_ahead(case: Any, by: Actor) -> Reasons:
    """Nobody is invited to what is over."""
    return [] if case.starts_at > timezone.now() else [PAST]


@guard(lazy("whoever chaired it approves, and there are minutes"))
def by_chair(case: Any, by: Actor) -> Reasons:
    """The chair stands for the minutes; a colleague does when the chair holds none about them."""
    missing = [Reason("no-minutes", _("The minutes are empty. Write them."))]
    text = _("%(who)s chaired the meeting and approves.") % {"who": case.chair.name}
    return [
        *([] if case.minutes.strip() else missing),
        *([] if _stands_for(case, by) else [Reason("not-chair", text)]),
    ]


def _stands_for(case: Any, by: Actor) -> bool:
    if by.party == case.chair_id or by.kind != PartyKind.STAFF:
        return bool(by.party == case.chair_id)
    return bool(why_not(actor_for(case.chair, timezone.localdate()), HOLD, case.person_id))


@guard(lazy("every decision is followed up"))
def all_followed_up(case: Any, by: Actor) -> Reasons:
    """Each decision of which nobody has said what came is a reason of its own."""
    text = _("Say what came of “%(what)s”.")
    return [
        Reason("decision-open", text % {"what": one.what})
        for one in case.decisions.filter(done_on=None).order_by("due", "pk")
    ]


def why_not_guest(meeting: Any, staff: Staff | None) -> Reasons:
    """Reasons why a colleague is not put on the list; nothing is known against anybody else."""
    if staff is None:
        return []
    twice = meeting.invitees.filter(staff=staff).exists()
    barred = is_barred(staff.pk, meeting.person_id)
    return [*([INVITED_ALREADY] if twice else []), *([BARRED] if barred else [])]


def why_not_responsible(person: UUID, staff: Staff) -> Reasons:
    """Reasons why a colleague cannot see to a decision about somebody."""
    if not why_not(actor_for(staff, timezone.localdate()), HOLD, person):
        return []
    text = _("%(who)s has no role with which to follow it up. Choose who sees to it with them.")
    return [Reason("cannot-follow-up", text % {"who": staff.name})]
