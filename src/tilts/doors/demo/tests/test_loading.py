"""A small fictional service in the database: whole, alive, and seen by every role."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tilts.casework.allocation.models import Allocation, Transfer
from tilts.casework.allocation.queries import caseload_of, without_owner
from tilts.casework.allocation.workload import workloads
from tilts.casework.people.duplicates import Description, possible_duplicates
from tilts.casework.people.models import Person
from tilts.casework.proceedings.models import Measure, Offence, Placement, Proceeding
from tilts.casework.proceedings.release import calculations
from tilts.casework.programmes.models import Accreditation
from tilts.casework.supervision.actions.tiers import calculate_tiers
from tilts.casework.supervision.models import (
    Breach,
    ContactNote,
    Duty,
    DutyCheck,
    Supervision,
    TierCalculation,
)
from tilts.casework.supervision.queries import last_seen, up_to
from tilts.casework.supervision.queries.tiers import people_with_an_officer
from tilts.doors.demo.loading import load
from tilts.doors.demo.population import TWINS
from tilts.doors.demo.tests.shelf import shelved, tools
from tilts.doors.web.signin.demo import demo_roles
from tilts.engines.calendars.months import add_months
from tilts.platform.access.models import BrokenGlass
from tilts.platform.access.roles import roles
from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.models import ATTENDED, Attendance
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Absence, ApiClient, RoleAssignment, Staff
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.sealing import seal_all
from tilts.platform.record.state import check_state
from tilts.platform.record.verifying import verify
from tilts.platform.workflow.models import Status, WorkItem
from tilts.platform.workflow.my_day import my_day
from tilts.platform.workflow.state_check import state_faults

SIZE = 300
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup, django_db_blocker):
    """The demo is loaded once for these tests, which change nothing, and taken back."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic(), transaction.atomic("keys"):
        told: list[int] = []
        assert load(SIZE, timezone.localdate(), told.append) == SIZE == sum(told)
        with seen_by(SERVICE):
            yield
        transaction.set_rollback(True)
        transaction.set_rollback(True, "keys")


def first(role: str, country: str = "LV") -> Staff:
    held = RoleAssignment.objects.filter(role=role, staff__agency__country=country)
    return held.order_by("pk")[0].staff


def test_the_record_is_whole_and_says_what_the_rows_say():
    assert seal_all() > SIZE
    assert (verify(), check_state().faults, state_faults()) == ([], [], [])


def test_every_role_has_somebody(settings):
    settings.DEMO = True
    held = {role.code for role, _ in demo_roles()}
    assert held == set(roles()) - {"data_exchange"}
    assert set(ApiClient.objects.values_list("role", flat=True)) == {"data_exchange"}


def test_proceedings_are_in_every_state():
    states = set(Proceeding.objects.values_list("state", flat=True))
    assert states == set(Proceeding.machine.states_map)


def test_every_step_is_one_of_the_machine():
    rows = Status.objects.filter(case__startswith="proceedings.").exclude(move="")
    moves = set(rows.values_list("move", flat=True))
    assert moves <= set(Proceeding.machine.moves)
    assert {"record_judgment", "appeal", "enter_into_force", "person_transferred"} <= moves


def test_moments_of_a_case_are_in_order():
    rows = Status.objects.order_by("case", "number").values_list("case", "effective_at")
    moments: dict[str, list[datetime]] = {}
    for case, at in rows:
        moments.setdefault(case, []).append(at)
    assert [case for case, times in moments.items() if times != sorted(times)] == []


def test_each_person_has_proceedings_with_an_offence():
    people = set(Person.objects.values_list("pk", flat=True))
    assert set(Proceeding.objects.values_list("person_id", flat=True)) == people
    assert Counter(Offence.objects.values_list("proceeding_id", flat=True)).keys() == set(
        Proceeding.objects.values_list("pk", flat=True)
    )


def test_days_of_proceedings_follow_one_another():
    wrong = [
        proceeding
        for proceeding in Proceeding.objects.prefetch_related("offences")
        for offence in proceeding.offences.all()
        if not _in_order(
            offence.committed_on,
            proceeding.received_on,
            proceeding.judged_on,
            proceeding.in_force_on,
        )
    ]
    assert wrong == []


