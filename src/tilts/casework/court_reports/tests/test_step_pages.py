"""What the pages of each step show and ask, and what they say when it cannot be."""

from datetime import timedelta

import pytest
from django.conf import settings

from tilts.casework.court_reports.actions import (
    Remarks,
    Voice,
    add_paragraph,
    advance,
    note_attempt,
    note_voice,
    review,
    take_piece,
)
from tilts.casework.court_reports.models import Report
from tilts.casework.court_reports.prefilling import known_for
from tilts.casework.people import actions as people
from tilts.casework.people.models import Relation
from tilts.casework.people.tests.desk import looks
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

from .desk import ASKED, FACT, JUDGED, TODAY, because, now, url

DAY = TODAY.isoformat()
AHEAD = (TODAY + timedelta(days=1)).isoformat()
YESTERDAY = (TODAY - timedelta(days=1)).isoformat()
NOBODY = "00000000-0000-0000-0000-000000000000"


def text(page) -> str:
    return page.content.decode()


def errors(page) -> list[str]:
    """What the form of a page says of itself, not of one field."""
    return [str(one) for one in page.context["form"].non_field_errors()]


# stage, step, what is sent, what the page says
SAID = [
    (
        "assigned",
        "arrange",
        {"day": YESTERDAY, "at": "10:00", "place": "1"},
        "The day lies in the past. Choose today or a later one.",
    ),
    (
        "assigned",
        "interview",
        {"on": AHEAD},
        "This day lies ahead. Give the day on which it was.",
    ),
    (
        "assigned",
        "attempt",
        {"on": (ASKED - timedelta(days=1)).isoformat(), "how": "phone"},
        "That is before the report was asked for.",
    ),
    (
        "assigned",
        "no_interview",
        {"why": "not-found"},
        "0 attempts to meet the person are noted. Note what was tried: 2 are wanted.",
    ),
    (
        "signed",
        "send",
        {"on": AHEAD, "how": "post"},
        "This day lies ahead. Give the day on which it was.",
    ),
    (
        "handed_in",
        "sign",
        {"language": "lv"},
        "No colleague has passed it. Look where it stands.",
    ),
    (
        "refused",
        "interview",
        {"on": DAY},
        "This cannot happen at the present stage of the case.",
    ),
]


@pytest.mark.parametrize(("stage", "step", "sent", "said"), SAID)
def test_a_step_that_cannot_be_says_why_and_keeps_what_was_typed(desk, stage, step, sent, said):
    case = getattr(desk, stage)()
    before = now(case).state
    page = because(desk.browser, desk.anna).post(url(step, case), sent)
    assert (page.status_code, errors(page)) == (422, [said])
    assert {name: page.context["form"][name].value() for name in sent} == sent
    assert now(case).state == before


@pytest.mark.parametrize(
    ("stage", "code", "sent", "said"),
    [
        (
            "interviewed",
            "draft",
            {"sure": "on"},
            "The victim was neither invited nor spared with a reason. Do the one or the other.",
        ),
        (
            "drafting",
            "hand_in",
            {"sure": "on"},
            "“The offence” is empty. Say there at least that nothing is known.",
        ),
    ],
)
def test_a_move_that_a_guard_stops_says_why(desk, stage, code, sent, said):
    case = getattr(desk, stage)()
    page = desk.browser.post(url("move", case, code), sent)
    assert (page.status_code, errors(page)[0]) == (422, said)
    assert now(case).state == case.state


def test_the_authority_withdraws_on_a_page_with_the_reason(desk):
    case = desk.assigned()
    there = url("move", case, "withdraw")
    empty = desk.browser.post(there, {"reason": ""})
    assert (empty.status_code, list(empty.context["form"].errors)) == (422, ["reason"])
    done = desk.browser.post(there, {"reason": "The charge was dropped."})
    assert (done.status_code, done.headers["Location"]) == (302, url("one", case))
    assert now(case).state == "withdrawn"


@pytest.mark.parametrize("code", ["fly", "sign", "assign", "person_died"])
def test_a_move_that_has_a_page_of_its_own_or_none_is_not_there(desk, code):
    assert desk.browser.get(url("move", desk.assigned(), code)).status_code == 404


@pytest.mark.parametrize(
    "name", ["one", "whole", "arrange", "interview", "review", "sign", "victims"]
)
def test_of_a_report_that_there_is_not_no_page_is_there(desk, name):
    assert desk.browser.get(url(name, NOBODY)).status_code == 404


