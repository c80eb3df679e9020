"""What each action refuses, with the code of its reason, and that nothing changes then."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilts.casework.court_reports.actions import (
    Remarks,
    Voice,
    add_paragraph,
    advance,
    change_paragraph,
    give_up,
    invite_victim,
    make_word,
    note_attempt,
    note_voice,
    remove_paragraph,
    review,
    sign,
    waive_victim,
)
from tilts.casework.court_reports.forms import ReviewForm
from tilts.casework.court_reports.guards import sections_written
from tilts.casework.court_reports.models import Reading, VictimVoice
from tilts.casework.people.models.around import VICTIMS
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import behind
from tilts.platform.organisation.grants import actor_for
from tilts.platform.record.state import check_state

from .desk import ASKED, FACT, FINE, JUDGED, TODAY, VICTIM, codes, now, url, work_of

HEARD = Voice(came="spoke", came_on=TODAY)
NOTHING = dict.fromkeys(("sources", "apart", "both", "words", "innocence", "needless"), False)


def refusal(call) -> list[str]:
    with pytest.raises(Refused) as refused:
        call()
    return codes(refused)


@pytest.fixture
def clerk(desk):
    """Registers requests in the agency, and writes nothing."""
    return actor_for(desk.house.member("clerk", "jelgava"), TODAY)


def test_who_registers_requests_does_nothing_else(desk, clerk):
    case, voice = desk.invited()
    row = desk.written(desk.add("Kalna")).paragraphs.get(section="family")
    tries = (
        lambda: note_attempt(by=clerk, case=case, on=TODAY, how="phone", came_of=""),
        lambda: invite_victim(by=clerk, case=case, what=VICTIM),
        lambda: note_voice(by=clerk, voice=voice, what=HEARD),
        lambda: waive_victim(by=clerk, case=case, because="x"),
        lambda: add_paragraph(by=clerk, case=case, section="family", what=FACT),
        lambda: change_paragraph(by=clerk, row=row, version=1, what=JUDGED),
        lambda: remove_paragraph(by=clerk, row=row, version=1),
        lambda: review(by=clerk, case=case, what=FINE),
        lambda: sign(by=clerk, case=case, language="lv"),
        lambda: make_word(by=clerk, case=case, language="lv"),
    )
    assert [refusal(one) for one in tries] == [["no-role"]] * len(tries)
    assert check_state().faults == []


@pytest.mark.parametrize("code", ["draft", "hand_in", "revise", "interview_after_all"])
def test_who_registers_requests_moves_no_report_on(desk, clerk, code):
    case = desk.interviewed()
    before = work_of(case)
    assert refusal(lambda: advance(by=clerk, case=case, code=code, reason="x")) != []
    assert (now(case).state, work_of(case)) == ("interviewed", before)


def test_the_victim_is_heard_while_the_report_is_written_and_not_after(desk):
    case, voice = desk.invited(desk.anna)
    waiting = desk.requested(desk.add("Liepa"))
    letter = desk.refused(desk.add("Kalna"))
    for closed in (letter,):
        assert refusal(lambda c=closed: waive_victim(by=desk.writer, case=c, because="x")) == [
            "not-written-now"
        ]
    assert refusal(lambda: waive_victim(by=desk.head, case=waiting, because="x")) == ["protected"]
    late = Voice(came="spoke", came_on=TODAY - timedelta(days=1))
    assert refusal(lambda: note_voice(by=desk.writer, voice=voice, what=late)) == ["before-invited"]
    ahead = Voice(came="spoke", came_on=TODAY + timedelta(days=1))
    assert refusal(lambda: note_voice(by=desk.writer, voice=voice, what=ahead)) == ["in-future"]
    assert now(case).victim == "invited"


def test_a_victim_who_was_spared_says_nothing_until_invited(desk):
    case = desk.interviewed()
    spared = waive_victim(by=desk.writer, case=case, because="She is afraid.")
    assert refusal(lambda: note_voice(by=desk.writer, voice=spared, what=HEARD)) == ["not-invited"]
    voice = invite_victim(by=desk.writer, case=case, what=VICTIM)
    note_voice(by=desk.writer, voice=voice, what=HEARD)
    assert now(case).victim == "heard"
    with behind(VICTIMS):
        rows = VictimVoice.objects.order_by("pk").values_list("name", "came", "waived_because")
        assert list(rows) == [("", "", "She is afraid."), ("Ilga Straume", "spoke", "")]
    assert check_state().faults == []


@pytest.mark.parametrize(
    ("why", "made", "wanted"),
    [
        ("refused", 0, ["too-few-attempts"]),
        ("refused", 1, []),
        ("not-found", 1, ["too-few-attempts"]),
        ("not-found", 2, []),
    ],
)
def test_how_often_somebody_is_sought_before_a_letter(desk, why, made, wanted):
    case = desk.assigned()
    for _ in range(made):
        note_attempt(by=desk.writer, case=case, on=TODAY, how="phone", came_of="")
    if wanted:
        assert refusal(lambda: give_up(by=desk.writer, case=case, why=why)) == wanted
        assert now(case).no_interview == ""
    else:
        assert give_up(by=desk.writer, case=case, why=why).state == "letter"


def test_a_remark_on_what_is_protected_is_refused_and_asked_for_on_no_page(desk):
    case = desk.handed_in()
    told = Remarks(passed=False, remarks={"victim": "Name her street.", "family": "When?"})
    assert refusal(lambda: review(by=desk.colleague, case=case, what=told)) == ["remark-on-walled"]
    assert (Reading.objects.count(), now(case).state) == (0, "quality_review")
    form = ReviewForm(of=case.form, letter=False)
    asked = [name for name in form.fields if name.startswith("remark-")]
    assert asked == [f"remark-{s.code}" for s in case.form.sections if not s.walled]
    sent = {"passed": "no", "said": "", "remark-victim": "Name her street."}
    page = desk.colleagues_browser.post(url("review", case), sent)
    assert (page.status_code, "not protected" in page.content.decode()) == (422, True)
    empty = Remarks(passed=False, said="Shorter.", remarks={"victim": "  "})
    assert review(by=desk.colleague, case=case, what=empty).remarks == {}


def test_a_window_from_before_does_not_read_twice(desk):
    case = desk.handed_in()
    late = now(case)
    review(by=desk.colleague, case=case, what=FINE)
    assert refusal(lambda: review(by=desk.head, case=late, what=FINE)) == ["not-there-to-read"]
    assert [row.round for row in Reading.objects.all()] == [1]


def test_a_letter_passes_without_the_list_and_a_report_not(desk):
    letter = advance(by=desk.writer, case=desk.refused(), code="hand_in")
    review(by=desk.colleague, case=letter, what=Remarks(passed=True, checks=NOTHING))
    assert now(letter).state == "passed"
    report = desk.handed_in(desk.add("Kalna"))
    nothing = Remarks(passed=True, checks=NOTHING)
    assert refusal(lambda: review(by=desk.colleague, case=report, what=nothing)) == ["check-fails"]


def test_what_was_revised_is_not_signed_before_it_is_read_again(desk):
    case = desk.passed()
    advance(by=desk.writer, case=case, code="revise", reason="A new address.")
    assert refusal(lambda: sign(by=desk.writer, case=case, language="lv")) == ["not-passed"]
    advance(by=desk.writer, case=case, code="hand_in")
    assert refusal(lambda: sign(by=desk.writer, case=case, language="lv")) == ["not-passed"]
    assert refusal(
        lambda: advance(by=desk.writer, case=case, code="revise", reason="Once more.")
    ) == ["not-from-here"]


SECTIONS = ("offence", "family", "victim")
STEPS = st.lists(st.tuples(st.sampled_from(SECTIONS), st.booleans()), max_size=6)


@pytest.mark.django_db(transaction=False)
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    database=None,
)
@given(steps=STEPS)
def test_what_is_written_and_taken_out_leaves_what_was_not_taken_out(desk, steps):
    """The sections that are not empty are those in which more was added than removed."""
    case = desk.drafting(desk.add("Ozola"))
    kept: dict[str, list[Any]] = {section: [] for section in SECTIONS}
    for section, adds in steps:
        if adds or not kept[section]:
            row = add_paragraph(by=desk.writer, case=case, section=section, what=JUDGED)
            kept[section].append(row)
        else:
            row = kept[section].pop()
            remove_paragraph(by=desk.writer, row=row, version=row.version)
    assert sections_written(case) == {section for section, rows in kept.items() if rows}
    with behind(VICTIMS):
        many = case.paragraphs.count() + case.walledparagraphs.count()
    assert many == sum(len(rows) for rows in kept.values())
    assert check_state().faults == []


def test_asked_for_days_lie_in_order(desk):
    case = now(desk.sent())
    days = [case.requested_on, case.interviewed_on, case.signed_on, case.sent_on]
    assert (days, case.requested_on) == (sorted(days), ASKED)
