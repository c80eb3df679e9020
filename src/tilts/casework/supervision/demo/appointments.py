"""Fictional appointments of people under way: kept, late, missed for every reason, and ahead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone
from uuid_utils.compat import uuid7

from tilts.platform.gatherings.booking import Taken, book, busy
from tilts.platform.gatherings.models import (
    ONE_TO_ONE,
    PRESENT,
    Attendance,
    Enrolment,
    Excuse,
    Leading,
    Outcome,
    Series,
    Session,
    Template,
)
from tilts.platform.gatherings.outline import Outline
from tilts.platform.gatherings.planning import slots
from tilts.platform.organisation.demo import Batch, Course, Stage
from tilts.platform.organisation.models import Agency

from ..models import Agreed, Appointment, ContactNote, How, Own, Side
from ..one_to_one import CODE, KIND, MINUTES, as_template, name_in
from .contacts import IN_PRISON, SLOTS, sentences, working

KEPT = 0.8  # of contacts that an appointment led to
MISSED, UNSAID, MOVED = 0.3, 0.04, 0.1  # of people: who missed one, whose last is unsaid, moved
WAYS_KEPT = {"complied": 80, "late": 12, "not-complied": 6, "sent-home": 2}
WAYS_MISSED = {Outcome.EXCUSED: 55, Outcome.UNACCEPTABLE: 30, Outcome.NOT_BROUGHT: 15}
HALF_AN_HOUR = timedelta(minutes=MINUTES)


@dataclass
class Made:
    """Rows of one batch, in the order in which they are written."""

    series: list[Series] = field(default_factory=list)
    places: list[Enrolment] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    rows: list[Appointment] = field(default_factory=list)
    marks: list[Attendance] = field(default_factory=list)
    ahead: list[Appointment] = field(default_factory=list)

    def write(self) -> None:
        """All of it, with the time that what is ahead takes."""
        Series.objects.bulk_create(self.series)
        Enrolment.objects.bulk_create(self.places)
        Session.objects.bulk_create(self.sessions)
        Leading.objects.bulk_create(
            Leading(session=row.session, party_id=row.staff_id) for row in self.rows
        )
        Appointment.objects.bulk_create(self.rows)
        Attendance.objects.bulk_create(self.marks)
        book([Taken(row.session, {row.person_id, row.staff_id}) for row in self.ahead])


def make_appointments(batch: Batch, notes: dict[UUID, list[ContactNote]]) -> Made:
    """Appointments around the contacts of each person under way with probation."""
    made, courses = Made(), [one for one in batch.courses if _is_met(one)]
    taken = _taken(courses)
    for course in courses:
        own = notes.get(course.person.pk, [])
        chance = Random(course.person.file_number)  # noqa: S311 - a demonstration, no secret
        _Way(batch, course, made, taken, chance).go(own)
    return made


def _is_met(course: Course) -> bool:
    now = course.now
    fits = now is not None and now.kind not in (*IN_PRISON, "report", "community")
    return fits and now is not None and now.fate not in ("escaped", "waiting")


def _taken(courses: Sequence[Course]) -> dict[object, set[int]]:
    parties = {one.person.pk for one in courses} | {
        one.now.officer.pk for one in courses if one.now
    }
    return busy(parties, [], timezone.now())


def template_in(agency: Agency, since: date) -> Template:
    """The template of an agency's appointments, made with the first of them."""
    found = Template.objects.filter(agency=agency, kind=KIND).first()
    if found is None:
        new = as_template()
        outline = Outline.model_validate({"modules": new.modules}).model_dump(mode="json")
        found = Template(
            agency=agency, code=new.code, version=new.version, kind=new.kind,
            names=dict(new.names), outline=outline, capacity=new.capacity, since=since,
        )  # fmt: skip
        found.save(force_insert=True)
    return found


