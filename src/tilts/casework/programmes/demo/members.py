"""Who takes part in fictional groups, how they attended, and who waits for the next one."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from uuid import UUID

from django.utils import timezone
from uuid_utils.compat import uuid7

from tilts.casework.plans.models import Goal
from tilts.casework.proceedings.moments import midnight
from tilts.platform.gatherings.booking import Taken, book
from tilts.platform.gatherings.models import Attendance, Ended, Enrolment, Outcome, Session
from tilts.platform.organisation.demo import Batch, Course
from tilts.platform.organisation.models import Agency, Unit
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import SERVICE_ID
from tilts.platform.workflow.actions import Past, Step, enter_all
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.models import WorkItem

from ..delivery.cases import JUDGE
from ..models import Participation
from .groups import Made, setting_of, write_catch_ups

MOST, WAITING = 7, 3  # members of a group, and people who wait for its programme
JUDGED = {"group": True, "willing": True, "acute_illness": False, "withdrawal": False}
ABSENT = ((0.05, Outcome.NOT_BROUGHT), (0.09, Outcome.UNACCEPTABLE))  # by chance below
DAY = timedelta(days=1)


@dataclass
class Way:
    """A person's way through a programme, as it came about."""

    case: Participation
    past: Past
    enrolment: Enrolment | None = None
    attended: list[Attendance] = field(default_factory=list)


@dataclass
class Crowd:
    """The people of a batch who may take part, by unit; nobody is taken twice."""

    random: Random
    courses: dict[UUID, list[Course]]
    goals: Mapping[UUID, UUID]
    taken: set[UUID] = field(default_factory=set)
    excluded: bool = False  # one of all was

    def take(self, unit: Unit, many: int) -> list[Course]:
        """So many of a unit who take part in nothing yet."""
        free = [one for one in self.courses.get(unit.pk, []) if one.person.pk not in self.taken]
        found = free[:many]
        self.taken |= {one.person.pk for one in found}
        return found


def crowd_of(batch: Batch) -> Crowd:
    """Whoever is here now and may take part."""
    courses: dict[UUID, list[Course]] = {}
    for course in batch.courses:
        if course.now and not course.now.fate and course.now.kind not in ("remand", "report"):
            courses.setdefault(course.now.unit.pk, []).append(course)
    people = [course.person.pk for course in batch.courses]
    goals = Goal.objects.filter(person__in=people).order_by("pk")
    return Crowd(batch.random, courses, dict(goals.values_list("person", "line")))


def units_by_people(agency: Agency, crowd: Crowd) -> list[Unit]:
    """Units of an agency in which most people could take part, the fullest first."""
    counted: Counter[Unit] = Counter()
    for courses in crowd.courses.values():
        unit = courses[0].now.unit if courses[0].now else None
        if unit and unit.agency_id == agency.pk:
            counted[unit] = len(courses)
    return sorted(counted, key=lambda unit: (-counted[unit], unit.path))[:6]


def fill(crowd: Crowd, groups: Sequence[Made], today: date) -> None:
    """Members, attendance and waiting lists; one is excluded, and one session made good."""
    ways = [way for group in groups for way in _members(crowd, group)]
    ways += [way for group in groups for way in _waiting(crowd, group, today)]
    candidate = next((way for way in ways if _may_be_excluded(way)), None)
    if candidate and not crowd.excluded:
        crowd.excluded = True
        _exclude(candidate)
    enter_all(cases=[way.case for way in ways], pasts=[way.past for way in ways], by=SERVICE)
    Enrolment.objects.bulk_create([way.enrolment for way in ways if way.enrolment])
    write_catch_ups(groups)
    Attendance.objects.bulk_create([row for way in ways for row in way.attended])
    _book(groups, ways)
    WorkItem.objects.bulk_create([_work(way) for way in ways if way.case.state == "referred"])


def _members(crowd: Crowd, group: Made) -> Iterator[Way]:
    for course in crowd.take(group.series.unit, MOST):
        yield _way(crowd, course, group)


def _way(crowd: Crowd, course: Course, group: Made) -> Way:
    first = timezone.localdate(group.sessions[0].starts_at)
    waited = crowd.random.randint(15, 90)
    referred = first - timedelta(days=waited)
    case = _case(crowd, course, group, referred)
    enrolment = Enrolment(
        series=group.series,
        party_id=course.person.pk,
        kind="custody" if setting_of(group.series.agency) == "prison" else "community",
        since=first,
        began_on=first,
        waiting_since=referred,
        journey=case.journey,
    )
    way = Way(case, Past(midnight(referred)), enrolment)
    way.attended = list(_attended(crowd.random, group, enrolment))
    way.attended += _made_good(group, way.attended)
    steps = [*_judged(case, referred), Step("place", "scheduled", midnight(first - 5 * DAY))]
    came = [row for row in way.attended if row.outcome == Outcome.COMPLIED]
    if came:
        case.started_on = timezone.localdate(came[0].session.starts_at)
        steps.append(Step("start", "on_programme", came[0].session.ends_at))
    if group.is_over:
        last = timezone.localdate(group.sessions[-1].starts_at)
        case.ended_on = last
        steps.append(Step("complete", "completed", group.sessions[-1].ends_at))
        enrolment.until, enrolment.ended_how = last + DAY, Ended.COMPLETED
    way.past = Past(midnight(referred), tuple(steps))
    return way