def test_who_says_who_writes_chooses_among_those_who_may(desk):
    case = desk.requested()
    page = desk.heads_browser.get(url("assign", case))
    choices = dict(page.context["form"].fields["to"].widget.choices)
    assert choices[str(desk.head_staff.pk)] == f"{desk.head_staff.name}, writes 0 now"
    desk.heads_browser.post(url("assign", case), {"to": str(desk.head_staff.pk)})
    assert (now(case).author, now(case).state) == (desk.head_staff, "assigned")
    shut = because(desk.browser, desk.anna).get(url("assign", case))
    assert shut.status_code == 403


def test_it_is_passed_on_with_its_reason(desk):
    case, other = desk.drafting(), desk.colleague_staff
    head = because(desk.heads_browser, desk.anna)
    bare = head.post(url("pass_on", case), {"to": str(other.pk), "reason": ""})
    assert (bare.status_code, list(bare.context["form"].errors)) == (422, ["reason"])
    head.post(url("pass_on", case), {"to": str(other.pk), "reason": "ill"})
    assert now(case).author == other


def test_beside_the_letters_reason_stands_what_was_tried(desk):
    case = desk.assigned()
    for came_of in ("No answer.", "Moved away."):
        note_attempt(by=desk.writer, case=case, on=TODAY, how="phone", came_of=came_of)
    page = desk.browser.get(url("no_interview", case))
    assert [one.came_of for one in page.context["attempts"]] == ["No answer.", "Moved away."]
    desk.browser.post(url("no_interview", case), {"why": "not-found"})
    assert (now(case).state, now(case).no_interview) == ("letter", "not-found")
    letter = text(desk.browser.get(url("one", case)))
    assert ("the person could not be reached" in letter, "Sections" in letter) == (True, False)


def test_a_section_shows_what_a_colleague_says_of_it_until_it_passes(desk):
    case = desk.handed_in()
    back = Remarks(passed=False, remarks={"family": "Since when?"})
    review(by=desk.colleague, case=case, what=back)
    remarks = [
        desk.browser.get(url("section", case, code)).context["remark"]
        for code in ("family", "health")
    ]
    assert remarks == ["Since when?", ""]


def test_a_paragraph_shows_what_the_record_gave_and_what_it_says_now(desk):
    case = desk.drafting()
    mother = Relation(person=desk.anna, since=ASKED, kind="parent", name="Vera Ozola")
    people.add_fact(by=SERVICE, fact=mother)
    piece = known_for(desk.writer, case)["family"][0]
    row = take_piece(by=desk.writer, case=case, piece=piece)
    assert "parent: Vera Ozola." in text(desk.browser.get(url("paragraph", row)))
    assert "the record says something else" not in text(
        desk.browser.get(url("section", case, "family"))
    )
    people.end_fact(by=SERVICE, fact=mother, until=TODAY)
    page = text(desk.browser.get(url("section", case, "family")))
    assert "It is not in the record any more." in page


def test_a_paragraph_is_shown_before_it_is_taken_out(desk):
    case = desk.drafting()
    row = add_paragraph(by=desk.writer, case=case, section="family", what=FACT)
    page = desk.browser.get(url("remove", row))
    assert (page.status_code, FACT.text in text(page)) == (200, True)
    assert page.context["form"].initial == {"version": 1}


@pytest.mark.parametrize("section", ["weather", "victims"])
def test_a_section_that_the_country_does_not_have_is_not_there(desk, section):
    assert desk.browser.get(url("section", desk.drafting(), section)).status_code == 404


def test_a_section_is_not_written_before_or_after_its_time(desk):
    early, late = desk.interviewed(), desk.handed_in(desk.add("Kalna"))
    found = [desk.browser.get(url("section", case, "family")).status_code for case in (early, late)]
    assert found == [403, 403]


def test_a_colleague_neither_sees_nor_changes_a_paragraph_about_the_victim(desk):
    case = desk.drafting()
    row = add_paragraph(by=desk.writer, case=case, section="victim", what=JUDGED)
    colleague = because(desk.colleagues_browser, desk.anna)
    for name in ("paragraph", "remove"):
        page = colleague.get(url(name, row))
        assert (page.status_code, JUDGED.text in text(page)) == (403, False)
    assert JUDGED.text in text(desk.browser.get(url("paragraph", row)))
    assert [about for *_rest, about in looks()].count("wall:victims") == 1


