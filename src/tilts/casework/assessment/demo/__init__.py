"""Fictional assessments of five years: results of everybody, answers of who is here now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tilts.platform.forms.actions import Decision, decide
from tilts.platform.forms.models import Sheet
from tilts.platform.organisation.demo import Batch, register_maker
from tilts.platform.organisation.models import Agency, RoleAssignment
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.actions import enter_all
from tilts.platform.workflow.models import WorkItem

from ..models import PersonsWord
from .days import YEARS, Found, found_of
from .paper import Paper, paper, score_all, shortened
from .results import Made, made, superseded
from .sheets import sheet_of, with_answers
from .words import to_answer, words_of
from .work import items_of


@dataclass(frozen=True)
class Kit:
    """What every batch is made with: the instrument, and the head of each unit."""

    paper: Paper
    heads: dict[UUID, UUID]


def make_assessments(batch: Batch) -> None:
    """Assessments with their scores, answers and work, person by person."""
    if "assessment" not in batch.made:
        batch.made["assessment"] = _kit(batch.today)
    kit: Kit = batch.made["assessment"]
    way = _assessed(batch, kit)
    sheets = list(_sheets(batch, kit, way))
    every = [one for of_person in way for one in of_person]
    Sheet.objects.bulk_create(sheets)
    enter_all(
        cases=[one.assessment for one in every], pasts=[one.past for one in every], by=SERVICE
    )
    words = [said for one in every if (said := words_of(batch, one, _head(kit, one.found)))]
    PersonsWord.objects.bulk_create(words)
    pairs = zip(batch.courses, way, strict=True)
    items = [item for course, of_person in pairs for item in items_of(batch, course, of_person)]
    WorkItem.objects.bulk_create([*items, *to_answer(words)])


def _kit(today: date) -> Kit:
    """The first batch finds the instrument, and every agency puts it to use."""
    known = paper()
    decision = Decision(
        level="use",
        decided_by="A fictional director, order 1",
        evidence="Made up for the demonstration: nobody real is decided about by it.",
        since=today - YEARS,
    )
    for agency in Agency.objects.order_by("code"):
        decide(by=SERVICE, agency=agency.pk, of=known.of, decision=decision)
    posts = RoleAssignment.objects.filter(role="head_of_unit", unit__isnull=False)
    return Kit(known, dict(posts.order_by("-pk").values_list("unit_id", "staff_id")))


def _head(kit: Kit, found: Found) -> UUID | None:
    return kit.heads.get(found.stage.unit.pk)


def _assessed(batch: Batch, kit: Kit) -> list[list[Made]]:
    """The assessments of each course, oldest first, scored as one table."""
    found = [list(found_of(batch, course, kit.paper)) for course in batch.courses]
    every = [one for of_person in found for one in of_person]
    scores = iter(score_all(kit.paper, [one.taken.points for one in every], {
        "sex": [one.course.sex for one in every],
        "own_wellbeing": [one.taken.wellbeing for one in every],
        "own_agency": [one.taken.agency for one in every],
    }))  # fmt: skip
    way = [
        [
            done
            for one in of_person
            if (done := made(batch, kit.paper, one, next(scores), _head(kit, one)))
        ]
        for of_person in found
    ]
    for of_person in way:
        superseded(of_person)
    return way


def _sheets(batch: Batch, kit: Kit, way: Sequence[Sequence[Made]]) -> Iterator[Sheet]:
    """The answers of who is here now; of all others only results are kept, the shorter ones."""
    for of_person in way:
        answered = with_answers(of_person)
        for one in of_person:
            if one in answered:
                yield sheet_of(batch.random, kit.paper, one)
            elif one.assessment.scores:
                one.assessment.scores = shortened(one.assessment.scores, kit.paper.level)


register_maker("assessment", 32, make_assessments)
