"""The cases of the plan, without a database: each takes only steps that its machine knows."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from uuid_utils.compat import uuid7

from tilts.casework.people.models import Person
from tilts.casework.proceedings.demo.files import File, files_of
from tilts.casework.proceedings.demo.stays import stays_of
from tilts.casework.proceedings.models import Placement, Proceeding
from tilts.doors.demo.loading import offences
from tilts.doors.demo.population import population
from tilts.platform.organisation.demo import Batch, Course
from tilts.platform.workflow.machines import initial, targets

from .places import TODAY, places

SIZE = 400


def plan(size: int) -> list[Course]:
    courses = list(population(size, places(), offences(TODAY), TODAY))
    for course in courses:
        course.person = Person(party_id=uuid7())
    return courses


def batch(courses: Sequence[Course], seed: int = 7) -> Batch:
    return Batch(Random(seed), TODAY, courses, [])


def stray(file: File) -> list[str]:
    """Steps that the machine does not know from where the case stands before them."""
    state, found = initial(Proceeding.machine), []
    for step in file.past.steps:
        if step.to_state not in targets(Proceeding.machine, step.move, state):
            found.append(f"{step.move} from {state}")
        state = step.to_state
    return found


def test_every_case_takes_steps_that_its_machine_knows():
    courses = plan(SIZE)
    own = batch(courses)
    files = [file for c in courses for file in files_of(own, c, stays_of(own, c))]
    assert len(files) > SIZE
    assert [found for file in files for found in stray(file)] == []


def away(course: Course, gone: date) -> list[Placement]:
    """Somebody in prison from the first day, but for a week."""
    back, first = gone + timedelta(days=7), course.stages[-1].start
    escaped = Placement.Ended.ESCAPE
    return [
        Placement(since=first, reason="admission", until=gone, ended_how=escaped),
        Placement(since=back, reason=Placement.Reason.RETURN),
    ]


def test_an_escape_may_fall_on_any_day():
    """Before the judgment is in force the case knows of none, nor of the return from it."""
    long_ago = TODAY - timedelta(days=500)
    inside = (c for c in plan(SIZE) if c.now and c.now.kind == "prison")
    prisoner = next(course for course in inside if course.stages[-1].start < long_ago)
    first, told = prisoner.stages[-1].start, set()
    for day in range(1, (TODAY - first).days - 7):
        own = away(prisoner, first + timedelta(days=day))
        *_, file = files_of(batch([prisoner], seed=day), prisoner, own)
        moves = [step.move for step in file.past.steps]
        assert stray(file) == []
        told.add((moves.count("person_escaped"), moves.count("person_returned")))
    assert told == {(0, 0), (1, 1)}
