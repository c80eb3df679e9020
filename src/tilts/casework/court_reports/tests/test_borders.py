"""Whom a report brings into whose sight, until which day, and who may be given one."""

from datetime import timedelta

import pytest

from tilts.casework.court_reports.actions import (
    Interview,
    advance,
    arrange,
    assign,
    hold_interview,
    note_attempt,
    pass_on,
    request_report,
    send,
)
from tilts.casework.court_reports.guards import why_not_hear, why_not_write
from tilts.casework.court_reports.models import Report
from tilts.casework.court_reports.queries import one_report, reports_due
from tilts.casework.court_reports.rules import report_asked_for
from tilts.casework.people.models import Person
from tilts.casework.people.tests.people import change, person
from tilts.casework.proceedings.moments import midnight
from tilts.platform.access.actions import bar
from tilts.platform.access.models import BarGround
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.actions import give_role, plan_absence
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

from .desk import ASKED, TODAY, asked, codes, now, work_of

DAY = timedelta(days=1)
ANSWERED_FOR = 60  # days after it was sent, as the pack of Latvia says


def refusal(call) -> list[str]:
    with pytest.raises(Refused) as refused:
        call()
    return codes(refused)


def sees(actor, whom) -> bool:
    with seen_by(actor):
        return Person.objects.filter(pk=whom.pk).exists()


@pytest.fixture
def elsewhere(desk):
    """Somebody registered in a prison, whom probation does not see."""
    return person("Riekstiņš", "Pēteris", at=desk.house.units["olaine"], country="LV")


def test_the_unit_that_is_asked_sees_the_person_from_then_on(desk, elsewhere):
    assert sees(desk.colleague, elsewhere) is False
    unit = desk.house.units["jelgava"]
    case = request_report(by=SERVICE, person=elsewhere, unit=unit, what=asked())
    assert sees(desk.colleague, elsewhere) is True
    advance(by=SERVICE, case=case, code="withdraw", reason="dropped")
    assert sees(desk.colleague, elsewhere) is False


@pytest.mark.parametrize(
    ("days", "seen"), [(0, True), (ANSWERED_FOR, True), (ANSWERED_FOR + 1, False)]
)
def test_what_was_sent_is_answered_for_a_while(desk, elsewhere, days, seen):
    unit = desk.house.units["jelgava"]
    case = request_report(by=SERVICE, person=elsewhere, unit=unit, what=asked())
    told = {"state": "sent", "author": desk.staff, "sent_on": TODAY - timedelta(days=days)}
    earlier = TODAY - timedelta(days=days + 1)
    with act("test.send", by=SERVICE):
        Report.plain.filter(pk=case.pk).update(requested_on=earlier, **told)
    assert sees(desk.writer, elsewhere) is seen
    with seen_by(desk.writer):
        assert Report.objects.filter(pk=case.pk).exists() is seen


def test_who_stands_in_for_the_writer_sees_the_person_while_they_do(desk, elsewhere):
    case = request_report(
        by=SERVICE, person=elsewhere, unit=desk.house.units["zemgale"], what=asked()
    )
    assign(by=SERVICE, case=case, to=desk.staff)
    assert (sees(desk.writer, elsewhere), sees(desk.colleague, elsewhere)) == (True, False)
    plan_absence(
        by=SERVICE,
        staff=desk.staff,
        since=TODAY,
        until=TODAY + DAY,
        substitute=desk.colleague_staff,
    )
    assert sees(desk.colleague, elsewhere) is True
    with seen_by(desk.colleague):
        assert list(reports_due()) == [case]


def test_a_report_that_one_may_not_see_is_as_if_it_were_not_there(desk, elsewhere):
    unit = desk.house.units["zemgale"]
    case = request_report(by=SERVICE, person=elsewhere, unit=unit, what=asked())
    with seen_by(desk.colleague):
        assert refusal(lambda: one_report(case.pk)) == ["not-yours"]
    assert one_report(case.pk) == case


