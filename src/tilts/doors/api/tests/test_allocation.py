"""Who is whose officer, through the API: history, assigning, sharing out, who has nobody."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilts.casework.allocation.actions import Handover, allocate
from tilts.casework.allocation.models import Allocation
from tilts.casework.people.models import Person
from tilts.casework.people.pairs import merge_people
from tilts.doors.api.tests.callers import Caller, browser, person, reasons, told
from tilts.platform.access.actions import bar
from tilts.platform.access.models import BarGround
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act, Consultation

TODAY = timezone.localdate()
WEEK = TODAY + timedelta(days=7)
WHY = {"Tilts-Purpose": "cover"}
HOW = {"on": TODAY.isoformat(), "reason": "She has left", "note": "Calls on Mondays."}


@pytest.fixture
def head_staff(house) -> Staff:
    return house.member("head_of_unit")


@pytest.fixture
def head(head_staff) -> Caller:
    """The head of the unit in Riga, in a browser."""
    return browser(head_staff)


@pytest.fixture
def officers(house) -> list[Staff]:
    """Three officers of Riga, in the order of their names."""
    return sorted((house.member("prison_officer") for _ in range(3)), key=lambda one: one.pk)


def given(whom: Person, to: Staff) -> Allocation:
    """Somebody to whom an officer was given by the service."""
    with seen_by(SERVICE):
        how = Handover(on=TODAY, reason="first officer", note="knows the family")
        return allocate(by=SERVICE, person=whom.pk, to=to, how=how)


def history(whom: Person) -> list[tuple[UUID, Any, Any]]:
    with seen_by(SERVICE):
        rows = Allocation.objects.filter(person=whom).order_by("since", "pk")
        return list(rows.values_list("staff", "since", "until"))


def looks() -> list[tuple[str, str, str, list[UUID]]]:
    rows = Consultation.objects.order_by("pk").prefetch_related("shown")
    return [(c.way, c.purpose, c.about, [s.person_id for s in c.shown.all()]) for c in rows]


def test_who_was_whose_officer_in_whole(house, head, head_staff, officers):
    whom, riga = person(house, "Ozols"), str(house.units["riga"].pk)
    first = given(whom, officers[0])
    address = f"/people/{whom.pk}/officers"
    body = {**HOW, "to": str(officers[1].pk), "on": WEEK.isoformat()}
    made = head.post(address, body, **WHY)
    assert told(made) == (201, {"id": made.json()["id"], "version": None})
    usual = {"person": str(whom.pk), "unit": riga, "kind": "officer"}
    assert told(head.get(address, **WHY)) == (
        200,
        [
            {
                **usual,
                "id": first.pk,
                "staff": str(officers[0].pk),
                "since": TODAY.isoformat(),
                "until": WEEK.isoformat(),
                "reason": "first officer",
                "handover": "knows the family",
            },
            {
                **usual,
                "id": int(made.json()["id"]),
                "staff": str(officers[1].pk),
                "since": WEEK.isoformat(),
                "until": None,
                "reason": "She has left",
                "handover": "Calls on Mondays.",
            },
        ],
    )
    with seen_by(SERVICE):
        assert Allocation.objects.get(pk=made.json()["id"]).given_by == head_staff.pk


def test_who_had_nobody_is_allocated_and_the_record_says_so(house, head, officers):
    whom = person(house, "Ozols")
    answer = head.post(f"/people/{whom.pk}/officers", {**HOW, "to": str(officers[0].pk)}, **WHY)
    assert answer.status_code == 201
    assert history(whom) == [(officers[0].pk, TODAY, None)]
    kinds = Act.objects.filter(kind__startswith="allocation.").values_list("kind", flat=True)
    assert list(kinds) == ["allocation.allocate"]


def test_every_kind_and_every_record_of_a_person_is_in_the_history(house, head, officers):
    kept, gone = person(house, "Ozols"), person(house, "Ozols")
    psychologist = house.member("psychologist")
    given(gone, officers[0])
    with seen_by(SERVICE):
        how = Handover(on=TODAY, reason="asked for", kind="psychologist")
        allocate(by=SERVICE, person=kept.pk, to=psychologist, how=how)
        merge_people(by=SERVICE, kept_id=kept.pk, gone_id=gone.pk, reason="one person")
    rows = head.get(f"/people/{kept.pk}/officers", **WHY).json()
    found = {(row["person"], row["staff"], row["kind"]) for row in rows}
    assert found == {
        (str(gone.pk), str(officers[0].pk), "officer"),
        (str(kept.pk), str(psychologist.pk), "psychologist"),
    }


def test_why_nobody_becomes_responsible(house, head, officers):
    whom = person(house, "Ozols")
    given(whom, officers[0])
    with seen_by(SERVICE):
        bar(
            by=SERVICE,
            staff=officers[1].pk,
            person=whom.pk,
            ground=BarGround.RELATIVE,
            since=TODAY,
        )

    def why(to: Staff, **other: str) -> tuple[int, list[str]]:
        body = {**HOW, "to": str(to.pk), **other}
        return reasons(head.post(f"/people/{whom.pk}/officers", body, **WHY))

    yesterday = (TODAY - timedelta(days=1)).isoformat()
    assert why(officers[0]) == (422, ["same-officer"])
    assert why(officers[0], on=yesterday) == (422, ["same-officer", "before-last"])
    assert why(officers[1]) == (422, ["barred"])
    assert why(officers[2], on="2000-01-01") == (422, ["before-last", "no-workplace"])
    assert history(whom) == [(officers[0].pk, TODAY, None)]


def test_fields_of_an_assignment_are_named(house, head, officers):
    whom, elsewhere = person(house, "Ozols"), house.member("probation_officer", "jelgava")
    body = {**HOW, "to": str(elsewhere.pk), "reason": " "}
    answer = head.post(f"/people/{whom.pk}/officers", body, **WHY)
    assert [error["field"] for error in answer.json()["errors"]] == ["body.to", "body.reason"]
    assert history(whom) == []


def test_caseloads_are_counted(house, head, head_staff, officers):
    house.member("prison_officer", "olaine")
    for name in ("Alksnis", "Bērziņš"):
        given(person(house, name), officers[0])
    loads = {row["staff"]: (row["name"], row["people"]) for row in head.get("/caseloads").json()}
    assert loads == {
        str(head_staff.pk): (head_staff.name, 0),
        **{str(one.pk): (one.name, 0) for one in officers},
        str(officers[0].pk): (officers[0].name, 2),
    }
    assert looks() == []


def test_the_people_of_an_officer_by_name_and_the_look_is_written(house, head, officers):
    people = [person(house, name) for name in ("Celms", "Alksnis", "Bērziņš")]
    for one in people:
        given(one, officers[0])
    given(person(house, "Dārziņš"), officers[1])
    address = f"/caseloads/{officers[0].pk}"
    page = head.get(address, {"size": 2}).json()
    rest = head.get(address, {"size": 2, "cursor": page["next"]}).json()
    names = [[row["family"] for row in part["items"]] for part in (page, rest)]
    assert (names, rest["next"]) == ([["Alksnis", "Bērziņš"], ["Celms"]], None)
    told_of = [(way, purpose, about, len(shown)) for way, purpose, about, shown in looks()]
    assert told_of == [("api", "caseload", "allocation", n) for n in (2, 1)]


def test_who_has_nobody_by_name_and_the_look_is_written(house, head, officers):
    lone, owned = person(house, "Celms"), person(house, "Alksnis")
    below = person(house, "Bērziņš", unit="riga_w1")
    person(house, "Dārziņš", unit="olaine")
    given(owned, officers[0])
    page = head.get("/people/unowned").json()
    assert page == {
        "items": [
            {
                "id": str(one.pk),
                "file_number": one.file_number,
                "family": one.family,
                "given": "",
                "patronymic": "",
                "birth_year": 1985,
                "category": "convicted",
                "unit": str(one.unit_id),
            }
            for one in (below, lone)
        ],
        "next": None,
        "previous": None,
    }
    assert [(*look[:3], set(look[3])) for look in looks()] == [
        ("api", "caseload", "allocation", {below.pk, lone.pk})
    ]


def test_a_list_of_nobody_is_no_look(head, officers):
    assert head.get("/people/unowned").json()["items"] == []
    assert head.get(f"/caseloads/{officers[0].pk}").json()["items"] == []
    assert looks() == []


def test_people_are_shared_out_as_one_act_and_who_stays_is_told(house, head, officers):
    old, one, two = officers
    first, second, third = (person(house, name) for name in ("Alksnis", "Bērziņš", "Celms"))
    for each in (first, second, third):
        given(each, old)
    with seen_by(SERVICE):
        bar(by=SERVICE, staff=two.pk, person=second.pk, ground=BarGround.RELATIVE, since=TODAY)
    people = [str(each.pk) for each in (first, second, third)]
    body = {**HOW, "on": WEEK.isoformat(), "people": people, "to": [str(one.pk), str(two.pk)]}
    barred = "They are barred from this case. Choose somebody else."
    assert told(head.post(f"/caseloads/{old.pk}/shares", body)) == (
        201,
        {
            "given": [{"person": str(each.pk), "staff": str(one.pk)} for each in (first, third)],
            "kept": [{"person": str(second.pk), "reasons": [{"code": "barred", "text": barred}]}],
        },
    )
    moved = [(old.pk, TODAY, WEEK), (one.pk, WEEK, None)]
    stays = [(old.pk, TODAY, None)]
    assert [history(each) for each in (first, second, third)] == [moved, stays, moved]
    acts = Act.objects.filter(kind__startswith="allocation.", actor_id=head.party)
    assert [act.kind for act in acts] == ["allocation.bulk_reassign"]


@pytest.mark.parametrize("fault", ["people", "to", "reason"])
def test_what_cannot_be_shared_out(house, head, officers, fault):
    whom, other = person(house, "Alksnis"), person(house, "Bērziņš")
    given(whom, officers[0])
    bodies = {"people": [str(other.pk)], "to": [str(officers[0].pk)], "reason": ""}
    body = {**HOW, "people": [str(whom.pk)], "to": [str(officers[1].pk)]}
    answer = head.post(f"/caseloads/{officers[0].pk}/shares", {**body, fault: bodies[fault]})
    assert [error["field"] for error in answer.json()["errors"]] == [f"body.{fault}"]
    assert history(whom) == [(officers[0].pk, TODAY, None)]


def test_a_caseload_of_another_unit_is_not_there(house, head):
    elsewhere = house.member("prison_officer", "olaine")
    whom = person(house, "Ozols", unit="olaine")
    given(whom, elsewhere)
    for staff in (elsewhere.pk, uuid4()):
        assert reasons(head.get(f"/caseloads/{staff}")) == (404, ["not-there"])
        body = {**HOW, "people": [str(whom.pk)], "to": [str(elsewhere.pk)]}
        assert reasons(head.post(f"/caseloads/{staff}/shares", body)) == (404, ["not-there"])
    assert history(whom) == [(elsewhere.pk, TODAY, None)]


def test_somebody_hidden_is_assigned_by_nobody(house, head, officers):
    hidden = person(house, "Ozols", unit="jelgava")
    body = {**HOW, "to": str(officers[0].pk)}
    answers = [
        told(head.post(f"/people/{one}/officers", body, **WHY)) for one in (hidden.pk, uuid4())
    ]
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


def test_lists_cost_the_same_for_one_and_three(house, head, officers):
    addresses = ("/caseloads", f"/caseloads/{officers[0].pk}", "/people/unowned")

    def add(number: int) -> None:
        given(person(house, f"Alksnis{number}"), officers[0])
        person(house, f"Bērziņš{number}")

    def queries() -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as made:
                assert head.get(address).status_code == 200
            counts.append(len(made))
        return counts

    add(1)
    queries()  # caches of the process
    once = queries()
    add(2)
    add(3)
    assert queries() == once
