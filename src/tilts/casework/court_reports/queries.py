"""Reads of reports, for one person or for many at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tilts.casework.people.models.around import VICTIMS
from tilts.casework.proceedings.queries import records
from tilts.platform.access.authority import NOT_YOURS
from tilts.platform.access.reasons import Refused, refuse_if
from tilts.platform.access.scoped import behind
from tilts.platform.access.walls import open_wall
from tilts.platform.parties.actors import Actor
from tilts.platform.record.models import Way
from tilts.platform.workflow.machines import closed_states

from .capabilities import HEAR_VICTIM
from .guards import why_not_hear
from .models import Attempt, Paragraph, Reading, Report, VictimVoice, WalledParagraph

OVER = closed_states(Report.machine)
WITH = ("person", "unit__agency", "author", "signed_by", "proceeding", "document")


def reports_of(people: Iterable[UUID]) -> "QuerySet[Report]":
    """Every report about people and the records merged into them, the newest first."""
    rows: QuerySet[Report] = Report.objects.about(records(people))
    return rows.select_related("unit__agency", "author").order_by("-requested_on", "-pk")


def one_report(report_id: UUID) -> Report:
    """The report; raises Refused when it is not visible."""
    found: Report | None = Report.objects.select_related(*WITH).filter(pk=report_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def reports_due() -> "QuerySet[Report]":
    """Every visible report that is not over, the next due first."""
    rows: QuerySet[Report] = Report.objects.exclude(state__in=OVER)
    return rows.select_related("person", "unit__agency", "author").order_by("due_on", "pk")


def written_by_staff(staff: Iterable[UUID]) -> list[Report]:
    """Reports that these members of staff write now, the next due first."""
    rows = Report.objects.filter(author_id__in=list(staff)).exclude(state__in=OVER)
    return list(rows.select_related("unit__agency").order_by("due_on", "pk"))


def attempts_of(case: Report) -> list[Attempt]:
    """What was tried to meet the person, first to last."""
    return list(case.attempts.order_by("on", "pk"))


def readings_of(case: Report) -> list[Reading]:
    """What colleagues found, the last round first."""
    return list(case.readings.select_related("reader").order_by("-round"))


@contextmanager
def victims_slice(by: Actor, case: Report, *, way: Way = Way.PAGE) -> Iterator[None]:
    """What the victim says may be read inside, by who writes or reads the report: it is a look."""
    refuse_if(why_not_hear(case, by))
    person = case.person_id
    with open_wall(
        VICTIMS, by=by, capability=HEAR_VICTIM, person=person, purpose="request", way=way
    ):
        yield


def voices_of(case: Report) -> list[VictimVoice]:
    """Victims invited for a report, and why one was not; only inside `victims_slice`."""
    return list(case.voices.order_by("pk"))


def one_voice(voice_id: UUID) -> VictimVoice:
    """A victim's voice, for an action that needs its capability; raises Refused."""
    with behind(VICTIMS):
        rows = VictimVoice.objects.select_related("of_report__unit__agency")
        found: VictimVoice | None = rows.filter(pk=voice_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def paragraphs_of(case: Report) -> dict[str, list[Paragraph]]:
    """What stands in the ordinary sections, those emptied since a reading too, by section."""
    return _by_section(case.paragraphs.order_by("number", "pk"))


def walled_paragraphs_of(case: Report) -> dict[str, list[WalledParagraph]]:
    """What stands about the victim; only inside `victims_slice`."""
    return _by_section(case.walledparagraphs.order_by("number", "pk"))


def _by_section(rows: "QuerySet[Any]") -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.section].append(row)
    return found


def one_paragraph(paragraph_id: UUID) -> Paragraph | WalledParagraph:
    """A paragraph with its report; raises Refused when it is not visible.

    A walled one is found for who may hear the victim only: the caller opens the slice.
    """
    for model in (Paragraph, WalledParagraph):
        with behind(VICTIMS):
            rows = model.objects.select_related("of_report__unit__agency", "of_report__person")
            found: Paragraph | WalledParagraph | None = rows.filter(pk=paragraph_id).first()
        if found is not None:
            return found
    raise Refused([NOT_YOURS])
