"""A house in which people gather: a template of four sessions, a room, two leaders, a group."""

from collections.abc import Iterator

import pytest

from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.models import Place, Series, Template
from tilts.platform.gatherings.tests.groups import Groups
from tilts.platform.organisation.tests.house import House, build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.tests.flushing import flushable_record

__all__ = ["flushable_record"]


@pytest.fixture
def house(db: None) -> House:
    """Two Latvian agencies and a Lithuanian one."""
    return build_house()


@pytest.fixture
def groups(house: House) -> Iterator[Groups]:
    """Makers of groups; reads of the test see everybody."""
    with seen_by(SERVICE):
        yield Groups(house)


@pytest.fixture
def template(groups: Groups) -> Template:
    """Three group sessions of 90 minutes and a one-to-one one, for ten people and two leaders."""
    return groups.template()


@pytest.fixture
def room(groups: Groups) -> Place:
    """A room for fourteen."""
    return groups.place()


@pytest.fixture
def series(groups: Groups, template: Template) -> Series:
    """A group with two leaders and nobody in it."""
    return groups.series()
