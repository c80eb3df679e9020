"""The fictional programmes: licences of every fate, and applications at each step."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from tilts.casework.programmes.conflicts import why_not_member
from tilts.casework.programmes.licences import last_day, why_not_given
from tilts.casework.programmes.models import Accreditation, Opinion, Part, Seat
from tilts.casework.programmes.paper import total_of
from tilts.doors.demo.loading import load
from tilts.platform.access.scoped import seen_by
from tilts.platform.documents.queries import open_paper
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.models import WorkItem
from tilts.platform.workflow.queries import history
from tilts.platform.workflow.state_check import state_faults

TODAY = timezone.localdate()


@pytest.mark.django_db
def test_programmes_of_the_demonstration():
    load(40, TODAY, lambda n: None)
    with seen_by(SERVICE):
        rows = {case.programme: case for case in Accreditation.objects.select_related("unit")}
        assert Counter(case.state for case in rows.values()) == {
            "licensed": 8,
            "expired": 1,
            "suspended": 1,
            "submitted": 1,
            "expert_opinion": 1,
            "commission": 1,
        }
        assert {code for code, case in rows.items() if not case.holds_on(TODAY)} == {
            "atlantis", "thames", "me-and-others", "school-of-life", "stress",
        }  # fmt: skip
        assert [one.code for one in why_not_given("LV", "school-of-life", TODAY)] == [
            "licence-lapsed"
        ]
        ends = rows["motivation"].valid_to
        assert ends is not None
        assert TODAY < ends < TODAY + timedelta(days=183)
        assert Counter(Part.objects.values_list("accreditation__programme", flat=True)) == {
            "atlantis": 5, "thames": 5, "me-and-others": 5,
        }  # fmt: skip
        given = Opinion.objects.exclude(given_on=None).select_related("sheet")
        assert {total_of(one) for one in given} == {"16 of 20 – Sound", "20 of 20 – Sound"}
        assert Seat.objects.exclude(vote="").count() == 30
        work = WorkItem.objects.filter(kind__startswith="programmes.", closed_at=None)
        work = work.exclude(kind="programmes.judge")  # of people: see test_demo_delivery.py
        assert Counter(work.values_list("kind", flat=True)) == {
            "programmes.check": 1,
            "programmes.first_warning": 1,
            "programmes.opine": 1,
            "programmes.vote": 3,
        }
        assert state_faults() == []


@pytest.mark.django_db
def test_what_was_decided_in_the_demonstration_holds_together():
    load(40, TODAY, lambda n: None)
    with seen_by(SERVICE):
        for case in Accreditation.objects.exclude(licensed_on=None).select_related("unit"):
            meeting = case.meetings.get()
            opinion = case.opinions.get()
            members = [seat.member for seat in meeting.seats.select_related("member")]
            barred = why_not_member(case, members, case.licensed_on or TODAY)
            assert [why for why in barred.values() if why] == [], case.programme
            assert (meeting.held_on, meeting.decision) == (case.licensed_on, "license")
            assert opinion.asked_on < (opinion.given_on or TODAY) < meeting.held_on
            assert opinion.sheet.fixed_at is not None
            assert case.valid_to == last_day("LV", meeting.held_on)
            days = [row.effective_at for row in history(case)]
            assert days == sorted(days)


@pytest.mark.django_db
def test_the_documents_of_the_demonstration_open():
    load(40, TODAY, lambda n: None)
    with seen_by(SERVICE):
        for part in Part.objects.select_related("accreditation"):
            row, content = open_paper(part.document_id, part.accreditation.case_ref())
            assert content.startswith(b"%PDF-")
            assert row.title == f"{part.accreditation.programme}-{part.kind}.pdf"
