"""The case: from the judgment to its end; every stage has an owner and a next date."""

from datetime import timedelta

import pytest

from tilts.casework.allocation.actions import Handover, reassign
from tilts.casework.community_service.actions import (
    Abilities,
    Words,
    advance,
    leave_place,
    note_explanation,
    postpone,
    receive,
    record_decision,
    register,
    send_motion,
    warn,
)
from tilts.casework.community_service.models import Answer, Placement, Service
from tilts.casework.people.actions import note_death
from tilts.casework.proceedings.models import Measure
from tilts.engines.calendars.months import add_months
from tilts.platform.access.reasons import Refused
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.queries import items_of_case
from tilts.platform.workflow.state_check import state_faults

from .at_work import IN_FORCE, TODAY, codes, days_ago, now

pytestmark = pytest.mark.django_db
SOON = TODAY + timedelta(days=30)


def work(case):
    """Open work of a case: kind, owner, due."""
    rows = items_of_case(now(case))
    return [(row.kind.partition(".")[2], row.owner_id, row.due) for row in rows]


def refused(call, **given):
    with pytest.raises(Refused) as no:
        call(**given)
    return codes(no)


def words(text="So it was.", **more):
    return Words(**{"text": text, "said_on": TODAY, **more})


def motion(at_work):
    """Somebody who was warned in vain, before the court."""
    placement = at_work.placed()
    case = placement.service
    at_work.approved(placement, days_ago(9))
    at_work.absent(placement, days_ago(5))
    note_explanation(by=at_work.officer, case=case, what=words("I overslept."))
    with act("test.earlier", by=SERVICE):
        warn(by=at_work.officer, case=case, what=words("The next time we ask the court."))
        for row in Answer.objects.all():
            row.said_on = days_ago(4)
            row.save()
    at_work.absent(placement, days_ago(2))
    case = now(case)
    send_motion(by=at_work.officer, case=case, what=words("Two absences.", authority="Court"))
    return placement


def test_a_judgment_is_received_and_due_to_be_registered(at_work):
    case = at_work.received()
    assert (case.state, case.minutes, case.due_by) == ("received", 3600, add_months(IN_FORCE, 12))
    due = due_date("LV", "community_service_registration", TODAY)
    assert work(case) == [("register", at_work.staff.pk, due)]


@pytest.mark.parametrize(
    ("measure", "imposed_by", "code"),
    [
        ({"kind": "probation_supervision"}, "court", "other-measure"),
        ({"ended_on": TODAY, "ended_how": "served"}, "court", "measure-ended"),
        ({"in_force_on": None}, "court", "not-in-force"),
        ({"minutes": 2399}, "court", "beyond-law"),
        ({"minutes": 420 * 60 + 1}, "court", "beyond-law"),
        ({"minutes": 281 * 60}, "prosecutor", "beyond-law"),
        ({}, "mayor", "no-limits"),
    ],
)
def test_what_is_no_community_service_is_refused(at_work, measure, imposed_by, code):
    row = at_work.measure(**measure)
    assert refused(at_work.received, measure=row, imposed_by=imposed_by) == [code]


def test_the_law_is_told_with_its_limits(at_work):
    row = at_work.measure(minutes=281 * 60)
    with pytest.raises(Refused) as no:
        at_work.received(row, "prosecutor")
    assert str(no.value.reasons[0].text) == (
        "Prosecutor imposes 40 h to 280 h, and not 281 h. Correct the measure first."
    )


def test_one_judgment_has_one_case_and_an_error_makes_room(at_work):
    case = at_work.received()
    assert refused(at_work.received, measure=case.measure) == ["has-case"]
    head = at_work.head
    advance(by=head, case=case, code="mark_error", reason="Mistyped.")
    again = at_work.received(case.measure)
    assert refused(advance, by=head, case=now(case), code="reopen", reason="It was right") == [
        "another-case"
    ]
    assert (now(case).state, again.state) == ("entered_in_error", "received")