# stage, and for whom an authority's request is why they look
GROUNDS = [
    ("requested", {"head": "request", "writer": "", "colleague": ""}),
    ("assigned", {"head": "", "writer": "request", "colleague": ""}),
    ("drafting", {"head": "", "writer": "request", "colleague": ""}),
    ("handed_in", {"head": "request", "writer": "request", "colleague": "request"}),
    ("passed", {"head": "request", "writer": "request", "colleague": "request"}),
    ("signed", {"head": "request", "writer": "request", "colleague": "request"}),
    ("sent", {"head": "", "writer": "request", "colleague": ""}),
]


@pytest.mark.parametrize(("stage", "expected"), GROUNDS)
def test_for_whom_the_request_is_the_purpose(desk, stage, expected):
    case = getattr(desk, stage)()
    actors = {"head": desk.head, "writer": desk.writer, "colleague": desk.colleague}
    found = {who: report_asked_for(actor, case.person_id) for who, actor in actors.items()}
    assert found == expected


def test_another_unit_reads_no_report_of_this_one(desk):
    case = desk.handed_in()
    far = desk.house.actor("head_of_unit", unit="olaine")
    assert report_asked_for(far, case.person_id) == ""


@pytest.mark.parametrize(
    ("role", "unit", "expected"),
    [
        ("probation_officer", "jelgava", []),
        ("probation_officer", "zemgale", []),
        ("head_of_unit", "jelgava", []),
        ("clerk", "jelgava", ["no-writer"]),
        ("psychologist", "jelgava", ["no-writer"]),
        ("psychologist", "riga", ["no-writer"]),
        ("head_of_unit", "riga", ["no-writer"]),
    ],
)
def test_who_can_be_given_a_report(desk, role, unit, expected):
    case, staff = desk.requested(), desk.house.member(role, unit)
    assert [one.code for one in why_not_write(case, staff)] == expected


@pytest.mark.parametrize(("days", "expected"), [(0, []), (1, ["no-writer"])])
def test_a_role_counts_from_its_first_day(desk, days, expected):
    staff, unit = desk.house.hire("vpd"), desk.house.units["jelgava"]
    since = TODAY + timedelta(days=days)
    give_role(by=SERVICE, staff=staff, role="probation_officer", unit=unit, since=since)
    assert [one.code for one in why_not_write(desk.requested(), staff)] == expected


def test_who_is_barred_gets_no_report_about_that_person_and_others_as_ever(desk):
    case, other = desk.requested(), desk.requested(desk.add("Kalna"))
    bar(
        by=SERVICE, staff=desk.staff.pk, person=desk.anna.pk, ground=BarGround.RELATIVE, since=TODAY
    )
    found = [[one.code for one in why_not_write(each, desk.staff)] for each in (case, other)]
    assert found == [["barred"], []]
    assert refusal(lambda: assign(by=desk.head, case=case, to=desk.staff)) == ["barred"]
    assert (now(case).author, now(case).state) == (None, "requested")


def test_a_barred_writer_keeps_no_slice_of_the_wall(desk):
    case = desk.drafting()
    bar(
        by=SERVICE, staff=desk.staff.pk, person=desk.anna.pk, ground=BarGround.RELATIVE, since=TODAY
    )
    assert [one.code for one in why_not_hear(case, desk.writer)] == ["protected"]


def test_who_gave_it_away_hears_the_victim_no_more(desk):
    case = desk.drafting()
    assert why_not_hear(case, desk.writer) == []
    case = pass_on(by=desk.head, case=case, to=desk.colleague_staff, reason="ill")
    assert [one.code for one in why_not_hear(case, desk.writer)] == ["protected"]
    assert why_not_hear(case, desk.colleague) == []
    assert {owner for _kind, owner, _day in work_of(case)} == {desk.colleague_staff.pk}


