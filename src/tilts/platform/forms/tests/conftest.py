"""A house in which the instrument “needs” may be answered."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tilts.engines.instruments import Instrument
from tilts.engines.instruments import tests as engine_tests
from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.actions import Decision, decide
from tilts.platform.forms.catalogue import instrument, own_folder
from tilts.platform.organisation.tests.house import House, build_house
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.parties.models import Party
from tilts.platform.record.tests.flushing import flushable_record

__all__ = ["flushable_record"]

NEEDS = Path(engine_tests.__file__).parent / "needs.yaml"


@pytest.fixture
def house(db: None) -> House:
    """Two Latvian agencies and a Lithuanian one."""
    return build_house()


@pytest.fixture
def all_seen(db: None) -> Iterator[None]:
    """Reads of the test itself see everybody."""
    with seen_by(SERVICE):
        yield


@pytest.fixture
def needs() -> Iterator[Instrument]:
    """An instrument of the installation's own."""
    own_folder().mkdir(exist_ok=True)
    file = Path(shutil.copy(NEEDS, own_folder()))
    found = instrument("needs", "1")
    assert found is not None
    yield found
    file.unlink()


@pytest.fixture
def officer(house: House, needs: Instrument) -> Actor:
    """An officer of a prison service that uses “needs”."""
    used = Decision("use", "The director, order 14", "A trial with 60 people.", date(2024, 1, 1))
    decide(by=SERVICE, agency="ievp", of=needs, decision=used)
    return house.actor("prison_officer")


@pytest.fixture
def somebody(db: None) -> Party:
    """Whom a sheet is about."""
    return Party.objects.create(kind="person")
