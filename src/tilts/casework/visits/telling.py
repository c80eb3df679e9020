"""Who is told when a colleague on a visit gives no word, or gives it after all."""

from django.utils.translation import gettext_lazy as _

from tilts.casework.protocols.telling import tell
from tilts.platform.notices.kinds import NoticeKind, notice
from tilts.platform.parties.actors import Actor

from .models import HomeVisit

ALARM = notice(
    "visits.alarm", _("A colleague on a home visit gives no word. Find out, now."), urgent=True
)
AGAIN = notice(
    "visits.alarm_again",
    _("Nobody has closed the alarm about a colleague on a home visit."),
    urgent=True,
)
SAFE = notice(
    "visits.safe", _("The colleague on a home visit is safe. The alarm can be closed."), urgent=True
)
HEADS = ("head_of_unit",)


def tell_of(*, by: Actor, visit: HomeVisit, kind: NoticeKind) -> int:
    """Tell the colleague who came along, whoever visits, and the heads; returns how many."""
    also = [staff for staff in (visit.colleague_id, visit.officer_id) if staff]
    unit, person = visit.unit, visit.person_id
    return tell(by=by, unit=unit, person=person, whom=HEADS, kind=kind, also=also)
