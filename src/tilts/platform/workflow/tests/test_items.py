"""Work is opened with a due date, taken, handed over and closed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilts.platform.access.authority import NO_ROLE, NOT_YOURS
from tilts.platform.access.reasons import Reason, Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.actions import plan_absence
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.parties.models import Party, PartyKind
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
from tilts.platform.workflow.actions.items import CLOSED_ALREADY, REASON_MISSING, TAKEN_ALREADY
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.kinds import work
from tilts.platform.workflow.models import Outcome, WorkItem
from tilts.platform.workflow.my_day import Row, my_day, people_in
from tilts.platform.workflow.own_work import work_rows
from tilts.platform.workflow.queries import items_of_case, open_items

from .conftest import break_glass, new_staff
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


def test_a_deadline_counts_working_days_of_the_country():
    assert due_date("lv", "case_file_opened", date(2026, 4, 30)) == date(2026, 5, 6)
    assert due_date("LV", "case_file_opened", date(2026, 3, 2)) == date(2026, 3, 4)


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
    juris = new_staff(unit, "Juris", "Ozols")
    items = [call(person, unit, owner=officer.party) for _ in range(3)]
    close_item(by=SERVICE, item=items[0])
    handing = {"by": officer, "giver": officer.party, "to": juris}
    assert refused(hand_over_items, **handing, reason=" ") == [REASON_MISSING]
    nobody = Actor(party=officer.party, kind="staff", name="x")
    assert refused(hand_over_items, **{**handing, "by": nobody}, reason="leave") == [NO_ROLE]
    assert hand_over_items(**handing, reason="leave") == 2
    assert WorkItem.objects.filter(owner=juris, closed_at=None).count() == 2
    assert Act.objects.filter(kind="workflow.hand_over_items").count() == 1


def test_open_work_is_ones_own_the_queue_and_that_of_the_absent(ilze, officer, person, unit):
    juris = new_staff(unit, "Juris", "Ozols")
    items = [call(person, unit, owner=owner) for owner in (ilze.pk, None, juris.pk)]
    today = timezone.localdate()
    with seen_by(officer):
        assert [item.pk for item in open_items(officer)] == [item.pk for item in items[:2]]
        until = today + timedelta(days=9)
        plan_absence(by=SERVICE, staff=juris, since=today, until=until, substitute=ilze)
        assert [item.pk for item in open_items(officer)] == [item.pk for item in items]


def test_work_about_somebody_unseen_is_not_listed(officer, unit):
    hidden = Party.objects.create(kind=PartyKind.PERSON)
    call(hidden, unit, owner=officer.party)
    with seen_by(officer):
        assert list(open_items(officer)) == []


def test_my_day_lists_the_earliest_first_and_marks_the_late(officer, ilze, person, unit):
    late = open_item(by=SERVICE, kind=BRING_BACK, person=person.pk, unit=unit, due=date(2026, 3, 2))
    some_day = call(person, unit, owner=ilze.pk)
    with seen_by(officer):
        day = [(part, rows) for part, rows in my_day(officer) if part.code == "work"]
    who = {"person": person.pk}
    rows = [
        Row(
            text="See that the book comes back",
            when=late.due,
            note="unit's queue",
            tone="danger",
            url=f"/workflow/work/{late.pk}/",
            **who,
        ),
        Row(text="Call the court", url=f"/workflow/work/{some_day.pk}/", **who),
    ]
    assert [(part.title, found) for part, found in day] == [("Work that is due", rows)]
    assert people_in(day) == {person.pk}


def test_no_more_queries_for_more_work(officer, ilze, unit):
    counts = []
    for more in (1, 2):
        for _ in range(more):
            somebody = Party.objects.create(kind=PartyKind.PERSON)
            break_glass(ilze, somebody)
            call(somebody, unit, owner=ilze.pk)
        with seen_by(officer), CaptureQueriesContext(connection) as queries:
            counts.append((len(work_rows(officer)), len(queries)))
    assert counts == [(1, 1), (3, 1)]
