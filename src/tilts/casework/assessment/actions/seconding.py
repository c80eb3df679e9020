"""A second assessor scores the same person without seeing the first answers."""

from django.utils.translation import gettext_lazy as _

from tilts.casework.people.locking import locked
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.forms.actions import About, answer, fix_sheet, open_sheet
from tilts.platform.forms.answering import Answer
from tilts.platform.forms.results import progress
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ..capabilities import ASSESS
from ..guards import not_the_assessor
from ..known import known_of
from ..models import Assessment, SecondScoring

SECOND_THERE = Reason("second-there", _("A second scoring is there already."))
NOT_YOUR_SCORING = Reason("not-your-scoring", _("This is another assessor's scoring."))
UNANSWERED = Reason("unanswered", _("Some questions are not answered yet."))


def begin_second_scoring(*, by: Actor, assessment: Assessment) -> SecondScoring:
    """Begin a second scoring of what another assessor has answered or is answering."""
    require(by, ASSESS, assessment.person_id)
    of = assessment.definition
    refuse_if(not_the_assessor(assessment, by))
    with act("assessment.begin_second_scoring", by=by):
        person = locked(assessment.person_id)
        there = SecondScoring.objects.filter(assessment=assessment).exists()
        refuse_if([SECOND_THERE] if there else [])
        sheet = open_sheet(by=by, of=of, about=About(person.pk), known=known_of(person, of))
        second = SecondScoring(
            assessment=assessment, person=person, sheet=sheet, assessor_id=by.party
        )
        second.save(force_insert=True)
    return second


def answer_second(*, by: Actor, second: SecondScoring, item: str, given: Answer) -> Answer:
    """Save one answer of a second scoring; only its own assessor does."""
    require(by, ASSESS, second.person_id)
    refuse_if([] if by.party == second.assessor_id else [NOT_YOUR_SCORING])
    return answer(by=by, sheet=second.sheet, item=item, given=given)


def finish_second_scoring(*, by: Actor, second: SecondScoring) -> SecondScoring:
    """Let the second answers stand for good, so that the two can be compared."""
    require(by, ASSESS, second.person_id)
    refuse_if([] if by.party == second.assessor_id else [NOT_YOUR_SCORING])
    left = [item for one in progress(second.sheet) for item in one.left if item.required]
    refuse_if([UNANSWERED] if left else [])
    with act("assessment.finish_second_scoring", by=by):
        second.sheet = fix_sheet(by=by, sheet=second.sheet)
    return second
