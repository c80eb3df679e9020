"""Why somebody looks: derived from the record where it says so, asked where it does not."""

from uuid import UUID

import pytest

from tilts.platform.access.actions import break_glass
from tilts.platform.access.purposes import (
    ASKED,
    DERIVED,
    PURPOSES,
    PurposeWanted,
    derived_purpose,
    ground,
    purpose_title,
    remember_purpose,
    remembered_purpose,
)
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.models import Consultation

from .people import person

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
EXPECTED, OTHER = UUID(int=7), UUID(int=8)  # who has an appointment, and who has none


@ground
def appointed(actor: Actor, whom: UUID) -> str:
    """A room that knows of an appointment."""
    return "appointment" if whom == EXPECTED else ""


def test_a_ground_gives_the_purpose_and_without_one_it_must_be_asked(house):
    officer = house.actor("prison_officer")
    assert [derived_purpose(officer, whom) for whom in (EXPECTED, OTHER)] == ["appointment", ""]


def test_the_service_and_other_systems_have_purposes_of_their_own(house):
    client = Actor(party=UUID(int=9), kind="client", name="IIS")
    assert [derived_purpose(who, OTHER) for who in (SERVICE, client)] == ["service", "exchange"]


def test_broken_glass_is_the_purpose_even_where_there_is_a_ground(house):
    officer, stranger = house.actor("prison_officer"), person(house.units["jelgava"], "x").pk
    assert derived_purpose(officer, stranger) == ""
    break_glass(by=officer, person=stranger, reason="She has collapsed in the corridor.")
    assert derived_purpose(officer, stranger) == "broken-glass"
    assert derived_purpose(house.actor("prison_officer"), stranger) == ""


def test_an_answer_is_remembered_for_its_person_in_its_session():
    session: dict[str, object] = {}
    assert remembered_purpose(session, EXPECTED) == ("", "")
    remember_purpose(session, EXPECTED, "cover", "on leave")
    remember_purpose(session, OTHER, "check", "")
    assert remembered_purpose(session, EXPECTED) == ("cover", "on leave")
    assert remembered_purpose(session, OTHER) == ("check", "")
    assert remembered_purpose({}, EXPECTED) == ("", "")


def test_what_is_asked_and_what_is_derived_do_not_meet():
    assert set(ASKED) & set(DERIVED) == set()
    assert set(PURPOSES) == set(ASKED) | set(DERIVED)


def test_a_purpose_is_shown_in_words_and_an_unknown_one_as_it_is():
    assert str(purpose_title(Consultation(purpose="cover"))) == "I stand in for a colleague"
    assert purpose_title(Consultation(purpose="of old")) == "of old"


def test_who_wants_a_purpose_names_the_person():
    wanted = PurposeWanted(EXPECTED)
    assert (wanted.person, str(wanted)) == (EXPECTED, str(EXPECTED))
