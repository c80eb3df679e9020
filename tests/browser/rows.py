"""Rows that a small demo lacks, so that every page has something to show."""

import json
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone

from tests.worlds import hidden
from tests.worlds.assessed import assessed
from tests.worlds.gathered import apart
from tests.worlds.reported import reported
from tests.worlds.supervised import supervised
from tilts.casework.allocation.actions import (
    Handover,
    Wish,
    allocate,
    ask_transfer,
    reduce_availability,
)
from tilts.casework.allocation.models import Allocation
from tilts.casework.assessment.actions import begin_assessment
from tilts.casework.assessment.forecasts.models import ForecastModel
from tilts.casework.assessment.queries import going_on
from tilts.casework.people import actions as people
from tilts.casework.people.models import Address, HealthAlert, Person, Victim
from tilts.casework.people.pairs import merge_people
from tilts.casework.proceedings.models import Proceeding
from tilts.casework.programmes.actions import apply, invite_expert
from tilts.casework.programmes.models import Accreditation, Meeting, Seat
from tilts.casework.supervision.actions import record_outcome
from tilts.casework.supervision.outcomes import Said
from tilts.casework.supervision.tests.meetings import begun
from tilts.doors.web.signin.demo import _account_with
from tilts.platform.access.actions import bar, lift_bar
from tilts.platform.access.models import Bar, BarGround
from tilts.platform.access.scoped import seen_by
from tilts.platform.erasure.actions import propose
from tilts.platform.erasure.models import Ground
from tilts.platform.forms.catalogue import versions
from tilts.platform.gatherings.models import Place
from tilts.platform.organisation.actions import admit_client, plan_absence, qualify
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Account, RoleAssignment, Staff, Unit
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

from .groups import given
from .monitored import monitored
from .observed import observed
from .used import use_rvn
from .working import stages

TODAY = hidden.TODAY
LATER = TODAY + timedelta(days=30)
PASSWORD = "slow-river-under-the-bridge"


def rows() -> str:
    """Values of the parameters of addresses, by the names that routes give them, as JSON."""
    officer = _account("prison_officer").staff
    post = RoleAssignment.objects.filter(staff=officer).select_related("unit")[0]
    use_rvn()
    ids = hidden.hide(post.unit, officer)
    with seen_by(SERVICE):
        ids |= _of_person(ids["person_id"], officer) | _of_others(post.unit)
        ids |= _assessed(ids, officer) | _met(ids["person_id"], officer)
    ids |= {"unit_id": post.unit_id, "agency": post.unit.agency_id, "assignment_id": post.pk}
    ids |= _of_staff(officer) | _of_accounts() | observed(officer) | _of_programmes()
    ids |= monitored(officer, post.unit)
    ids |= {"given": given(post.unit)} | _gathered(ids, post.unit)
    ids |= stages() | _of_models()
    return json.dumps({name: str(value) for name, value in ids.items()})


def _account(role: str) -> Account:
    found = _account_with(role)
    assert found
    return found


def _of_person(person: Any, officer: Staff) -> dict[str, Any]:
    own = {"person_id": person, "since": TODAY}
    health = people.add_fact(by=SERVICE, fact=HealthAlert(**own, text="Diabetes"))
    lift_bar(by=SERVICE, barred=Bar.objects.get(staff=officer.pk, person_id=person), until=TODAY)
    other = _account("clerk").staff
    barred = {"staff": other.pk, "person": person, "ground": BarGround.RELATIVE}
    kept = bar(by=SERVICE, since=LATER, **barred)
    address = Address.objects.get(person_id=person)
    return {"address": address.pk, "health": health.pk, "bar": kept.pk}


def _assessed(ids: dict[str, Any], officer: Staff) -> dict[str, Any]:
    """One that takes answers beside the final one, and another final one where the head works."""
    (rvn,) = versions("rvn-demo")
    by = actor_for(officer, TODAY)
    draft = begin_assessment(by=by, person_id=ids["person_id"], of=rvn)
    rows = Allocation.objects.filter(staff=_account("probation_officer").staff, until=None)
    met = next(row for row in rows if going_on(row.person, rvn.id) is None)
    far = assessed(met.person, actor_for(met.staff, TODAY))
    return {
        **reported(met.person_id, met.unit, met.staff),
        "told_of": met.person_id,
        "final": ids["assessment_id"],
        "assessment_id": draft.pk,
        "far_assessment": far["assessment_id"],
        "far_word": far["word_id"],
    }


def _met(person: Any, officer: Staff) -> dict[str, Any]:
    """An appointment whose hour has come, and one of which it is recorded."""
    whom = Person.objects.get(pk=person)
    yesterday = timezone.now() - timedelta(days=1)
    open_one, done = begun(whom, officer), begun(whom, officer, yesterday)
    said = Said(choice="late", text="Spoke of work.", agreed="Brings the contract.")
    record_outcome(by=actor_for(officer, TODAY), appointment=done, said=said)
    return {"begun": open_one.pk, "said": done.pk}


def _gathered(ids: dict[str, Any], unit: Unit) -> dict[str, Any]:
    """Two who must not meet, and a room."""
    with seen_by(SERVICE):
        other = _registered(unit, "Tagils")
        room = Place.objects.filter(unit=unit, until=None)[0]
        return {"apart_id": apart(ids["person_id"], other.pk).pk, "place_id": room.pk}


