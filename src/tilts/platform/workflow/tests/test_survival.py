"""Walks of random moves over every kind of case: whatever happens, none is lost.

Each case can be reopened, marked as an error or as recorded on the wrong person, and survives the
death, the escape, the return and the transfer of its person; then it stands where it should.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.worlds.met import told
from tilts.casework.allocation.models import Transfer
from tilts.casework.assessment.models import Assessment
from tilts.casework.community_service.models import Service
from tilts.casework.court_reports.models import Report
from tilts.casework.meetings.models import Meeting
from tilts.casework.people.models import Person
from tilts.casework.plans.models import Plan
from tilts.casework.proceedings.models import Measure, Proceeding
from tilts.casework.programmes.models import Participation
from tilts.casework.protocols.models import Occurrence
from tilts.casework.supervision.models import Breach, Supervision
from tilts.casework.visits.models import HomeVisit
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.catalogue import versions
from tilts.platform.forms.models import Sheet
from tilts.platform.organisation.actions import NewStaff, appoint
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import Past, Step, begin, enter_all, move, react
from tilts.platform.workflow.common import ERRORS
from tilts.platform.workflow.machines import Machine, is_closed, moves_from, targets, work_at
from tilts.platform.workflow.models import Case, Status, WorkItem, case_models
from tilts.platform.workflow.moves import Closed, Paused
from tilts.platform.workflow.options import options
from tilts.platform.workflow.queries import history, items_of_case
from tilts.platform.workflow.state_check import state_faults
from tilts.workforce.competence.models import Observation

from .demo.models import LoanCase

pytestmark = pytest.mark.django_db
DAY = date(2020, 1, 1)
START = datetime(2026, 3, 2, tzinfo=UTC)


def somebody(unit: Unit) -> Person:
    """A person, as the room of people keeps them."""
    party = Party.objects.create(kind=PartyKind.PERSON)
    row = Person(party=party, file_number=f"X-{party.pk.hex[-8:]}", country="LV", unit=unit)
    row.family, row.birth_precision, row.category, row.sort_key = "X", "unknown", "suspect", "x"
    with act("test.register", by=SERVICE):
        row.save(force_insert=True)
    return row


def loan(unit: Unit) -> Case:
    return LoanCase(person=Party.objects.create(kind=PartyKind.PERSON), unit=unit)


def proceeding(unit: Unit) -> Proceeding:
    return Proceeding(
        person=somebody(unit),
        unit=unit,
        country="LV",
        authority="Court",
        reference="1",
        received_on=DAY,
    )


def assessment(unit: Unit) -> Case:
    (rvn,) = versions("rvn-demo")
    whom = somebody(unit)
    sheet = Sheet(
        subject_id=whom.pk,
        agency=unit.agency,
        instrument=rvn.id,
        version=rvn.version,
        digest=rvn.digest,
        opened_at=START,
    )
    with act("test.open_sheet", by=SERVICE):
        sheet.save(force_insert=True)
    return Assessment(person=whom, unit=unit, sheet=sheet, instrument=rvn.id, version=rvn.version)


def plan(unit: Unit) -> Case:
    return Plan(person=somebody(unit), unit=unit)


def participation(unit: Unit) -> Case:
    return Participation(person=somebody(unit), unit=unit, programme="equip")


def occurrence(unit: Unit) -> Case:
    known = {"protocol": "violence", "setting": "custody", "country": "LV", "opened_at": START}
    return Occurrence(person=somebody(unit), unit=unit, **known)


def home_visit(unit: Unit) -> Case:
    officer = appoint(by=SERVICE, agency=unit.agency, who=new_staff())
    there = {"planned_at": START, "address": "Riga"}
    return HomeVisit(person=somebody(unit), unit=unit, officer=officer, **there)


def breach(unit: Unit) -> Case:
    order = supervision(unit)
    begin(case=order, by=SERVICE)
    said = {"asked_on": DAY, "answer_by": DAY, "about": "contact", "told": "Stayed away."}
    return Breach(person=order.person, unit=unit, supervision=order, happened_on=DAY, **said)


def supervision(unit: Unit) -> Supervision:
    case = proceeding(unit)
    begin(case=case, by=SERVICE)
    measure = Measure(person=case.person, proceeding=case, kind="conditional_discharge")
    measure.imposed_on = measure.start = DAY
    measure.months = 6
    with act("test.impose", by=SERVICE):
        measure.save(force_insert=True)
    return Supervision(
        person=case.person,
        unit=unit,
        measure=measure,
        received_on=DAY,
        counted_from=DAY,
        register_by=DAY,
        registered_on=DAY,
        identity="card",
        explained_on=DAY,
        explained_in="lv",
        signed="signed",
    )


def report(unit: Unit) -> Case:
    return Report(
        person=somebody(unit),
        unit=unit,
        asker="court",
        authority="Court",
        reference="1",
        purpose="sentence",
        wished="lv",
        requested_on=DAY,
        due_on=DAY,
    )


def meeting(unit: Unit) -> Case:
    chair = appoint(by=SERVICE, agency=unit.agency, who=new_staff())
    return Meeting(person=somebody(unit), unit=unit, chair=chair, **told(START))


def service(unit: Unit) -> Case:
    file = proceeding(unit)
    whom = file.person_id
    imposed = {"kind": "community_service", "minutes": 2400, "imposed_on": DAY}
    measure = Measure(person_id=whom, proceeding_id=file.pk, **imposed)
    begin(case=file, by=SERVICE)
    with act("test.impose", by=SERVICE):
        measure.save(force_insert=True)
    values = {"measure": measure, "imposed_by": "court", "minutes": 2400, "due_by": DAY}
    return Service(person_id=whom, unit=unit, received_on=DAY, **values)


def observation(unit: Unit) -> Case:
    colleague = appoint(by=SERVICE, agency=unit.agency, who=new_staff())
    form = {"instrument": "miti4", "version": "4.2.1", "session": "Session 3"}
    return Observation(person=colleague, unit=unit, planned_for=DAY, **form)


def transfer(unit: Unit) -> Case:
    there = Unit(agency=unit.agency, code=uuid4().hex, kind=unit.kind, names={"en": "There"})
    there.path, there.since = f"{unit.agency_id}.{there.code}.", DAY
    with act("test.open", by=SERVICE):
        there.save()
    return Transfer(
        person=somebody(unit), unit=there, from_unit=unit, to_unit=there, on=DAY, why="moved"
    )


def new_staff() -> NewStaff:
    mailbox = f"{uuid4().hex}@example.lv"
    return NewStaff(given="Ilze", family="Kalna", email=mailbox)


# A new kind of case wants a line here: how one of it is made.
MAKERS: dict[str, Callable[[Unit], Case]] = {
    "allocation.transfer": transfer,
    "assessment.assessment": assessment,
    "community_service.service": service,
    "competence.observation": observation,
    "court_reports.report": report,
    "demo_room.loancase": loan,
    "meetings.meeting": meeting,
    "plans.plan": plan,
    "proceedings.proceeding": proceeding,
    "programmes.participation": participation,
    "protocols.occurrence": occurrence,
    "visits.homevisit": home_visit,
    "supervision.breach": breach,
    "supervision.supervision": supervision,
}
KINDS = pytest.mark.parametrize("kind", MAKERS)


def test_every_kind_of_case_is_walked():
    installed = {model._meta.label_lower for model in case_models()}
    assert installed - MAKERS.keys() == set()


class Walk(RuleBasedStateMachine):
    """One case on its way. `open_in` is where it was last open, `usual_in` last unsuspended."""

    unit: Unit
    make: Callable[[Unit], Case]

    def __init__(self) -> None:
        super().__init__()
        self.scope = seen_by(SERVICE)
        self.scope.__enter__()
        self.block = transaction.atomic()
        self.block.__enter__()

    @initialize()
    def begin(self) -> None:
        self.case = type(self).make(self.unit)
        begin(case=self.case, by=SERVICE)
        self.rows = 1
        self.open_in = self.usual_in = self.case.state

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)
        self.scope.__exit__(None, None, None)

    def happens(self, how: Any, code: str) -> None:
        how(case=self.case, code=code, by=SERVICE, reason="so it is")
        self.rows += 1
        if not self.closed:
            self.open_in = self.case.state
        if not self.closed and not self.paused:
            self.usual_in = self.case.state

    @property
    def closed(self) -> bool:
        return is_closed(self.case.machine, self.case.state)

    @property
    def paused(self) -> bool:
        return isinstance(self.case.machine.states_map[self.case.state], Paused)

    @rule(data=st.data())
    def somebody_tries_a_move_of_the_room(self, data: st.DataObject) -> None:
        code = data.draw(st.sampled_from(sorted(self.case.machine.moves)))
        how = data.draw(st.sampled_from([move, react]))
        before = self.case.state, WorkItem.objects.count()
        foreseen = {option.code: option for option in options(self.case, SERVICE)}
        if refused := self.refused(how, code):
            assert refused.reasons
            assert (self.case.state, WorkItem.objects.count()) == before
        else:
            assert foreseen[code].possible

    def refused(self, how: Any, code: str) -> Refused | None:
        try:
            self.happens(how, code)
        except Refused as no:
            return no
        return None

    @precondition(lambda self: not self.closed)
    @rule()
    def the_person_dies(self) -> None:
        self.happens(react, "person_died")
        assert (self.case.state, self.closed) == ("ended_by_death", True)

    @precondition(lambda self: not self.closed and not self.paused)
    @rule()
    def the_person_escapes(self) -> None:
        self.happens(react, "person_escaped")
        assert self.paused

    @precondition(lambda self: self.paused)
    @rule()
    def the_person_is_back(self) -> None:
        came_from = self.usual_in
        self.happens(react, "person_returned")
        assert self.case.state == came_from

    @precondition(lambda self: not self.closed)
    @rule()
    def the_person_is_transferred(self) -> None:
        before = self.case.state
        self.happens(react, "person_transferred")
        assert self.case.state == before

    @precondition(lambda self: self.case.state not in ERRORS)
    @rule(error=st.sampled_from(["mark_error", "mark_wrong_person"]))
    def it_was_an_error(self, error: str) -> None:
        self.happens(move, error)
        assert (self.case.state in ERRORS, self.closed) == (True, True)

    @precondition(lambda self: self.closed)
    @rule()
    def it_is_reopened(self) -> None:
        was_open_in = self.open_in
        self.happens(move, "reopen")
        assert self.case.state == was_open_in

    @invariant()
    def the_rows_tell_where_it_is(self) -> None:
        rows = list(history(self.case))
        assert [row.number for row in rows] == list(range(1, self.rows + 1))
        assert [row.from_state for row in rows] == ["", *(row.to_state for row in rows[:-1])]
        stored = type(self.case).objects.get(pk=self.case.pk)
        assert stored.state == rows[-1].to_state == self.case.state
        assert {row.fault() for row in rows} == {""}

    @invariant()
    def it_can_be_left(self) -> None:
        assert moves_from(self.case.machine, self.case.state)

    @invariant()
    def it_has_an_owner_and_where_its_machine_sets_days_a_next_date(self) -> None:
        assert self.case.work_owner() or self.case.unit_id
        if self.closed or self.paused or not sets_days(self.case.machine):
            return
        own = [item for item in items_of_case(self.case) if item.by_step]
        assert own, self.case.state
        assert [
            item for item in own if item.due is None or not (item.owner_id or item.unit_id)
        ] == []

    @invariant()
    def what_is_over_leaves_no_work(self) -> None:
        assert not self.closed or list(items_of_case(self.case)) == []


def sets_days(machine: Machine) -> bool:
    """Whether a machine declares the work of its stages as done by their steps, with days."""
    return any(kind.by_step for move in machine.moves.values() for kind in move.opens)


def walk(unit: Unit, kind: str, walks: int, steps: int) -> None:
    """So many walks of so many steps at most over cases of a kind."""
    case_class = type("WalkOf", (Walk,), {"unit": unit, "make": staticmethod(MAKERS[kind])})
    run_state_machine_as_test(
        case_class,
        settings=settings(
            max_examples=walks,
            stateful_step_count=steps,
            deadline=None,
            phases=[Phase.generate],  # to shrink a walk over the database takes many minutes
            suppress_health_check=list(HealthCheck),
        ),
    )


@KINDS
def test_no_case_is_lost_whatever_happens(unit, kind):
    walk(unit, kind, 12, 15)


@pytest.mark.slow
@KINDS
def test_no_case_is_lost_in_ten_thousand_steps(unit, kind):
    """Over all kinds together: so many walks of forty steps each that there are ten thousand."""
    walk(unit, kind, -(-10_000 // (40 * len(MAKERS))), 40)


def test_supervision_sets_days_at_every_stage():
    machines = {model._meta.label_lower: model.machine for model in case_models()}
    for kind in ("supervision.breach", "supervision.supervision"):
        stages = [one.id for one in machines[kind].states if not isinstance(one, Closed | Paused)]
        assert [code for code in stages if not work_at(machines[kind], code)] == []


def ways_to(case: Case) -> dict[str, list[Step]]:
    """For each state that the machine can reach, the shortest way there, guards left aside."""
    machine = case.machine
    ways: dict[str, list[Step]] = {first(case): []}
    waiting = list(ways)
    for state in waiting:
        for code in moves_from(machine, state):
            for target in targets(machine, code, state):
                if target not in ways:
                    at = START + timedelta(days=len(ways[state]) + 1)
                    ways[target] = [*ways[state], Step(code, target, at)]
                    waiting.append(target)
    return ways


def first(case: Case) -> str:
    return next(str(code) for code, state in case.machine.states_map.items() if state.initial)


def entered(kind: str, unit: Unit, way: list[Step]) -> Case:
    """A case with that history."""
    case = MAKERS[kind](unit)
    enter_all(cases=[case], pasts=[Past(START, tuple(way))], by=SERVICE)
    return case


def every_state(kind: str, unit: Unit) -> dict[str, Case]:
    return {state: entered(kind, unit, way) for state, way in ways_to(MAKERS[kind](unit)).items()}


@KINDS
def test_every_state_is_reached_and_left_again(unit, all_seen, kind):
    cases = every_state(kind, unit)
    machine = MAKERS[kind](unit).machine
    assert cases.keys() == machine.states_map.keys()
    assert [state for state in cases if not moves_from(machine, state)] == []


@KINDS
def test_what_is_closed_reopens_where_it_was_last_open(unit, all_seen, kind):
    for state, case in every_state(kind, unit).items():
        if is_closed(case.machine, state):
            rows = history(case).values_list("to_state", flat=True)
            open_before = [s for s in rows if not is_closed(case.machine, s)][-1]
            move(case=case, code="reopen", by=SERVICE, reason="it goes on")
            assert case.state == open_before


@KINDS
@pytest.mark.parametrize("error", ["mark_error", "mark_wrong_person"])
def test_from_every_state_it_can_be_an_error_and_the_error_one_too(unit, all_seen, kind, error):
    for state, case in every_state(kind, unit).items():
        if state in ERRORS:
            assert error not in moves_from(case.machine, state)
            continue
        rows = [*history(case).values_list("to_state", flat=True)]
        open_before = [s for s in rows if not is_closed(case.machine, s)][-1]
        move(case=case, code=error, by=SERVICE, reason="mistyped")
        assert (case.is_over, case.state in ERRORS) == (True, True)
        move(case=case, code="reopen", by=SERVICE, reason="it was right")
        assert case.state == open_before


@KINDS
def test_in_every_state_the_person_may_die_escape_return_and_move(unit, all_seen, kind):
    for state, case in every_state(kind, unit).items():
        events = [code for code in moves_from(case.machine, state) if code.startswith("person_")]
        if case.is_over:
            assert events == []
            continue
        react(case=case, code="person_transferred", by=SERVICE)
        assert case.state == state
        if "person_escaped" in events:
            react(case=case, code="person_escaped", by=SERVICE)
            react(case=case, code="person_returned", by=SERVICE)
            assert case.state == state
        react(case=case, code="person_died", by=SERVICE)
        assert case.state == "ended_by_death"


@KINDS
def test_the_record_of_all_states_is_whole(unit, all_seen, kind):
    cases = every_state(kind, unit)
    model = type(next(iter(cases.values())))
    assert state_faults([model]) == []
    rows = Status.objects.filter(case__startswith=f"{kind}:")  # others belong to what it hangs on
    assert rows.count() == sum(history(case).count() for case in cases.values())
