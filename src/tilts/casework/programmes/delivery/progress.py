"""How far people have come in their programmes: sessions and hours, whatever group they were in."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from tilts.jurisdictions.schema import Programme
from tilts.platform.gatherings.models import ATTENDED, Attendance, Enrolment

from ..catalogue import programme_on
from ..choices import PLACED_IN
from ..models import Participation


@dataclass(frozen=True)
class Dose:
    """What somebody did of a programme: sessions and minutes; codes of the sessions missed."""

    sessions: int
    minutes: int
    of_sessions: int
    of_minutes: int
    missed: tuple[str, ...] = ()

    @property
    def hours(self) -> str:
        """Hours done, halves as they are: "10.5"."""
        return hours(self.minutes)

    @property
    def of_hours(self) -> str:
        """Hours of the whole programme."""
        return hours(self.of_minutes)

    @property
    def hours_left(self) -> str:
        """Hours to be done still."""
        return hours(max(0, self.of_minutes - self.minutes))

    @property
    def is_done(self) -> bool:
        """True when every session was attended, in whichever order."""
        return self.of_sessions > 0 and self.sessions >= self.of_sessions


def hours(minutes: int) -> str:
    """Minutes as hours, to the tenth where they are not whole."""
    return f"{minutes / 60:.1f}".removesuffix(".0")


@dataclass
class _Tally:
    done: set[str] = field(default_factory=set)
    missed: set[str] = field(default_factory=set)
    minutes: int = 0


def doses(cases: Iterable[Participation]) -> dict[UUID, Dose]:
    """The dose of each of these: one query for any number."""
    rows = list(cases)
    tallies: dict[UUID, _Tally] = defaultdict(_Tally)
    marked = Attendance.plain.filter(enrolment__journey__in=[one.journey for one in rows])
    told = marked.values_list("enrolment__journey", "session__code", "outcome", "minutes")
    for journey, code, outcome, minutes in told if rows else ():
        tally = tallies[journey]
        tally.minutes += minutes
        (tally.done if outcome in ATTENDED else tally.missed).add(code)
    today = timezone.localdate()
    return {one.pk: _dose(one, tallies[one.journey], today) for one in rows}


def _dose(case: Participation, tally: _Tally, today: date) -> Dose:
    programme = programme_on(case.country, case.programme, today)
    length = programme.sessions if programme else 0
    return Dose(
        sessions=len(tally.done),
        minutes=tally.minutes,
        of_sessions=length,
        of_minutes=length * programme.session_minutes if programme else 0,
        missed=tuple(sorted(tally.missed - tally.done)),
    )


def dose_of(case: Participation) -> Dose:
    """The dose of one."""
    return doses([case])[case.pk]


def codes_of(programme: Programme) -> list[tuple[str, str, int]]:
    """Every session of a programme in order: its code, the code of its module, its number there."""
    return [
        (f"{module.code}-{number}", module.code, number)
        for module in programme.modules
        for number in range(1, module.sessions + 1)
    ]


def running(case: Participation) -> Enrolment | None:
    """The enrolment that goes on, if there is one."""
    rows: Any = Enrolment.plain.filter(journey=case.journey, ended_how="")
    found: Enrolment | None = rows.select_related("series__template", "series__unit").first()
    return found


def wants_place(case: Participation) -> bool:
    """True for who waits, and for who is to go on but has no place: after a reopening."""
    return case.state == "waiting" or (case.state in PLACED_IN and running(case) is None)


def marked_in(case: Participation) -> list[Attendance]:
    """What was marked on this way, in order of time."""
    rows = Attendance.plain.filter(enrolment__journey=case.journey)
    return list(
        rows.select_related("session__series__template").order_by("session__starts_at", "pk")
    )


def last_day_of(enrolment: Enrolment) -> date:
    """The first day on which somebody takes part no more: today, or after what was marked."""
    days = Attendance.plain.filter(enrolment=enrolment).values_list("session__starts_at", flat=True)
    marked = [timezone.localdate(one) + timedelta(days=1) for one in days]
    return max([timezone.localdate(), enrolment.since, *marked])
