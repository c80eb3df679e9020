"""Cases and work that are nobody's: a programme to be licensed, say."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import Q

from tilts.casework.programmes.cases import AccreditationMachine
from tilts.casework.programmes.models import Accreditation
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.access.visibility import EVERYONE, NO_ONE, visible_to
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.parties.models import SERVICE_ID, Party
from tilts.platform.workflow.actions import (
    begin,
    close_item,
    close_work_of,
    move,
    open_item,
    person_event,
    react,
    take_item,
)
from tilts.platform.workflow.common import COMMON
from tilts.platform.workflow.kinds import work
from tilts.platform.workflow.machines import moves_from
from tilts.platform.workflow.models import (
    Case,
    Matter,
    Status,
    WorkItem,
    case_models,
    matter_models,
)
from tilts.platform.workflow.queries import open_items, work_about
from tilts.platform.workflow.rows import whose

from .conftest import new_staff
from .demo.cases import Loan
from .demo.models import LoanCase

LOOK = work("demo_room.look", "Look at it", page="programmes:application")
SEE_TO = work("demo_room.see_to", "See to “%(what)s”")


@pytest.fixture
def matter(unit: Unit, ilze: Staff, all_seen: None) -> Accreditation:
    case = Accreditation(unit=unit, programme="equip", applicant=ilze)
    begin(case=case, by=SERVICE)
    return case


@pytest.fixture
def item(unit: Unit, ilze: Staff, matter: Accreditation) -> WorkItem:
    return open_item(
        by=SERVICE, kind=LOOK, person=None, unit=unit, owner=ilze.pk, case=matter.case_ref()
    )


def test_a_case_is_a_matter_of_a_person():
    assert set(case_models()) < set(matter_models())
    assert Accreditation in set(matter_models()) - set(case_models())
    assert (issubclass(Case, Matter), Matter.person_id) == (True, None)


def test_what_happens_to_a_person_happens_to_nobodys_case_not():
    by_itself = {"person_died", "person_escaped", "person_returned", "person_transferred"}
    of_persons = {*by_itself, "mark_wrong_person"}
    assert set(COMMON) - AccreditationMachine.moves.keys() == of_persons
    assert set(COMMON) - Loan.moves.keys() == set()
    states = set(Loan.states_map) - set(AccreditationMachine.states_map)
    assert {"ended_by_death", "wrong_person"} <= states


def test_a_person_who_dies_leaves_it_where_it_is(matter: Accreditation, person: Party):
    moved = person_event(person=person.pk, code="person_died", by=SERVICE)
    matter.refresh_from_db()
    assert (moved, matter.state) == ([], "draft")


def test_it_is_told_under_the_service(matter: Accreditation, loan: LoanCase):
    assert (whose(matter), whose(loan)) == (SERVICE_ID, loan.person_id)
    assert Status.objects.get(case=matter.case_ref()).person_id == SERVICE_ID


def test_it_can_be_an_error_and_come_back(matter: Accreditation):
    move(case=matter, code="mark_error", by=SERVICE, reason="Entered twice.")
    assert (matter.state, matter.is_over) == ("entered_in_error", True)
    assert list(moves_from(AccreditationMachine, matter.state)) == ["reopen"]
    move(case=matter, code="reopen", by=SERVICE, reason="It was not.")
    assert matter.state == "draft"


def test_what_happens_by_itself_is_not_done_by_hand(matter: Accreditation):
    for state, code in (("commission", "license"), ("licensed", "expire")):
        matter.state = state
        declared = AccreditationMachine.moves[code]
        assert (state in moves_from(AccreditationMachine, state), declared.is_system) == (
            False,
            True,
        )


def test_a_move_that_is_refused_writes_nothing(matter: Accreditation):
    with pytest.raises(Refused):
        react(case=matter, code="expire", by=SERVICE)
    assert Status.objects.filter(case=matter.case_ref()).count() == 1


def seen(actor: Actor | None) -> Iterator[WorkItem]:
    with seen_by(actor):
        yield from list(WorkItem.objects.order_by("pk"))


def test_work_about_nobody_shows_to_who_sees_nobody(
    item: WorkItem, loan: LoanCase, stranger: Actor, officer: Actor
):
    about = WorkItem.objects.get(case=loan.case_ref())
    assert [row.pk for row in seen(stranger)] == [item.pk]
    assert {row.pk for row in seen(officer)} == {item.pk, about.pk}
    assert {row.pk for row in seen(SERVICE)} == {item.pk, about.pk}
    assert [row.pk for row in seen(None)] == [item.pk]


def test_narrowing_keeps_what_is_nobodys(item: WorkItem, loan: LoanCase, officer: Actor):
    rows = WorkItem.objects.model._base_manager.all()
    about = rows.filter(~Q(person=None)).get()
    wanted = {
        NO_ONE: {item.pk},
        EVERYONE: {item.pk, about.pk},
        visible_to(officer): {item.pk, about.pk},
    }
    for visible, pks in wanted.items():
        found = visible.narrow_or_nobodys(rows, "person_id")
        assert set(found.values_list("pk", flat=True)) == pks
        assert set(visible.narrow(rows, "person_id").values_list("pk", flat=True)) <= pks


def test_it_is_among_the_work_of_its_owner_alone(item: WorkItem, officer: Actor, stranger: Actor):
    with seen_by(officer):
        assert [row.pk for row in open_items(officer)] == [item.pk]
    with seen_by(stranger):
        assert list(open_items(stranger)) == []


def test_it_is_about_no_person(item: WorkItem, person: Party):
    assert list(work_about([person.pk])) == []


def test_it_is_taken_from_the_queue_and_done(unit: Unit, stranger: Actor, all_seen: None):
    free = open_item(by=SERVICE, kind=SEE_TO, person=None, unit=unit, what="a shelf")
    with seen_by(stranger):
        take_item(by=stranger, item=free)
        close_item(by=stranger, item=free)
    assert (free.owner_id, free.outcome, free.title) == (stranger.party, "done", "See to “a shelf”")


def test_it_leads_to_its_case(item: WorkItem, matter: Accreditation, loan: LoanCase):
    assert item.page == f"/programmes/applications/{matter.pk}/"
    assert WorkItem.objects.get(case=loan.case_ref()).page == ""
    item.case = ""
    assert item.page == ""


def closed(rows: Any) -> list[bool]:
    return [row.closed_at is not None for row in rows.order_by("pk")]


def test_work_of_a_kind_is_closed_for_one_or_for_all(unit: Unit, ilze: Staff, item: WorkItem):
    other = new_staff(unit, "Anna", "Liepa")
    case = item.case
    for owner in (other.pk, ilze.pk):
        open_item(by=SERVICE, kind=LOOK, person=None, unit=unit, owner=owner, case=case)
    open_item(by=SERVICE, kind=SEE_TO, person=None, unit=unit, case=case, what="it")
    rows = WorkItem.objects.filter(case=case)
    close_work_of(by=SERVICE, case=case, kinds=[LOOK], owner=other.pk)
    assert closed(rows) == [False, True, False, False]
    close_work_of(by=SERVICE, case=case, kinds=[LOOK])
    assert closed(rows) == [True, True, True, False]
