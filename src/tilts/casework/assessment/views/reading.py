"""The assessments of a person, and one of them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from tilts.casework.people.headers import person_header
from tilts.casework.people.queries import open_person
from tilts.platform.access.authority import require
from tilts.platform.access.doors import door
from tilts.platform.documents.rules import MAKE
from tilts.platform.forms.queries import usable
from tilts.platform.forms.questions import words
from tilts.platform.forms.results import scored
from tilts.platform.workflow.ways import status_lines, ways

from ..actions.answering import ANSWERED_IN
from ..agreement import agreement
from ..capabilities import ASSESS, REVIEW, SEE
from ..forecasts.told import changes, told_of, why_none
from ..levels import level_of
from ..models import Assessment
from ..presenting import (
    drivers,
    instrument_of,
    level_badge,
    named_level,
    score_rows,
    state_note,
    title,
    told_sections,
    with_shares,
)
from ..queries import assessments_of, one_assessment, second_of, words_on

RARE = ("give_up", "annul", "reopen", "mark_error", "mark_wrong_person")


@door(SEE)
def listed(request: Any, person_id: UUID) -> HttpResponse:
    """All assessments of a person, newest first."""
    require(request.actor, SEE, person_id)
    person = open_person(request.actor, person_id, session=request.session)
    rows = list(assessments_of([person.pk]))
    context = {
        "person": person,
        "header": person_header(request.actor, person, "assessments"),
        "rows": [{"row": row, "title": title(row), "level": level_badge(row)} for row in rows],
        "going_on": next((row for row in rows if row.is_going_on), None),
        "may_begin": ASSESS in request.actor.capabilities
        and any(one.level for one in usable(request.actor.agency, timezone.localdate())),
    }
    return render(request, "assessment/list.html", context)


@door(SEE)
def one(request: Any, assessment_id: UUID) -> HttpResponse:
    """One assessment: the person's own view, the level and what drives it, what can happen."""
    assessment = one_assessment(assessment_id)
    require(request.actor, SEE, assessment.person_id)
    person = open_person(request.actor, assessment.person_id, session=request.session)
    found = ways(assessment, request.actor, "assessment:move")
    context = {
        "person": person,
        "header": person_header(request.actor, person, "assessments"),
        "assessment": assessment,
        "title": title(assessment),
        "note": state_note(assessment),
        "ways": [way for way in found if way.code not in RARE],
        "rare": [way for way in found if way.code in RARE],
        "history": status_lines(assessment, _("begun")),
        "words": words_on(assessment),
        "may_answer": assessment.state in ANSWERED_IN and ASSESS in request.actor.capabilities,
        "may_print": MAKE in request.actor.capabilities,
        "may_hear": assessment.state in ("final", "superseded", "annulled")
        and ASSESS in request.actor.capabilities,
        "may_review": REVIEW in request.actor.capabilities,
        **_forecast(assessment),
        **_result(assessment),
        **_second(request, assessment),
    }
    return render(request, "assessment/one.html", context)


def _forecast(assessment: Assessment) -> dict[str, Any]:
    """What is forecast and what could change it; else why nothing is."""
    told = told_of(assessment)
    if told is None:
        return {"no_forecast": why_none(assessment) if assessment.computed_level else []}
    return {"forecast": told, "changes": changes(assessment)}


def _result(assessment: Assessment) -> dict[str, Any]:
    of = instrument_of(assessment)
    own, rest = told_sections(assessment.answered) if of else ([], [])
    result: dict[str, Any] = {
        "level": level_badge(assessment),
        "computed": named_level(of, assessment.computed_level),
        "proposed": named_level(of, assessment.proposed_level),
        "scores": score_rows(of, assessment.scores),
        "own_view": own,
        "sections": rest,
        "drivers": [],
    }
    if of and assessment.computed_level:
        deciding = scored(assessment.answered).results[level_of(of).id]
        result["drivers"] = with_shares(drivers(of, deciding))
    return result


def _second(request: Any, assessment: Assessment) -> dict[str, Any]:
    """The second scoring; compared once both are done, and never shown before."""
    second = second_of(assessment)
    may = ASSESS in request.actor.capabilities and request.actor.party != assessment.assessor_id
    if second is None:
        return {"second": None, "may_second": may and assessment.sheet_id is not None}
    done = second.sheet.fixed_at and assessment.answered.fixed_at
    found = agreement(assessment, second) if done else None
    return {
        "second": second,
        "second_is_mine": second.assessor_id == request.actor.party,
        "agreement": found,
        "differing": [words(item.label) for item in found.differing] if found else [],
    }
