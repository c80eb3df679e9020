"""Somebody whom strangers must not notice: with everything the service can know about a person."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tilts.casework.allocation.actions import (
    Handover,
    Wish,
    advance_transfer,
    allocate,
    ask_transfer,
)
from tilts.casework.people import actions as people
from tilts.casework.people.actions import Code, Identity
from tilts.casework.people.models import Address, Alert, Contact, OtherName, Person, Relation
from tilts.casework.plans import actions as plans
from tilts.casework.plans.content import Answer, GoalContent, StepContent
from tilts.casework.proceedings import actions as proceedings
from tilts.casework.proceedings.models import Measure, Offence
from tilts.casework.programmes.actions import Referral, refer
from tilts.casework.protocols.actions import Taken, start_protocol, take_step
from tilts.casework.protocols.models import OccurrenceStep
from tilts.casework.supervision.actions import agree, record_contact
from tilts.casework.supervision.actions.tiers import calculate_tiers
from tilts.casework.supervision.appointments import Wanted
from tilts.casework.supervision.contacts import Contact as Meeting
from tilts.casework.visits.actions import plan_visit
from tilts.casework.visits.content import Planned
from tilts.doors.web.sheets import person_sheet
from tilts.platform.access.actions import bar, break_glass
from tilts.platform.access.models import BarGround
from tilts.platform.access.scoped import seen_by
from tilts.platform.documents.actions import make_document
from tilts.platform.notices.actions import notify
from tilts.platform.notices.kinds import NoticeKind
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way
from tilts.platform.workflow.actions import open_item
from tilts.platform.workflow.kinds import WorkKind

from .assessed import assessed
from .gathered import gathered
from .met import met
from .reported import reported
from .supervised import supervised
from .working import working

FAMILY, GIVEN, FORMER = "Zvirbulēns", "Ksaverijs", "Kraukļzariņš"
CODE = "160190-10012"
BORN = date(1990, 1, 16)
LONG_AGO = date(2024, 2, 1)
TODAY = timezone.localdate()


def hide(unit: Unit, officer: Staff) -> dict[str, Any]:
    """Somebody in a unit with a history of every kind; ids by the names that routes give them."""
    return with_history(registered(unit), unit, officer)


def with_history(person: Person, unit: Unit, officer: Staff) -> dict[str, Any]:
    """The history of somebody who is registered; the ids."""
    with seen_by(SERVICE):
        measure = _sentenced(person, unit)
        how = Handover(on=TODAY, reason="first officer", note="knows the family")
        allocate(by=SERVICE, person=person.pk, to=officer, how=how)
    worker = actor_for(officer, TODAY)
    with seen_by(worker):
        ids = _planned(person, unit, worker) | _threatened(person, worker)
        ids |= _worked_with(person, unit, worker, officer)
    with seen_by(SERVICE):
        ids |= gathered(person.pk, unit, officer) | _transfer(person, unit)
        ids |= supervised(measure.proceeding, unit) | met(person, unit, officer)
        ids |= reported(person.pk, unit, officer)
        ids |= working(measure, unit, LONG_AGO)
        offence = Offence.objects.get(proceeding=measure.proceeding_id)
    return {**ids, "person_id": person.pk, "measure_id": measure.pk, "offence_id": offence.pk,
            "proceeding_id": measure.proceeding_id}  # fmt: skip


def _transfer(person: Person, unit: Unit) -> dict[str, Any]:
    """Another unit was asked to take them, and did not: nobody there sees them any more."""
    others = Unit.objects.on(TODAY).filter(agency=unit.agency_id).exclude(pk=unit.pk)
    wish = Wish(to=others.order_by("path")[0], on=TODAY, why="Lives in Kandava now.")
    case = ask_transfer(by=SERVICE, person=person, wish=wish)
    advance_transfer(by=SERVICE, case=case, code="refuse", reason="No room in Kandava.")
    return {"transfer_id": case.pk}


def identity() -> Identity:
    """Who they are."""
    return Identity(family=FAMILY, given=GIVEN, birth_date=BORN, category="convicted")


def registered(unit: Unit) -> Person:
    """Who they are, with what is known of them apart from any case."""
    with seen_by(SERVICE):
        return _registered(unit)


def another(unit: Unit) -> Person:
    """Somebody else who is hidden alike, whom the first must not meet."""
    who = Identity(family="Kraukle", given="Ksantipa", birth_date=BORN, category="convicted")
    with seen_by(SERVICE):
        return people.register_person(by=SERVICE, unit=unit, who=who)


def _registered(unit: Unit) -> Person:
    code = Code(kind="lv_personal_code_old", value=CODE)
    person = people.register_person(by=SERVICE, unit=unit, who=identity(), codes=(code,))
    own = {"person": person, "since": LONG_AGO}
    people.add_fact(by=SERVICE, fact=OtherName(**own, kind="former", family=FORMER, given=GIVEN))
    for detail in (
        Address(**own, kind="declared", street="Klusā iela 1", locality="Olaine", country="LV"),
        Contact(**own, kind="phone", value="+371 20000001"),
        Relation(**own, kind="parent", name="Ksenija Zvirbulēna"),
    ):
        people.add_fact(by=SERVICE, fact=detail)
    people.add_fact(by=SERVICE, fact=Alert(**own, kind="escape"))
    return person


def _sentenced(person: Person, unit: Unit) -> Measure:
    proceeding = proceedings.open_proceeding(
        by=SERVICE, person=person, unit=unit, authority="Olaines tiesa", reference="K-77",
        received_on=LONG_AGO,
    )  # fmt: skip
    proceedings.add_offence(
        by=SERVICE, proceeding=proceeding, code="175", committed_on=date(2023, 11, 5)
    )
    proceedings.record_judgment(by=SERVICE, proceeding=proceeding, judged_on=LONG_AGO)
    what = proceedings.NewMeasure(kind="imprisonment", imposed_on=LONG_AGO, years=6, start=LONG_AGO)
    measure: Measure = proceedings.impose_measure(by=SERVICE, proceeding=proceeding, what=what)
    proceedings.enter_into_force(
        by=SERVICE, proceeding=proceeding, in_force_on=LONG_AGO + timedelta(days=20)
    )
    proceedings.place(by=SERVICE, person_id=person.pk, unit=unit, since=LONG_AGO)
    return measure


def _planned(person: Person, unit: Unit, worker: Actor) -> dict[str, Any]:
    plan = plans.begin_plan(by=worker, person=person, unit=unit)
    step = StepContent(what="Ring the sister in Kandava", who="partner", name="Ksenija Z.")
    content = GoalContent(need="family", text="To sing in the choir of Kandava.", steps=(step,))
    goal = plans.add_goal(by=worker, plan=plan, what=content)
    plans.advance(by=worker, plan=plan, code="propose")
    said = Answer(
        answer="agrees", words="My sister will help.", explained_in="lv", answered_on=TODAY
    )
    plans.record_answer(by=worker, plan=plan, said=said)
    what = Referral(programme="equip", goal=goal.pk, why="He sings, but not with others.")
    referred = refer(by=worker, person=person, unit=unit, what=what)
    return {"plan_id": plan.pk, "goal_id": goal.pk, "participation_id": referred.pk}


def _threatened(person: Person, worker: Actor) -> dict[str, Any]:
    case = start_protocol(by=worker, person=person, code="violence")
    step = OccurrenceStep.objects.filter(occurrence=case)[0]
    taken = take_step(by=worker, step=step, what=Taken(words="He threw a chair at Kaspars."))
    visit = Planned(at=timezone.now() + timedelta(days=2), minutes=60, address="Klusā iela 1")
    planned = plan_visit(by=worker, person=person, what=visit)
    found = {"occurrence_id": case.pk, "step_id": step.pk, "taking_id": taken.pk}
    return {**found, "visit_id": planned.pk}


def _worked_with(person: Person, unit: Unit, worker: Actor, officer: Staff) -> dict[str, Any]:
    now = timezone.now()
    meeting = Meeting(
        happened_at=now - timedelta(days=3),
        how="office",
        text="Spoke of the brother in Ogre.",
        next_on=now + timedelta(days=1),
    )
    note = record_contact(by=worker, person_id=person.pk, contact=meeting)
    namesakes = Person.plain.filter(family=FAMILY).count()  # of another test in the same service
    soon = now.replace(minute=0, second=0, microsecond=0) + timedelta(days=1 + namesakes)
    talk = Wanted(starts_at=soon, where="Ogre", about="The brother in Ogre")
    appointment = agree(by=worker, person_id=person.pk, wanted=talk)
    kind = WorkKind("tests.call", "Call %(whom)s")
    for owner in (worker.party, None):
        item = open_item(
            by=SERVICE, kind=kind, person=person.pk, unit=unit, owner=owner, whom=FAMILY
        )
    told = NoticeKind("tests.told", "About %(whom)s")
    notify(by=SERVICE, to=officer, kind=told, person=person.pk, whom=FAMILY)
    ids = assessed(person, worker)
    calculate_tiers(by=SERVICE, people=[person.pk], day=TODAY)
    sheet = person_sheet(person, "lv")
    document = make_document(by=worker, person=person.pk, sheet=sheet, language="lv")
    consult(worker, [person.pk], way=Way.PAGE, purpose="caseload", reason="to prepare release")
    broken = break_glass(by=worker, person=person.pk, reason="His mother rang: he is in danger.")
    bar(by=SERVICE, staff=worker.party, person=person.pk, ground=BarGround.RELATIVE, since=TODAY)
    ids |= {"note_id": note.pk, "appointment_id": appointment.pk}
    ids |= {"document_id": document.pk, "glass_id": broken.pk}
    return {**ids, "item_id": item.pk}
