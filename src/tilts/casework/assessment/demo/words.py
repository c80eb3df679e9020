"""What fictional people say to their assessments, and what they are answered."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from tilts.casework.proceedings.moments import midnight
from tilts.platform.organisation.demo import Batch
from tilts.platform.parties.models import SERVICE_ID
from tilts.platform.workflow.models import WorkItem

from ..cases import ANSWER
from ..models import PersonsWord
from .results import Made
from .texts import said

SPEAK, ASK = 0.02, 0.4  # of final assessments; of those who say something
SAID, ANSWERED = (0, 10), (3, 20)  # days after the assessment was final, and after that


def words_of(batch: Batch, one: Made, head: UUID | None) -> PersonsWord | None:
    """What the person said once the assessment was final; most say nothing."""
    random, assessment = batch.random, one.assessment
    if not assessment.decided_on or random.random() >= SPEAK:
        return None
    country = one.found.course.country
    day = assessment.decided_on + timedelta(days=random.randint(*SAID))
    if day > batch.today:
        return None
    word = PersonsWord(
        assessment=assessment,
        person_id=assessment.person_id,
        said_on=day,
        words=said(random, country, "words"),
        asks_review=random.random() < ASK and head not in (None, assessment.assessor_id),
    )
    answered = day + timedelta(days=random.randint(*ANSWERED))
    if word.asks_review and answered <= batch.today:
        word.answered_on, word.answered_by_id = answered, head
        word.answer = said(random, country, "answer")
    return word


def to_answer(words: Sequence[PersonsWord]) -> list[WorkItem]:
    """The work that a request for a review leaves to the unit until it is answered."""
    return [
        WorkItem(
            kind=ANSWER.code,
            person_id=word.person_id,
            unit_id=word.assessment.unit_id,
            case=word.assessment.case_ref(),
            opened_at=midnight(word.said_on),
            opened_by=SERVICE_ID,
        )
        for word in words
        if word.asks_review and not word.answered_on
    ]
