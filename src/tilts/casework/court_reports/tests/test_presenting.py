"""How pages say what a report is: its line, its facts, its sections, its paragraphs."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tilts.casework.court_reports.actions import arrange, pass_on
from tilts.casework.court_reports.catalogue import form_of, hint, named
from tilts.casework.court_reports.models import Paragraph, Report
from tilts.casework.court_reports.prefilling import Offered, offered, stale
from tilts.casework.court_reports.presenting import (
    RARE,
    TONES,
    due_said,
    facts,
    line,
    paragraph,
    section_page,
    sections,
    since_reading,
    title_of,
)
from tilts.casework.proceedings.moments import midnight
from tilts.jurisdictions.loading import packs
from tilts.platform.design.display import local
from tilts.platform.organisation.models import Agency, Unit
from tilts.platform.workflow.machines import is_closed
from tilts.platform.workflow.pieces import Piece

from .desk import TODAY, now

DAY = date(2026, 6, 15)
LV = form_of("LV", DAY)
ORDER = [one.code for one in LV.sections]


def report(**told: Any) -> Report:
    """A report that is in no database."""
    unit = Unit(agency=Agency(code="vpd", country="LV"), code="jelgava", path="vpd.jelgava.")
    fields: dict[str, Any] = {
        "unit": unit,
        "asker": "court",
        "authority": "Rīgas tiesa",
        "reference": "K-1",
        "purpose": "sentence",
        "wished": "lv",
        "requested_on": DAY,
        "due_on": DAY + timedelta(days=28),
        "state": "requested",
        **told,
    }
    return Report(**fields)


def row(text: str = "He works.", **told: Any) -> Paragraph:
    return Paragraph(text=text, nature="judgement", section="livelihood", number=1, **told)


def piece(text: str = "He works.", key: str = "people.person:1", **told: Any) -> Piece:
    return Piece(topic="livelihood", row=key, text=text, source="the record", **told)


def test_a_title_says_what_is_written_and_for_whom():
    assert title_of(report()) == "Evaluation report · Rīgas tiesa"


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (DAY, ("due on 13 July 2026", "neutral")),
        (date(2026, 7, 9), ("due on 13 July 2026", "neutral")),
        (date(2026, 7, 10), ("due on 13 July 2026", "warning")),
        (date(2026, 7, 13), ("due on 13 July 2026", "warning")),
        (date(2026, 7, 14), ("due on 13 July 2026", "danger")),
    ],
)
def test_a_day_is_near_from_three_days_before_and_late_from_the_next(today, said):
    assert due_said(report(), today) == said


@pytest.mark.parametrize("state", ["sent", "withdrawn", "ended_by_death", "entered_in_error"])
def test_of_what_is_over_no_day_is_said(state):
    assert due_said(report(state=state), DAY + timedelta(days=99)) == ("", "neutral")


def test_every_stage_that_is_not_rare_has_a_tone():
    machine = Report.machine
    plain = [code for code in machine.states_map if not is_closed(machine, code)]
    assert set(plain) - TONES.keys() == {"suspended"}
    assert {code for code in TONES if is_closed(machine, code)} == {"sent"}
    assert set(RARE) <= machine.moves.keys()


def test_the_line_of_a_report_that_nobody_writes_yet():
    case = report(due_on=timezone.localdate() - timedelta(days=1))
    assert line(case) == {
        "case": case,
        "title": "Evaluation report · Rīgas tiesa",
        "tone": "warning",
        "due": f"due on {local(case.due_on)}",
        "due_tone": "danger",
        "writer": "",
    }


def test_an_unusual_state_is_shown_without_a_tone_of_its_own():
    assert line(report(state="withdrawn"))["tone"] == "neutral"


def test_the_facts_of_what_was_just_asked():
    assert facts(report()) == [
        ("Asked for by", "Rīgas tiesa (court)"),
        ("Its reference number", "K-1"),
        ("What it is for", "Before a sentence is chosen"),
        ("Language of the report", "Latviešu"),
        ("Received on", "15 June 2026"),
        ("Due on", "13 July 2026"),
        ("Writer", "nobody yet"),
        ("Victim", "to be invited"),
    ]


def test_a_purpose_that_the_pack_does_not_know_any_more_is_said_by_its_code():
    assert ("What it is for", "old_code") in facts(report(purpose="old_code"))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, None),
        (
            {"interview_at": midnight(date(2026, 6, 20)) + timedelta(hours=10), "place": "Room 2"},
            "20 June 2026, 10:00",
        ),
        ({"interviewed_on": date(2026, 6, 20)}, "held on 20 June 2026"),
        (
            {
                "interview_at": midnight(date(2026, 6, 19)) + timedelta(hours=10),
                "interviewed_on": date(2026, 6, 20),
            },
            "held on 20 June 2026",
        ),
        ({"no_interview": "abroad"}, "the person is abroad"),
        (
            {
                "no_interview": "not-found",
                "interview_at": midnight(date(2026, 6, 19)) + timedelta(hours=10),
            },
            "the person could not be reached",
        ),
    ],
)
def test_the_interview_is_said_as_far_as_it_is(told, said):
    found = dict(facts(report(**told))).get("Interview")
    assert (found or "").startswith(said or "")
    assert (found is None) == (said is None)
    assert "Room 2" in (found or "") or "place" not in told


@pytest.mark.parametrize(
    ("victim", "said"),
    [
        ("", "to be invited"),
        ("invited", "invited"),
        ("heard", "answered"),
        ("waived", "not invited, for a protected reason"),
    ],
)
def test_how_far_it_is_with_the_victim_is_said_and_no_more(victim, said):
    assert dict(facts(report(victim=victim)))["Victim"] == said


def test_what_was_sent_says_who_signed_and_how_it_went(desk):
    found = dict(facts(now(desk.sent())))
    assert {label: found[label] for label in ("Writer", "Signed by", "Sent on", "Victim")} == {
        "Writer": desk.staff.name,
        "Signed by": f"{desk.staff.name}, {local(TODAY)}",
        "Sent on": f"{local(TODAY)}, e-address",
        "Victim": "invited",
    }


def test_who_writes_it_now_is_named(desk):
    case = desk.assigned()
    pass_on(by=desk.head, case=case, to=desk.colleague_staff, reason="ill")
    assert dict(facts(now(case)))["Writer"] == desk.colleague_staff.name


def test_another_time_for_the_interview_stands_instead_of_the_first(desk):
    case = desk.assigned()
    for hour, place in ((9, "Room 1"), (11, "Room 3")):
        at = timezone.localtime().replace(hour=hour, minute=0, second=0, microsecond=0)
        arrange(by=desk.writer, case=case, at=at + timedelta(days=1), place=place)
    found = dict(facts(now(case)))["Interview"]
    assert ("11:00" in found, found.endswith("Room 3"), "Room 1" in found) == (True, True, False)


def test_each_section_says_how_much_stands_in_it_and_the_victims_is_closed(desk):
    case = desk.drafting()
    written = {"family": [row(), row(""), row("More.")], "victim": [row("Secret.")]}
    shown = sections(case, desk.colleague, written)
    assert [one["of"].code for one in shown] == ORDER
    assert {one["of"].code: one["many"] for one in shown if one["many"]} == {
        "family": 2,
        "victim": 1,
    }
    assert [one["of"].code for one in shown if one["walled"]] == ["victim"]
    assert [one["of"].code for one in shown if one["closed"]] == ["victim"]
    assert [one["name"] for one in shown][:2] == ["The offence", "Family and social conditions"]


def test_for_who_writes_it_no_section_is_closed(desk):
    case = desk.drafting()
    assert [one["closed"] for one in sections(case, desk.writer, {})] == [False] * 9


@pytest.mark.parametrize(
    ("code", "before", "after", "n"),
    [
        ("offence", "", "family", 1),
        ("family", "offence", "livelihood", 2),
        ("likelihood", "history", "victim", 8),
        ("victim", "likelihood", "", 9),
    ],
)
def test_a_section_leads_to_the_one_before_and_the_next(code, before, after, n):
    section = LV.sections[ORDER.index(code)]
    page = section_page(report(), section, [], [])
    assert {name: page[name] for name in ("before", "after", "place", "rows", "offered")} == {
        "before": before,
        "after": after,
        "place": {"n": n, "of": 9},
        "rows": [],
        "offered": [],
    }
    assert (page["name"], page["hint"]) == (section.names["en"], section.hint["en"])


def test_a_section_shows_what_stands_and_offers_what_was_taken_out_again():
    known = [piece(), piece("He owes money.", "people.person:2")]
    stands = row("He owes money.", source_row="people.person:2", taken="He owes money.")
    gone = row("", source_row="people.person:1", taken="He works.")
    page = section_page(report(), LV.sections[2], [gone, stands], known)
    assert [one["row"] for one in page["rows"]] == [stands]
    assert page["offered"] == [Offered(known[0], False), Offered(known[1], True)]


@pytest.mark.parametrize(
    ("told", "known", "shown"),
    [
        ({}, [piece()], (False, "", False)),
        ({"source_row": "people.person:1", "taken": "He works."}, [piece()], (False, "", False)),
        (
            {"source_row": "people.person:1", "taken": "He works."},
            [piece("He works at night.")],
            (True, "He works at night.", False),
        ),
        ({"source_row": "people.person:1", "taken": "He works."}, [], (True, "", False)),
        (
            {"source_row": "people.person:1", "taken": "He did work."},
            [piece("He did work.")],
            (False, "", True),
        ),
        (
            {"source_row": "people.person:1", "taken": "He did work."},
            [piece("He works at night.")],
            (True, "He works at night.", True),
        ),
    ],
)
def test_a_paragraph_says_what_the_writer_and_what_the_record_changed(told, known, shown):
    one = row(**told)
    assert paragraph(one, known) == {
        "row": one,
        "stale": shown[0],
        "now": shown[1],
        "changed": shown[2],
    }


def test_what_was_not_taken_from_the_record_is_never_stale():
    assert stale([piece()], row("Something else.")) is False


def test_a_piece_is_taken_when_a_paragraph_of_its_row_stands():
    known = [piece(), piece("Other.", "plans.goal:1")]
    assert offered(known, []) == [Offered(known[0], False), Offered(known[1], False)]
    rows = [row(source_row="plans.goal:1"), row()]
    assert [one.taken for one in offered(known, rows)] == [False, True]


@pytest.mark.parametrize(
    ("text", "read", "how"),
    [
        ("New.", "", "new"),
        ("Same.", "Same.", ""),
        ("Other.", "Same.", "changed"),
        ("", "Same.", "gone"),
        ("", "", "gone"),
    ],
)
def test_a_colleague_sees_what_changed_since_the_last_reading(text, read, how):
    one = row(text, read=read)
    assert since_reading([one]) == [{"row": one, "how": how}]


@pytest.mark.parametrize("country", ["LV", "LT"])
@pytest.mark.parametrize("language", ["en", "lv", "lt"])
def test_the_words_of_the_pack_are_said_in_the_language_of_the_reader(country, language):
    found = packs()[country].court_report("evaluation", on=DAY)
    assert named(found, language) == found.names[language]
    assert named(found.sections[0], language) == found.sections[0].names[language]


def test_a_language_that_the_pack_lacks_gets_english():
    assert named(LV, "ru") == "Evaluation report"
    assert hint(LV.sections[0]) == "What happened, and what the person says to it."
