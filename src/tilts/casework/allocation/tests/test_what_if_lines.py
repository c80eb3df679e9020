"""What if, at its edges: lines that were tampered with, who has nobody, phones, and its figures."""

from uuid import UUID

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tilts.casework.allocation.forms import ProposalForm
from tilts.casework.allocation.proposing import Proposed
from tilts.casework.allocation.tests.leave import TODAY, Unit, lines, officers_now
from tilts.casework.allocation.what_if import WhatIf
from tilts.casework.allocation.workload import led_by
from tilts.casework.assessment.tests.results import result
from tilts.casework.people.tests.desk import looks
from tilts.casework.people.tests.people import person
from tilts.doors.api.tests.callers import browser as session
from tilts.doors.api.tests.callers import reasons
from tilts.platform.access.actions import bar
from tilts.platform.access.models import BarGround
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.actions import qualify
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act
from tilts.platform.record.state import check_state

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def unit(house) -> Unit:
    return Unit(house)


def what_if(unit, *people) -> WhatIf:
    actor = actor_for(unit.head, TODAY)
    with seen_by(actor):
        return WhatIf(people or unit.people, led_by(actor), "LV", TODAY)


def barred(house, staff, whom) -> None:
    dpo = house.actor("data_protection_officer", "jelgava")
    with seen_by(SERVICE):
        bar(by=dpo, staff=staff.pk, person=whom.pk, ground=BarGround.RELATIVE, since=TODAY)


def changes(what: WhatIf, chosen) -> dict[UUID, tuple[int, ...]]:
    return {
        one.load.staff.pk: (one.load.points, one.gets, one.gives, one.points)
        for one in what.after(chosen)
    }


def test_before_and_after_of_each_choice(unit):
    first, second, third = (one.pk for one in unit.people)
    result(unit.people[0], "very_high", TODAY)
    what = what_if(unit)
    away, one, two = unit.away.pk, unit.one.pk, unit.two.pk
    assert changes(what, {}) == {}
    assert changes(what, {first: away}) == {}  # they stay where they are
    assert changes(what, {first: one}) == {away: (30, 0, 1, 8), one: (0, 1, 0, 22)}
    assert changes(what, {first: one, second: two, third: one}) == {
        away: (30, 0, 3, 0),
        one: (0, 2, 0, 26),
        two: (0, 1, 0, 4),
    }


def test_nothing_that_weighs_is_lost_by_any_choice(unit):
    what = what_if(unit)
    staff = [one.staff.pk for one in what.loads]
    total = sum(one.points for one in what.loads)
    for chosen in ((a, b, c) for a in staff for b in staff for c in staff):
        rows = what.after(dict(zip(what.items, chosen, strict=True)))
        assert total == sum(one.points for one in what.loads) + sum(
            one.points - one.load.points for one in rows
        )
        assert sum(one.gets for one in rows) == sum(one.gives for one in rows)


def test_who_has_nobody_yet_leaves_nobody(unit, house):
    free = person("Brīvs", at=house.units["jelgava"], country="LV")
    what = what_if(unit, free)
    assert what.now == {}
    assert changes(what, {free.pk: unit.one.pk}) == {unit.one.pk: (0, 1, 0, 4)}
    (line,) = unit.send(free).context["lines"]
    assert (line["now"], line["points"], line["tier"]) == ("", 4, 1)


def test_nobody_is_proposed_to_who_has_them_already(unit):
    whom = unit.add("Dzenis", unit.one)
    found = what_if(unit, whom).proposal([unit.one.pk, unit.two.pk])
    assert found == {whom.pk: Proposed(unit.two.pk, ("room", "least_full"))}
    alone = what_if(unit, whom).proposal([unit.one.pk])
    assert alone == {whom.pk: Proposed(None, ("nobody",))}


def test_languages_are_ones_own_and_those_noted_that_day(unit):
    qualify(by=SERVICE, staff=unit.one, code="language-ru", since=TODAY)
    qualify(by=SERVICE, staff=unit.one, code="first-aid", since=TODAY)
    found = what_if(unit).languages
    assert found[unit.one.pk] == frozenset({"en", "ru"})
    assert found[unit.two.pk] == frozenset({"en"})


def test_who_is_barred_by_hand_all_the_same_is_named_and_stays(unit, house):
    whom = unit.people[0]
    barred(house, unit.one, whom)
    answer = unit.send(whom, do="1", **{f"line-{whom.pk}": unit.one.pk})
    assert [str(message) for message in get_messages(answer.wsgi_request)] == [
        f"{whom.name}: They are barred from this case. Choose somebody else."
    ]
    assert officers_now() == {unit.away.pk}


