"""The minutes and the decision of a commission become documents."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.documents.actions import make_paper
from tilts.platform.documents.models import Document
from tilts.platform.parties.actors import Actor

from ..capabilities import ACCREDIT
from ..models import Meeting
from ..paper import DecisionSheet, MinutesSheet

UNDECIDED = Reason("not-decided-yet", _("The commission has not decided yet. Record that first."))


def make_minutes(*, by: Actor, meeting: Meeting, language: str) -> Document:
    """The minutes of a meeting as a tagged PDF in a language, entered in the register."""
    return _made(by, meeting, MinutesSheet(meeting), language)


def make_decision(*, by: Actor, meeting: Meeting, language: str) -> Document:
    """The decision of a meeting as a tagged PDF in a language, for the applicant."""
    return _made(by, meeting, DecisionSheet(meeting), language)


def _made(
    by: Actor, meeting: Meeting, sheet: MinutesSheet | DecisionSheet, language: str
) -> Document:
    require(by, ACCREDIT)
    refuse_if([] if meeting.decision else [UNDECIDED])
    return make_paper(by=by, thing=meeting.accreditation.case_ref(), sheet=sheet, language=language)
