"""Work is opened, taken, handed over and closed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from tilts.platform.access.authority import NO_ROLE, NOT_YOURS
from tilts.platform.access.models import Bar
from tilts.platform.access.reasons import Reason, Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.actions import (
    end_role,
    give_role,
    open_account,
    open_unit,
    plan_absence,
    shut_account,
)
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import act
from tilts.platform.record.models import Act
from tilts.platform.workflow.actions import (
    begin,
    close_item,
    hand_over_items,
    move,
    open_item,
    react,
    take_item,
)
from tilts.platform.workflow.actions.items import (
    CLOSED_ALREADY,
    NOT_IN_QUEUE,
    NOT_YOUR_WORK,
    TAKEN_ALREADY,
)
from tilts.platform.workflow.kinds import work
from tilts.platform.workflow.models import Outcome, WorkItem
from tilts.platform.workflow.moves import REASON_MISSING
from tilts.platform.workflow.queries import items_of_case
from tilts.platform.workflow.receiving import BARRED, ELSEWHERE, SAME, SHUT

from .conftest import new_staff
from .demo.cases import BRING_BACK, CHOOSE
from .demo.models import LoanCase

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

CALL = work("demo_room.call", "Call %(whom)s")


def refused(action, **arguments) -> list[Reason]:
    acts = Act.objects.count()
    with pytest.raises(Refused) as refusal:
        action(**arguments)
    assert Act.objects.count() == acts
    return refusal.value.reasons


def test_a_case_begins_with_its_first_work(all_seen, unit, person):
    case = LoanCase(person=person, unit=unit)
    begin(case=case, by=SERVICE, effective_at=datetime(2026, 3, 2, 9, tzinfo=UTC))
    [item] = items_of_case(case)
    assert (item.kind, item.title, item.due) == (CHOOSE.code, "Choose a book", date(2026, 3, 4))
    assert (item.person_id, item.unit, item.owner) == (person.pk, unit, None)


def test_a_move_closes_and_opens_work(loan):
    loan.book = "x"
    move(case=loan, code="lend", by=SERVICE)
    assert WorkItem.objects.get(kind=CHOOSE.code).outcome == Outcome.DONE
    assert [(item.kind, item.due) for item in items_of_case(loan)] == [(BRING_BACK.code, None)]


@pytest.mark.parametrize("code", ["mark_error", "person_died"])
def test_a_closed_case_leaves_no_work(loan, code):
    how = react if code == "person_died" else move
    how(case=loan, code=code, by=SERVICE, reason="so it is")
    assert list(items_of_case(loan)) == []
    assert WorkItem.objects.get().outcome == Outcome.NOT_NEEDED


def call(person, unit, owner=None, **values) -> WorkItem:
    values.setdefault("whom", "the court")
    return open_item(
        by=SERVICE, kind=CALL, person=person.pk, unit=unit, owner=owner, due=None, **values
    )


def test_the_title_takes_values_and_an_unknown_kind_shows_its_code(all_seen, person, unit):
    assert call(person, unit).title == "Call the court"
    assert WorkItem(kind="gone.away").title == "gone.away"


def test_work_is_taken_once_by_who_sees_the_person(officer, stranger, person, unit):
    with seen_by(officer):
        item = call(person, unit)
        take_item(by=officer, item=item)
        assert WorkItem.objects.get().owner_id == officer.party
        assert refused(take_item, by=officer, item=item) == [TAKEN_ALREADY]
    with seen_by(stranger):
        assert refused(take_item, by=stranger, item=item) == [NOT_YOURS]


def test_work_is_closed_once(officer, person, unit):
    with seen_by(officer):
        item = call(person, unit, owner=officer.party)
        close_item(by=officer, item=item, reason="they moved")
        stored = WorkItem.objects.get()
        assert (stored.closed_by, stored.outcome) == (officer.party, Outcome.DONE)
        assert refused(close_item, by=officer, item=item) == [CLOSED_ALREADY]


def test_work_is_handed_over_with_a_reason(all_seen, officer, person, unit):
    juris = colleague(unit)
    items = [call(person, unit, owner=officer.party) for _ in range(3)]
    close_item(by=SERVICE, item=items[0])
    handing = {"by": officer, "giver": officer.party, "to": juris}
    assert refused(hand_over_items, **handing, reason=" ") == [REASON_MISSING]
    nobody = Actor(party=officer.party, kind="staff", name="x")
    assert refused(hand_over_items, **{**handing, "by": nobody}, reason="leave") == [NO_ROLE]
    assert hand_over_items(**handing, reason="leave") == 2
    assert WorkItem.objects.filter(owner=juris, closed_at=None).count() == 2
    assert Act.objects.filter(kind="workflow.hand_over_items").count() == 1


def colleague(unit, family: str = "Ozols", role: str = "prison_officer") -> Staff:
    """Somebody who works in the unit."""
    staff = new_staff(unit, "Juris", family)
    give_role(by=SERVICE, staff=staff, role=role, unit=unit, since=date(2020, 1, 1))
    return staff


def test_work_goes_only_to_who_could_take_it(all_seen, officer, ilze, person, unit):
    since = date(2020, 1, 1)
    other = open_unit(
        by=SERVICE, agency=unit.agency, code="olaine", kind="prison", names={}, since=since
    )
    shut, barred = colleague(unit, "A"), colleague(unit, "B")
    shut_account(by=SERVICE, account=open_account(by=SERVICE, staff=shut))
    with act("test.bar", by=SERVICE):
        Bar.objects.create(staff_id=barred.pk, person=person, ground="relative", since=since)
    call(person, unit, owner=ilze.pk)
    call(person, other)
    receivers = {
        ilze: [SAME, ELSEWHERE],
        shut: [SHUT],
        barred: [BARRED],
        new_staff(unit, "Juris", "C"): [ELSEWHERE],
        colleague(unit, "D", "analyst"): [ELSEWHERE],
        colleague(other, "E"): [ELSEWHERE],
    }
    handing = {"by": officer, "giver": ilze.pk, "reason": "leave"}
    found = {to: refused(hand_over_items, to=to, **handing) for to in receivers}
    assert found == receivers
    assert hand_over_items(to=colleague(unit, "F"), **handing) == 1


def test_work_is_not_handed_on_to_a_role_that_is_over(all_seen, officer, ilze, person, unit):
    left = colleague(unit)
    end_role(by=SERVICE, assignment=left.assignments.get(), until=timezone.localdate())
    call(person, unit, owner=ilze.pk)
    assert refused(hand_over_items, by=officer, giver=ilze.pk, to=left, reason="ill") == [ELSEWHERE]


def test_work_of_somebody_else_is_theirs_to_close(all_seen, officer, stranger, person, unit):
    item = call(person, unit, owner=stranger.party)
    assert refused(close_item, by=officer, item=item) == [NOT_YOUR_WORK]
    close_item(by=stranger, item=item)
    assert WorkItem.objects.get().closed_by == stranger.party


def test_who_stands_in_closes_the_work_of_the_absent(all_seen, ilze, officer, person, unit):
    juris = new_staff(unit, "Juris", "Ozols")
    item = call(person, unit, owner=juris.pk)
    today = timezone.localdate()
    until = today + timedelta(days=9)
    plan_absence(by=SERVICE, staff=juris, since=today, until=until, substitute=ilze)
    close_item(by=officer, item=item)
    assert WorkItem.objects.get().closed_by == officer.party


def test_work_is_closed_from_the_queue_without_being_taken(all_seen, officer, person, unit):
    close_item(by=officer, item=call(person, unit), outcome=Outcome.NOT_NEEDED)
    stored = WorkItem.objects.get()
    assert (stored.owner_id, stored.closed_by) == (None, officer.party)
    assert stored.outcome == Outcome.NOT_NEEDED


def without(actor: Actor, capability: str) -> Actor:
    grants = tuple(grant for grant in actor.grants if grant.capability != capability)
    return Actor(party=actor.party, kind="staff", name=actor.name, grants=grants)


def elsewhere(actor: Actor) -> Actor:
    """The same person with the same roles, in another unit of the agency."""
    grants = tuple(replace(grant, unit_path="ievp.olaine.") for grant in actor.grants)
    return Actor(party=actor.party, kind="staff", name=actor.name, grants=grants)


def test_the_queue_is_that_of_ones_own_unit(all_seen, officer, person, unit):
    item = call(person, unit)
    away = elsewhere(officer)
    assert refused(take_item, by=away, item=item) == [NOT_IN_QUEUE]
    assert refused(close_item, by=away, item=item) == [NOT_YOUR_WORK]
    take_item(by=officer, item=item)
    assert WorkItem.objects.get().owner_id == officer.party


def test_each_verb_takes_its_capability(all_seen, officer, person, unit):
    item = call(person, unit)
    may_not_take = without(officer, "workflow.take_items")
    assert refused(take_item, by=may_not_take, item=item) == [NO_ROLE]
    assert refused(close_item, by=may_not_take, item=item) == [NOT_YOUR_WORK]
    assert refused(close_item, by=without(officer, "workflow.own_items"), item=item) == [NO_ROLE]


def test_closed_work_can_be_neither_taken_nor_handed_over(all_seen, officer, person, unit):
    item = call(person, unit, owner=officer.party)
    close_item(by=officer, item=item)
    juris = colleague(unit)
    assert refused(take_item, by=officer, item=item) == [CLOSED_ALREADY]
    assert hand_over_items(by=officer, giver=officer.party, to=juris, reason="leave") == 0
    assert WorkItem.objects.get().owner_id == officer.party


def test_only_work_about_people_in_sight_is_handed_over(officer, ilze, person, unit):
    hidden = Party.objects.create(kind=PartyKind.PERSON)
    for somebody in (person, hidden):
        call(somebody, unit, owner=ilze.pk)
    juris = colleague(unit)
    with seen_by(officer):
        assert hand_over_items(by=officer, giver=ilze.pk, to=juris, reason="leave") == 1
    with seen_by(SERVICE):
        found = dict(WorkItem.objects.values_list("person_id", "owner_id"))
    assert found == {person.pk: juris.pk, hidden.pk: ilze.pk}


def test_what_a_colleague_did_meanwhile_is_seen(all_seen, officer, stranger, person, unit):
    item = call(person, unit)
    stale = WorkItem.objects.get()
    with act("test.take", by=stranger):
        WorkItem.objects.filter(pk=item.pk).update(owner_id=stranger.party)
    assert refused(take_item, by=officer, item=stale) == [TAKEN_ALREADY]
    close_item(by=SERVICE, item=item)
    assert refused(take_item, by=officer, item=WorkItem(pk=item.pk)) == [CLOSED_ALREADY]


def test_every_step_of_work_is_in_the_record(all_seen, officer, person, unit):
    item = call(person, unit)
    take_item(by=officer, item=item)
    hand_over_items(by=officer, giver=officer.party, to=colleague(unit), reason="ill")
    close_item(by=SERVICE, item=WorkItem.objects.get())
    kinds = Act.objects.filter(kind__startswith="workflow.").order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == [
        "workflow.open_item",
        "workflow.take_item",
        "workflow.hand_over_items",
        "workflow.close_item",
    ]


def test_closing_work_that_is_gone_says_so(officer, person, unit):
    gone = WorkItem(kind=CALL.code, person_id=person.pk, unit=unit)
    with seen_by(officer):
        assert refused(close_item, by=officer, item=gone) == [NOT_YOURS]
