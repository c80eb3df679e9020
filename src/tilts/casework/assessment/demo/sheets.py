"""The answers of the latest fictional assessments."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from tilts.casework.proceedings.moments import midnight
from tilts.platform.forms.answering import Answer
from tilts.platform.forms.models import Sheet

from .nature import Taken
from .paper import Paper, Question
from .results import Made
from .texts import said

WANTED = {"associates": "company", "family": "family", "work": "work", "substances": "substances"}
PEOPLE = ("partner", "parents", "children", "relatives", "friends", "workmates", "staff")
IN_WORDS = ("own_strengths", "own_aims", "own_help")
TALKED = 0.4  # of people who said something in words
Answers = dict[str, dict[str, Any]]
Own = tuple[str, Any]


def with_answers(of_person: Sequence[Made]) -> list[Made]:
    """Of whoever is here now, the assessment that holds and the one under way."""
    if not of_person or of_person[-1].found.course.now is None:
        return []
    return [one for one in of_person if one.state != "superseded"]


def sheet_of(random: Random, paper: Paper, one: Made) -> Sheet:
    """A sheet with what was answered; the assessment knows it from now on."""
    fixed = next((day for move, _, day in one.way if move == "score"), None)
    sheet = Sheet(
        subject_id=one.found.course.person.pk,
        agency_id=one.found.stage.unit.agency_id,
        instrument=paper.of.id,
        version=paper.of.version,
        digest=paper.of.digest,
        answers=_answers(random, paper, one),
        opened_at=midnight(one.began),
        opened_by_id=one.found.stage.officer.pk,
        fixed_at=midnight(fixed) if fixed else None,
    )
    one.assessment.sheet = sheet
    return sheet


def _answers(random: Random, paper: Paper, one: Made) -> Answers:
    course = one.found.course
    points = chosen(paper, one.found.taken)
    needs = _needs(points, paper.questions)
    given = dict(_own_view(random, course.country, one.found.taken, needs)) | points
    if one.state == "draft":
        given = dict(list(given.items())[: random.randint(0, len(given) - 1)])
    known = {"sex": Answer(course.sex, source="record").as_json()}
    return known | {item: {"value": value, "saved": 1} for item, value in given.items()}


def _own_view(random: Random, country: str, taken: Taken, needs: list[str]) -> Iterator[Own]:
    """How the person sees it: both scales, what they need, whom they have, and perhaps words."""
    yield "own_wellbeing", taken.wellbeing
    yield "own_agency", taken.agency
    yield "own_needs", needs or ["nothing"]
    yield "own_people", sorted(random.sample(PEOPLE, random.choice((1, 2))))
    for item in IN_WORDS if random.random() < TALKED else ():
        yield item, said(random, country, item)


def _needs(given: dict[str, str], asked: Sequence[Question]) -> list[str]:
    """What the person wants help with: where an answer counts most points."""
    domains = {q.domain for q in asked if given[q.id] == q.codes[-1]}
    return [code for domain, code in WANTED.items() if domain in domains]


def chosen(paper: Paper, taken: Taken) -> dict[str, str]:
    """The answers that count points, by item."""
    pairs = zip(paper.questions, taken.points, strict=True)
    return {question.id: question.codes[points] for question, points in pairs}
