"""What the record tells of a programme: each act with its author, and what changed."""

from datetime import timedelta

import pytest

from tilts.casework.programmes.actions import advance_participation, put_off
from tilts.casework.programmes.delivery.progress import running
from tilts.casework.programmes.models import Participation
from tilts.doors.web.kinds import kind_title
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act, Payload
from tilts.platform.record.state import check_state
from tilts.platform.workflow.models import Status
from tilts.platform.workflow.state_check import state_faults

from .delivery import TODAY, now


def acts(since: int = 0) -> list[str]:
    """The kinds of the acts in programmes, plans and gatherings, in order."""
    rows = Act.objects.order_by("recorded_at", "pk").values_list("kind", flat=True)
    wanted = ("programmes.", "plans.note", "gatherings.enrol", "gatherings.mark", "gatherings.end")
    return [kind for kind in rows if kind.startswith(wanted)][since:]


def test_a_referral_and_its_judgement(delivery):
    case = delivery.waiting()
    assert acts() == ["programmes.begin", "programmes.judge"]
    assert {row.subject_id for row in Payload.objects.filter(about=case.case_ref())} == {
        case.person_id
    }


def test_a_place_is_one_act_with_what_followed_inside(delivery, licensed):
    series, case = delivery.group(), delivery.waiting()
    before = len(acts())
    delivery.placed(series, case)
    assert sorted(acts(before)) == ["gatherings.enrol", "programmes.place"]


def test_the_first_session_is_told_with_the_progress_of_the_goal(delivery, licensed):
    series = delivery.group()
    case = delivery.placed(series)
    before = len(acts())
    delivery.attended(series, case, [1])
    assert sorted(acts(before)) == sorted(
        [
            "gatherings.mark",
            "plans.note_progress",
            "programmes.start",
        ]
    )


def test_the_last_session_completes_and_frees_the_place(delivery, licensed):
    series = delivery.group()
    case = delivery.attended(series, delivery.placed(series), range(1, 12))
    before = len(acts())
    delivery.attended(series, case, [12])
    assert sorted(acts(before)) == sorted(
        [
            "gatherings.mark",
            "gatherings.end_enrolment",
            "plans.note_progress",
            "programmes.complete",
        ]
    )


def test_marking_anew_what_is_known_changes_nothing(delivery, licensed):
    series = delivery.group()
    case = delivery.attended(series, delivery.placed(series), [1, 2])
    before = Status.objects.filter(case=case.case_ref()).count()
    delivery.attended(series, case, [1, 2])
    assert Status.objects.filter(case=case.case_ref()).count() == before


def test_who_marked_is_who_began_it(delivery, licensed):
    series = delivery.group()
    case = delivery.attended(series, delivery.placed(series), [1])
    row = Status.objects.get(case=case.case_ref(), move="start")
    assert row.actor_id == delivery.leaders[0].pk


def test_a_reason_is_kept_with_the_person(delivery):
    case = delivery.waiting()
    later = TODAY + timedelta(days=30)
    put_off(by=delivery.officer, case=case, until=later, reason="A secret operation.")
    kinds = acts()
    assert kinds[-1] == "programmes.defer"
    row = Act.objects.filter(kind="programmes.defer").latest("recorded_at")
    assert "secret" not in str(row.__dict__)


@pytest.mark.parametrize(
    "code",
    [
        "begin",
        "judge",
        "decline",
        "place",
        "start",
        "complete",
        "lose_place",
        "left",
        "sent_off",
        "finish",
        "defer",
        "take_up",
        "take_out",
        "exclude",
        "give_place",
        "pass_on",
        "open_group",
    ],
)
def test_each_kind_of_act_has_a_name(code):
    assert str(kind_title(f"programmes.{code}")) != f"programmes.{code}"


def test_the_states_of_cases_agree_with_their_last_acts(delivery, licensed):
    series = delivery.group()
    case = delivery.attended(series, delivery.placed(series), [1])
    delivery.waiting()
    delivery.referred()
    advance_participation(by=delivery.officer, case=case, code="exclude", reason="Fought.")
    assert state_faults([Participation]) == []


def test_rows_are_as_the_record_says_from_the_place_to_the_end(delivery, licensed):
    """What a room adds to a row while another room's act writes it is told after that."""
    series = delivery.group()
    delivery.attended(series, delivery.placed(series), range(1, 13))
    case = delivery.attended(series, delivery.placed(series), [1])
    advance_participation(by=delivery.officer, case=case, code="exclude", reason="Fought.")
    assert check_state().faults == []


def test_what_the_service_does_by_itself_is_told_as_its_own(delivery, licensed):
    series = delivery.group()
    case = delivery.attended(series, delivery.placed(series), range(1, 13))
    assert running(now(case)) is None
    row = Act.objects.filter(kind="gatherings.end_enrolment").get()
    assert row.actor_id == SERVICE.party
