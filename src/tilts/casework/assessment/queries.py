"""Reads of assessments, for one person or for many at once."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tilts.casework.people.models import Person
from tilts.casework.people.queries import records_of
from tilts.casework.proceedings.queries import records
from tilts.platform.access.authority import NOT_YOURS
from tilts.platform.access.reasons import Refused
from tilts.platform.workflow.machines import closed_states

from .models import Assessment, PersonsWord, SecondScoring

STANDING = ("final", "suspended")  # while the person is at large it stands as it was
RELIED_ON = (*STANDING, "superseded", "ended_by_death")


def going_on(person: Person, instrument: str) -> Assessment | None:
    """The assessment with an instrument that is under way for a person, if any."""
    mine = Assessment.objects.filter(person__in=records_of(person), level="")
    rows = mine.filter(instrument=instrument)
    found: Assessment | None = rows.exclude(state__in=closed_states(Assessment.machine)).first()
    return found


def assessments_of(people: Iterable[UUID]) -> QuerySet[Any]:
    """Every assessment of people and of the records merged into them, newest first."""
    rows = Assessment.objects.about(records(people)).select_related("assessor", "sheet")
    newest: QuerySet[Any] = rows.defer("sheet__answers").order_by("-assessed_on", "-pk")
    return newest


def one_assessment(assessment_id: UUID) -> Assessment:
    """The assessment; raises Refused when it is not visible."""
    rows = Assessment.objects.select_related("person", "sheet", "unit", "assessor", "decided_by")
    found: Assessment | None = rows.filter(pk=assessment_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def second_of(assessment: Assessment) -> SecondScoring | None:
    """The second scoring of an assessment, if any."""
    rows = SecondScoring.objects.select_related("sheet", "assessor")
    found: SecondScoring | None = rows.filter(assessment=assessment).first()
    return found


def latest_final(people: Iterable[UUID]) -> dict[UUID, Assessment]:
    """The assessment that each person is treated by: the last final one of any instrument."""
    of = records(people)
    return {of[row.person_id]: row for row in _relied_on(of)}


def _relied_on(of: Iterable[UUID]) -> QuerySet[Any]:
    """Final assessments of these records with a level, the last one last."""
    standing = Assessment.objects.about(of).filter(state__in=STANDING).exclude(level="")
    rows: QuerySet[Any] = standing.order_by("decided_on", "pk")
    return rows


def latest_levels(people: Iterable[UUID]) -> dict[UUID, tuple[str, date]]:
    """The level that each person is treated by and since when: as `latest_final`, for many."""
    of = records(people)
    rows = _relied_on(of).values_list("person_id", "level", "decided_on")
    return {of[person]: (level, decided_on) for person, level, decided_on in rows}


def final_before(assessment: Assessment) -> list[Assessment]:
    """Final assessments of the same person with the same instrument, this one left out."""
    of = records([assessment.person_id])
    rows = Assessment.objects.filter(person__in=of, instrument=assessment.instrument, state="final")
    return list(rows.exclude(pk=assessment.pk).order_by("decided_on", "pk"))


def words_on(assessment: Assessment) -> list[PersonsWord]:
    """What the person said to an assessment, first to last."""
    rows = PersonsWord.objects.filter(assessment=assessment).select_related("answered_by")
    return list(rows.order_by("said_on", "pk"))


def one_word(word_id: UUID) -> PersonsWord:
    """What a person said; raises Refused when it is not visible."""
    rows = PersonsWord.objects.select_related("assessment", "assessment__unit")
    found: PersonsWord | None = rows.filter(pk=word_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found
