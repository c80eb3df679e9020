"""What gatherings are told of people: names as lists show them, records, who cannot take part."""

from datetime import date

import pytest
from django.utils import timezone

from tilts.casework.people.actions import mark_entered_in_error, note_death, restore_person
from tilts.casework.people.gathered import names, records, why_not_enrol
from tilts.casework.people.pairs import merge_people, split_people
from tilts.platform.access.scoped import seen_by
from tilts.platform.access.tests.people import person
from tilts.platform.gatherings.actions import enrol, open_series
from tilts.platform.gatherings.hooks import Intent
from tilts.platform.gatherings.models import Enrolment
from tilts.platform.gatherings.tests.groups import Groups
from tilts.platform.organisation.tests.house import LONG_AGO, House, build_house
from tilts.platform.parties.actors import SERVICE

TODAY = timezone.localdate()


@pytest.fixture
def house(db: None) -> House:
    return build_house()


@pytest.fixture
def groups(house):
    with seen_by(SERVICE):
        yield Groups(house)


@pytest.fixture
def three(house):
    """Three people of Riga."""
    return [person(house.units["riga"], family).pk for family in ("Egle", "Kalns", "Kalnz")]


def told(party) -> list[str]:
    """Why somebody cannot be enrolled, by the codes of the reasons."""
    intent = Intent(what="enrol", template=None, party=party, day=TODAY)
    return [reason.code for reason in why_not_enrol(intent)]


def join(kept, gone) -> None:
    merge_people(by=SERVICE, kept_id=kept, gone_id=gone, reason="Same code")


def test_people_are_shown_with_their_page(groups, three):
    found = names(three)
    assert [found[one].name for one in three] == ["Egle", "Kalns", "Kalnz"]
    assert [found[one].url for one in three] == [f"/people/{one}/" for one in three]


def test_names_are_those_that_the_reader_sees(house, three):
    strange = person(house.units["vilnius"], "Strange").pk
    with seen_by(house.actor("prison_officer")):
        assert set(names([*three, strange])) == set(three)
    with seen_by(None):
        assert names(three) == {}


def test_names_take_one_query_for_any_number(groups, three, django_assert_num_queries):
    for some in (three[:1], three):
        with django_assert_num_queries(1):
            names(some)


def test_records_are_one_person_whoever_asks(house, three):
    one, kept, gone = three
    with seen_by(SERVICE):
        join(kept, gone)
    expected = {kept: kept, gone: kept}
    for asks in (house.actor("prison_officer", "olaine"), SERVICE, None):
        with seen_by(asks):
            assert records([kept]) == records([gone]) == expected
            assert records([one]) == {one: one}


def test_records_through_several_merges(groups, three):
    one, two, last = three
    join(two, last)
    join(one, two)
    assert records([last]) == {one: one, two: one, last: one}


def test_records_that_were_split_are_two_again(groups, three):
    _one, kept, gone = three
    join(kept, gone)
    split_people(by=SERVICE, gone_id=gone, reason="Twins")
    assert records([kept, gone]) == {kept: kept, gone: gone}


def test_who_is_no_person_of_the_record_is_none_of_our_business(house):
    staff = house.member("prison_officer").pk
    assert records([staff]) == {staff: staff}
    assert told(staff) == told(None) == []


def test_only_enrolling_is_our_business(groups, three):
    note_death(by=SERVICE, person_id=three[0], died_on=TODAY, source="Register")
    leads = Intent(what="lead", template=None, party=three[0], day=TODAY)
    assert why_not_enrol(leads) == []
    assert told(three[0]) == ["dead"]


def test_every_reason_is_given(groups, three):
    one, kept, gone = three
    join(kept, gone)
    assert (told(kept), told(gone)) == ([], ["merged"])
    mark_entered_in_error(by=SERVICE, person_id=one, reason="Typed twice")
    assert told(one) == ["entered-in-error"]
    restore_person(by=SERVICE, person_id=one, reason="It was right")
    assert told(one) == []


def test_a_death_ends_what_was_begun_under_any_record(groups, three):
    one, kept, gone = three
    template = groups.template()
    values = {"template": template, "unit": groups.house.units["riga"], "on": LONG_AGO}
    for party, name in ((gone, "A"), (kept, "B"), (one, "C")):
        series = open_series(by=SERVICE, name=name, **values)
        enrol(by=SERVICE, series=series, party=party, kind="community", since=LONG_AGO)
    join(kept, gone)
    note_death(by=SERVICE, person_id=kept, died_on=date(2024, 5, 1), source="Register")
    rows = Enrolment.objects.order_by("series__name").values_list("ended_how", "until")
    assert list(rows) == [("died", TODAY), ("died", TODAY), ("", None)]
