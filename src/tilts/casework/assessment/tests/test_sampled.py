"""Which assessments may be drawn and read again, who did them, and that no name is told."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from tilts.casework.assessment.models import Assessment
from tilts.casework.assessment.sampled import finished, page, strand, workers
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.samples import Finished, materials

from .results import result

pytestmark = pytest.mark.usefixtures("all_seen")
FIRST, NEXT = date(2026, 3, 1), date(2026, 4, 1)


def in_march(agency: str = "ievp") -> list[Finished]:
    return sorted(finished(agency, FIRST, NEXT), key=lambda one: one.piece)


def test_what_was_decided_in_the_month_is_finished(desk, edgars):
    made = desk.final(edgars)
    today = made.decided_on
    assert list(finished("ievp", today, today.replace(year=today.year + 1))) == [
        Finished(str(made.pk), "rvn-demo", made.unit_id)
    ]
    assert in_march() == []


@pytest.mark.parametrize(
    ("day", "enters"),
    [
        (date(2026, 2, 28), False),
        (date(2026, 3, 1), True),
        (date(2026, 3, 31), True),
        (date(2026, 4, 1), False),
    ],
)
def test_the_first_day_counts_and_the_day_after_does_not(desk, edgars, day, enters):
    made = desk.final(edgars)
    with act("test.date", by=SERVICE):
        made.decided_on = day
        made.save()
    assert len(in_march()) == (1 if enters else 0)


def test_without_its_answers_there_is_nothing_to_read(desk, edgars):
    result(edgars, "high", FIRST, system="old", source_row="7")
    assert in_march() == []


@pytest.mark.parametrize(
    ("state", "enters"),
    [
        ("final", True),
        ("suspended", True),
        ("superseded", True),
        ("ended_by_death", True),
        ("annulled", False),
        ("entered_in_error", False),
        ("wrong_person", False),
    ],
)
def test_what_is_relied_on_or_was_is_finished(desk, edgars, state, enters):
    made = desk.final(edgars)
    with act("test.state", by=SERVICE):
        made.state, made.decided_on = state, FIRST
        made.save()
    assert len(in_march()) == (1 if enters else 0)


def test_a_record_entered_in_error_is_none(desk, edgars):
    made = desk.final(edgars)
    with act("test.error", by=SERVICE):
        made.decided_on = FIRST
        made.save()
        edgars.entered_in_error = True
        edgars.save()
    assert in_march() == []


def test_of_each_agency_its_own(desk, edgars):
    made = desk.final(edgars)
    with act("test.date", by=SERVICE):
        made.decided_on = FIRST
        made.save()
    assert [len(in_march(agency)) for agency in ("ievp", "vpd")] == [1, 0]


def test_who_assessed_and_who_decided_did_it(desk, edgars):
    made = desk.final(edgars)
    assert workers(str(made.pk)) == {desk.officer.pk}
    with act("test.decide", by=SERVICE):
        made.decided_by = desk.head
        made.save()
    assert workers(str(made.pk)) == {desk.officer.pk, desk.head.pk}
    with act("test.nobody", by=SERVICE):
        made.assessor = made.decided_by = None
        made.save()
    assert workers(str(made.pk)) == set()


def test_of_what_is_gone_nobody_did_it(desk):
    assert workers("00000000-0000-0000-0000-00000000000a") == set()


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Risk and needs, a demonstration"), ("lv", "Riska un vajadzību")],
)
def test_the_instrument_in_the_readers_language(desk, language, said):
    with translation.override(language):
        assert strand("ievp", "rvn-demo").startswith(said[:10])
    assert strand("ievp", "of-old") == "of-old"


def test_it_is_registered_and_leads_to_its_page(desk, edgars):
    made = desk.final(edgars)
    kind = materials()["assessments"]
    assert (kind.form, kind.page) == ("assessment-reading", page)
    assert page(str(made.pk)) == reverse("assessment:one", args=[made.pk])
    told = list(kind.finished("ievp", made.decided_on, date(9999, 1, 1)))
    assert str(Assessment.objects.get().person_id) not in str(told)