def test_each_look_at_what_the_victim_says_is_written_and_no_other_look_is_one(desk):
    case, voice = desk.invited()
    note_voice(by=desk.writer, voice=voice, what=Voice(came="silent", came_on=TODAY))
    for name in ("one", "victims", "whole"):
        assert desk.browser.get(url(name, case)).status_code == 200
    walled = [look for look in looks() if look[-1] == "wall:victims"]
    assert walled == [(desk.staff.pk, [str(desk.anna.pk)], "page", "request", "wall:victims")] * 2


def test_the_list_says_when_there_is_nothing_and_offers_a_request_to_who_may(desk):
    empty = text(desk.browser.get(url("list")))
    assert ("No report is under way" in empty, url("newcomer") in empty) == (True, True)
    shut = desk.house_browser("psychologist", "jelgava").get(url("list"))
    assert shut.status_code == 403


def test_a_person_about_whom_nobody_asked_has_an_empty_list(desk):
    page = because(desk.heads_browser, desk.anna).get(url("of", desk.anna))
    assert "No authority has asked for a report." in text(page)
    assert url("request", desk.anna) in text(page)


def test_a_request_that_is_on_record_already_says_so_on_the_page(desk):
    case = desk.requested()
    told = {
        "asker": "court",
        "authority": case.authority,
        "reference": case.reference,
        "purpose": "sentence",
        "wished": "lv",
        "requested_on": DAY,
        "unit": str(case.unit_id),
    }
    page = because(desk.heads_browser, desk.anna).post(url("request", desk.anna), told)
    assert errors(page) == ["This request is on record already, under the same reference."]
    assert Report.objects.count() == 1


def test_somebody_new_with_a_day_that_lies_ahead_is_not_registered(desk):
    told = {
        "asker": "court",
        "authority": "Dobeles tiesa",
        "reference": "D-1",
        "purpose": "sentence",
        "wished": "lv",
        "requested_on": AHEAD,
        "family": "Jaunzems",
        "given": "Toms",
        "sex": "male",
        "category": "suspect",
        "unit": str(desk.house.units["jelgava"].pk),
    }
    page = desk.heads_browser.post(url("newcomer"), told)
    assert (page.status_code, errors(page)) == (
        422,
        ["This day lies ahead. Give the day on which it was."],
    )
    people_now = type(desk.anna).objects.filter(family="Jaunzems")
    assert (Report.objects.count(), people_now.count()) == (0, 0)


def test_the_summary_is_made_in_a_language_that_there_is(desk):
    case = desk.sent()
    found = []
    for spoken in (["uk", "lt"], ["ru"], ["uk"]):
        with act("test.languages", by=SERVICE):
            case.person.languages = spoken
            case.person.save()
        found.append(desk.browser.get(url("summary", case)).context["form"].initial["language"])
    assert found == ["lt", "ru", settings.LANGUAGE_CODE]
    wrong = desk.browser.post(url("summary", case), {"language": "de"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["language"])


@pytest.mark.parametrize(
    ("stage", "offers"),
    [
        ("requested", []),
        ("assigned", ["may_hear", "may_seek"]),
        ("interviewed", ["may_hear"]),
        ("drafting", ["may_hear", "may_write"]),
        ("refused", ["may_seek"]),
        ("handed_in", ["may_read", "may_word"]),
        ("passed", ["may_word"]),
        ("signed", ["may_open", "may_word"]),
        ("sent", ["may_open", "may_print"]),
    ],
)
def test_what_stands_beside_a_report_at_each_stage(desk, stage, offers):
    case = getattr(desk, stage)()
    context = because(desk.browser, desk.anna).get(url("one", case)).context
    names = (
        "may_hear",
        "may_open",
        "may_print",
        "may_read",
        "may_seek",
        "may_word",
        "may_write",
    )
    assert [name for name in names if context[name]] == offers


def test_the_history_says_how_it_came_here(desk):
    case = desk.drafting()
    advance(by=desk.head, case=case, code="withdraw", reason="The charge was dropped.")
    page = because(desk.browser, desk.anna).get(url("one", case))
    lines = [(str(one["title"]), str(one["text"])) for one in page.context["history"]]
    assert lines == [
        ("withdrawn by the authority", "The authority withdrew its request"),
        ("being written", "Begin to write"),
        ("interviewed", "The person was interviewed"),
        ("assigned", "Say who writes it"),
        ("requested", "Asked for"),
    ]