def _in_order(*days) -> bool:
    known = [day for day in days if day]
    return known == sorted(known)


def test_whoever_serves_in_prison_is_placed():
    in_prison = Measure.objects.filter(
        kind__in=["imprisonment", "life_imprisonment", "remand"], suspended=False, ended_on=None
    ).exclude(proceeding__state="suspended")
    placed = Placement.objects.filter(until=None)
    people = {row.person_id for row in placed}
    assert {row.person_id for row in in_prison if row.follows_id is None} == people


def test_remand_is_counted():
    assert Measure.objects.filter(kind="imprisonment", remand_days__gt=0).exists()


def test_release_can_be_worked_out_for_those_in_prison():
    placed = Placement.objects.filter(until=None).values_list("person_id", flat=True)
    found = calculations(placed, timezone.localdate())
    sentenced = Measure.objects.filter(kind="imprisonment", ended_on=None, suspended=False)
    people = set(sentenced.exclude(start=None).values_list("person_id", flat=True)) & set(placed)
    assert [pk for pk in people if found[pk].release.end.day is None] == []


def test_the_first_officer_has_a_lively_day():
    officer, today = first("probation_officer"), timezone.localdate()
    actor = actor_for(officer, today)
    with seen_by(actor):
        rows = {section.code: len(rows) for section, rows in my_day(actor)}
        people = list(caseload_of(officer.pk, today).values_list("person_id", flat=True))
    assert (rows["work"] >= 1, len(people) >= 10) == (True, True)


def test_some_meet_today_and_some_were_never_seen():
    today = timezone.localdate()
    staff = Staff.objects.values_list("pk", flat=True)
    under_way = Measure.objects.filter(ended_on=None, start__lt=today)
    people = set(under_way.values_list("person_id", flat=True))
    assert len(up_to(staff, [], timezone.now()).contacts) >= 3
    assert people - last_seen(people).keys()


def test_contacts_take_place_in_the_past_on_working_days():
    held = [timezone.localtime(note.happened_at) for note in ContactNote.objects.all()]
    assert [at for at in held if at > timezone.now() or at.weekday() > 4] == []
    assert len(set(ContactNote.objects.values_list("text", flat=True))) > 150


def test_some_meetings_were_missed():
    missed = ContactNote.objects.filter(next_on__lt=timezone.now() - timedelta(days=1))
    later = {n.person_id: n.happened_at for n in ContactNote.objects.order_by("happened_at")}
    assert [n for n in missed if later[n.person_id] < n.next_on]


def test_work_is_late_today_and_this_week():
    today = timezone.localdate()
    due = set(WorkItem.objects.exclude(due=None).values_list("due", flat=True))
    assert min(due) < today < max(due)
    assert today in due


def test_caseloads_have_a_history():
    today = timezone.localdate()
    assert Allocation.objects.exclude(handover="").exists()
    assert Allocation.objects.on(today).count() > SIZE / 3
    ahead = set(Allocation.objects.filter(until__gt=today).values_list("person", flat=True))
    accepted = Transfer.objects.filter(state="accepted")
    assert ahead == set(accepted.values_list("person", flat=True))


def test_transfers_are_in_every_state_and_the_workload_is_uneven():
    states = set(Transfer.objects.values_list("state", flat=True))
    assert states == {"asked", "refused", "accepted", "completed", "withdrawn"}
    today = timezone.localdate()
    loads = workloads(["vpd."], "LV", today)
    percents = [one.percent for one in loads if one.percent is not None and one.people]
    assert max(percents) > 2 * min(percents)
    assert [one for one in loads if one.can.away and one.people]
    assert [one for one in loads if one.can.reductions]
    assert {one.provisional > 0 for one in loads if one.people} == {True, False}


