"""What the country's files say: limits by who imposed it, terms, towns by their names."""

from datetime import date, timedelta

import pytest

from tilts.casework.community_service.addresses import whence
from tilts.casework.community_service.limits import due_by, limits_of, town, town_called, towns_on
from tilts.casework.community_service.queries import not_received, services_of
from tilts.casework.community_service.receiving_guards import why_not_ordered
from tilts.casework.people.models import Address
from tilts.casework.proceedings.models import Measure, Proceeding
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

from .at_work import IN_FORCE, TODAY, days_ago

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("country", "imposed_by", "limits"),
    [
        ("LV", "court", (2400, 25200, 480, 12)),
        ("LV", "prosecutor", (2400, 16800, 480, 12)),
        ("LT", "court", (600, 28800, 480, 12)),
        ("LT", "prosecutor", (600, 28800, 480, 12)),
        ("LV", "mayor", None),
        ("LT", "", None),
    ],
)
def test_limits_by_country_and_who_imposed_it(country, imposed_by, limits):
    found = limits_of(country, imposed_by, DAY)
    told = found and (
        found.least_minutes,
        found.most_minutes,
        found.daily_minutes,
        found.term_months,
    )
    assert told == limits


def test_before_the_files_begin_there_are_no_limits():
    assert limits_of("LV", "court", date(1999, 12, 31)) is None
    assert limits_of("LV", "court", date(2000, 1, 1)) is not None


@pytest.mark.parametrize(
    ("in_force", "due"),
    [
        (date(2026, 3, 2), date(2027, 3, 2)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 2, 28), date(2024, 2, 28)),
    ],
)
def test_the_term_in_months_over_leap_days(in_force, due):
    limits = limits_of("LV", "court", DAY)
    assert limits
    assert due_by(limits, in_force) == due


@pytest.mark.parametrize(
    ("imposed_by", "minutes", "expected"),
    [
        ("court", 2399, ["beyond-law"]),
        ("court", 2400, []),
        ("court", 25200, []),
        ("court", 25201, ["beyond-law"]),
        ("prosecutor", 16800, []),
        ("prosecutor", 16801, ["beyond-law"]),
        ("court", None, ["beyond-law"]),
        ("mayor", 2400, ["no-limits"]),
    ],
)
def test_so_much_and_no_more_may_be_imposed(imposed_by, minutes, expected):
    measure = Measure(proceeding=Proceeding(country="LV"), minutes=minutes, imposed_on=DAY)
    assert [reason.code for reason in why_not_ordered(measure, imposed_by)] == expected


@pytest.mark.parametrize(
    ("country", "name", "code"),
    [
        ("LV", "Jelgava", "jelgava"),
        ("LV", "JELGAVA", "jelgava"),
        ("LV", "riga", "riga"),
        ("LV", "Rīga", "riga"),
        ("LV", "Liepaja", "liepaja"),
        ("LT", "Vilnius", "vilnius"),
        ("LV", "Vilnius", ""),
        ("LV", "Atlantis", ""),
        ("LV", "", ""),
    ],
)
def test_a_town_by_its_name_whatever_its_marks(country, name, code):
    assert town_called(country, name, DAY) == code


@pytest.mark.parametrize("country", ["LV", "LT"])
@pytest.mark.parametrize("language", ["en", "lv", "lt"])
def test_towns_stand_by_their_names_each_once(country, language):
    towns = towns_on(country, DAY, language)
    assert len({code for code, _name in towns}) == len(towns) >= 20
    assert all(name and town(country, code, DAY) for code, name in towns)


def test_an_unknown_town_is_none():
    assert (town("LV", "atlantis", DAY), town("LV", "", DAY)) == (None, None)


@pytest.mark.django_db
class TestWhence:
    """The town of the address where somebody lives, else where they are registered."""

    @pytest.mark.parametrize(
        ("lived", "expected"),
        [
            ([], ""),
            ([("declared", "Rīga")], "riga"),
            ([("declared", "Rīga"), ("actual", "Jelgava")], "jelgava"),
            ([("actual", "Somewhere"), ("declared", "Rīga")], "riga"),
            ([("actual", "Somewhere")], ""),
        ],
    )
    def test_by_the_kind_of_address(self, at_work, lived, expected):
        case = at_work.received()
        with act("test.lives", by=SERVICE):
            for kind, place in lived:
                Address(
                    person=case.person, kind=kind, locality=place, country="LV", since=days_ago(9)
                ).save()
        assert whence(case, TODAY) == expected

    def test_where_they_live_no_more_does_not_count(self, at_work):
        case = at_work.received()
        told = {"kind": "actual", "locality": "Rīga", "country": "LV"}
        with act("test.lived", by=SERVICE):
            Address(person=case.person, since=days_ago(9), until=days_ago(2), **told).save()
        assert (whence(case, days_ago(3)), whence(case, TODAY)) == ("riga", "")


@pytest.mark.django_db
class TestJudgments:
    """Which judgments want a case, and which cases somebody has."""

    def test_only_one_in_force_that_goes_on_and_has_no_case(self, at_work):
        whom = at_work.somebody()
        wanted = at_work.measure(whom)
        at_work.measure(whom, in_force_on=None)
        at_work.measure(whom, ended_on=TODAY, ended_how="served")
        at_work.measure(whom, kind="probation_supervision")
        at_work.received(at_work.measure(whom))
        assert not_received([whom.pk]) == [wanted]

    def test_the_newest_case_stands_first(self, at_work):
        whom = at_work.somebody()
        first = at_work.received(at_work.measure(whom))
        second = at_work.received(at_work.measure(whom))
        with act("test.earlier", by=SERVICE):
            first.received_on = IN_FORCE + timedelta(days=1)
            first.save()
        assert list(services_of([whom.pk])) == [second, first]
        assert list(services_of([at_work.somebody().pk])) == []
