"""No time is given twice after a restore and after an upgrade, as before them.

The rule stands in the database alone. On SQLite a migration that makes the table of bookings anew
would take the triggers with it: then test_overlapping fails, which looks after every migration.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.actions import move_session
from tilts.platform.gatherings.models import Booking, Session
from tilts.platform.gatherings.overlapping import WHOSE
from tilts.platform.gatherings.tests.groups import Groups, told
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.backup import backup, restore
from tilts.platform.record.backup.upgrading import pending, upgrade

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

ASKED = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
    "postgresql": "SELECT conname FROM pg_constraint WHERE contype = 'x' AND conname LIKE %s",
}
EXPECTED = {
    "sqlite": {f"{who}_booked_once_{when}" for who in WHOSE for when in ("INSERT", "UPDATE")},
    "postgresql": {f"{who}_booked_once" for who in WHOSE},
}


@pytest.fixture
def archive(settings, tmp_path: Path) -> tuple[Path, list[Any]]:
    """An archive of a house with a group that has a room, and the bookings that it held."""
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    settings.RECORD_SEAL_LOG = settings.HOME / "seals" / "head.log"
    path = tmp_path / "archive.zip"
    with transaction.atomic(), seen_by(SERVICE):
        groups = Groups(build_house())
        series = groups.series()
        groups.enrolled(series)
        groups.scheduled(series, groups.place())
        backup(path)
        held = list(Booking.objects.order_by("pk").values())
        transaction.set_rollback(True)
    return path, held


def rules() -> set[str]:
    """What keeps two bookings from overlapping, by the names that the database has for it."""
    with connection.cursor() as cursor:
        cursor.execute(ASKED[connection.vendor], ["%booked_once%"])
        return {name for (name,) in cursor.fetchall()}


def kept_twice() -> list[Booking]:
    """The bookings of which the database would keep a second one."""
    found = []
    for booking in Booking.objects.order_by("pk"):
        pk, booking.pk = booking.pk, None
        try:
            with transaction.atomic():
                booking.save(force_insert=True)
        except IntegrityError:
            continue
        found.append(Booking.objects.get(pk=pk))
    return found


def test_a_restored_service_books_nothing_twice(archive):
    path, held = archive
    assert Booking.objects.count() == 0
    restore(path)
    assert list(Booking.objects.order_by("pk").values()) == held
    assert len(held) == 3 * 4
    assert (rules(), kept_twice()) == (EXPECTED[connection.vendor], [])
    assert Booking.objects.count() == len(held)


def test_a_restored_group_goes_on_where_it_was(archive):
    restore(archive[0])
    with seen_by(SERVICE):
        first, second, _third = Session.objects.order_by("starts_at")
        move: dict[str, Any] = {"by": SERVICE, "session": first, "place": first.place}
        onto = told(lambda: move_session(starts_at=second.starts_at, **move))
        assert onto == [*["clash"] * 3, "place-taken"]
        later = second.starts_at + timedelta(hours=2)
        assert move_session(starts_at=later, **move).starts_at == later
    assert Booking.objects.filter(session=first).count() == 4


def test_an_upgrade_leaves_the_rules(archive):
    restore(archive[0])
    assert (upgrade(), pending()) == (None, [])
    assert (rules(), kept_twice()) == (EXPECTED[connection.vendor], [])
