"""An absent officer's people are given to others: what it would mean, and doing it as one act."""

import pytest
from django.contrib.messages import get_messages

from tilts.casework.allocation.models import Allocation
from tilts.casework.allocation.tests.leave import PROPOSAL, TODAY, Unit, lines, loads, officers_now
from tilts.casework.assessment.tests.results import result
from tilts.casework.people.tests.people import person
from tilts.doors.api.tests.callers import browser as session
from tilts.platform.access.actions import bar
from tilts.platform.access.models import BarGround
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.actions import qualify
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act, Consultation

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def unit(house) -> Unit:
    return Unit(house)


def test_a_proposal_shows_everybody_before_and_after_and_does_nothing(unit):
    result(unit.people[0], "very_high", TODAY)
    answer = unit.send()
    assert answer.status_code == 200
    one, two = sorted([unit.one.pk, unit.two.pk], key=lambda pk: loads(answer)[pk][1])
    assert loads(answer) == {
        unit.away.pk: (30, 0, 3, 0, 0),
        one: (0, 1, 0, 22, 578),
        two: (0, 2, 0, 8, 592),
    }
    assert officers_now() == {unit.away.pk}
    assert [sorted(look.covers()) for look in Consultation.objects.all()] == [
        sorted(str(one.pk) for one in unit.people)
    ]
    assert {why for _who, _to, why in lines(answer)} == {
        "has room for them, is least full afterwards"
    }


def test_a_line_is_changed_and_shown_again(unit):
    first, second, _third = unit.people
    answer = unit.send(again="1", **{f"line-{first.pk}": unit.one.pk, f"line-{second.pk}": ""})
    assert lines(answer)[1] == ("Bite", "", "stays")
    assert lines(answer)[0][1] == str(unit.one.pk)
    assert loads(answer)[unit.away.pk] == (12, 0, 2, 4, -4)
    assert officers_now() == {unit.away.pk}


def test_it_is_done_as_one_act(unit):
    first, second, third = unit.people
    chosen = {f"line-{one.pk}": unit.one.pk for one in (first, second)}
    answer = unit.send(do="1", **chosen, **{f"line-{third.pk}": ""})
    assert answer.status_code == 302
    now = dict(Allocation.plain.filter(until=None).values_list("person_id", "staff_id"))
    assert now == {first.pk: unit.one.pk, second.pk: unit.one.pk, third.pk: unit.away.pk}
    assert Act.objects.filter(kind="allocation.bulk_reassign").count() == 1
    assert [str(m) for m in get_messages(answer.wsgi_request)] == ["2 people are allocated."]


def test_a_language_is_minded_and_a_relative_is_no_choice(unit, house):
    speaks = unit.add("Orlovs", unit.away, languages=["ru"])
    qualify(by=SERVICE, staff=unit.two, code="language-ru", since=TODAY)
    dpo = house.actor("data_protection_officer", "jelgava")
    with seen_by(SERVICE):
        bar(by=dpo, staff=unit.one.pk, person=speaks.pk, ground=BarGround.RELATIVE, since=TODAY)
    answer = unit.send(speaks)
    assert lines(answer) == [
        (
            "Orlovs",
            str(unit.two.pk),
            "speaks their language, has room for them, is least full afterwards",
        )
    ]
    (line,) = answer.context["lines"]
    assert unit.one.pk not in {option["value"] for option in line["options"]}


def test_only_those_chosen_are_proposed(unit):
    answer = unit.send(to=[unit.two.pk])
    assert {to for _who, to, _why in lines(answer)} == {str(unit.two.pk)}


def test_nobody_can_take_them(unit):
    answer = unit.send(to=[unit.away.pk])
    assert {(to, why) for _who, to, why in lines(answer)} == {
        ("", "nobody of them can take this person today")
    }
    assert loads(answer) == {}


def test_what_is_missing_is_asked_for_and_nothing_is_done(unit):
    answer = unit.send(do="1", reason="")
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])
    nobody = unit.desk.post(PROPOSAL, {"people": ["x"], "on": TODAY, "reason": "On leave"})
    assert (nobody.status_code, nobody.context["lines"]) == (422, [])
    assert officers_now() == {unit.away.pk}
    assert unit.desk.get(PROPOSAL).status_code == 405


def test_whom_one_does_not_see_is_in_no_proposal(unit, house):
    far = person("Tālais", at=house.units["olaine"], country="LV")
    answer = unit.send(far, unit.people[0])
    assert [who for who, _to, _why in lines(answer)] == []
    assert answer.status_code == 422


def test_the_operations_tell_and_do_the_same(unit):
    caller = session(unit.head)
    ids = [str(one.pk) for one in unit.people]
    told = caller.post("/caseloads/proposals", {"people": ids}).json()
    assert [(line["points"], line["now"]) for line in told["lines"]] == [(4, str(unit.away.pk))] * 3
    after = {one["staff"]: one["points_after"] for one in told["officers"]}
    assert after[str(unit.away.pk)] == 0
    assert officers_now() == {unit.away.pk}
    sent = [{"person": line["person"], "to": line["to"]} for line in told["lines"]]
    done = caller.post("/caseloads/shares", {"lines": sent, "on": str(TODAY), "reason": "Leave"})
    assert (done.status_code, done.json()["kept"]) == (201, [])
    assert {(one["person"], one["staff"]) for one in done.json()["given"]} == {
        (line["person"], line["to"]) for line in told["lines"]
    }
    assert officers_now() == {unit.one.pk, unit.two.pk}
