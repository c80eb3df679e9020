"""Two colleagues, or two windows, at the same report in the same moment."""

from collections.abc import Iterator
from typing import Any

import pytest

from tilts.casework.court_reports.actions import (
    Remarks,
    add_paragraph,
    advance,
    assign,
    change_paragraph,
    correct_name,
    hold_interview,
    invite_victim,
    pass_on,
    review,
    sign,
    take_piece,
    waive_victim,
)
from tilts.casework.court_reports.actions.meeting import Interview
from tilts.casework.court_reports.models import NameForm, Reading, Report, VictimVoice
from tilts.casework.court_reports.prefilling import known_for
from tilts.casework.people.models.around import VICTIMS
from tilts.platform.access.scoped import behind, seen_by
from tilts.platform.access.tests.at_once import at_once
from tilts.platform.documents.models import Document
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.state import check_state
from tilts.platform.record.tests.flushing import flushable_record

from .desk import FACT, FINE, JUDGED, TODAY, VICTIM, Desk, now, work_of

__all__ = ["flushable_record"]  # a fixture
OVERTAKEN = ("moved-meanwhile", "not-from-here", "not-there-to-read", "not-written-now")


@pytest.fixture
def at_desk(flushable_record: None) -> Iterator[Desk]:
    """The desk, committed: threads see it."""
    with seen_by(SERVICE):
        yield Desk(build_house())


def test_two_heads_assign_it_once(at_desk):
    case, by = at_desk.requested(), at_desk.head
    both = (at_desk.staff, at_desk.colleague_staff)
    found = at_once(*(lambda to=to: assign(by=by, case=now(case), to=to) for to in both))
    assert (found[0], found[1] in OVERTAKEN) == ("done", True)
    author = now(case).author_id
    assert author in {one.pk for one in both}
    assert {owner for _kind, owner, _day in work_of(case)} == {author}
    assert [kind for kind, *_rest in work_of(case)] == ["interview", "invite", "write"]


def test_the_interview_is_held_once_and_its_work_closed_once(at_desk):
    case, by = at_desk.assigned(), at_desk.writer
    what = Interview(on=TODAY)
    hold = lambda: hold_interview(by=by, case=now(case), what=what)  # noqa: E731 - a write
    found = at_once(hold, hold)
    assert (found[0], found[1] in OVERTAKEN) == ("done", True)
    assert [kind for kind, *_rest in work_of(case)] == ["invite", "write"]


def test_paragraphs_that_two_windows_add_stand_one_after_the_other(at_desk):
    case, by = at_desk.drafting(), at_desk.writer
    adds = (
        lambda: add_paragraph(by=by, case=now(case), section="family", what=FACT),
        lambda: add_paragraph(by=by, case=now(case), section="family", what=JUDGED),
    )
    assert at_once(*adds) == ["done", "done"]
    rows = case.paragraphs.filter(section="family").order_by("number")
    assert [row.number for row in rows] == [1, 2]
    assert {row.text for row in rows} == {FACT.text, JUDGED.text}


def test_a_piece_of_the_record_is_taken_once(at_desk):
    case, by = at_desk.drafting(), at_desk.writer
    (piece,) = known_for(by, case)["family"]
    taking = lambda: take_piece(by=by, case=now(case), piece=piece)  # noqa: E731 - a write
    assert at_once(taking, taking) == ["done", "taken-already"]
    assert case.paragraphs.count() == 1


def test_of_two_changes_of_a_paragraph_one_is_told_to_look_again(at_desk):
    case, by = at_desk.drafting(), at_desk.writer
    row = add_paragraph(by=by, case=case, section="family", what=FACT)
    change = lambda: change_paragraph(by=by, row=now(row), version=1, what=JUDGED)  # noqa: E731 - a write
    assert at_once(change, change) == ["changed-meanwhile", "done"]
    assert (now(row).text, now(row).version) == (JUDGED.text, 2)


def test_of_two_readings_one_counts(at_desk):
    case, back = at_desk.handed_in(), Remarks(passed=False, said="Once more.")
    by, head = at_desk.colleague, at_desk.head
    found = at_once(
        lambda: review(by=by, case=now(case), what=FINE),
        lambda: review(by=head, case=now(case), what=back),
    )
    assert (found[0], found[1] in OVERTAKEN) == ("done", True)
    (reading,) = Reading.objects.all()
    assert now(case).state == ("passed" if reading.passed else "drafting")
    assert reading.round == 1


def test_it_is_signed_once(at_desk):
    case, by, head = at_desk.passed(), at_desk.writer, at_desk.head
    found = at_once(
        lambda: sign(by=by, case=now(case), language="lv"),
        lambda: sign(by=head, case=now(case), language="lv"),
    )
    assert found == ["done", "not-passed"]
    assert [one.version for one in Document.objects.all()] == [1]
    assert now(case).document_id == Document.objects.get().pk


def test_a_report_that_is_withdrawn_while_it_is_written_takes_nothing_more(at_desk):
    case, by, head = at_desk.drafting(), at_desk.writer, at_desk.head
    found = at_once(
        lambda: advance(by=head, case=now(case), code="withdraw", reason="dropped"),
        lambda: add_paragraph(by=by, case=now(case), section="family", what=FACT),
    )
    assert found in (["done", "done"], ["done", "not-written-now"])
    assert (now(case).state, work_of(case)) == ("withdrawn", [])
    assert case.paragraphs.count() == found.count("done") - 1


def test_it_passes_to_one_colleague_at_a_time(at_desk):
    case, by = at_desk.drafting(), at_desk.head
    third = at_desk.house.member("probation_officer", "jelgava")
    both = (at_desk.colleague_staff, third)
    found = at_once(
        *(lambda to=to: pass_on(by=by, case=now(case), to=to, reason="ill") for to in both)
    )
    author = now(case).author_id
    assert "done" in found
    assert author in {one.pk for one in both}
    assert work_of(case) == [("write", author, case.due_on)]


def test_a_victim_who_is_invited_and_spared_at_once_leaves_both_on_record(at_desk):
    case, by = at_desk.interviewed(), at_desk.writer
    found = at_once(
        lambda: invite_victim(by=by, case=now(case), what=VICTIM),
        lambda: waive_victim(by=by, case=now(case), because="She is afraid."),
    )
    with behind(VICTIMS):
        assert VictimVoice.objects.count() == found.count("done") == 2
    assert now(case).victim == "invited"
    assert [kind for kind, *_rest in work_of(case)] == ["write"]
    assert check_state().faults == []


def test_the_same_request_from_two_clerks_is_registered_once(at_desk):
    whom = at_desk.anna
    ask: Any = lambda: at_desk.requested(whom)  # noqa: E731 - a write
    at_desk.head_staff  # noqa: B018 - hired before the threads begin
    assert at_once(ask, ask) == ["asked-already", "done"]
    assert Report.objects.count() == 1


def test_a_form_of_a_name_is_kept_once(at_desk):
    whom, by = at_desk.anna, at_desk.writer
    told = {"person": whom, "language": "lv", "case": "dative"}
    found = at_once(
        *(lambda form=form: correct_name(by=by, form=form, **told) for form in ("Annai", "Anijai"))
    )
    assert found == ["done", "done"]
    assert NameForm.objects.get().form in ("Annai", "Anijai")