def test_a_day_to_come_is_no_day_of_receipt(at_work):
    given = {"by": at_work.officer, "unit": at_work.house.units["jelgava"], "imposed_by": "court"}
    tomorrow = TODAY + timedelta(days=1)
    assert refused(receive, **given, measure=at_work.measure(), received_on=tomorrow) == ["future"]


def test_registered_with_what_is_possible(at_work):
    case = at_work.received()
    unknown = Abilities(municipality="atlantis")
    assert refused(register, by=at_work.officer, case=case, what=unknown) == ["no-town"]
    what = Abilities(municipality="jelgava", weekdays=[6, 5], must_not=["heavy"], must=["indoors"])
    register(by=at_work.officer, case=case, what=what)
    row = now(case)
    assert (row.state, row.weekdays, row.must_not, row.must) == (
        "registered", [5, 6], ["heavy"], ["indoors"],
    )  # fmt: skip
    due = due_date("LV", "community_service_placement", TODAY)
    assert work(case) == [("place", at_work.staff.pk, due)]


def test_each_stage_has_an_owner_and_a_next_date(at_work):
    placement = at_work.placed()
    case, owner = placement.service, at_work.staff.pk
    assert work(case) == [("begin", owner, due_date("LV", "community_service_begin", TODAY))]
    at_work.worked(placement, days_ago(3))
    assert work(case) == [("finish", owner, case.due_by)]
    case = now(case)
    postpone(by=at_work.officer, case=case, until=SOON, reason="In hospital.")
    assert work(case) == [("take_up", owner, SOON)]
    advance(by=at_work.officer, case=case, code="take_up")
    assert (now(case).state, work(case)) == ("working", [("finish", owner, case.due_by)])
    leave_place(by=at_work.officer, case=case, reason="The park closed.")
    assert [kind for kind, _owner, _due in work(case)] == ["place"]
    assert (now(placement).until, now(placement).ended_because) == (TODAY, "The park closed.")


def test_taken_up_it_goes_on_from_where_it_was(at_work):
    case = at_work.registered()
    assert refused(postpone, by=at_work.officer, case=case, until=TODAY, reason="Ill") == ["later"]
    postpone(by=at_work.officer, case=case, until=SOON, reason="Ill.")
    advance(by=at_work.officer, case=case, code="take_up")
    assert (now(case).state, now(case).postponed_until) == ("registered", None)


def test_a_step_that_wants_more_is_not_made_bare(at_work):
    case = at_work.registered()
    for code in ("register", "place", "leave_place", "send_motion", "postpone", "start", "none"):
        given = {"by": at_work.officer, "case": case, "code": code, "reason": "x"}
        assert refused(advance, **given) == ["own-step"]


def test_ended_without_being_done_ends_placement_and_measure(at_work):
    placement = at_work.placed()
    case = placement.service
    assert refused(advance, by=at_work.officer, case=case, code="cancel") == ["reason-missing"]
    advance(by=at_work.officer, case=case, code="cancel", reason="Pardoned.")
    measure = Measure.objects.get(pk=case.measure_id)
    assert (now(case).state, now(placement).until, measure.ended_how) == (
        "cancelled", TODAY, "quashed",
    )  # fmt: skip
    assert work(case) == []


def test_what_was_completed_reopens_and_hours_are_corrected(at_work):
    placement = at_work.placed(at_work.registered(at_work.received(at_work.measure(minutes=2400))))
    for day in range(1, 6):
        at_work.approved(placement, days_ago(day), 480)
    case = now(placement.service)
    advance(by=at_work.head, case=case, code="reopen", reason="A day was not theirs.")
    measure = Measure.objects.get(pk=case.measure_id)
    assert (now(case).state, now(case).ended_on, measure.ended_on, measure.ended_how) == (
        "registered", None, None, "",
    )  # fmt: skip
    due = due_date("LV", "community_service_placement", TODAY)
    assert work(case) == [("place", at_work.staff.pk, due)]


