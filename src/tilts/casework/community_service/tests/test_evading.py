"""Evasion: absence, explanation, warning, absence again, motion; each on its day, none skipped."""

from datetime import date, timedelta
from typing import Any

import pytest

from tilts.casework.community_service.actions import (
    Words,
    note_explanation,
    record_decision,
    send_motion,
    warn,
)
from tilts.casework.community_service.guards import (
    all_hours_done,
    unacceptable_days,
    warned_in_vain,
    why_not_warn,
)
from tilts.casework.community_service.models import Answer, Service
from tilts.platform.access.reasons import Refused
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

from .at_work import TODAY, AtWork, codes, days_ago, now

pytestmark = pytest.mark.django_db
ABSENT, HEARD = 10, 8  # days ago


@pytest.fixture
def case(at_work: AtWork) -> Service:
    """Somebody who works, and was absent once without an acceptable reason."""
    placement = at_work.placed()
    at_work.absent(placement, days_ago(ABSENT))
    found: Service = now(placement.service)
    return found


def answered(case: Service, kind: str, ago: int) -> None:
    """An answer of a day, as the record would have it."""
    with act("test.answer", by=SERVICE):
        Answer(
            person_id=case.person_id, service=case, kind=kind, said_on=days_ago(ago), text="So."
        ).save()


def refusal(call: Any, **given: Any) -> list[str]:
    with pytest.raises(Refused) as no:
        call(**given)
    return codes(no)


def words(ago: int = 0, **more: Any) -> Words:
    return Words(**{"text": "So it was.", "said_on": days_ago(ago), **more})


def coded(reasons: Any) -> list[str]:
    return [reason.code for reason in reasons]


@pytest.mark.parametrize(
    ("heard", "on", "expected"),
    [
        (None, 0, ["not-heard"]),
        (ABSENT + 1, 0, ["not-heard"]),  # asked before they were absent
        (ABSENT, 0, []),  # heard on the very day
        (HEARD, 0, []),
        (HEARD, HEARD, []),  # warned on the day they were heard
        (HEARD, HEARD + 1, ["not-heard"]),  # a warning dated before they were heard
    ],
)
def test_a_warning_wants_the_person_to_be_heard_first(case, heard, on, expected):
    if heard is not None:
        answered(case, "explanation", heard)
    assert coded(why_not_warn(case, days_ago(on))) == expected


@pytest.mark.parametrize(
    ("warned", "expected"),
    [(ABSENT + 1, []), (ABSENT, ["no-absence"]), (HEARD, ["no-absence"])],
)
def test_nobody_is_warned_twice_of_the_same_absence(case, warned, expected):
    answered(case, "warning", warned)
    answered(case, "explanation", 1)
    assert coded(why_not_warn(case, TODAY)) == expected


@pytest.mark.parametrize(
    ("warned", "again", "expected"),
    [
        (None, None, ["not-warned"]),
        (None, 2, ["not-warned"]),
        (HEARD, None, ["not-again"]),
        (HEARD, HEARD + 1, ["not-again"]),
        (HEARD, HEARD, ["not-again"]),  # the absence of the day of the warning is no new one
        (HEARD, HEARD - 1, []),
        (HEARD, 0, []),
    ],
)
def test_a_motion_wants_an_absence_after_the_warning(at_work, case, warned, again, expected):
    if warned is not None:
        answered(case, "warning", warned)
    if again is not None:
        at_work.absent(case.placements.get(), days_ago(again))
    assert coded(warned_in_vain(case, at_work.officer)) == expected


def test_the_last_warning_counts(at_work, case):
    answered(case, "warning", 9)
    at_work.absent(case.placements.get(), days_ago(6))
    assert coded(warned_in_vain(case, at_work.officer)) == []
    answered(case, "warning", 5)
    assert coded(warned_in_vain(case, at_work.officer)) == ["not-again"]


@pytest.mark.parametrize("went", ["excused", "no-work"])
def test_an_absence_that_nobody_is_blamed_for_leads_nowhere(at_work, case, went):
    answered(case, "warning", HEARD)
    at_work.absent(case.placements.get(), days_ago(2), went)
    assert coded(warned_in_vain(case, at_work.officer)) == ["not-again"]
    assert unacceptable_days(case) == [days_ago(ABSENT)]


def test_the_days_stand_in_their_order(at_work, case):
    for ago in (2, 5):
        at_work.absent(case.placements.get(), days_ago(ago))
    assert unacceptable_days(case) == [days_ago(ABSENT), days_ago(5), days_ago(2)]


def test_hours_that_are_left_are_said_in_hours(at_work, case):
    at_work.approved(case.placements.get(), days_ago(1), 150)
    (reason,) = all_hours_done(case, at_work.officer)
    assert (reason.code, reason.text) == ("hours-left", "57 h 30 min are still to be done.")


@pytest.mark.parametrize("call", [note_explanation, warn])
@pytest.mark.parametrize(
    ("what", "expected"),
    [(words(text=" "), ["no-words"]), (words(ago=-1), ["future"])],
)
def test_what_was_said_has_words_and_a_day_that_was(at_work, case, call, what, expected):
    answered(case, "explanation", HEARD)
    assert refusal(call, by=at_work.officer, case=case, what=what) == expected
    assert Answer.objects.count() == 1


@pytest.mark.parametrize(
    ("outcome", "what", "expected"),
    [
        ("goes-on", words(text=""), ["reason-missing"]),
        ("goes-on", words(ago=-1), ["future"]),
        ("replaced", words(ago=-1), ["future"]),
    ],
)
def test_a_decision_that_cannot_be_leaves_the_motion_as_it_is(
    at_work, case, outcome, what, expected
):
    before_court(at_work, case)
    given = {"by": at_work.officer, "case": case, "outcome": outcome, "what": what}
    with pytest.raises(Refused) as no:
        record_decision(**given)
    assert codes(no) == (["no-words"] if expected == ["reason-missing"] else expected)
    assert (now(case).state, Answer.objects.filter(kind="decision").count()) == ("evaded", 0)


def before_court(at_work: AtWork, case: Service) -> None:
    """The motion is sent."""
    answered(case, "explanation", 9)
    answered(case, "warning", HEARD)
    at_work.absent(case.placements.get(), days_ago(2))
    send_motion(by=at_work.officer, case=case, what=words(authority="Jelgava court"))


def test_the_motion_keeps_what_was_written_and_to_whom(at_work, case):
    before_court(at_work, case)
    row = Answer.objects.get(kind="motion")
    assert (row.text, row.authority, row.said_on, row.outcome, row.person_id) == (
        "So it was.", "Jelgava court", TODAY, "", case.person_id,
    )  # fmt: skip
    assert refusal(send_motion, by=at_work.officer, case=case, what=words()) == ["not-from-here"]


def test_a_decision_without_a_motion_can_only_replace(at_work, case):
    given = {"by": at_work.officer, "case": case, "what": words()}
    assert refusal(record_decision, outcome="goes-on", **given) == ["not-from-here"]
    record_decision(outcome="replaced", **given)
    assert (now(case).state, now(case).ended_on) == ("replaced", TODAY)


def test_replaced_on_the_day_of_the_decision(at_work, case):
    before_court(at_work, case)
    given = {"by": at_work.officer, "case": case, "outcome": "replaced"}
    record_decision(**given, what=words(ago=1, authority="Court", reference="K-7"))
    decided: date = TODAY - timedelta(days=1)
    row = Answer.objects.get(kind="decision")
    assert (now(case).ended_on, row.said_on, row.outcome, row.reference) == (
        decided, decided, "replaced", "K-7",
    )  # fmt: skip
