"""A house in which the instrument “needs” may be answered."""

import shutil
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tilts.engines.instruments import Instrument
from tilts.engines.instruments import tests as engine_tests
from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.actions import About, Decision, decide, open_sheet
from tilts.platform.forms.answering import Answer
from tilts.platform.forms.catalogue import instrument, own_folder
from tilts.platform.forms.models import Sheet
from tilts.platform.organisation.actions import open_account
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import House, build_house
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.parties.models import Party
from tilts.platform.record.tests.flushing import flushable_record

__all__ = ["flushable_record"]

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NEEDS = Path(engine_tests.__file__).parent / "needs.yaml"
TODAY = timezone.localdate()
USED = Decision("use", "The director, order 14", "A trial with 60 people.", date(2024, 1, 1))


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
    file.unlink(missing_ok=True)


@pytest.fixture
def officer(house: House, needs: Instrument) -> Actor:
    """An officer of a prison service that uses “needs”."""
    decide(by=SERVICE, agency="ievp", of=needs, decision=USED)
    return house.actor("prison_officer")


@pytest.fixture
def somebody(db: None) -> Party:
    """Whom a sheet is about."""
    return Party.objects.create(kind="person")


@pytest.fixture
def opened(officer: Actor, needs: Instrument, somebody: Party) -> Sheet:
    """A sheet of which the record filled in one answer."""
    known = {"sex": Answer("female", source="record")}
    return open_sheet(by=officer, of=needs, about=About(somebody.pk), known=known)


@pytest.fixture
def room(settings: Any) -> None:
    """The service, with a room in which sheets are filled in."""
    settings.ROOT_URLCONF = "tilts.platform.forms.tests.room"
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [Path(__file__).parent / "templates"]
    settings.TEMPLATES = templates


@pytest.fixture
def desk(room: None, officer: Actor) -> Client:
    """The officer's browser, without JavaScript."""
    client = Client()
    account = open_account(by=SERVICE, staff=Staff.objects.get(pk=officer.party))
    client.force_login(account, backend=BACKEND)
    return client