@dataclass
class _Way:
    """One person's appointments with their officer."""

    batch: Batch
    course: Course
    made: Made
    taken: dict[object, set[int]]
    random: Random
    place: Enrolment | None = None

    @property
    def stage(self) -> Stage:
        return self.course.stages[-1]

    def go(self, notes: list[ContactNote]) -> None:
        for note in notes:
            if note.how != How.LETTER and self.random.random() < KEPT:
                self._kept(note)
        if self.random.random() < MISSED:
            self._missed()
        if self.random.random() < UNSAID:
            self._past(self._day_ago(1, 9))
        if notes and notes[-1].next_on and notes[-1].next_on > timezone.now():
            self._ahead(notes[-1])

    def _kept(self, note: ContactNote) -> None:
        row = self._past(note.happened_at, how=note.how)
        what = self.random.choices(list(WAYS_KEPT), list(WAYS_KEPT.values()))[0]
        row.late = what == "late"
        note.appointment = row
        note.agreed = self.random.choice(sentences()[self.course.country]["agreed"])
        self._mark(row, Outcome.COMPLIED if row.late else Outcome(what))

    def _missed(self) -> None:
        row = self._past(self._day_ago(3, 80))
        what = self.random.choices(list(WAYS_MISSED), list(WAYS_MISSED.values()))[0]
        kind = self.random.choice(list(Excuse)[:-2]) if what == Outcome.EXCUSED else ""
        self._mark(row, what, str(kind))

    def _ahead(self, note: ContactNote) -> None:
        """What was agreed stands as an appointment, where both are free; some were moved to it."""
        starts_at = note.next_on
        row = self._row(starts_at, self._how())
        needed = set(slots(row.session.starts_at, row.session.ends_at))
        if any(needed & self.taken.get(one, set()) for one in (row.person_id, row.staff_id)):
            return
        for one in (row.person_id, row.staff_id):
            self.taken.setdefault(one, set()).update(needed)
        note.next_on = None
        row.follows = note.appointment
        if self.random.random() < MOVED:
            row.replaces = self._moved(row)
        self._add(row)
        self.made.ahead.append(row)

    def _moved(self, row: Appointment) -> Appointment:
        early = self._row(row.starts_at - timedelta(days=self.random.randint(1, 4)), row.how)
        early.called_off_by = self.random.choice(Side.values)
        early.called_off_because = early.session.cancelled_because = Own.MOVED
        self._add(early)
        return early

    def _past(self, starts_at: datetime, how: str = "") -> Appointment:
        return self._add(self._row(starts_at, how or self._how()))

    def _add(self, row: Appointment) -> Appointment:
        self.made.sessions.append(row.session)
        self.made.rows.append(row)
        return row

    def _row(self, starts_at: Any, how: str) -> Appointment:
        place = self._place()
        session = Session(
            series=place.series, number=1, code=CODE, form=ONE_TO_ONE, alone=place,
            starts_at=starts_at, ends_at=starts_at + HALF_AN_HOUR, online=how == How.VIDEO,
        )  # fmt: skip
        return Appointment(
            person_id=self.course.person.pk,
            staff_id=self.stage.officer.pk,
            session=session,
            starts_at=starts_at,
            how=how,
            agreed_how=self.random.choice(Agreed.values),
            agreed_at=starts_at - timedelta(days=self.random.randint(6, 13)),
        )

    def _place(self) -> Enrolment:
        if self.place is None:
            unit, since = self.stage.unit, self.stage.start
            series = Series(
                agency=unit.agency, unit=unit, template=template_in(unit.agency, since),
                name=name_in(unit.agency), capacity=1, opened_on=since,
            )  # fmt: skip
            self.place = Enrolment(
                series=series, party_id=self.course.person.pk, kind="community",
                since=since, began_on=since, waiting_since=since,
            )  # fmt: skip
            self.made.series.append(series)
            self.made.places.append(self.place)
        return self.place

    def _day_ago(self, least: int, most: int) -> datetime:
        earliest = max(least, min(most, (self.batch.today - self.stage.start).days - 4))
        day = working(self.batch.today - timedelta(days=self.random.randint(least, earliest)))
        return self._at(day)

    def _at(self, day: date) -> datetime:
        at: time = self.random.choice(SLOTS)
        return timezone.make_aware(datetime.combine(day, at))

    def _how(self) -> str:
        return self.random.choice((How.OFFICE, How.OFFICE, How.OFFICE, How.VISIT, How.VIDEO))

    def _mark(self, row: Appointment, what: Outcome, excuse: str = "") -> None:
        self.made.marks.append(
            Attendance(
                session=row.session,
                enrolment=self._place(),
                outcome=what,
                excuse=excuse,
                minutes=MINUTES if what in PRESENT and what != Outcome.SENT_HOME else 0,
                said_at=row.session.ends_at,
                key=uuid7(),
            )
        )


def all_of(notes: dict[UUID, list[ContactNote]]) -> Iterator[ContactNote]:
    """Every note, in the order of people and of time."""
    for own in notes.values():
        yield from own
