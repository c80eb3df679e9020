"""Fictional reports to courts, prosecutors and prisons at every stage, some of them letters."""

from collections.abc import Iterator

from tilts.casework.people.models.around import VICTIMS
from tilts.platform.access.scoped import behind
from tilts.platform.organisation.demo import Batch, Course, register_maker
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.actions import enter_all

from .content import hanging_on
from .stages import Told, told_of
from .work import items_of

OTHERS = 12  # of those under supervision one in so many is asked about again


def make_reports(batch: Batch) -> None:
    """Reports of those about whom one was asked for, with what hangs on each."""
    made = [told_of(batch, course) for course in asked_about(batch)]
    enter_all(cases=[one.case for one in made], pasts=[one.past for one in made], by=SERVICE)
    rows = [row for one in made for row in (*hanging_on(one, batch.random), *items_of(one))]
    with behind(VICTIMS):
        for model in dict.fromkeys(type(row) for row in rows):
            model.objects.bulk_create([row for row in rows if isinstance(row, model)])


def asked_about(batch: Batch) -> Iterator[Course]:
    """Whoever the demonstration's course says so of, and a few of those under supervision."""
    for course in batch.courses:
        last = course.stages[-1]
        again = last.kind == "supervision" and course.now and not last.fate
        if last.kind == "report" or (again and batch.random.randrange(OTHERS) == 0):
            yield course


register_maker("court_reports", 80, make_reports)

__all__ = ["Told", "make_reports"]