def _of_others(unit: Unit) -> dict[str, Any]:
    """A victim's offender in another unit, two records of one person, and who may be erased."""
    met = Allocation.objects.filter(staff=_account("probation_officer").staff, until=None)[0]
    victim = Victim(person_id=met.person_id, since=TODAY, name="Ilga Straume")
    people.add_fact(by=SERVICE, fact=victim)
    kept, gone, going = (_registered(unit, given) for given in ("Teodors", "Teodars", "Zigurds"))
    merge_people(by=SERVICE, kept_id=kept.pk, gone_id=gone.pk, reason="the same")
    there = Unit.objects.on(TODAY).filter(agency=met.unit.agency_id, kind=met.unit.kind)
    wish = Wish(to=there.exclude(pk=met.unit_id)[0], on=LATER, why="Lives in Kandava now.")
    moving = _registered(met.unit, "Tenis")
    allocate(
        by=SERVICE, person=moving.pk, to=met.staff, how=Handover(on=TODAY, reason="new_arrival")
    )
    asked_for = ask_transfer(by=SERVICE, person=moving, wish=wish)
    first = actor_for(_account("data_protection_officer").staff, TODAY)
    basis = "Art. 16(2)"
    asked = propose(by=first, subject=going.party, ground=Ground.UNLAWFUL, basis=basis)
    return {
        "offender": met.person_id,
        "victim": victim.pk,
        "merged": gone.pk,
        "officer": met.staff_id,
        "far_transfer": asked_for.pk,
        "reduction_id": reduce_availability(
            by=SERVICE, staff=met.staff, code="mentoring", weekly_minutes=60, since=TODAY
        ).pk,
        "erasure_id": asked.pk,
        **_led(met.unit),
    }


def _led(unit: Unit) -> dict[str, Any]:
    """An order of somebody whom the first probation officer supervises, as the head sees it."""
    theirs = Allocation.objects.filter(staff=_account("probation_officer").staff, until=None)
    served = Proceeding.objects.filter(
        person__in=theirs.values("person"), state="being_served", judged_on__isnull=False
    )
    proceeding = served.order_by("pk")[0]
    ids = {**supervised(proceeding, unit), "person_id": proceeding.person_id}
    return {f"led_{name}": pk for name, pk in ids.items()}


def _registered(unit: Unit, given: str) -> Person:
    who = people.Identity(
        family="Zvirgzdupe", given=given, birth_date=hidden.BORN, category="convicted"
    )
    return people.register_person(by=SERVICE, unit=unit, who=who)


def _of_staff(officer: Staff) -> dict[str, Any]:
    away = plan_absence(by=SERVICE, staff=officer, since=LATER, until=LATER, substitute=None)
    learnt = qualify(by=SERVICE, staff=officer, code="central-eight", since=TODAY)
    admit_client(
        by=SERVICE, agency=officer.agency, name="Court system", role="data_exchange", expires=LATER
    )
    return {"staff_id": officer.pk, "absence_id": away.pk, "qualification_id": learnt.pk}


def _of_accounts() -> dict[str, Any]:
    """The inspector has a password and every second factor, the prison officer a password."""
    for role in ("inspector", "prison_officer"):
        account = _account(role)
        account.set_password(PASSWORD)
        account.save()
    inspector = _account("inspector")
    TOTP.activate(inspector, generate_totp_secret())
    RecoveryCodes.activate(inspector)
    key = {"name": "Key", "passwordless": True, "credential": {}}
    kind = Authenticator.Type.WEBAUTHN
    made = Authenticator.objects.create(user=inspector, type=kind, data=key)
    return {"pk": made.pk, "inspector": inspector.email}


def _of_models() -> dict[str, Any]:
    """Of the quality manager's register the model in use, and the one that was trained.

    How far the latter has come depends on the tests before: its pages are there at every stage.
    """
    here = ForecastModel.objects.filter(agency=_account("quality_manager").staff.agency_id)
    return {
        "model_id": here.get(state="in_use", manifest__isnull=True).pk,
        "trained_model": here.get(manifest__isnull=False).pk,
    }


def _of_programmes() -> dict[str, Any]:
    """Applications at each step; the first psychologist is asked, the first supervisor votes."""
    head = _account("head_of_unit").staff
    post = RoleAssignment.objects.filter(staff=head).select_related("unit__agency")[0]
    by = actor_for(head, TODAY)
    draft = apply(by=by, unit=post.unit, programme="school-of-life")
    at = {case.state: case for case in Accreditation.objects.order_by("pk")}
    lead = actor_for(_account("quality_manager").staff, TODAY)
    expert = _account("psychologist").staff
    opinion = invite_expert(by=lead, case=at["expert_opinion"], expert=expert)
    meeting = Meeting.objects.get(accreditation=at["commission"], decision="")
    with act("test.call", by=SERVICE):
        seat = Seat.objects.filter(meeting=meeting).order_by("pk")[0]
        seat.member = _account("staff_supervisor").staff
        seat.save()
    return {
        "application_id": at["commission"].pk,
        "submitted": at["submitted"].pk,
        "with_experts": at["expert_opinion"].pk,
        "draft": draft.pk,
        "opinion_id": opinion.pk,
        "meeting_id": meeting.pk,
        "programme": "equip",
    }