class TestEvasion:
    """Explanation, warning, motion, decision: none is skipped."""

    def test_nobody_is_warned_without_an_absence_or_unheard(self, at_work):
        placement = at_work.placed()
        case = placement.service
        given = {"by": at_work.officer, "case": case, "what": words()}
        assert refused(warn, **given) == ["no-absence"]
        at_work.absent(placement, days_ago(5), "excused")
        assert refused(warn, **given) == ["no-absence"]
        at_work.absent(placement, days_ago(4))
        assert refused(warn, **given) == ["not-heard"]
        note_explanation(by=at_work.officer, case=case, what=words("None given."))
        warn(by=at_work.officer, case=case, what=words())
        assert [row.kind for row in Answer.objects.order_by("pk")] == ["explanation", "warning"]
        assert refused(warn, **given) == ["no-absence"]

    def test_no_motion_before_a_warning_and_another_absence(self, at_work):
        placement = at_work.placed()
        at_work.absent(placement, days_ago(5))
        case = placement.service
        given = {"by": at_work.officer, "case": case, "what": words()}
        assert refused(send_motion, **given) == ["not-warned"]
        note_explanation(by=at_work.officer, case=case, what=words())
        warn(by=at_work.officer, case=case, what=words())
        assert refused(send_motion, **given) == ["not-again"]
        assert Answer.objects.filter(kind="motion").count() == 0

    def test_the_court_lets_it_go_on(self, at_work):
        case = motion(at_work).service
        due = due_date("LV", "community_service_decision", TODAY)
        assert (now(case).state, work(case)) == (
            "evaded", [("decision", at_work.staff.pk, due)],
        )  # fmt: skip
        case = now(case)
        what = words("It goes on.", authority="Court", reference="K-2")
        record_decision(by=at_work.officer, case=case, outcome="goes-on", what=what)
        assert (now(case).state, [kind for kind, *_rest in work(case)]) == ("working", ["finish"])
        last = Answer.objects.filter(kind="decision").get()
        assert (last.outcome, last.reference) == ("goes-on", "K-2")
        assert state_faults([Service]) == []

    def test_the_court_replaces_it(self, at_work):
        placement = motion(at_work)
        case = now(placement.service)
        what = words("Ten days of custody.")
        record_decision(by=at_work.officer, case=case, outcome="replaced", what=what)
        measure = Measure.objects.get(pk=case.measure_id)
        assert (now(case).state, now(case).ended_on) == ("replaced", TODAY)
        assert (measure.ended_how, now(placement).until, work(case)) == ("replaced", TODAY, [])

    def test_words_and_days_are_asked_for(self, at_work):
        case = at_work.registered()
        tomorrow = TODAY + timedelta(days=1)
        given = {"by": at_work.officer, "case": case}
        assert refused(note_explanation, **given, what=words(" ")) == ["no-words"]
        assert refused(note_explanation, **given, what=words(said_on=tomorrow)) == ["future"]
        advance(by=at_work.officer, case=case, code="cancel", reason="Pardoned.")
        assert refused(note_explanation, **given, what=words()) == ["is-over"]


def test_a_death_ends_the_case_and_nobody_is_expected(at_work):
    placement = at_work.placed()
    note_death(by=SERVICE, person_id=placement.person_id, died_on=TODAY, source="Registry")
    assert (now(placement.service).state, now(placement).until) == ("ended_by_death", TODAY)
    assert Placement.plain.filter(until=None).count() == 0
    assert state_faults([Service]) == []


def test_a_new_officer_takes_the_case_and_its_work_over(at_work):
    case = at_work.registered()
    other = at_work.house.member("probation_officer", "zemgale")
    how = Handover(on=TODAY, reason="Moved.")
    reassign(by=SERVICE, person=case.person_id, to=other, how=how)
    assert (now(case).unit.code, work(case)[0][1]) == ("zemgale", other.pk)
