"""Who in prison is elsewhere in these days: at court, on a visit, at work or isolated."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from tilts.casework.proceedings.catalogue import pack_of
from tilts.engines.calendars.working_days import next_working_day
from tilts.platform.gatherings.models import Elsewhere, Enrolment, Session, Whereabouts
from tilts.platform.organisation.demo import Course
from tilts.platform.organisation.models import Unit

from .groups import Made, setting_of
from .members import Crowd

WORKERS, DAYS = 5, 5
ONCE = ((Whereabouts.COURT, 10, 150), (Whereabouts.VISIT, 14, 60), (Whereabouts.ISOLATION, 0, 1440))


def make_absences(crowd: Crowd, groups: Sequence[Made], today: date) -> None:
    """In each prison where there are groups; and one of a group at court when it meets next."""
    units = {one.series.unit for one in groups if setting_of(one.series.agency) == "prison"}
    rows = [
        row
        for unit in sorted(units, key=lambda unit: unit.path)
        for row in _of_unit(unit, crowd.courses.get(unit.pk, []), today)
    ]
    rows += [row for group in groups for row in _of_group(group)]
    Elsewhere.objects.bulk_create(rows)


def _of_unit(unit: Unit, courses: Sequence[Course], today: date) -> Iterator[Elsewhere]:
    """Of those at the end of the list, whom groups take last."""
    people = [course.person.pk for course in reversed(courses)]
    calendar = pack_of(unit.agency.country).working_days
    day = next_working_day(today, calendar)
    for person, (kind, hour, minutes) in zip(people, ONCE, strict=False):
        yield _away(person, kind, day, hour, minutes)
    workers = people[len(ONCE) :][:WORKERS]
    for _ in range(DAYS):
        yield from (_away(person, Whereabouts.WORK, day, 8, 240) for person in workers)
        day = next_working_day(day + timedelta(days=1), calendar)


def _away(person: UUID, kind: Whereabouts, day: date, hour: int, minutes: int) -> Elsewhere:
    starts_at = timezone.make_aware(datetime.combine(day, time(hour)))
    ends_at = starts_at + timedelta(minutes=minutes)
    return Elsewhere(party_id=person, kind=kind, starts_at=starts_at, ends_at=ends_at)


def _of_group(group: Made) -> Iterator[Elsewhere]:
    ahead: list[Session] = [one for one in group.sessions if one.starts_at > timezone.now()]
    if not ahead or setting_of(group.series.agency) != "prison":
        return
    enrolled = Enrolment.objects.filter(series=group.series, until=None).order_by("pk")
    member = enrolled.values_list("party", flat=True).first()
    if member:
        session = ahead[0]
        yield Elsewhere(
            party_id=member,
            kind=Whereabouts.COURT,
            starts_at=session.starts_at - timedelta(hours=1),
            ends_at=session.ends_at,
        )
