"""Reads show the people whom the reader may see, and nobody is read outside a scope."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Count, Exists, OuterRef
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes.exceptions import ScopeError

from tilts.casework.people.models import Identifier, Person
from tilts.platform.access.actions import bar, break_glass, lift_bar
from tilts.platform.access.models import BarGround
from tilts.platform.access.scoped import seen_by
from tilts.platform.access.telling import seen as shown
from tilts.platform.access.telling import told_once
from tilts.platform.access.visibility import EVERYONE, NO_ONE, visible_to
from tilts.platform.organisation.actions import end_role
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

from .people import names, one_in_each, person, seen

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TODAY = timezone.localdate()


@pytest.mark.parametrize(
    ("role", "unit", "expected"),
    [
        ("prison_officer", "riga", ["riga", "riga_w1"]),
        ("probation_officer", "zemgale", ["jelgava", "zemgale"]),
        ("clerk", "riga_w1", ["olaine", "riga", "riga_w1"]),
        ("inspector", "jelgava", ["jelgava", "olaine", "riga", "riga_w1", "zemgale"]),
        ("inspector", "vilnius", ["vilnius"]),
        ("mediator", "jelgava", []),
        ("administrator", "riga", []),
    ],
)
def test_everybody_reads_only_their_own(house, role, unit, expected):
    one_in_each(house.units)
    assert seen(house.actor(role, unit)) == expected


def test_the_service_sees_everybody_and_a_stranger_nobody(house):
    people = one_in_each(house.units)
    assert seen(SERVICE) == sorted(people)
    assert seen(None) == []


def test_visible_narrows_rows_by_the_path_to_their_person(house):
    people = one_in_each(house.units)
    actor = house.actor("prison_officer", "riga")
    with act("test.codes", by=SERVICE):
        for row in people.values():
            Identifier(person=row, kind="lv_pk", value=row.family, since=TODAY).save()
    with seen_by(SERVICE):
        every_code = Identifier.objects.all()
        narrowed = visible_to(actor).narrow(every_code, "person_id")
        assert sorted(narrowed.values_list("value", flat=True)) == ["riga", "riga_w1"]
    with seen_by(actor):
        assert sorted(i.value for i in Identifier.objects.on(TODAY)) == ["riga", "riga_w1"]
        assert Identifier.objects.filter(value="olaine").exists() is False


@pytest.mark.parametrize("role", ["prison_officer", "clerk", "inspector"])
def test_a_narrowed_read_within_another_narrows_both(house, role):
    """The names of its tables must not hide those of the reads around it."""
    people = one_in_each(house.units)
    coded({name: people[name] for name in ("riga", "olaine")})
    actor = house.actor(role, "riga_w1")
    barred = house.member(role, "riga_w1")
    dpo = house.actor("data_protection_officer")
    bar(by=dpo, staff=barred.pk, person=people["riga"].pk, ground=BarGround.RELATIVE, since=TODAY)
    for reader in (actor, actor_for(barred, TODAY)):
        theirs = sorted({"riga", "olaine"} & set(seen(reader)))
        with seen_by(reader):
            codes = Identifier.objects.filter(person=OuterRef("pk"))
            both = Person.objects.filter(Exists(codes), pk__in=Person.objects.values("pk"))
            assert names(both) == theirs
            listed = Identifier.objects.filter(person__in=Person.objects.filter(Exists(codes)))
            assert sorted(row.value for row in listed) == theirs
            assert Identifier.objects.values("kind").annotate(n=Count("pk")).filter(
                n__gt=0
            ).count() == bool(theirs)


def test_a_condition_is_kept_and_its_moment_is_not(house):
    """An actor's second read in a day reads the glass of its own moment."""
    people, officer = one_in_each(house.units), house.actor("prison_officer", "riga")
    glass = break_glass(
        by=officer, person=people["vilnius"].pk, reason="He calls for help from his cell."
    )
    visible = visible_to(officer)
    moments = [glass.ends_at - timedelta(seconds=1), glass.ends_at, glass.broken_at]
    found = [replace(visible, at=at).narrow(Person.plain.all(), "pk") for at in moments]
    open_, closed = ["riga", "riga_w1", "vilnius"], ["riga", "riga_w1"]
    assert [names(rows) for rows in found] == [open_, closed, open_]


def test_who_holds_the_same_in_the_same_place_shares_a_condition_and_no_glass_and_no_bar(house):
    people = one_in_each(house.units)
    one, other = (house.actor("prison_officer", "riga") for _officer in range(2))
    break_glass(by=one, person=people["vilnius"].pk, reason="He calls for help from his cell.")
    own = BarGround.OWN
    bar(by=SERVICE, staff=other.party, person=people["riga"].pk, ground=own, since=TODAY)
    visible = [visible_to(one), visible_to(other)]
    assert replace(visible[0], who=None) == replace(visible[1], who=None)
    found = [names(each.narrow(Person.plain.all(), "pk")) for each in visible]
    assert found == [["riga", "riga_w1", "vilnius"], ["riga_w1"]]


