"""Whatever is done to appointments in whatever order: nothing is lost, doubled or stuck."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from tilts.casework.supervision.actions import (
    call_off,
    record_outcome,
    reschedule,
    take_back_outcome,
)
from tilts.casework.supervision.models import Appointment, ContactNote
from tilts.casework.supervision.outcomes import Said
from tilts.platform.gatherings.models import Attendance, Booking
from tilts.platform.gatherings.tests.groups import told
from tilts.platform.record.state import check_state

from .meetings import agreed, begun, wanted
from .notes import at

STEPS = 30


@dataclass
class Known:
    """An appointment as the walk knows it."""

    row: Appointment
    off: bool = False
    said: str = ""
    led_to: list["Known"] = field(default_factory=list)

    @property
    def is_ahead(self) -> bool:
        return self.row.starts_at > timezone.now()

    @property
    def takes_time(self) -> bool:
        return self.is_ahead and not self.off


@dataclass
class Walk:
    """A walk of an officer and a person, with what should have become of each appointment."""

    caseload: Any
    whom: Any
    chance: Random
    all: list[Known] = field(default_factory=list)

    @property
    def by(self) -> Any:
        return self.caseload.actor

    def free(self, but: Known | None = None) -> tuple[int, int, bool]:
        """A day and an hour of the two next weeks, and whether both have the time."""
        day, hour = self.chance.randint(1, 14), self.chance.choice([9, 10])
        taken = {one.row.starts_at for one in self.all if one.takes_time and one is not but}
        return day, hour, at(day, hour) not in taken

    def does(self, expected: list[str], do: Callable[[], object]) -> bool:
        """Whether it was done; refused, it is for these reasons."""
        assert told(do) == expected
        return expected == []

    def newest(self) -> Appointment:
        row: Appointment = Appointment.objects.order_by("-pk")[0]
        return row

    def agree(self) -> None:
        day, hour, free = self.free()
        if self.does([] if free else ["clash"] * 2, lambda: agreed(self.by, self.whom, day, hour)):
            self.all.append(Known(self.newest()))

    def comes(self) -> None:
        """The hour of one more has come."""
        early = timezone.now() - timedelta(days=len(self.all) + 1)
        self.all.append(Known(begun(self.whom, self.caseload.officer, early)))

    def move(self) -> None:
        one = self.chance.choice(self.all)
        day, hour, free = self.free(but=one)
        why = [*(["called-off"] if one.off else []), *([] if one.is_ahead else ["begun"])]
        if not why and not free:
            why = ["clash"] * 2
        to = wanted(day, hour)
        do = partial(reschedule, by=self.by, appointment=one.row, side="person", wanted=to)
        if self.does(why, do):
            one.off = True
            new = Known(self.newest())
            self.all.append(new)
            for other in self.all:
                if one in other.led_to:
                    other.led_to.append(new)

    def call_off(self) -> None:
        one = self.chance.choice(self.all)
        why = [*(["called-off"] if one.off else []), *([] if one.is_ahead else ["begun"])]
        do = partial(call_off, by=self.by, appointment=one.row, side="service", because="Ill")
        one.off = self.does(why, do) or one.off

    def say(self) -> None:
        one = self.chance.choice(self.all)
        choice = self.chance.choice(["complied", "late", "excused:medical", "unacceptable"])
        day, hour, free = self.free()
        why = [*(["called-off"] if one.off else []), *(["not-begun"] if one.is_ahead else [])]
        why += ["recorded"] if one.said else []
        if not why and not free:
            why = ["clash"] * 2
        said = Said(choice=choice, text="Found work.", next=wanted(day, hour))
        if self.does(why, lambda: record_outcome(by=self.by, appointment=one.row, said=said)):
            one.said = choice
            one.led_to.append(Known(Appointment.objects.filter(follows=one.row).latest("pk")))
            self.all.append(one.led_to[-1])

    def take_back(self) -> None:
        one = self.chance.choice(self.all)
        do = partial(take_back_outcome, by=self.by, appointment=one.row, because="x")
        if self.does([] if one.said else ["nothing-recorded"], do):
            one.said = ""
            for following in one.led_to:
                following.off = True

    def stands(self) -> list[tuple[UUID, bool, bool, list[str], int, int]]:
        """All that the record has of each: off, late, what was said, notes, whose time it takes."""
        return sorted(
            (
                row.pk,
                row.is_called_off,
                row.late,
                list(
                    Attendance.plain.filter(session=row.session).values_list("outcome", flat=True)
                ),
                ContactNote.objects.filter(appointment=row, withdrawn=False).count(),
                Booking.objects.filter(session=row.session).count(),
            )
            for row in Appointment.objects.all()
        )

    def known(self) -> list[tuple[UUID, bool, bool, list[str], int, int]]:
        """The same as it should be."""
        marks = {"late": "complied", "excused:medical": "excused"}
        return sorted(
            (
                one.row.pk,
                one.off,
                one.said == "late",
                [marks.get(one.said, one.said)] if one.said else [],
                int(one.said in ("complied", "late")),
                2 if one.takes_time else 0,
            )
            for one in self.all
        )


@pytest.mark.usefixtures("all_seen")
@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_is_done_the_record_is_as_it_should_be(caseload, anna, seed):
    walk = Walk(caseload, anna, Random(seed))
    walk.agree()
    walk.comes()
    steps = (walk.agree, walk.comes, walk.move, walk.call_off, walk.say, walk.take_back)
    for _ in range(STEPS):
        walk.chance.choice(steps)()
        assert walk.stands() == walk.known()
    assert check_state().faults == []
