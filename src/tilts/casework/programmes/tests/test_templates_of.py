"""Programmes as gatherings hold them."""

from dataclasses import replace

import pytest

from tilts.casework.programmes.catalogue import programme_on, programmes_on
from tilts.casework.programmes.delivery.templates_of import as_template, is_same
from tilts.platform.gatherings.actions import add_template
from tilts.platform.gatherings.outline import Outline
from tilts.platform.organisation.tests.house import House, build_house
from tilts.platform.parties.actors import SERVICE

from .delivery import PROGRAMME, TODAY

EVERY = pytest.mark.parametrize("programme", [one.code for one in programmes_on("LV", TODAY)])


def described(code: str):
    """A programme of the Latvian pack."""
    found = programme_on("LV", code, TODAY)
    assert found is not None
    return found


@pytest.fixture
def house(all_seen: None) -> House:
    return build_house()


@EVERY
def test_every_programme_is_a_whole_outline(programme):
    of = described(programme)
    outline = Outline.model_validate({"modules": as_template(of).modules})
    assert len(outline.sessions) == of.sessions
    assert outline.minutes == of.sessions * of.session_minutes
    assert [module.code for module in outline.modules] == [module.code for module in of.modules]


@EVERY
def test_the_hours_of_the_catalogue_are_those_of_the_sessions(programme):
    of = described(programme)
    minutes = of.sessions * of.session_minutes
    assert abs(minutes - of.hours * 60) < 60 * of.hours / 10


@EVERY
def test_places_and_leaders_come_along(programme):
    of = described(programme)
    made = as_template(of, "7")
    assert (made.code, made.version, made.kind) == (programme, "7", "programme")
    assert (made.capacity, made.leaders, made.since) == (of.places, of.leaders, of.valid_from)


def test_sessions_are_named_in_each_language_by_their_module_and_number():
    made = as_template(described(PROGRAMME))
    first = made.modules[0]
    assert first["names"] == {"en": "Where I am", "lv": "Kur es esmu", "lt": "Kur aš esu"}
    assert first["sessions"][1] == {
        "code": "now-2",
        "names": {"en": "Where I am 2", "lv": "Kur es esmu 2", "lt": "Kur aš esu 2"},
        "minutes": 90,
    }


def test_a_template_is_the_same_until_the_pack_says_otherwise(house):
    new = as_template(described(PROGRAMME), "1")
    kept = add_template(by=SERVICE, agency=house.agencies["vpd"], of=new)
    assert is_same(kept, new)
    for other in (
        {"capacity": 9},
        {"leaders": 3},
        {"names": {"en": "Will"}},
        {"modules": new.modules[:2]},
    ):
        assert not is_same(kept, replace(new, **other))


def test_longer_sessions_are_another_template(house):
    new = as_template(described(PROGRAMME), "1")
    kept = add_template(by=SERVICE, agency=house.agencies["vpd"], of=new)
    longer = [
        {**module, "sessions": [{**one, "minutes": 120} for one in module["sessions"]]}
        for module in new.modules
    ]
    assert not is_same(kept, replace(new, modules=longer))
