"""The world of the proceedings room; everything is visible unless a test narrows it."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from tilts.casework.people.models import Person
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import SERVICE, Actor

from .world import new_actor, new_person, new_unit


@pytest.fixture
def all_seen(db: None) -> Iterator[None]:
    with seen_by(SERVICE):
        yield


@pytest.fixture
def prison(all_seen: None) -> Unit:
    return new_unit("prison", "riga")


@pytest.fixture
def other_prison(prison: Unit) -> Unit:
    return new_unit("prison", "jelgava")


@pytest.fixture
def probation(all_seen: None) -> Unit:
    return new_unit("probation", "north")


@pytest.fixture
def person(prison: Unit) -> Person:
    return new_person(prison)


@pytest.fixture
def clerk(prison: Unit) -> Actor:
    return new_actor(prison)


@pytest.fixture
def pages(settings: Any) -> None:
    """Pages of the room alone: the doors above add the shell."""
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["context_processors"].remove("tilts.doors.web.context.shell")
    settings.TEMPLATES = templates