def _case(crowd: Crowd, course: Course, group: Made, referred: date) -> Participation:
    now = course.now
    return Participation(
        person_id=course.person.pk,
        unit=group.series.unit,
        programme=group.of.code,
        goal=crowd.goals.get(course.person.pk),
        why="Atbilst plāna mērķim.",
        referred_by_id=now.officer.pk if now else None,
        waiting_since=referred,
    )


def _judged(case: Participation, referred: date) -> list[Step]:
    day = referred + 7 * DAY
    case.judged, case.judged_on, case.judged_by_id = dict(JUDGED), day, case.referred_by_id
    return [Step("judge", "waiting", midnight(day))]


def _attended(random: Random, group: Made, enrolment: Enrolment) -> Iterator[Attendance]:
    """What became of each session held; who completed made good what they missed."""
    for session in group.held:
        chance = random.random()
        missed = next((what for below, what in ABSENT if chance < below), None)
        last = session is group.held[-1]
        if missed is None or last or (group.is_over and missed == Outcome.UNACCEPTABLE):
            yield _row(session, enrolment, Outcome.COMPLIED)
        else:
            yield _row(session, enrolment, missed)


def _made_good(group: Made, rows: list[Attendance]) -> list[Attendance]:
    """Whoever completed came to each session they had missed a few days later, by themselves."""
    found = []
    for row in rows if group.is_over else ():
        if row.outcome != Outcome.COMPLIED:
            later = group.catch_up(row.session)
            again = _row(later, row.enrolment, Outcome.COMPLIED)
            again.catches_up = row
            found.append(again)
    return found


def _row(session: Session, enrolment: Enrolment, outcome: Outcome) -> Attendance:
    came = outcome == Outcome.COMPLIED
    return Attendance(
        session=session,
        enrolment=enrolment,
        outcome=outcome,
        minutes=session.minutes if came else 0,
        said_at=session.ends_at,
        key=uuid7(),
    )


def _may_be_excluded(way: Way) -> bool:
    return way.case.started_on is not None and way.case.ended_on is None and len(way.attended) > 4


def _exclude(way: Way) -> None:
    """The group goes on without one of them."""
    del way.attended[5:]
    day = timezone.localdate(way.attended[-1].session.starts_at) + DAY
    way.case.ended_on = day
    steps = (*way.past.steps, Step("exclude", "excluded", midnight(day)))
    way.past = Past(way.past.began, steps)
    if way.enrolment:
        way.enrolment.until, way.enrolment.ended_how = day, Ended.EXCLUDED
        way.enrolment.ended_because = "Divreiz draudēja citiem grupā."


def _waiting(crowd: Crowd, group: Made, today: date) -> Iterator[Way]:
    """Some wait for the next group, and one is still to be judged."""
    if group.is_over:
        return
    for number, course in enumerate(crowd.take(group.series.unit, WAITING)):
        referred = today - timedelta(days=crowd.random.randint(10, 130))
        case = _case(crowd, course, group, referred)
        steps = _judged(case, referred) if number else []
        yield Way(case, Past(midnight(referred), tuple(steps)))


def _book(groups: Sequence[Made], ways: Sequence[Way]) -> None:
    """The time of what is still to come is taken, as it would be by scheduling it."""
    now, coming = timezone.now(), dict[UUID, list[UUID]]()
    for way in ways:
        if way.enrolment and not way.enrolment.ended_how:
            coming.setdefault(way.enrolment.series_id, []).append(way.case.person_id)
    book(
        [
            Taken(
                session,
                [staff.pk for staff in group.leaders] + coming.get(group.series.pk, []),
                place=True,
            )
            for group in groups
            for session in group.sessions
            if session.starts_at > now
        ]
    )


def _work(way: Way) -> WorkItem:
    case = way.case
    began = timezone.localdate(way.past.began)
    return WorkItem(
        kind=JUDGE.code,
        person_id=case.person_id,
        unit=case.unit,
        owner_id=case.referred_by_id,
        case=case.case_ref(),
        due=due_date(case.country, JUDGE.deadline, began),
        opened_by=SERVICE_ID,
        opened_at=way.past.began,
    )
