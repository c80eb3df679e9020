"""What is done about assessments through a form: the same for a page and for the API."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.casework.people.forms import ReasonForm, SureForm
from tilts.casework.people.models import Person
from tilts.casework.people.steps import Verb
from tilts.platform.forms.queries import usable
from tilts.platform.parties.actors import Actor

from . import actions, forms
from .cases import AssessmentMachine
from .models import Assessment

MOVES = AssessmentMachine.moves


def begin_as(actor: Actor) -> Verb:
    """Begin with one of the instruments that the actor's agency uses."""
    today = timezone.localdate()

    def form(sent: Any, person: Person) -> forms.BeginForm:
        offered = [one for one in usable(actor.agency, today) if one.level]
        return forms.BeginForm(sent, usable=offered)

    def do(by: Actor, person: Person, form: Any) -> Assessment:
        return actions.begin_assessment(by=by, person_id=person.pk, of=form.chosen())

    return Verb(_("Begin an assessment"), form, do)


INTERVIEW = Verb(
    MOVES["record_interview"].title,
    lambda sent, assessment: forms.InterviewForm(sent),
    lambda by, assessment, form: actions.record_interview(
        by=by, assessment=assessment, on=form.cleaned_data["on"]
    ),
)
SCORE = Verb(
    MOVES["score"].title,
    lambda sent, assessment: SureForm(sent),
    lambda by, assessment, form: actions.score(by=by, assessment=assessment),
)
FINALISE = Verb(
    MOVES["finalise"].title,
    lambda sent, assessment: forms.FinaliseForm(sent),
    lambda by, assessment, form: actions.finalise(
        by=by, assessment=assessment, judgement=form.cleaned_data["judgement"]
    ),
)
OVERRIDE = Verb(
    MOVES["propose_override"].title,
    lambda sent, assessment: forms.OverrideForm(sent, assessment=assessment),
    lambda by, assessment, form: actions.propose_level(
        by=by,
        assessment=assessment,
        level=form.cleaned_data["level"],
        because=form.cleaned_data["why"],
        judgement=form.cleaned_data["judgement"],
    ),
)
DECIDE = Verb(
    MOVES["decide"].title,
    lambda sent, assessment: forms.LevelForm(
        sent, assessment=assessment, initial={"level": assessment.proposed_level}
    ),
    lambda by, assessment, form: actions.decide_level(
        by=by,
        assessment=assessment,
        level=form.cleaned_data["level"],
        why=form.cleaned_data["why"],
    ),
)
WORDS = Verb(
    _("What the person says"),
    lambda sent, assessment: forms.WordsForm(sent),
    lambda by, assessment, form: actions.note_words(
        by=by, assessment=assessment, **form.cleaned_data
    ),
)
ANSWER = Verb(
    _("Answer the person"),
    lambda sent, word: forms.AnswerForm(sent),
    lambda by, word, form: actions.answer_the_person(
        by=by, word=word, answer=form.cleaned_data["answer"]
    ),
)
SECOND = Verb(
    _("Score it a second time"),
    lambda sent, assessment: SureForm(sent),
    lambda by, assessment, form: actions.begin_second_scoring(by=by, assessment=assessment),
)
FINISH_SECOND = Verb(
    _("Finish the second scoring"),
    lambda sent, second: SureForm(sent),
    lambda by, second, form: actions.finish_second_scoring(by=by, second=second),
)


def moving(code: str) -> Verb:
    """Any other move that staff make; raises Http404 when there is none."""
    move = MOVES.get(code)
    if move is None or move.is_system or code in actions.OWN_STEPS:
        raise Http404
    asks = ReasonForm if move.needs_reason else SureForm
    return Verb(
        move.title,
        lambda sent, assessment: asks(sent),
        lambda by, assessment, form: actions.advance(
            by=by, assessment=assessment, code=code, **form.cleaned_data
        ),
    )
