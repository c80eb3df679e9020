"""Steps of an assessment: a page with one form each."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from tilts.casework.people.steps import Verb, take
from tilts.platform.access.doors import door

from .. import verbs
from ..capabilities import ASSESS, REVIEW
from ..presenting import instrument_of, named_level
from ..queries import one_assessment, one_word, second_of

TAB = "assessments"


@door(ASSESS)
def begin(request: Any, person_id: UUID) -> HttpResponse:
    """Choose an instrument, and begin."""
    verb = verbs.begin_as(request.actor)
    onwards = ("assessment:latest", person_id)
    return take(request, verb, person_id, tab=TAB, onwards=onwards, button=_("Begin"))


@door(ASSESS)
def interview(request: Any, assessment_id: UUID) -> HttpResponse:
    """When the person was interviewed."""
    return _step(request, assessment_id, verbs.INTERVIEW)


@door(ASSESS)
def score(request: Any, assessment_id: UUID) -> HttpResponse:
    """Let the answers stand, and compute."""
    told = _("From now on the answers stand for good. A later assessment gives new ones.")
    return _step(request, assessment_id, verbs.SCORE, told=told)


@door(ASSESS)
def finalise(request: Any, assessment_id: UUID) -> HttpResponse:
    """The level of the score stands."""
    assessment = one_assessment(assessment_id)
    level, _tone = named_level(instrument_of(assessment), assessment.computed_level)
    told = _("Level of the score: %(level)s") % {"level": level}
    return _step(request, assessment_id, verbs.FINALISE, told=told)


@door(ASSESS)
def override(request: Any, assessment_id: UUID) -> HttpResponse:
    """Propose another level."""
    return _step(request, assessment_id, verbs.OVERRIDE)


@door(REVIEW)
def decide(request: Any, assessment_id: UUID) -> HttpResponse:
    """Decide the level."""
    assessment = one_assessment(assessment_id)
    told = assessment.proposed_because
    return _step(request, assessment_id, verbs.DECIDE, told=told)


@door(ASSESS)
def moved(request: Any, assessment_id: UUID, code: str) -> HttpResponse:
    """Any other move that staff make."""
    return _step(request, assessment_id, verbs.moving(code))


@door(ASSESS)
def words(request: Any, assessment_id: UUID) -> HttpResponse:
    """Write down what the person says."""
    return _step(request, assessment_id, verbs.WORDS)


@door(REVIEW)
def answer(request: Any, word_id: UUID) -> HttpResponse:
    """Answer the person who asked for a review."""
    word = one_word(word_id)
    onwards = ("assessment:one", word.assessment_id)
    return take(
        request, verbs.ANSWER, word.person_id, word, tab=TAB, onwards=onwards, told=word.words
    )


@door(ASSESS)
def second(request: Any, assessment_id: UUID) -> HttpResponse:
    """Begin a second scoring."""
    told = _("You answer the same questions without seeing the first answers.")
    onwards = ("assessment:resume_second", assessment_id)
    return _step(request, assessment_id, verbs.SECOND, told=told, onwards=onwards)


@door(ASSESS)
def finish_second(request: Any, assessment_id: UUID) -> HttpResponse:
    """Finish a second scoring, so that the two are compared."""
    assessment = one_assessment(assessment_id)
    found = second_of(assessment)
    if found is None:
        raise Http404
    onwards = ("assessment:one", assessment.pk)
    return take(request, verbs.FINISH_SECOND, assessment.person_id, found, tab=TAB, onwards=onwards)


def _step(request: Any, assessment_id: UUID, verb: Verb, **more: Any) -> HttpResponse:
    assessment = one_assessment(assessment_id)
    onwards = more.pop("onwards", ("assessment:one", assessment.pk))
    return take(request, verb, assessment.person_id, assessment, tab=TAB, onwards=onwards, **more)
