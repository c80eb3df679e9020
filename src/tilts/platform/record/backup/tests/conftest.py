"""A small service with acts, looks, seals, an account and a document."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from tilts.platform.access.models import Bar, BrokenGlass
from tilts.platform.organisation.models import Absence, Account, Agency, Staff
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import act
from tilts.platform.record.backup.tables import tables
from tilts.platform.record.backup.writing import backup
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way
from tilts.platform.record.sealing import seal_all

ILZE, ANNA, PERSON = UUID(int=0xA), UUID(int=0xB), UUID(int=0xC)
BROKEN_AT = datetime(2026, 3, 1, 8, 30, 15, 123456, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(settings, tmp_path: Path) -> Path:
    folder: Path = tmp_path / "home"
    folder.mkdir()
    settings.HOME, settings.RECORD_SEAL_LOG = folder, folder / "seals" / "head.log"
    return folder


def staff(party: UUID, agency: Agency, given: str) -> Staff:
    return Staff.objects.create(
        party=Party.objects.create(pk=party, kind=PartyKind.STAFF),
        agency=agency,
        given=given,
        family="Ābeltiņa",
        email=f"{given.lower()}@example.lv",
    )


def service() -> None:
    """Ilze and Anna work; Ilze stands in for Anna; Anna is barred from a person."""
    with act("test.begin", by=SERVICE, reason="it opens"):
        agency = Agency.objects.create(
            code="vpd", country="lv", kind="probation", names={"lv": "Dienests"}
        )
        ilze, anna = staff(ILZE, agency, "Ilze"), staff(ANNA, agency, "Anna")
        account = Account.objects.create(email=ilze.email, staff=ilze, password="hash")
        EmailAddress.objects.create(user=account, email=ilze.email, verified=True)
        Authenticator.objects.create(user=account, type="totp", data={"secret": "s"})
        Absence.objects.create(
            staff=anna, substitute=ilze, since=date(2026, 7, 1), until=date(2026, 7, 9)
        )
        person = Party.objects.create(pk=PERSON, kind=PartyKind.PERSON)
        Bar.objects.create(
            person=person, staff=anna.party, ground="relative", since=date(2026, 1, 1)
        )
        BrokenGlass.objects.create(
            person=person,
            staff=ilze.party,
            reason="Zvanīja Kārlis Ozoliņš",
            broken_at=BROKEN_AT,
            ends_at=BROKEN_AT.replace(hour=12),
        )
    consult(SERVICE, [PERSON, ILZE], way=Way.PAGE, purpose="other", reason="the court called")
    seal_all()


def contents() -> dict[str, list[Any]]:
    """Every row of every table, as the database gives it."""
    return {
        table.label: [
            tuple(bytes(v) if isinstance(v, (bytes, memoryview)) else v for v in row)
            for row in table.values()
        ]
        for table in tables()
    }


@pytest.fixture
def archived(db, home, tmp_path) -> tuple[Path, dict[str, list[Any]]]:
    """An archive of a service that is there no more, and what it held. Its keys are kept."""
    path = tmp_path / "archive.zip"
    (home / "documents" / "ab").mkdir(parents=True)
    (home / "documents" / "ab" / "one").write_bytes(b"under a key")
    with transaction.atomic():
        service()
        backup(path)
        held = contents()
        transaction.set_rollback(True)
    (home / "documents" / "ab" / "one").unlink()
    return path, held
