"""What the person says to their assessment, and what they are answered."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import close_about, open_item

from ..capabilities import ASSESS, REVIEW
from ..cases import ANSWER
from ..guards import not_the_assessor
from ..models import Assessment, PersonsWord

NOT_FINAL = Reason("not-final", _("The person comments on an assessment once it is final."))
ANSWERED = Reason("answered", _("The person has been answered already."))
NOT_ASKED = Reason("not-asked", _("The person did not ask for a review."))
HEARD_IN = ("final", "superseded", "annulled")


def note_words(
    *, by: Actor, assessment: Assessment, words: str, asks_review: bool = False
) -> PersonsWord:
    """Write down what the person says. Asking for a review opens work for the unit."""
    require(by, ASSESS, assessment.person_id)
    refuse_if([] if assessment.state in HEARD_IN else [NOT_FINAL])
    said = PersonsWord(
        assessment=assessment,
        person_id=assessment.person_id,
        said_on=timezone.localdate(),
        words=words,
        asks_review=asks_review,
    )
    with act("assessment.note_words", by=by):
        said.save(force_insert=True)
        if asks_review:
            case = assessment.case_ref()
            who = {"person": assessment.person_id, "unit": assessment.unit}
            open_item(by=by, kind=ANSWER, case=case, **who)
    return said


def answer_the_person(*, by: Actor, word: PersonsWord, answer: str) -> PersonsWord:
    """Answer a request for a review, by somebody else than the assessor.

    What follows from it is a step of its own: annul the assessment and make another, or let it
    stand.
    """
    require(by, REVIEW, word.person_id)
    with act("assessment.answer_the_person", by=by):
        now: PersonsWord = PersonsWord.objects.select_for_update().get(pk=word.pk)
        refuse_if([] if now.asks_review else [NOT_ASKED])
        refuse_if([ANSWERED] if now.answered_on else [])
        refuse_if(not_the_assessor(now.assessment, by))
        now.answer, now.answered_on, now.answered_by_id = answer, timezone.localdate(), by.party
        now.save()
        case = now.assessment.case_ref()
        close_about(by=by, person=now.person_id, kinds=[ANSWER], case=case)
    return now
