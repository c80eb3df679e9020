"""Who is referred, from what, and when not; what the record tells of it."""

from datetime import date
from uuid import uuid4

import pytest

from tilts.casework.allocation.actions import Handover, make_responsible
from tilts.casework.people.actions import mark_entered_in_error, note_death
from tilts.casework.people.pairs import merge_people
from tilts.casework.plans.models import Goal
from tilts.casework.programmes.actions import Judgement, Referral, judge, refer
from tilts.casework.programmes.delivery.queries import goals_to_reach, going_on, participations_of
from tilts.casework.programmes.models import Participation
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.models import Act
from tilts.platform.workflow.actions import move, person_event
from tilts.platform.workflow.models import WorkItem

from .delivery import PROGRAMME, TODAY, Delivery, codes, now


def refused(delivery: Delivery, whom, **what) -> list[str]:
    """The codes of the reasons why somebody is not referred."""
    goal = Goal.objects.filter(person=whom).first() or delivery.goal(whom)
    said = {"programme": PROGRAMME, "goal": goal.pk, **what}
    unit = delivery.house.units["jelgava"]
    try:
        refer(by=delivery.officer, person=whom, unit=unit, what=Referral(**said))
    except Refused as no:
        return [reason.code for reason in no.reasons]
    return []


def test_a_referral_names_the_lines_of_goal_and_step_which_every_version_has(delivery):
    whom = delivery.somebody()
    goal = delivery.goal(whom)
    case = delivery.referred(whom)
    assert (case.goal, case.step) == (goal.line, goal.steps.get().line)
    assert delivery.referred(delivery.somebody(), with_step=False).step is None


def test_it_answers_to_a_goal_of_the_persons_own_plan(delivery):
    whom, other = delivery.somebody(), delivery.somebody()
    foreign = delivery.goal(other)
    assert refused(delivery, whom, goal=foreign.pk) == ["no-goal"]
    assert refused(delivery, whom, goal=uuid4()) == ["no-goal"]
    assert refused(delivery, whom, step=foreign.steps.get().pk) == ["no-goal"]


def test_a_goal_that_was_reached_wants_no_programme(delivery):
    whom = delivery.somebody()
    goal = delivery.goal(whom)
    goal.state = "achieved"
    with act("test.reach", by=SERVICE):
        goal.save()
    assert (goals_to_reach(whom.pk), refused(delivery, whom)) == ([], ["no-goal"])


def test_one_programme_is_gone_through_once_at_a_time(delivery):
    case = delivery.referred()
    assert refused(delivery, case.person) == ["referred-already"]
    judge(by=delivery.officer, case=case, what=Judgement(suits=False, because="No."))
    assert refused(delivery, case.person) == []


def test_the_other_record_of_the_same_person_counts(delivery):
    kept, gone = delivery.somebody(), delivery.somebody()
    delivery.referred(gone)
    merge_people(by=SERVICE, kept_id=kept.pk, gone_id=gone.pk, reason="the same")
    assert refused(delivery, now_person(kept)) == ["referred-already"]
    assert refused(delivery, now_person(gone)) == ["gone", "referred-already"]


def now_person(whom):
    return type(whom).objects.get(pk=whom.pk)


def test_nobody_who_died_or_never_was_is_referred(delivery):
    dead, error = delivery.somebody(), delivery.somebody()
    for whom in (dead, error):
        delivery.goal(whom)
    note_death(by=SERVICE, person_id=dead.pk, died_on=TODAY, source="a call")
    mark_entered_in_error(by=SERVICE, person_id=error.pk, reason="A mistake.")
    assert "gone" in refused(delivery, now_person(dead))
    assert "gone" in refused(delivery, now_person(error))


def test_nobody_is_referred_while_at_large(delivery):
    case = delivery.waiting()
    person_event(person=case.person_id, code="person_escaped", by=SERVICE)
    assert refused(delivery, case.person, programme="substances") == ["at-large"]


def test_the_catalogue_says_which_programmes_there_are(delivery):
    assert refused(delivery, delivery.somebody(), programme="none") == ["unknown-programme"]


def test_only_who_may_refer_does(delivery):
    whom = delivery.somebody()
    goal = delivery.goal(whom)
    what = Referral(programme=PROGRAMME, goal=goal.pk)
    for role, code in (("clerk", "no-role"), ("facilitator", "no-role")):
        by = actor_for(delivery.house.member(role, "jelgava"), TODAY)
        with pytest.raises(Refused) as no:
            refer(by=by, person=whom, unit=delivery.house.units["jelgava"], what=what)
        assert codes(no) == [code]


def test_referrals_go_along_to_the_next_officer_with_their_work(delivery):
    case = delivery.referred()
    to = delivery.house.member("probation_officer", "zemgale")
    how = Handover(on=TODAY, reason="moved")
    make_responsible(by=SERVICE, person=case.person_id, to=to, how=how)
    case = now(case)
    assert (case.unit, case.waiting_since) == (delivery.house.units["zemgale"], TODAY)
    assert WorkItem.objects.get(case=case.case_ref()).owner == to


def test_what_is_over_stays_where_it_was(delivery):
    case = judge(
        by=delivery.officer,
        case=delivery.referred(),
        what=Judgement(suits=False, because="Not now."),
    )
    to = delivery.house.member("probation_officer", "zemgale")
    make_responsible(
        by=SERVICE, person=case.person_id, to=to, how=Handover(on=TODAY, reason="moved")
    )
    assert now(case).unit == delivery.house.units["jelgava"]


def test_what_goes_on_is_read_by_the_person_each_record_stands_for(delivery):
    kept, gone = delivery.somebody(), delivery.somebody()
    case = delivery.referred(gone)
    merge_people(by=SERVICE, kept_id=kept.pk, gone_id=gone.pk, reason="the same")
    assert going_on([kept.pk]) == {kept.pk: [case]}
    assert list(participations_of([kept.pk])) == [case]


def test_strangers_see_none_of_it(delivery):
    case = delivery.referred()
    stranger = actor_for(delivery.house.member("prison_officer"), TODAY)
    with seen_by(stranger):
        assert (list(participations_of([case.person_id])), going_on([case.person_id])) == ([], {})


def test_a_case_that_was_an_error_is_no_obstacle(delivery):
    case = delivery.referred()
    move(case=case, code="mark_wrong_person", by=SERVICE, reason="His brother's.")
    assert refused(delivery, case.person) == []


def test_each_step_is_an_act_of_whoever_did_it(delivery):
    case = delivery.waiting()
    rows = Act.objects.filter(kind__startswith="programmes.").order_by("recorded_at", "pk")
    assert [(row.kind, row.actor_id) for row in rows] == [
        ("programmes.begin", delivery.staff.pk),
        ("programmes.judge", delivery.staff.pk),
    ]
    assert Participation.objects.get(pk=case.pk).waited(date(TODAY.year + 1, 1, 1)) >= 1
