"""Staff are told of meetings in Tilts; the e-mail says only that there is a notice, and when."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.visibility import is_barred
from tilts.platform.notices.actions import notify
from tilts.platform.notices.kinds import NoticeKind, notice
from tilts.platform.notices.occasions import Occasion
from tilts.platform.parties.actors import Actor

from .models import Invitee, Meeting

INVITED = notice("meetings.invited", _("You are invited to an inter-agency meeting: %(place)s."))
MOVED = notice("meetings.moved", _("An inter-agency meeting has another time or place: %(place)s."))
CALLED_OFF = notice("meetings.called_off", _("An inter-agency meeting is called off: %(place)s."))


def tell_invited(*, by: Actor, meeting: Meeting, invitees: Iterable[Invitee]) -> None:
    """Tell the staff among them when and where; others are told by whoever calls the meeting.

    Nobody is asked to come to what is over already, as when it is reopened late, nor whoever was
    barred from the case since they were put on the list.
    """
    if meeting.ends_at > timezone.now():
        _tell(by, meeting, _free(meeting, invitees), INVITED)


def tell_moved(*, by: Actor, meeting: Meeting, invitees: Iterable[Invitee]) -> None:
    """Tell the staff among them the new time and place; their calendars follow."""
    _tell(by, meeting, _free(meeting, invitees), MOVED)


def _free(meeting: Meeting, invitees: Iterable[Invitee]) -> list[Invitee]:
    return [one for one in invitees if one.staff and not is_barred(one.staff.pk, meeting.person_id)]


def tell_called_off(*, by: Actor, meeting: Meeting, invitees: Iterable[Invitee]) -> None:
    """Tell them that it does not take place; their calendars follow."""
    _tell(by, meeting, invitees, CALLED_OFF)


def _tell(by: Actor, meeting: Meeting, invitees: Iterable[Invitee], kind: NoticeKind) -> None:
    off = kind is CALLED_OFF
    when = Occasion(meeting.pk, meeting.starts_at, meeting.ends_at, called_off=off)
    for one in invitees:
        if one.staff:
            person, place = meeting.person_id, meeting.place
            notify(by=by, to=one.staff, kind=kind, person=person, occasion=when, place=place)
