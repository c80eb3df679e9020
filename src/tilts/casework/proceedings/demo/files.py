"""One proceeding of a fictional person: its days, its moves, its offences and measures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tilts.jurisdictions.validity import select
from tilts.platform.organisation.demo import Batch, Course, Stage
from tilts.platform.workflow.actions import Past, Step

from .. import catalogue
from ..models import Measure, Offence, OffenceDetail, Placement, Proceeding
from ..moments import midnight
from .days import Days, days_of
from .measures import measures_of
from .texts import CIRCUMSTANCES, COURTS, IN_THE_JUDGMENT

AFTER_PRISON = ("release", "monitored")
ENDS = {
    "served": ("complete", "completed"),
    "released": ("complete", "completed"),
    "revoked": ("complete", "completed"),
    "acquitted": ("acquit", "acquitted"),
    "terminated": ("terminate", "terminated"),
    "death": ("person_died", "ended_by_death"),
    "abroad": ("transfer_abroad", "transferred_abroad"),
    "error": ("mark_error", "entered_in_error"),
    "wrong": ("mark_wrong_person", "wrong_person"),
}
SERVING = "being_served"


@dataclass(frozen=True)
class File:
    """Proceedings with all that belongs to them."""

    proceeding: Proceeding
    past: Past
    offences: list[Offence]
    details: list[OffenceDetail]
    measures: list[Measure]


def files_of(batch: Batch, course: Course, stays: Sequence[Placement]) -> Iterator[File]:
    """The proceedings of a person, oldest first."""
    for number, stage in enumerate(course.stages):
        if stage.kind not in AFTER_PRISON:
            rest = course.stages[number + 1 :]
            after = rest[0] if rest and rest[0].kind in AFTER_PRISON else None
            yield _file(batch, course, [stage, after] if after else [stage], stays)


def _file(
    batch: Batch, course: Course, stages: Sequence[Stage], stays: Sequence[Placement]
) -> File:
    days = days_of(batch.random, stages[0], batch.today)
    proceeding = _proceeding(batch.random, course, stages[-1], days)
    offences = [_offence(batch.random, proceeding, stages[0].offence, days)]
    details = [
        OffenceDetail(
            person_id=course.person.pk, offence=o, circumstances=IN_THE_JUDGMENT[course.country]
        )
        for o in offences
        if catalogue.is_sexual(o.iccs)
    ]
    measures = measures_of(batch.random, proceeding, stages, days)
    return File(proceeding, _past(batch, stages, days, stays), offences, details, measures)


def _proceeding(random: Random, course: Course, last: Stage, days: Days) -> Proceeding:
    return Proceeding(
        person_id=course.person.pk,
        unit_id=last.unit.pk,
        country=course.country,
        authority=random.choice(COURTS[course.country]),
        reference=f"K-{random.randint(100, 9999)}/{days.received.year}",
        received_on=days.received,
        judged_on=days.judged,
        in_force_on=days.in_force,
    )


def _offence(random: Random, proceeding: Proceeding, code: str, days: Days) -> Offence:
    entry = select(catalogue.pack_of(proceeding.country).offences, code, on=days.committed)
    told = random.random() < 0.3 and not catalogue.is_sexual(entry.iccs)
    return Offence(
        person_id=proceeding.person_id,
        proceeding=proceeding,
        code=code,
        iccs=entry.iccs,
        gravity=entry.gravity,
        committed_on=days.committed,
        attempt=random.random() < 0.03,
        circumstances=random.choice(CIRCUMSTANCES[proceeding.country]) if told else "",
    )


Move = tuple[date, str, str]  # the day, the move, and the state to which it led


def _past(batch: Batch, stages: Sequence[Stage], days: Days, stays: Sequence[Placement]) -> Past:
    moves = [*_to_judgment(days, stages[0]), *_serving(batch, stages, days, stays)]
    last = stages[-1]
    if last.end:
        moves.append((last.end, *ENDS[last.fate]))
    steps = tuple(Step(move, state, midnight(day)) for day, move, state in moves)
    return Past(midnight(days.received), steps)


def _to_judgment(days: Days, first: Stage) -> Iterator[Move]:
    if days.first_judged:
        yield days.first_judged, "record_judgment", "judged"
        if days.judged != days.first_judged or first.fate == "appealed":
            yield days.first_judged + timedelta(days=4), "appeal", "appealed"
    if days.judged and days.judged != days.first_judged:
        yield days.judged, "record_judgment", "judged"
    if days.in_force:
        yield days.in_force, "enter_into_force", "in_force"


def _serving(
    batch: Batch, stages: Sequence[Stage], days: Days, stays: Sequence[Placement]
) -> Iterator[Move]:
    """From the first day served on; what happens to the person in prison happens to the case."""
    first, last = stages[0], stages[-1]
    if days.in_force is None or first.fate == "waiting":
        return
    begun = max(days.in_force, first.start)
    yield begun, "begin_serving", SERVING
    end, away = last.end or batch.today, False
    for stay in stays:
        if begun < stay.since <= end and stay.reason == Placement.Reason.TRANSFER:
            yield stay.since, "person_transferred", SERVING
        if away and stay.reason == Placement.Reason.RETURN:
            yield stay.since, "person_returned", SERVING
        escaped = stay.ended_how == Placement.Ended.ESCAPE
        away = bool(escaped and stay.until and begun < stay.until <= end)
        if away and stay.until:
            yield stay.until, "person_escaped", "suspended"
