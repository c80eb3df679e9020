"""What assessment knows of somebody: a final one, with the person's word on it."""

from typing import Any

from django.utils import timezone

from tilts.casework.assessment.actions import (
    answer_question,
    begin_assessment,
    finalise,
    note_words,
    record_interview,
    score,
)
from tilts.casework.assessment.tests.conftest import reply
from tilts.casework.people.models import Person
from tilts.platform.forms.actions import Decision, decide
from tilts.platform.forms.answering import Answer
from tilts.platform.forms.catalogue import versions
from tilts.platform.parties.actors import SERVICE, Actor


def use_the_demonstration(agency: str) -> None:
    """In both worlds: what an agency uses says nothing of anybody."""
    (rvn,) = versions("rvn-demo")
    used = Decision("use", "The director", "A trial.", timezone.localdate())
    decide(by=SERVICE, agency=agency, of=rvn, decision=used)


def assessed(person: Person, by: Actor) -> dict[str, Any]:
    """A final assessment; ids by the names that routes give them."""
    (rvn,) = versions("rvn-demo")
    made = begin_assessment(by=by, person_id=person.pk, of=rvn)
    for item in (one for one in rvn.items.values() if one.id not in made.answered.answers):
        value = {"sex": "male"}.get(item.id, reply(item, 1.0))
        answer_question(by=by, assessment=made, item=item.id, given=Answer(value))
    record_interview(by=by, assessment=made, on=timezone.localdate())
    score(by=by, assessment=made)
    finalise(by=by, assessment=made, judgement="Drinks when alone.")
    said = note_words(by=by, assessment=made, words="Not so.", asks_review=True)
    return {"assessment_id": made.pk, "word_id": said.pk}
