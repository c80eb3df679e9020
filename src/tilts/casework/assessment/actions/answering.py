"""Answering the questions, and recording the interview."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from tilts.casework.proceedings.moments import midnight, why_not_past
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.forms.actions import answer
from tilts.platform.forms.answering import Answer
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.actions import move

from ..capabilities import ASSESS
from ..models import Assessment

NOT_OPEN = Reason("not-open", _("This assessment takes no more answers."))
FROM_RECORD = Reason("from-record", _("The record knows this. Correct it there, not here."))
ANSWERED_IN = ("draft", "interviewed")


def answer_question(*, by: Actor, assessment: Assessment, item: str, given: Answer) -> Answer:
    """Save one answer as it is typed. Raises Refused when another was saved meanwhile."""
    require(by, ASSESS, assessment.person_id)
    refuse_if([] if assessment.state in ANSWERED_IN else [NOT_OPEN])
    asked = assessment.definition.items.get(item)
    refuse_if(
        [FROM_RECORD] if asked and asked.known and item in assessment.answered.answers else []
    )
    return answer(by=by, sheet=assessment.answered, item=item, given=given)


def record_interview(*, by: Actor, assessment: Assessment, on: date) -> Assessment:
    """The person was interviewed on that day: the day of the assessment."""
    refuse_if(why_not_past(on))
    move(
        case=assessment,
        code="record_interview",
        by=by,
        effective_at=midnight(on),
        assessed_on=on,
    )
    return assessment