def test_everyone_and_no_one(house):
    one_in_each(house.units)
    assert EVERYONE.narrow(Person.plain.all(), "pk").count() == 6
    assert NO_ONE.narrow(Person.plain.all(), "pk").count() == 0


def test_reads_without_a_scope_raise(house):
    one_in_each(house.units)
    for read in (
        lambda: list(Person.objects.all()),
        lambda: Person.objects.count(),
        lambda: Person.objects.filter(family="riga").exists(),
        lambda: Person.objects.on(TODAY),
        lambda: list(Identifier.objects.on(TODAY)),
    ):
        with pytest.raises(ScopeError, match="seen_by"):
            read()


def test_an_inner_scope_counts_and_ends(house):
    one_in_each(house.units)
    with seen_by(house.actor("clerk", "vilnius")):
        with seen_by(house.actor("prison_officer", "riga_w1")):
            assert names(Person.objects.all()) == ["riga_w1"]
        assert names(Person.objects.all()) == ["vilnius"]


def test_a_role_that_ended_shows_nobody(house):
    one_in_each(house.units)
    staff = house.member("clerk", "vilnius")
    end_role(by=SERVICE, assignment=staff.assignments.get(), until=TODAY)
    assert seen(actor_for(staff, TODAY)) == []


@pytest.mark.parametrize("role", ["prison_officer", "head_of_unit", "clerk", "inspector"])
def test_who_is_barred_does_not_see_the_person_whatever_their_role(house, role):
    own = person(house.units["riga"], "own")
    other = person(house.units["riga"], "other")
    staff, dpo = house.member(role, "riga"), house.actor("data_protection_officer")
    colleague = house.actor(role, "riga")
    bar(by=dpo, staff=staff.pk, person=own.pk, ground=BarGround.RELATIVE, since=TODAY)
    assert seen(actor_for(staff, TODAY)) == [other.family]
    assert seen(colleague) == ["other", "own"]


def test_a_bar_ends_when_it_is_lifted(house):
    own, staff = person(house.units["riga"], "own"), house.member("clerk", "riga")
    dpo = house.actor("data_protection_officer")
    barred = bar(by=dpo, staff=staff.pk, person=own.pk, ground=BarGround.OWN, since=TODAY)
    assert seen(actor_for(staff, TODAY)) == []
    lift_bar(by=dpo, barred=barred, until=TODAY)
    assert seen(actor_for(staff, TODAY)) == ["own"]


def test_a_scope_costs_no_more_for_three_people_than_for_one(house, django_assert_num_queries):
    actor = house.actor("clerk", "riga")
    person(house.units["riga"], "a")
    with seen_by(actor), django_assert_num_queries(1):
        assert names(Person.objects.all()) == ["a"]
    person(house.units["riga"], "b")
    person(house.units["riga_w1"], "c")
    with seen_by(actor), django_assert_num_queries(1):
        assert names(Person.objects.all()) == ["a", "b", "c"]


def coded(people):
    """A code for each, named as they are; then their ids by name."""
    with act("test.codes", by=SERVICE):
        for row in people.values():
            Identifier(person=row, kind="lv_pk", value=row.family, since=TODAY).save()
    return {name: row.pk for name, row in people.items()}


def about(ids):
    return sorted(Identifier.objects.about(ids).values_list("value", flat=True))


def test_rows_about_people_are_those_of_whom_is_visible(house):
    ids = coded(one_in_each(house.units))
    mine, others = [ids["riga"], ids["riga_w1"]], [ids["olaine"]]
    with seen_by(house.actor("prison_officer", "riga")):
        for page in (nullcontext(), told_once()):
            with page:
                assert about([*mine, *others]) == ["riga", "riga_w1"]
                assert (about(mine[:1]), about(others), about([])) == (["riga"], [], [])


def test_whom_a_page_shows_is_not_asked_about_again_and_nobody_else_comes_with_them(house):
    ids = coded(one_in_each(house.units))
    with seen_by(house.actor("prison_officer", "riga")), told_once():
        shown([ids["riga"]])
        with CaptureQueriesContext(connection) as asked:
            assert about([ids["riga"]]) == ["riga"]
        assert "EXISTS" not in asked.captured_queries[0]["sql"]
        assert about([ids["riga"], ids["olaine"]]) == ["riga"]
        assert about([ids["olaine"]]) == []


def test_rows_about_anybody_want_a_scope(house):
    ids = coded(one_in_each(house.units))
    with pytest.raises(ScopeError, match="seen_by"):
        Identifier.objects.about([ids["riga"]])
