"""The minutes of a meeting on paper."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from tilts.platform.access.reasons import Reasons
from tilts.platform.design.display import local
from tilts.platform.documents.models import Kind

from .guards import NOT_APPROVED
from .models import Meeting
from .queries import decisions_of

PRINTED_IN = ("approved", "closed")


def why_not_printed(meeting: Meeting) -> Reasons:
    """Minutes go on paper once they are approved."""
    return [] if meeting.state in PRINTED_IN else [NOT_APPROVED]


class MinutesSheet:
    """What was said and decided, and who was there. The words of the minutes stay as written."""

    kind: ClassVar[Kind] = Kind.OTHER
    template: ClassVar[str] = "meeting_minutes"

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting

    def data(self, language: str, *, number: str, made_at: str) -> dict[str, Any]:
        """Everything the template needs, words of that language included."""
        meeting = self.meeting
        with override(language):
            return {
                "language": language,
                "number": number,
                "made_at": made_at,
                "agency": meeting.unit.agency.name_in(language),
                "name": meeting.person.name,
                "facts": _facts(meeting),
                "texts": _texts(meeting),
                "people": [
                    _present(one) for one in meeting.invitees.select_related("staff").order_by("pk")
                ],
                "decisions": [
                    [one.what, one.other or one.responsible.name, local(one.due)]
                    for one in decisions_of(meeting)
                ],
                "words": _words(),
            }


def _facts(meeting: Meeting) -> list[list[str]]:
    approved = f"{(meeting.approved_by or meeting.chair).name}, {local(meeting.approved_on)}"
    return [
        [_("When"), local(meeting.starts_at)],
        [_("Where"), meeting.place],
        [pgettext("a meeting", "What it is about"), meeting.about],
        [_("Law under which it is shared"), meeting.basis],
        [_("Chaired by"), meeting.chair.name],
        [_("Approved by"), approved],
        [_("Version"), str(meeting.minutes_version)],
    ]


def _texts(meeting: Meeting) -> list[dict[str, str]]:
    told = [(_("Agenda"), meeting.agenda), (pgettext("a meeting", "Minutes"), meeting.minutes)]
    return [{"title": title, "text": text} for title, text in told if text]


def _present(one: Any) -> list[str]:
    return [one.who, _("was there") if one.attended else _("was not there"), one.duty]


def _words() -> dict[str, str]:
    return {
        "title": _("Minutes of an inter-agency meeting"),
        "document": _("Document"),
        "page": _("Page"),
        "made": _("Made"),
        "people": _("Who was invited"),
        "decisions": _("Decisions"),
        "who": _("Who"),
        "there": pgettext("a meeting", "Attendance"),
        "duty": _("Duty"),
        "what": _("What"),
        "due": _("By when"),
    }