def test_tiers_are_kept_of_everybody_under_way_and_who_was_assessed_had_another_before():
    kept = TierCalculation.objects.all()
    now, before = kept.filter(current=True), kept.filter(current=False)
    assert set(people_with_an_officer(timezone.localdate())) <= {row.person_id for row in now}
    assert {row.tier for row in now} == {1, 2, 3, 4}
    assert {row.provisional for row in now} == {True, False}
    assert {row.person_id for row in before} == {
        row.person_id for row in now if "levels" in row.inputs["codes"]
    }
    assert {"levels" in row.inputs["missing"] for row in before} == {True}
    assert [row for row in before if row.inputs["codes"].get("levels")] == []
    assert max(row.calculated_at for row in before) < min(row.calculated_at for row in now)


def test_the_worker_has_no_tier_to_keep_after_it():
    people = people_with_an_officer(timezone.localdate())
    assert calculate_tiers(by=SERVICE, people=people, day=timezone.localdate()) == 0


def test_heads_see_their_unit():
    head, today = first("head_of_unit"), timezone.localdate()
    with seen_by(actor_for(head, today)):
        assert Person.objects.count() >= 10


def test_the_officer_for_data_protection_has_a_glass_to_review():
    glasses = BrokenGlass.objects.filter(reviewed_at=None).select_related("person")
    assert glasses.count() == 2  # one in each country
    officer = actor_for(first("data_protection_officer"), timezone.localdate())
    with seen_by(officer):
        seen = set(Person.objects.values_list("pk", flat=True))
    assert [glass.person_id in seen for glass in glasses].count(True) == 1


def test_somebody_is_entered_twice():
    second = Person.objects.filter(identifiers=None).first()
    whom = Description((f"{second.family} {second.given}",), second.birth_date, frozenset())
    found = {twin.person.pk for twin in possible_duplicates(whom)}
    assert (second.pk in found, len(found)) == (True, 2)
    assert Person.objects.filter(identifiers=None).count() == SIZE // TWINS


def test_somebody_is_on_leave_and_a_colleague_stands_in():
    today = timezone.localdate()
    away = Absence.objects.on(today).values_list("staff__agency", "substitute__agency")
    assert sorted(away) == [("lpt", "lpt"), ("vpd", "vpd")]


def test_some_wait_for_an_officer():
    assert without_owner(["vpd.", "ievp.", "lpt.", "lkt."], timezone.localdate()).count() > 0


def test_every_instrument_that_was_put_to_use_is_used():
    idle = [
        (agency, one.tool.code)
        for agency, rows in tools().items()
        for one in rows
        if one.kind.code == "instrument" and one.tool.in_force and not one.uses.last
    ]
    assert idle == []


def test_the_shelf_names_what_nobody_gave_for_a_year_and_nothing_else():
    """Told anew from licences and attendances."""
    today = timezone.localdate()
    year_ago = add_months(today, -12)
    given = Attendance.plain.filter(
        outcome__in=ATTENDED, session__starts_at__date__gt=year_ago
    ).values_list("session__series__template__code", flat=True)
    licensed = Accreditation.objects.filter(licensed_on__lte=year_ago, state="licensed")
    unused = {one.programme for one in licensed if one.holds_on(today)} - set(given)
    assert unused == {"vrp"}
    assert shelved() == {"ievp": ["vrp"], "lkt": [], "lpt": [], "vpd": []}


def test_orders_stand_as_their_people_do_and_each_under_way_has_a_day():
    cases = list(Supervision.objects.select_related("measure"))
    states = {case.state for case in cases}
    assert {"active", "completed", "explained"} <= states
    for rows in (cases, list(Breach.objects.all())):
        refs = sorted(case.case_ref() for case in rows if not case.is_over)
        items = WorkItem.objects.filter(case__in=refs, closed_at=None)
        assert sorted(items.values_list("case", flat=True)) == refs
        assert [item for item in items if item.due is None or item.owner_id is None] == []
    ended = [case for case in cases if case.is_over]
    assert [case for case in ended if case.ended_on not in (None, case.measure.ended_on)] == []
    assert Duty.objects.exclude(until=None).exists()
    checked = DutyCheck.objects.values_list("duty__supervision__state", flat=True)
    assert set(checked) == {"active"}
