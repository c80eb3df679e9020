"""May this actor do this, to this person? By role and scope, with the reasons why not."""

from dataclasses import replace

import pytest

from tilts.platform.access.authority import (
    NO_ROLE,
    NOT_YOURS,
    OUT_OF_REACH,
    reaches_person,
    require,
    why_not,
)
from tilts.platform.access.reasons import Reason, Refused, refuse_if
from tilts.platform.organisation.actions import open_unit
from tilts.platform.parties.actors import SERVICE, Scope

from .people import one_in_each

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
LATVIAN = ["riga", "riga_w1", "olaine", "zemgale", "jelgava"]


@pytest.mark.parametrize(
    ("role", "unit", "capability", "expected"),
    [
        ("prison_officer", "riga", "people.see", ["riga", "riga_w1"]),
        ("prison_officer", "riga_w1", "people.see", ["riga_w1"]),
        ("prison_officer", "riga", "people.correct", []),
        ("head_of_unit", "riga", "people.correct", ["riga", "riga_w1"]),
        ("head_of_unit", "jelgava", "people.open_victims", ["jelgava"]),
        ("head_of_unit", "zemgale", "people.see", ["zemgale", "jelgava"]),
        ("clerk", "olaine", "people.see", ["riga", "riga_w1", "olaine"]),
        ("clerk", "jelgava", "people.correct", ["zemgale", "jelgava"]),
        ("clerk", "vilnius", "people.see", ["vilnius"]),
        ("mediator", "jelgava", "people.see", []),
        ("inspector", "riga", "people.see", LATVIAN),
        ("data_protection_officer", "vilnius", "people.see", ["vilnius"]),
    ],
)
def test_whom_a_capability_reaches(house, role, unit, capability, expected):
    people, actor = one_in_each(house.units), house.actor(role, unit)
    assert [c for c, p in people.items() if reaches_person(actor, capability, p.pk)] == expected
    reasons = {code: why_not(actor, capability, p.pk) for code, p in people.items()}
    seen = {code for code, p in people.items() if reaches_person(actor, "people.see", p.pk)}
    refused = {code: [OUT_OF_REACH if code in seen else NOT_YOURS] for code in people}
    assert reasons == {code: [] if code in expected else refused[code] for code in people}


def test_without_a_person_it_is_enough_to_hold_the_capability(house):
    officer = house.actor("prison_officer")
    assert why_not(officer, "people.see") == []
    assert why_not(officer, "people.merge") == [NO_ROLE]


def test_who_lacks_the_capability_is_told_so_whoever_the_person_is(house):
    people = one_in_each(house.units)
    officer = house.actor("prison_officer")
    assert why_not(officer, "people.merge", people["riga"].pk) == [NO_ROLE]
    assert why_not(officer, "people.merge", people["vilnius"].pk) == [NO_ROLE]


def test_a_person_out_of_reach_and_nobody_at_all_are_refused_alike(house):
    actor = house.actor("clerk", "riga")
    hidden = one_in_each(house.units)["jelgava"].pk
    nobody = house.hire().pk
    assert why_not(actor, "people.see", hidden) == why_not(actor, "people.see", nobody)


def test_the_service_may_do_everything(house):
    people = one_in_each(house.units)
    assert [why_not(SERVICE, "people.merge", p.pk) for p in people.values()] == [[]] * len(people)


def test_two_roles_reach_what_either_reaches(house):
    here, there = house.actor("head_of_unit", "olaine"), house.actor("head_of_unit", "jelgava")
    both = replace(here, grants=here.grants + there.grants)
    people = one_in_each(house.units)
    reached = [c for c, p in people.items() if reaches_person(both, "people.see", p.pk)]
    assert reached == ["olaine", "jelgava"]


def test_a_unit_whose_code_begins_like_another_is_another(house):
    units = {
        code: open_unit(
            by=SERVICE,
            agency=house.agencies["ievp"],
            code=code,
            kind="prison",
            names={"en": code},
            since=house.units["riga"].since,
        )
        for code in ("riga_2", "rig")
    }
    people, actor = one_in_each(units), house.actor("prison_officer", "riga")
    reached = [c for c, p in people.items() if reaches_person(actor, "people.see", p.pk)]
    assert reached == []


def test_require_raises_with_the_reasons(house):
    with pytest.raises(Refused) as refused:
        require(house.actor("prison_officer"), "people.merge")
    assert (refused.value.reasons, str(refused.value)) == ([NO_ROLE], "no-role")
    require(house.actor("clerk"), "people.merge")


def test_nothing_is_refused_without_a_reason():
    refuse_if([])
    two = [Reason("a", "First."), Reason("b", "Second.")]
    with pytest.raises(Refused, match="a; b") as refused:
        refuse_if(two)
    assert refused.value.reasons == two


@pytest.mark.parametrize(
    ("opened", "expected"),
    [
        (frozenset(), "A protected reason. Ask the head of unit."),
        (frozenset({"health"}), "A protected reason. Ask the head of unit."),
        (frozenset({"victims"}), "The victim lives there."),
    ],
)
def test_a_walled_reason_is_told_to_whom_the_wall_is_open(opened, expected):
    walled = Reason("near", "Ask the head of unit.", "The victim lives there.", "victims")
    assert walled.for_reader(opened) == expected
    assert Reason("plain", "Plain.").for_reader(opened) == "Plain."


def test_scopes_go_from_narrow_to_wide():
    assert list(Scope) == ["self", "caseload", "unit", "agency", "country"]
