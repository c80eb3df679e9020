"""Fictional reports: every stage is there, each history leads where the report stands."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.utils import timezone

from tilts.casework.court_reports.cases import DUE, ReportMachine
from tilts.casework.court_reports.demo import asked_about, make_reports
from tilts.casework.court_reports.demo.stages import LEADS, OVER, UNDER_WAY
from tilts.casework.court_reports.models import (
    Attempt,
    Paragraph,
    Reading,
    Report,
    VictimVoice,
    WalledParagraph,
)
from tilts.casework.people.models.around import VICTIMS
from tilts.platform.access.scoped import behind
from tilts.platform.organisation.demo import Batch, Course, Stage
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.machines import initial, is_closed, targets
from tilts.platform.workflow.models import WorkItem
from tilts.platform.workflow.queries import history
from tilts.platform.workflow.state_check import state_faults

TODAY = timezone.localdate()
ENOUGH = len(UNDER_WAY) + len(OVER)


def course(desk, number: int, *, over: bool, kind: str = "report") -> Course:
    end = TODAY - timedelta(days=5) if over else None
    unit = desk.house.units["jelgava"]
    start = TODAY - timedelta(days=60)
    fate = "terminated" if over else ""
    stage = Stage(kind, start, 2, "175", unit, desk.staff, end, fate)
    told: dict[str, Any] = {
        "country": "LV",
        "family": f"Ozols{number}",
        "given": "Jānis",
        "sex": "male",
        "born": date(1990, 1, 1),
        "languages": ["lv"],
        "code": None,
        "locality": "Jelgava",
    }
    return Course(stages=[stage], person=desk.add(f"Ozols{number}"), **told)


def made(desk, seed: int = 1) -> Batch:
    """A batch with one report under way at each stage, and one of each way that is over."""
    courses = [course(desk, n, over=n >= len(UNDER_WAY)) for n in range(ENOUGH)]
    desk.colleague_staff  # noqa: B018 - who reads is hired before the batch is made
    batch = Batch(Random(seed), TODAY, courses, [desk.staff])
    with act("demo.load", by=SERVICE):
        make_reports(batch)
    return batch


@pytest.mark.parametrize("moves", [*UNDER_WAY, *OVER], ids="-".join)
def test_each_way_can_be_gone(moves):
    state, letter = initial(ReportMachine), "no_interview" in moves
    for move in moves:
        leads = "letter" if move == "return_it" and letter else LEADS[move]
        assert leads in targets(ReportMachine, move, state)
        state = leads


def test_every_stage_is_there(desk):
    made(desk)
    states = set(Report.objects.values_list("state", flat=True))
    usual = set(DUE) | {"sent", "withdrawn"}
    assert states == usual
    letters = Report.objects.exclude(no_interview="").values_list("state", flat=True)
    assert sorted(letters) == ["letter", "quality_review", "sent"]


def test_each_report_stands_where_its_history_leads_and_its_work_is_due(desk):
    made(desk)
    for case in Report.objects.select_related("unit__agency"):
        rows = list(history(case))
        assert rows[-1].to_state == case.state
        assert [row.effective_at for row in rows] == sorted(row.effective_at for row in rows)
        assert rows[-1].effective_at <= timezone.now()
        items = WorkItem.objects.filter(case=case.case_ref(), closed_at=None)
        kinds = set(items.values_list("kind", flat=True))
        invited = {"court_reports.invite"} if case.victim else set()
        expected = set() if is_closed(ReportMachine, case.state) else set(DUE[case.state]) - invited
        assert kinds == expected
        assert not items.filter(due=None).exists()
    assert state_faults() == []


def test_what_hangs_on_them(desk):
    made(desk)
    handed_in = Report.objects.filter(state__in=["quality_review", "passed", "signed"])
    for case in handed_in.filter(no_interview=""):
        assert case.paragraphs.count() == 8
        with behind(VICTIMS):
            assert case.walledparagraphs.count() == 1
            assert case.voices.count() == 1
    letter = Report.objects.filter(state="letter").get()
    assert (Attempt.objects.filter(of_report=letter).count(), letter.victim) == (1, "")
    assert Paragraph.objects.filter(nature="fact", source="").count() == 0
    assert set(Reading.objects.values_list("passed", flat=True)) == {True, False}
    assert not Reading.objects.filter(reader=desk.staff).exists()


def test_the_same_batch_twice_is_the_same(desk):
    made(desk)
    with behind(VICTIMS):
        counts = [
            model.objects.count()
            for model in (Report, Attempt, Paragraph, WalledParagraph, VictimVoice, Reading)
        ]
    assert counts[0] == ENOUGH
    assert min(counts) > 0


def test_whoever_is_asked_about(desk):
    kinds = ("report", "prison", "supervision", "community")
    courses = [course(desk, n, over=False, kind=kind) for n, kind in enumerate(kinds * 20)]
    batch = Batch(Random(3), TODAY, courses, [])
    found = [one.stages[-1].kind for one in asked_about(batch)]
    assert (found.count("report"), set(found) - {"report", "supervision"}) == (20, set())
