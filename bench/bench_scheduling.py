"""Scheduling 200 groups of 30 sessions, against inserting the same rows without a look."""

import json
import time
from collections.abc import Callable
from datetime import date
from datetime import time as clock
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.actions import (
    NewTemplate,
    Timetable,
    add_place,
    add_template,
    open_series,
    schedule,
)
from tilts.platform.gatherings.models import Booking, Enrolment, Leading, Place, Series, Session
from tilts.platform.gatherings.planning import Weekly
from tilts.platform.organisation.tests.house import LONG_AGO, House, build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import Party
from tilts.platform.record.acts import act
from tilts.platform.record.inserting import insert_all

GROUPS, SESSIONS, PEOPLE, ROOMS, LEADERS = 200, 30, 10, 10, 60
SESSION = {"names": {"en": "Session"}, "minutes": 90}
TIMES = [Weekly(day, clock(hour)) for day in range(5) for hour in (9, 13, 15)]


def main() -> None:
    """Plan and book everything, then insert what came of it into empty tables."""
    call_command("migrate", verbosity=0)
    call_command("migrate", database="keys", verbosity=0)
    house = build_house()
    with seen_by(SERVICE):
        groups, rooms = _groups(house), _rooms(house)
        taken, processor = _measured(lambda: _schedule_all(groups, rooms))
        rows = _rows()
        _empty()
        plain, plain_processor = _measured(lambda: _again(rows))
    told = {
        "groups": GROUPS,
        "sessions": len(rows[0]),
        "bookings": len(rows[2]),
    }
    print(f"Scheduling on {connection.vendor}: {json.dumps(told)}")
    print(f"  the same rows without a look: {plain:6.2f} s ({plain_processor:.2f} s processor)")
    print(f"  scheduled:                    {taken:6.2f} s ({processor:.2f} s processor)")
    print(f"  ratio:                        {taken / plain:6.2f}")


def _groups(house: House) -> list[tuple[Series, Weekly]]:
    """Groups of ten, with two of 60 leaders; of 13 at one weekly time ten find a room."""
    sessions = [{**SESSION, "code": f"s{n}"} for n in range(SESSIONS)]
    of = NewTemplate(
        code="calm",
        version="1",
        kind="programme",
        names={"en": "Calm"},
        modules=[{"code": "all", "names": {"en": "All"}, "sessions": sessions}],
        capacity=PEOPLE,
        leaders=2,
        since=LONG_AGO,
    )
    template = add_template(by=SERVICE, agency=house.agencies["ievp"], of=of)
    leaders = [house.member("facilitator").pk for _ in range(LEADERS)]
    found = []
    for n in range(GROUPS):
        series = open_series(
            by=SERVICE,
            template=template,
            unit=house.units["riga"],
            name=f"Group {n}",
            on=LONG_AGO,
            leaders=[leaders[2 * n % LEADERS], leaders[(2 * n + 1) % LEADERS]],
        )
        found.append((series, TIMES[(n + n // (LEADERS // 2)) % len(TIMES)]))
    _enrol([series for series, _weekly in found])
    return found


def _enrol(groups: list[Series]) -> None:
    """Ten in each group."""
    parties = [Party(kind="guest") for _ in range(GROUPS * PEOPLE)]
    Party.objects.bulk_create(parties)
    begun = {"kind": "guest", "since": LONG_AGO, "began_on": LONG_AGO, "waiting_since": LONG_AGO}
    with act("bench.enrol", by=SERVICE):
        Enrolment.objects.bulk_create(
            Enrolment(series=groups[n // PEOPLE], party=party, **begun)
            for n, party in enumerate(parties)
        )


def _rooms(house: House) -> list[Place]:
    unit = house.units["riga"]
    return [
        add_place(by=SERVICE, unit=unit, name=f"Room {n}", since=LONG_AGO) for n in range(ROOMS)
    ]


def _schedule_all(groups: list[tuple[Series, Weekly]], rooms: list[Place]) -> None:
    for series, weekly in groups:
        _schedule(series, weekly, rooms)


def _schedule(series: Series, weekly: Weekly, rooms: list[Place]) -> None:
    since = date(timezone.localdate().year + 1, 1, 7)
    timetable = Timetable(weekly=[weekly], since=since, places=rooms)
    schedule(by=SERVICE, series=series, timetable=timetable)


def _rows() -> list[list[Any]]:
    """What was written: sessions, leaders, and bookings."""
    return [list(model.objects.all()) for model in (Session, Leading, Booking)]


def _empty() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for model in (Booking, Leading, Session):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608 # our own tables


def _again(rows: list[list[Any]]) -> None:
    """Insert the same rows in bulk into the emptied tables: neither plan, lock nor record."""
    with transaction.atomic():
        for some in rows:
            insert_all(some)


def _measured(do: Callable[[], object]) -> tuple[float, float]:
    wall, processor = time.perf_counter(), time.process_time()
    do()
    return time.perf_counter() - wall, time.process_time() - processor