def test_the_service_itself_hears_and_reads_all(desk):
    assert why_not_hear(desk.requested(), SERVICE) == []


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (-1, ["in-past"]),  # 23:00 of yesterday, by the clock of the country
        (0, []),
        (23, []),
        (24 * 40, []),
    ],
)
def test_an_interview_is_arranged_from_today_on_by_the_clock_of_the_country(desk, hours, expected):
    case, at = desk.assigned(), midnight(TODAY) + timedelta(hours=hours)
    call = lambda: arrange(by=desk.writer, case=case, at=at, place="Room 1")  # noqa: E731 - a write
    if expected:
        assert refusal(call) == expected
        assert (now(case).state, now(case).interview_at) == ("assigned", None)
    else:
        assert (call().state, now(case).interview_at) == ("interview_scheduled", at)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (ASKED - DAY, ["before-request"]),
        (ASKED, []),
        (TODAY, []),
        (TODAY + DAY, ["in-future"]),
    ],
)
def test_an_interview_and_an_attempt_were_between_the_request_and_today(desk, day, expected):
    first, second = desk.assigned(), desk.assigned(desk.add("Kalna"))
    tried = {"by": desk.writer, "how": "visit", "came_of": "", "on": day}
    calls = (
        lambda: hold_interview(by=desk.writer, case=first, what=Interview(on=day)),
        lambda: note_attempt(case=second, **tried),
    )
    if expected:
        assert [refusal(call) for call in calls] == [expected, expected]
        assert (now(first).state, second.attempts.count()) == ("assigned", 0)
    else:
        assert [bool(call()) for call in calls] == [True, True]
        assert (now(first).interviewed_on, second.attempts.get().on) == (day, day)


@pytest.mark.parametrize(("days", "expected"), [(-400, []), (-1, []), (0, []), (1, ["in-future"])])
def test_a_request_came_today_or_earlier(desk, days, expected):
    day = TODAY + timedelta(days=days)
    if expected:
        assert refusal(lambda: desk.requested(requested_on=day)) == expected
        assert Report.objects.count() == 0
    else:
        assert desk.requested(requested_on=day).requested_on == day


def test_the_same_reference_counts_once_for_one_authority_and_person_while_it_goes_on(desk):
    first = desk.requested()
    assert refusal(desk.requested) == ["asked-already"]
    others = [
        desk.requested(reference="K15-0002"),
        desk.requested(authority="Dobeles tiesa"),
        desk.requested(desk.add("Kalna")),
    ]
    advance(by=desk.head, case=first, code="withdraw", reason="dropped")
    again = desk.requested()
    assert len({first.pk, again.pk, *(one.pk for one in others)}) == 5


def test_after_it_was_sent_the_same_court_may_ask_again(desk):
    first = desk.sent()
    again = desk.requested()
    assert (now(first).state, again.state, first.pk != again.pk) == ("sent", "requested", True)


def test_all_that_is_wrong_with_a_request_is_said_at_once(desk):
    desk.requested()
    change(desk.anna, entered_in_error=True)
    ahead = TODAY + DAY
    assert refusal(lambda: desk.requested(requested_on=ahead)) == [
        "gone",
        "asked-already",
        "in-future",
    ]


@pytest.mark.parametrize(("days", "expected"), [(0, []), (1, ["in-future"])])
def test_it_was_sent_today_or_earlier(desk, days, expected):
    case, on = desk.signed(), TODAY + timedelta(days=days)
    call = lambda: send(by=desk.writer, case=case, on=on, how="by post")  # noqa: E731 - a write
    if expected:
        assert refusal(call) == expected
        assert now(case).state == "signed"
    else:
        assert (call().state, now(case).sent_on, now(case).sent_how) == ("sent", on, "by post")


def test_a_report_is_passed_on_with_a_reason_and_never_to_its_writer(desk):
    case = desk.drafting()
    head, other = desk.head, desk.colleague_staff
    assert refusal(lambda: pass_on(by=head, case=case, to=desk.staff, reason="x")) == [
        "same-writer"
    ]
    clerk = desk.house.member("clerk", "jelgava")
    assert refusal(lambda: pass_on(by=head, case=case, to=clerk, reason="x")) == ["no-writer"]
    assert "no-role" in refusal(lambda: pass_on(by=desk.writer, case=case, to=other, reason="x"))
    assert now(case).author == desk.staff
