"""A file outside the database for each test, and some acts to seal."""

from pathlib import Path

import pytest

from tilts.platform.organisation.models import Agency
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import act
from tilts.platform.record.models import Act

from .flushing import flushable_record

__all__ = ["flushable_record"]


@pytest.fixture(autouse=True)
def seal_log(settings, tmp_path) -> Path:
    log: Path = tmp_path / "seals" / "head.log"
    settings.RECORD_SEAL_LOG = log
    return log


@pytest.fixture
def somebody(db) -> Party:
    return Party.objects.create(kind=PartyKind.PERSON)


@pytest.fixture
def acts(db) -> list[Act]:
    """Three acts: an agency is founded, changed and changed again."""
    with act("test.found", by=SERVICE):
        agency = Agency.objects.create(code="ievp", country="lv", kind="prison", names={})
    for country in ("lt", "ee"):
        agency.country = country
        with act("test.move", by=SERVICE):
            agency.save()
    return list(Act.objects.order_by("pk"))
