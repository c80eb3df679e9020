"""Who may do what, on which days, and what is refused with its reason."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tilts.casework.court_reports.actions import (
    Interview,
    Remarks,
    arrange,
    assign,
    hold_interview,
    note_attempt,
    pass_on,
    request_report,
    review,
    send,
    sign,
)
from tilts.casework.court_reports.models import Report
from tilts.casework.people import actions as people
from tilts.platform.access.actions import bar
from tilts.platform.access.models import BarGround
from tilts.platform.access.purposes import derived_purpose
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE

from .desk import ASKED, FINE, TODAY, asked, codes, now, work_of

AHEAD, BEFORE = TODAY + timedelta(days=1), ASKED - timedelta(days=1)


def refusal(call) -> list[str]:
    with pytest.raises(Refused) as refused:
        call()
    return codes(refused)


def test_a_request_is_refused_twice_ahead_of_time_and_on_a_closed_record(desk):
    unit = desk.house.units["jelgava"]
    desk.requested()

    def request(**more):
        return request_report(by=desk.head, person=desk.anna, unit=unit, what=asked(**more))

    assert refusal(request) == ["asked-already"]
    assert refusal(lambda: request(reference="2", requested_on=AHEAD)) == ["in-future"]
    people.note_death(by=SERVICE, person_id=desk.anna.pk, died_on=TODAY, source="register")
    desk.anna.refresh_from_db()
    assert refusal(lambda: request(reference="3")) == ["gone"]
    assert now(Report.objects.get()).state == "ended_by_death"


def test_only_who_writes_reports_is_assigned_and_nobody_barred(desk):
    case = desk.requested()
    clerk = desk.house.member("clerk", "riga")
    assert refusal(lambda: assign(by=desk.head, case=case, to=clerk)) == ["no-writer"]
    bar(
        by=SERVICE,
        staff=desk.staff.pk,
        person=desk.anna.pk,
        ground=BarGround.RELATIVE,
        since=TODAY,
    )
    assert refusal(lambda: assign(by=desk.head, case=case, to=desk.staff)) == ["barred"]
    assert refusal(lambda: assign(by=desk.writer, case=case, to=desk.colleague_staff)) != []


def test_a_report_passes_to_another_writer_with_its_work(desk):
    case = desk.assigned()
    same = refusal(lambda: pass_on(by=desk.head, case=case, to=desk.staff, reason="ill"))
    assert same == ["same-writer"]
    pass_on(by=desk.head, case=case, to=desk.colleague_staff, reason="ill")
    assert {owner for _kind, owner, _due in work_of(case)} == {desk.colleague_staff.pk}


def test_days_lie_between_the_request_and_today(desk):
    case = desk.assigned()
    early = timezone.now() - timedelta(days=30)
    assert refusal(lambda: arrange(by=desk.writer, case=case, at=early, place="x")) == ["in-past"]
    for day, code in ((AHEAD, "in-future"), (BEFORE, "before-request")):
        held = Interview(on=day)
        assert refusal(lambda held=held: hold_interview(by=desk.writer, case=case, what=held)) == [
            code
        ]
        tried = {"by": desk.writer, "case": case, "how": "phone", "came_of": ""}
        assert refusal(lambda day=day, tried=tried: note_attempt(**tried, on=day)) == [code]


def test_nobody_reads_their_own_and_a_return_says_what_to_change(desk):
    case = desk.handed_in()
    assert refusal(lambda: review(by=desk.writer, case=case, what=FINE)) == ["own-report"]
    back = Remarks(passed=False)
    assert refusal(lambda: review(by=desk.colleague, case=case, what=back)) == ["no-remark"]
    half = Remarks(passed=True, checks={"sources": True})
    assert refusal(lambda: review(by=desk.colleague, case=case, what=half)) == ["check-fails"]
    assert refusal(lambda: review(by=SERVICE, case=case, what=FINE)) == ["not-staff"]
    early = desk.written(desk.add("Kalna"))
    assert refusal(lambda: review(by=desk.colleague, case=early, what=FINE)) == [
        "not-there-to-read"
    ]


def test_a_person_signs_and_it_is_sent_by_today(desk):
    case = desk.passed()
    assert refusal(lambda: sign(by=SERVICE, case=case, language="lv")) == ["not-staff"]
    sign(by=desk.writer, case=case, language="lv")
    late = refusal(lambda: send(by=desk.writer, case=case, on=AHEAD, how="post"))
    assert late == ["in-future"]


def test_a_writer_elsewhere_sees_the_person_while_it_goes_on(desk):
    case = desk.requested()
    stranger = desk.house.member("probation_officer", "zemgale")
    far = actor_for(stranger, TODAY)
    other = desk.house.member("psychologist", "riga")
    with seen_by(actor_for(other, TODAY)):
        assert Report.objects.count() == 0
    assign(by=desk.head, case=case, to=stranger)
    with seen_by(far):
        assert Report.objects.get() == case
    assert derived_purpose(far, desk.anna.pk) == "request"


def test_it_is_out_of_sight_a_while_after_it_was_sent(desk):
    case = desk.sent()
    assert derived_purpose(desk.writer, desk.anna.pk) == "request"
    far = actor_for(desk.house.member("psychologist", "riga"), TODAY)
    with seen_by(far):
        assert Report.objects.count() == 0
    assert now(case).state == "sent"
