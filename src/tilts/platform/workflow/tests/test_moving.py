"""Cases move as their machine says, and each step leaves a status row."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from tilts.platform.access.authority import NO_ROLE, NOT_YOURS
from tilts.platform.access.reasons import Reason, Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.acts import act
from tilts.platform.record.keys import destroy_key
from tilts.platform.record.models import Act
from tilts.platform.record.sealing import seal_all
from tilts.platform.record.verifying import verify
from tilts.platform.workflow.actions import begin_all, move, person_event, react
from tilts.platform.workflow.actions.cases import MOVED_MEANWHILE
from tilts.platform.workflow.machines import NOT_FROM_HERE, next_state
from tilts.platform.workflow.models import Status, WorkItem
from tilts.platform.workflow.moves import NOT_BY_HAND, REASON_MISSING, Attempt
from tilts.platform.workflow.queries import history
from tilts.platform.workflow.state_check import state_faults

from .demo.cases import NO_BOOK, TORN
from .demo.models import LoanCase

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def steps(case) -> list[tuple[int, str, str, str]]:
    return list(history(case).values_list("number", "move", "from_state", "to_state"))


def refusal(case, code, *, by=SERVICE, how=move, **details) -> list[Reason]:
    """The reasons of a refusal, which must have written nothing."""
    before = counts()
    with pytest.raises(Refused) as refused:
        how(case=case, code=code, by=by, **details)
    assert counts() == before
    return refused.value.reasons


def counts() -> tuple[int, int, int, list[tuple[str, str]]]:
    rows = list(LoanCase.objects.order_by("pk").values_list("state", "book"))
    return Act.objects.count(), Status.objects.count(), WorkItem.objects.count(), rows


def test_a_case_begins_in_the_first_state(loan):
    assert LoanCase.objects.get().state == "asked"
    assert steps(loan) == [(1, "", "", "asked")]
    assert loan.state_title == "asked for"


def test_a_move_writes_a_status_row_with_its_author_and_its_act(loan, officer):
    loan.book = "Lāčplēsis"
    when = datetime(2026, 3, 2, 9, tzinfo=UTC)
    with seen_by(officer):
        row = move(case=loan, code="lend", by=officer, reason="he asked", effective_at=when)
    stored = Status.objects.get(number=2)
    assert stored == row
    assert (stored.actor_id, stored.actor_kind) == (officer.party, "staff")
    assert (stored.case, stored.person_id) == (loan.case_ref(), loan.person_id)
    assert (stored.from_state, stored.to_state, stored.effective_at) == ("asked", "lent", when)
    assert Act.objects.get(pk=stored.act_id).kind == "demo_room.lend"
    assert stored.fault() == ""
    assert LoanCase.objects.get().state == "lent"


def test_details_are_fields_of_the_case_that_change_with_it(loan):
    move(case=loan, code="choose", by=SERVICE, book="Mērnieku laiki")
    assert LoanCase.objects.get().book == "Mērnieku laiki"


def test_a_guard_refuses_with_its_reasons(loan):
    assert refusal(loan, "lend") == [NO_BOOK]
    loan.torn = True
    assert refusal(loan, "lend") == [NO_BOOK, TORN]


def test_cases_of_one_machine_are_asked_each_for_itself():
    """What the moves ask is found once for all cases of a kind; what it is asked of is not."""

    def told(book: str, torn: bool) -> str | list[Reason]:
        attempt = Attempt(LoanCase(state="asked", book=book, torn=torn), SERVICE, "")
        try:
            return next_state(LoanCase.machine, "lend", attempt)
        except Refused as refused:
            return refused.reasons

    asked = [("", False), ("Odyssey", False), ("Odyssey", True), ("", True)]
    expected = [[NO_BOOK], "lent", [TORN], [NO_BOOK, TORN]]
    assert [told(*one) for one in asked * 2] == expected * 2


def test_a_move_that_does_not_start_here_is_refused(loan):
    assert refusal(loan, "take_back") == [NOT_FROM_HERE]
    assert refusal(loan, "no_such_move") == [NOT_FROM_HERE]


def test_who_may_not_is_told_so_before_any_guard(loan, officer, stranger):
    poor = Actor(party=officer.party, kind="staff", name="x")
    assert refusal(loan, "lend", by=poor) == [NO_ROLE]
    assert refusal(loan, "lend", by=stranger) == [NOT_YOURS]


def test_a_case_that_the_actor_cannot_see_is_as_if_it_were_not(loan, stranger):
    with seen_by(stranger), pytest.raises(Refused) as refused:
        move(case=loan, code="choose", by=stranger)
    assert refused.value.reasons == [NOT_YOURS]


def test_system_moves_are_made_by_their_cause_only(loan):
    loan.book = "x"
    move(case=loan, code="lend", by=SERVICE)
    assert refusal(loan, "remind") == [NOT_BY_HAND]
    react(case=loan, code="remind", by=SERVICE)
    assert loan.state == "overdue"


def test_two_who_move_the_same_case_are_told(loan):
    other = LoanCase.objects.get()
    move(case=other, code="choose", by=SERVICE, book="x")
    move(case=other, code="lend", by=SERVICE)
    assert refusal(loan, "choose") == [MOVED_MEANWHILE]


def lent(loan: LoanCase) -> LoanCase:
    loan.book = "x"
    move(case=loan, code="lend", by=SERVICE)
    return loan


def test_a_closed_case_reopens_where_it_was(loan):
    react(case=lent(loan), code="remind", by=SERVICE)
    move(case=loan, code="take_back", by=SERVICE)
    assert refusal(loan, "reopen") == [REASON_MISSING]
    move(case=loan, code="reopen", by=SERVICE, reason="it was another book")
    assert loan.state == "overdue"


@pytest.mark.parametrize(
    ("code", "state"), [("mark_error", "entered_in_error"), ("mark_wrong_person", "wrong_person")]
)
def test_a_case_can_be_an_error_and_the_error_one_too(loan, code, state):
    move(case=lent(loan), code=code, by=SERVICE, reason="mistyped")
    assert (loan.state, loan.is_over) == (state, True)
    move(case=loan, code="reopen", by=SERVICE, reason="it was right after all")
    assert loan.state == "lent"


@pytest.fixture
def installed(settings):
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "tilts.platform.workflow.tests.demo"]


def test_cases_survive_what_happens_to_their_person(installed, loan, officer, person):
    lent(loan)
    with seen_by(officer):
        for code in ("person_transferred", "person_escaped", "person_returned", "person_died"):
            [row] = person_event(person=person.pk, code=code, by=officer)
            assert row.actor_id == officer.party
    assert [to for *_, to in steps(loan)[2:]] == ["lent", "suspended", "lent", "ended_by_death"]
    assert person_event(person=person.pk, code="person_escaped", by=officer) == []


def test_a_case_suspended_at_death_reopens_suspended(loan):
    for code in ("person_escaped", "person_died"):
        react(case=loan, code=code, by=SERVICE)
    move(case=loan, code="reopen", by=SERVICE, reason="he lives")
    assert loan.state == "suspended"
    react(case=loan, code="person_returned", by=SERVICE)
    assert loan.state == "asked"


def test_many_cases_begin_in_one_act_and_keep_a_state_they_bring(loan, unit, person):
    fresh, brought = (LoanCase(person=person, unit=unit) for _ in range(2))
    brought.state = "lent"
    begin_all(cases=[fresh, brought], by=SERVICE)
    assert [steps(case)[0][3] for case in (fresh, brought)] == ["asked", "lent"]
    assert Act.objects.filter(kind="demo_room.begin").count() == 2
    assert list(WorkItem.objects.filter(case=brought.case_ref())) == []
    begin_all(cases=[], by=SERVICE)
    assert LoanCase.objects.count() == 3


def test_status_rows_are_sealed_and_the_database_refuses_to_change_them(loan):
    assert Status.objects.count() == 1
    seal_all()
    assert verify() == []
    for change in ("UPDATE workflow_status SET number = 9", "DELETE FROM workflow_status"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            connection.cursor().execute(change)


def faults() -> list[tuple[str, str]]:
    return [(fault.what, fault.where) for fault in state_faults([LoanCase])]


def test_a_state_changed_behind_the_record_is_named(loan, unit, person):
    assert faults() == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE demo_room_loancase SET state = 'returned'")
    assert faults() == [("altered", f"{loan} is not as its status row 1 says")]


def test_a_case_taken_out_behind_the_record_is_named(loan):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM demo_room_loancase")
    assert faults() == [("missing", loan.case_ref())]
    destroy_key(loan.person_id)
    assert faults() == []  # erased with its person


def test_a_case_put_in_behind_the_record_is_named(all_seen, unit, person):
    intruder = LoanCase(person=person, unit=unit, state="lent")
    with act("test.intrude", by=SERVICE):
        intruder.save()
    assert faults() == [("inserted", f"{intruder} has no status row")]