def test_whoever_is_not_offered_gets_nobody(unit, house):
    far, whom = house.member("probation_officer", "zemgale"), unit.people[0]
    for sent in (far.pk, "x", unit.one.pk.int):
        answer = unit.send(whom, do="1", **{f"line-{whom.pk}": sent})
        assert (answer.status_code, lines(answer)) == (200, [("Avots", "", "stays")])
    assert officers_now() == {unit.away.pk}


def test_when_all_stay_nothing_is_done_and_it_is_said(unit):
    answer = unit.send(do="1", **{f"line-{one.pk}": "" for one in unit.people})
    assert "s workload changes" in answer.content.decode()
    assert Act.objects.filter(kind="allocation.bulk_reassign").count() == 0


def test_what_was_chosen_comes_before_what_is_proposed(unit):
    first, second, third = unit.people
    actor = actor_for(unit.head, TODAY)
    with seen_by(actor):
        officers = led_by(actor)
    sent = {"people": [str(one.pk) for one in unit.people], "on": TODAY, "reason": "On leave"}
    sent |= {f"line-{first.pk}": str(unit.two.pk), f"line-{second.pk}": ""}
    form = ProposalForm(sent, people=unit.people, officers=officers)
    assert form.is_valid()
    proposed = dict.fromkeys((one.pk for one in unit.people), unit.one.pk)
    assert form.lines(proposed) == {first.pk: unit.two.pk, third.pk: unit.one.pk}
    assert form.among() == [one.staff.pk for one in officers]


def test_somebody_who_is_sent_twice_goes_nowhere(unit):
    whom = unit.people[0]
    answer = unit.send(whom, whom, do="1")
    assert (answer.status_code, dict(answer.context["form"].errors)) == (
        422,
        {"people": ["Somebody is named twice."]},
    )
    sent = [{"person": str(whom.pk), "to": str(to.pk)} for to in (unit.one, unit.two)]
    body = {"lines": sent, "on": str(TODAY), "reason": "On leave"}
    assert session(unit.head).post("/caseloads/shares", body).status_code == 422
    assert officers_now() == {unit.away.pk}


def test_on_a_phone_each_cell_says_what_it_is_and_who_is_away_has_no_bar(unit):
    page = unit.send().content.decode()
    labels = ("Now with", "Goes to", "Before", "Gets", "Gives", "After", "Room left")
    assert [page.count(f'data-label="{label}"') for label in labels] == [3, 3, 3, 3, 3, 3, 3]
    rows = page[page.index('id="after"') :].split("<tr>")[2:]
    bars = {("%" in row, row.count("<rect")) for row in rows}
    assert bars == {(True, 2), (False, 0)}  # colleagues before and after; who is away carries none


def test_more_people_ask_the_database_no_more(unit):
    def queries(*people) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert unit.send(*people).status_code == 200
        return len(caught)

    one = queries(unit.people[0])
    assert queries(*unit.people) == one


def test_a_proposal_is_a_look_and_no_act(unit):
    unit.send()
    assert looks() == [
        (
            unit.head.pk,
            sorted(str(one.pk) for one in unit.people),
            "page",
            "caseload",
            "allocation",
        )
    ]
    assert Act.objects.filter(kind="allocation.bulk_reassign").count() == 0


def test_the_record_replays_what_was_shared_out(unit):
    unit.send(do="1")
    assert officers_now() == {unit.one.pk, unit.two.pk}
    assert check_state().faults == []


def test_the_operations_refuse_with_the_same_reasons(unit, house):
    caller, ids = session(unit.head), [str(one.pk) for one in unit.people]
    officer = session(unit.one)
    assert reasons(officer.post("/caseloads/proposals", {"people": ids})) == (403, ["no-role"])
    assert caller.post("/caseloads/proposals", {"people": []}).status_code == 422
    far = str(person("Tālais", at=house.units["olaine"], country="LV").pk)
    assert caller.post("/caseloads/proposals", {"people": [far]}).status_code == 422
    lines = [
        {"person": ids[0], "to": str(unit.away.pk)},
        {"person": ids[1], "to": str(unit.one.pk)},
    ]
    body = {"lines": lines, "on": str(TODAY), "reason": "On leave"}
    assert reasons(officer.post("/caseloads/shares", body)) == (403, ["no-role"])
    assert caller.post("/caseloads/shares", {**body, "reason": " "}).status_code == 422
    done = caller.post("/caseloads/shares", body).json()
    assert [(one["person"], [why["code"] for why in one["reasons"]]) for one in done["kept"]] == [
        (ids[0], ["same-officer"])
    ]
    assert done["given"] == [{"person": ids[1], "staff": str(unit.one.pk)}]
