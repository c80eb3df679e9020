"""Two who work on the same case: what one did is neither lost nor overrun by the other."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tilts.platform.access.reasons import Reason, Refused
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.boxes import open_all
from tilts.platform.record.models import Payload
from tilts.platform.record.verifying import verify
from tilts.platform.workflow.actions import move, person_event, react
from tilts.platform.workflow.actions.cases import MOVED_MEANWHILE
from tilts.platform.workflow.models import Status
from tilts.platform.workflow.state_check import state_faults

from .demo.cases import NO_BOOK
from .demo.models import LoanCase

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(loan) -> LoanCase:
    """The same case as a colleague has it open."""
    return LoanCase.objects.get()


def choose(case: LoanCase, book: str) -> None:
    move(case=case, code="choose", by=SERVICE, book=book)


def refused(case, code, **details) -> list[Reason]:
    with pytest.raises(Refused) as no:
        move(case=case, code=code, by=SERVICE, reason="x", **details)
    return no.value.reasons


def test_a_move_keeps_what_a_colleague_wrote_since(loan, other):
    choose(other, "Mērnieku laiki")
    react(case=loan, code="person_escaped", by=SERVICE)
    found = LoanCase.objects.get()
    assert (found.state, found.book) == ("suspended", "Mērnieku laiki")
    assert loan.book == "Mērnieku laiki"


def test_a_guard_is_asked_about_the_case_as_it_stands(loan, other):
    choose(other, "Mērnieku laiki")
    move(case=loan, code="lend", by=SERVICE)  # nobody had chosen when this one was read
    stale = LoanCase.objects.get()
    with act("test.tear", by=SERVICE):
        LoanCase.objects.update(book="")
    react(case=stale, code="person_transferred", by=SERVICE)
    assert stale.book == ""


def test_a_book_taken_away_meanwhile_is_not_lent(loan, other):
    choose(other, "x")
    stale = LoanCase.objects.get()
    choose(other, "")
    assert refused(stale, "lend") == [NO_BOOK]


@pytest.mark.parametrize("way", ["written", "said"])
def test_who_changes_the_same_thing_is_told(loan, other, way):
    choose(other, "Mērnieku laiki")
    if way == "written":
        loan.book = "Lāčplēsis"
        assert refused(loan, "lend") == [MOVED_MEANWHILE]
    else:
        assert refused(loan, "choose", book="Lāčplēsis") == [MOVED_MEANWHILE]
    assert LoanCase.objects.get().book == "Mērnieku laiki"
    assert Status.objects.count() == 2


def test_after_looking_again_it_goes(loan, other):
    choose(other, "Mērnieku laiki")
    refused(loan, "choose", book="Lāčplēsis")
    loan.refresh_from_db()
    choose(loan, "Lāčplēsis")
    assert LoanCase.objects.get().book == "Lāčplēsis"


def test_a_move_from_where_the_case_is_no_more(loan, other):
    react(case=other, code="person_died", by=SERVICE)
    for code in ("choose", "lend", "mark_error", "reopen"):
        assert refused(loan, code) == [MOVED_MEANWHILE]
    assert LoanCase.objects.get().state == "ended_by_death"


def test_there_and_back_again_is_still_the_case_that_was_seen(loan, other):
    for code in ("person_escaped", "person_returned"):
        react(case=other, code=code, by=SERVICE)
    choose(loan, "x")
    numbers = list(Status.objects.order_by("number").values_list("number", "move"))
    assert numbers == [(1, ""), (2, "person_escaped"), (3, "person_returned"), (4, "choose")]


def test_the_record_tells_of_each_only_what_they_changed(loan, other):
    choose(other, "Mērnieku laiki")
    react(case=loan, code="person_escaped", by=SERVICE)
    payload = Payload.objects.get(act__kind="demo_room.person_escaped")
    body = open_all([payload])[payload.pk]
    assert body
    (change,) = [c for c in body["changes"] if c["row"] == loan.case_ref()]
    assert (change["before"], change["after"]) == ({"state": "asked"}, {"state": "suspended"})
    assert (state_faults([LoanCase]), verify()) == ([], [])


def test_what_is_refused_leaves_no_trace_in_the_case_at_hand(loan):
    assert refused(loan, "lend", book="") == [NO_BOOK]
    assert (loan.state, LoanCase.objects.get().state) == ("asked", "asked")
    loan.book = "x"
    move(case=loan, code="lend", by=SERVICE)
    assert loan.state == "lent"


@pytest.fixture
def installed(settings):
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "tilts.platform.workflow.tests.demo"]


def test_an_event_of_the_person_meets_the_case_as_it_stands(installed, loan, other, person):
    choose(other, "x")
    move(case=other, code="lend", by=SERVICE)
    (row,) = person_event(person=person.pk, code="person_escaped", by=SERVICE)
    assert (row.from_state, row.number) == ("lent", 4)
    assert refused(loan, "choose", book="y") == [MOVED_MEANWHILE]


def test_holding_the_case_is_one_query_whatever_changed(loan, other):
    counts = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as queries:
            react(case=loan, code="person_transferred", by=SERVICE)
        counts.append(len(queries))
        choose(LoanCase.objects.get(), f"book {len(counts)}")
    assert counts[0] == counts[1]
