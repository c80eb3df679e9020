"""What a change of officer leaves in the record, and who is told what when it is refused."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from tilts.casework.allocation.actions import (
    Handover,
    allocate,
    bulk_reassign,
    reassign,
    take_over,
)
from tilts.casework.allocation.guards import (
    latest,
    why_not_assign,
    why_not_first,
    why_not_next,
    why_not_reason,
    why_not_responsible,
    why_not_stand_in,
    workplace,
)
from tilts.casework.allocation.models import Allocation, Kind
from tilts.casework.allocation.own import own_people, staff_of
from tilts.casework.allocation.queries import (
    caseload_of,
    history_of,
    officers_under,
    paths_led_by,
    without_owner,
)
from tilts.casework.allocation.workload import workloads
from tilts.casework.people.actions import note_death
from tilts.casework.people.pairs import merge_people
from tilts.casework.proceedings.tests.world import opened
from tilts.platform.access.actions import bar
from tilts.platform.access.models import BarGround
from tilts.platform.access.reasons import Refused
from tilts.platform.access.tests.people import person
from tilts.platform.organisation.actions import give_role, plan_absence
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.boxes import open_all
from tilts.platform.record.models import Act, Payload
from tilts.platform.workflow.actions import move

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.usefixtures("scope"),
]
TODAY = timezone.localdate()
WEEK = timedelta(days=7)
NOW = Handover(on=TODAY, reason="He has moved", note="Calls on Mondays.")
LATER = replace(NOW, on=TODAY + WEEK, reason="She is back", note="")


@pytest.fixture
def head(house):
    return house.actor("head_of_unit", "riga")


@pytest.fixture
def whom(house) -> UUID:
    return person(house.units["riga"], "whom").pk


def recorded(kind: str) -> list[tuple[UUID, str, list[tuple[Any, Any]]]]:
    """Subject, reason and (before, after) of each payload of the acts of a kind."""
    rows = list(Payload.objects.filter(act__kind=kind).order_by("pk"))
    bodies = open_all(rows)
    return [
        (row.subject_id, body["reason"], [(c["before"], c["after"]) for c in body["changes"]])
        for row in rows
        if (body := bodies[row.pk])
    ]


def codes(reasons) -> list[str]:
    return [reason.code for reason in reasons]


def test_an_allocation_is_recorded_whole(house, head, whom):
    officer = house.member("prison_officer", "riga_w1")
    row = allocate(by=head, person=whom, to=officer, how=NOW)
    [(subject, reason, [(before, after)])] = recorded("allocation.allocate")
    assert (subject, reason, before) == (whom, "He has moved", None)
    assert after == {
        "id": row.pk,
        "person_id": str(whom),
        "staff_id": str(officer.pk),
        "unit_id": after["unit_id"],
        "kind": "officer",
        "reason": "He has moved",
        "handover": "Calls on Mondays.",
        "given_by": str(head.party),
        "since": TODAY.isoformat(),
        "until": None,
    }
    assert str(after["unit_id"]) == str(house.units["riga_w1"].pk)
    assert Act.objects.get(kind="allocation.allocate").actor_id == head.party


def test_passing_on_records_the_end_and_the_beginning(house, head, whom):
    first, second = house.member("prison_officer"), house.member("prison_officer")
    allocate(by=head, person=whom, to=first, how=NOW)
    reassign(by=head, person=whom, to=second, how=LATER)
    [(subject, reason, changes)] = recorded("allocation.reassign")
    assert (subject, reason) == (whom, "She is back")
    (ended, begun) = changes
    assert ended == ({"until": None}, {"until": LATER.on.isoformat()})
    assert (begun[0], begun[1]["staff_id"]) == (None, str(second.pk))


def test_sharing_out_records_each_person_under_their_own_key(house, head):
    people = [person(house.units["riga"], name).pk for name in ("a", "b", "c")]
    officer = house.member("prison_officer")
    bulk_reassign(by=head, people=people, to=[officer], how=NOW)
    found = recorded("allocation.bulk_reassign")
    assert {subject for subject, _, _ in found} == set(people)
    assert [(reason, len(changes)) for _, reason, changes in found] == [("He has moved", 1)] * 3


def test_a_refusal_leaves_no_act(house, head, whom):
    officer, mark = house.hire(), Act.objects.count()
    with pytest.raises(Refused):
        allocate(by=head, person=whom, to=officer, how=NOW)
    moved = bulk_reassign(by=head, people=[whom], to=[officer], how=NOW)
    assert (moved.to, codes(moved.refused[whom])) == ({}, ["no-workplace"])
    assert (Act.objects.count(), Allocation.objects.count()) == (mark, 0)


@pytest.mark.parametrize(
    "role", ["prison_officer", "psychologist", "clerk", "inspector", "data_protection_officer"]
)
def test_only_who_leads_a_unit_allocates(house, whom, role):
    by, to = house.actor(role), house.member("prison_officer")
    for verb in (allocate, reassign):
        with pytest.raises(Refused) as refused:
            verb(by=by, person=whom, to=to, how=NOW)
        assert codes(refused.value.reasons) == ["no-role"]
    assert codes(bulk_reassign(by=by, people=[whom], to=[to], how=NOW).refused[whom]) == ["no-role"]


def test_the_head_of_another_unit_cannot_tell_whether_there_is_anybody(house, whom):
    by, to = house.actor("head_of_unit", "olaine"), house.member("prison_officer", "olaine")
    assert codes(why_not_assign(by, whom, to)) == ["not-yours"]
    assert codes(why_not_assign(by, UUID(int=7), to)) == ["not-yours"]


def test_the_service_allocates_across_agencies(house, whom):
    elsewhere = house.member("probation_officer", "jelgava")
    assert why_not_assign(SERVICE, whom, elsewhere) == []


@pytest.mark.parametrize(("reason", "expected"), [
    ("", ["reason-missing"]), (" \n", ["reason-missing"]), ("He has moved", []),
])  # fmt: skip
def test_a_reason_has_words(reason, expected):
    assert codes(why_not_reason(reason)) == expected


def test_why_nobody_is_next(house, head, whom):
    one, two = house.member("prison_officer"), house.member("prison_officer")
    assert (latest(whom, "officer"), why_not_first(None)) == (None, [])
    assert codes(why_not_next(None, one, TODAY)) == ["unallocated"]
    allocate(by=head, person=whom, to=one, how=NOW)
    last = latest(whom, "officer")
    assert codes(why_not_first(last)) == ["allocated"]
    assert why_not_next(last, two, TODAY) == []
    yesterday = TODAY - timedelta(days=1)
    assert codes(why_not_next(last, one, yesterday)) == ["same-officer", "before-last"]


def test_all_that_keeps_somebody_from_a_person_is_said(house, whom):
    roleless, dpo = house.hire(), house.actor("data_protection_officer")
    bar(by=dpo, staff=roleless.pk, person=whom, ground=BarGround.RELATIVE, since=TODAY)
    assert codes(why_not_responsible(whom, roleless, TODAY)) == ["no-workplace", "barred"]
    assert codes(why_not_responsible(whom, roleless, TODAY - WEEK)) == ["no-workplace"]


def test_a_workplace_is_where_one_has_worked_longest(house):
    staff = house.member("prison_officer", "olaine", since=TODAY - WEEK)
    give_role(by=SERVICE, staff=staff, role="facilitator", unit=house.units["riga"], since=LONG_AGO)
    found = {day: workplace(staff, day) for day in (TODAY, LONG_AGO, LONG_AGO - WEEK)}
    riga = house.units["riga"]
    assert found == {TODAY: riga, LONG_AGO: riga, LONG_AGO - WEEK: None}


def test_standing_in_lasts_as_long_as_the_leave(house, head, whom):
    away, substitute = house.member("prison_officer"), house.member("prison_officer")
    allocate(by=head, person=whom, to=away, how=NOW)
    plan_absence(by=SERVICE, staff=away, since=TODAY, until=LATER.on, substitute=substitute)
    by, last = actor_for(substitute, TODAY), latest(whom, "officer")
    days = {day: codes(why_not_stand_in(by, last, day)) for day in (TODAY, LATER.on)}
    assert days == {TODAY: [], LATER.on: ["not-substitute"]}
    assert codes(why_not_stand_in(by, None, TODAY)) == ["not-substitute"]
    assert staff_of(by) == {substitute.pk, away.pk}
    assert (own_people(by), own_people(actor_for(away, TODAY))) == ([whom], [whom])


def test_taking_over_wants_a_reason_and_is_recorded(house, head, whom):
    away, substitute = house.member("prison_officer"), house.member("prison_officer")
    allocate(by=head, person=whom, to=away, how=NOW)
    plan_absence(by=SERVICE, staff=away, since=TODAY, until=LATER.on, substitute=substitute)
    given = {"by": actor_for(substitute, TODAY), "person": whom, "staff": substitute}
    with pytest.raises(Refused) as refused:
        take_over(**given, how=replace(NOW, reason=""))
    assert codes(refused.value.reasons) == ["reason-missing"]
    row = take_over(**given, how=NOW)
    assert (row.staff, row.given_by, row.since) == (substitute, substitute.pk, TODAY)
    [(subject, _, changes)] = recorded("allocation.take_over")
    assert (subject, len(changes)) == (whom, 2)


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_has_its_own_history(house, head, whom, kind):
    staff = house.member("prison_officer")
    allocate(by=head, person=whom, to=staff, how=replace(NOW, kind=kind))
    assert {k: [row.staff for row in history_of(whom, k)] for k in Kind} == {
        k: [staff] if k == kind else [] for k in Kind
    }


def test_own_people_are_in_the_order_of_their_names_and_alive(house, head):
    officer = house.member("prison_officer")
    rows = [person(house.units["riga"], name) for name in ("zane", "anna", "mara")]
    for row in rows:
        allocate(by=head, person=row.pk, to=officer, how=NOW)
    actor = actor_for(officer, TODAY)
    zane, anna, mara = (row.pk for row in rows)
    assert own_people(actor) == [anna, mara, zane]
    note_death(by=SERVICE, person_id=mara, died_on=TODAY, source="hospital")
    assert own_people(actor) == [anna, zane]


def test_caseloads_count_whom_somebody_has_that_day(house, head):
    one, two = house.member("prison_officer"), house.member("prison_officer", "riga_w1")
    house.member("prison_officer", "olaine")
    for name in ("a", "b"):
        allocate(by=head, person=person(house.units["riga"], name).pk, to=one, how=NOW)
    reassign(by=head, person=history_person("b"), to=two, how=LATER)
    paths = paths_led_by(head)
    assert paths == ["ievp.riga."]

    def loads(day) -> dict[UUID, int]:
        found = {load.staff.pk: load.people for load in workloads(paths, "LV", day)}
        return {staff.pk: found[staff.pk] for staff in (one, two)}

    assert loads(TODAY - WEEK) == {one.pk: 0, two.pk: 0}
    assert loads(TODAY) == {one.pk: 2, two.pk: 0}
    assert loads(LATER.on) == {one.pk: 1, two.pk: 1}
    assert [row.person.family for row in caseload_of(one.pk, TODAY)] == ["a", "b"]
    assert [row.person.family for row in caseload_of(one.pk, LATER.on)] == ["a"]


def history_person(family: str) -> UUID:
    return Allocation.objects.get(person__family=family).person_id


def test_officers_are_those_who_hold_a_role_below_on_that_day(house):
    here, below = house.member("prison_officer"), house.member("prison_officer", "riga_w1")
    house.member("prison_officer", "olaine")
    assert set(officers_under(["ievp.riga."], TODAY)) == {here, below}
    assert set(officers_under([], TODAY)) == set()
    assert set(officers_under(["ievp.riga."], LONG_AGO - WEEK)) == set()


def test_whose_proceedings_are_all_over_needs_no_officer(house):
    riga = house.units["riga"]
    over, again, tried = (person(riga, name) for name in ("a", "b", "c"))
    for whom in (over, again):
        judged_out(whom, riga, "K-1")
    opened(again, riga, reference="K-2")
    opened(tried, riga, reference="K-3")
    assert list(without_owner(["ievp.riga."], TODAY)) == [again, tried]


def judged_out(whom, unit, reference):
    """Proceedings that ended with an acquittal."""
    move(
        case=opened(whom, unit, reference=reference), code="acquit", by=SERVICE, reason="not proven"
    )


def test_nobody_without_an_officer_is_forgotten_and_nobody_gone_is_listed(house, head):
    riga = house.units["riga"]
    lone, owned, dead, kept, gone = (person(riga, n) for n in ("a", "b", "c", "d", "e"))
    person(house.units["olaine"], "far")
    allocate(by=head, person=owned.pk, to=house.member("prison_officer"), how=NOW)
    note_death(by=SERVICE, person_id=dead.pk, died_on=TODAY, source="hospital")
    merge_people(by=SERVICE, kept_id=kept.pk, gone_id=gone.pk, reason="one person")
    assert list(without_owner(["ievp.riga."], TODAY)) == [lone, kept]
    assert list(without_owner(["ievp.riga."], TODAY, Kind.PSYCHOLOGIST)) == [lone, owned, kept]
    assert list(without_owner([], TODAY)) == []
