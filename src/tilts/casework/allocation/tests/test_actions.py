"""Who becomes responsible for whom, and what is said when it cannot be."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tilts.casework.allocation.actions import (
    Handover,
    allocate,
    bulk_reassign,
    reassign,
    take_over,
)
from tilts.casework.allocation.models import Allocation
from tilts.casework.allocation.queries import history_of
from tilts.platform.access.actions import bar
from tilts.platform.access.models import BarGround
from tilts.platform.access.reasons import Refused
from tilts.platform.access.tests.people import person
from tilts.platform.organisation.actions import plan_absence
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.models import Act

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.usefixtures("scope"),
]
TODAY = timezone.localdate()
NOW = Handover(on=TODAY, reason="He has moved", note="Calls on Mondays.")
LATER = replace(NOW, on=TODAY + timedelta(days=7))


def whole(history) -> list[tuple[UUID, date, date | None]]:
    return [(row.staff_id, row.since, row.until) for row in history]


def why(verb, **given) -> list[str]:
    """Codes of the reasons why an action is refused; none when it is done."""
    try:
        verb(**given)
    except Refused as refused:
        return [reason.code for reason in refused.reasons]
    return []


@pytest.fixture
def head(house):
    return house.actor("head_of_unit", "riga")


@pytest.fixture
def whom(house) -> UUID:
    return person(house.units["riga"], "whom").pk


def test_somebody_becomes_responsible_where_they_work(house, head, whom):
    officer = house.member("prison_officer", "riga_w1")
    row = allocate(by=head, person=whom, to=officer, how=NOW)
    assert Allocation.objects.values().get() == {
        "id": row.pk,
        "person_id": whom,
        "staff_id": officer.pk,
        "unit_id": house.units["riga_w1"].pk,
        "kind": "officer",
        "reason": "He has moved",
        "handover": "Calls on Mondays.",
        "given_by": head.party,
        "since": TODAY,
        "until": None,
    }


def test_who_is_responsible_next_follows_without_a_gap(house, head, whom):
    first, second = house.member("prison_officer"), house.member("prison_officer")
    allocate(by=head, person=whom, to=first, how=NOW)
    reassign(by=head, person=whom, to=second, how=LATER)
    assert whole(history_of(whom)) == [
        (first.pk, TODAY, LATER.on),
        (second.pk, LATER.on, None),
    ]


def test_another_kind_is_another_matter(house, head, whom):
    officer, psychologist = house.member("prison_officer"), house.member("psychologist")
    allocate(by=head, person=whom, to=officer, how=NOW)
    allocate(by=head, person=whom, to=psychologist, how=replace(NOW, kind="psychologist"))
    assert whole(history_of(whom, "psychologist")) == [(psychologist.pk, TODAY, None)]


def test_why_nobody_becomes_responsible(house, head, whom):
    officer, roleless = house.member("prison_officer"), house.hire()
    elsewhere = house.member("probation_officer", "jelgava")
    far = person(house.units["olaine"], "far").pk
    given = {"by": head, "person": whom, "to": officer, "how": NOW}
    assert why(allocate, **{**given, "to": roleless}) == ["no-workplace"]
    assert why(allocate, **{**given, "to": elsewhere}) == ["staff-elsewhere"]
    assert why(allocate, **{**given, "person": far}) == ["not-yours"]
    assert why(allocate, **{**given, "by": house.actor("prison_officer")}) == ["no-role"]
    assert why(allocate, **{**given, "how": replace(NOW, reason=" ")}) == ["reason-missing"]
    assert why(reassign, **given) == ["unallocated"]
    assert Allocation.objects.count() == 0
    assert why(allocate, **given) == []
    assert why(allocate, **given) == ["allocated"]
    assert why(reassign, **given) == ["same-officer"]
    yesterday = replace(NOW, on=TODAY - timedelta(days=1))
    other = house.member("prison_officer")
    assert why(reassign, **{**given, "to": other, "how": yesterday}) == ["before-last"]


def test_nobody_is_responsible_for_a_case_they_are_barred_from(house, head, whom):
    officer, dpo = house.member("prison_officer"), house.actor("data_protection_officer")
    bar(by=dpo, staff=officer.pk, person=whom, ground=BarGround.RELATIVE, since=TODAY)
    assert why(allocate, by=head, person=whom, to=officer, how=NOW) == ["barred"]


def test_people_are_shared_out_as_one_act_and_the_refused_are_named(house, head, whom):
    old, one, two = (house.member("prison_officer") for _ in range(3))
    mine = [person(house.units["riga"], name).pk for name in ("a", "b", "c")]
    far = person(house.units["jelgava"], "far").pk
    for somebody in mine:
        allocate(by=head, person=somebody, to=old, how=NOW)
    moved = bulk_reassign(by=head, people=[*mine, far, whom], to=[one, two], how=LATER)
    assert moved.to == {mine[0]: one, mine[1]: two, mine[2]: one, whom: one}
    assert {p: [r.code for r in why] for p, why in moved.refused.items()} == {far: ["not-yours"]}
    assert whole(history_of(whom)) == [(one.pk, LATER.on, None)]
    assert whole(history_of(mine[1])) == [(old.pk, TODAY, LATER.on), (two.pk, LATER.on, None)]
    assert Act.objects.filter(kind="allocation.bulk_reassign").count() == 1
    assert Act.objects.filter(kind="allocation.reassign").count() == 0


def test_a_bulk_reassignment_wants_a_reason(house, head, whom):
    asked = {"by": head, "people": [whom], "to": [house.member("prison_officer")]}
    assert why(bulk_reassign, **asked, how=replace(NOW, reason="")) == ["reason-missing"]


def test_who_stands_in_takes_over_and_nobody_else_does(house, head, whom):
    away, substitute = house.member("prison_officer"), house.member("prison_officer")
    allocate(by=head, person=whom, to=away, how=NOW)
    by = actor_for(substitute, TODAY)
    asked = {"by": by, "person": whom, "staff": substitute, "how": NOW}
    assert why(take_over, **asked) == ["not-substitute"]
    plan_absence(by=SERVICE, staff=away, since=TODAY, until=LATER.on, substitute=substitute)
    assert why(take_over, **asked) == []
    assert whole(history_of(whom)) == [(away.pk, TODAY, TODAY), (substitute.pk, TODAY, None)]


def test_the_database_too_knows_only_one_of_a_kind(house, head, whom):
    allocate(by=head, person=whom, to=house.member("prison_officer"), how=NOW)
    second = Allocation.objects.get()
    second.pk, second._state.adding = None, True
    with pytest.raises(IntegrityError), transaction.atomic(), act("test.two", by=SERVICE):
        second.save()
