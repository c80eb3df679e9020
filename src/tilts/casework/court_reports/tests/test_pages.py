"""The pages of reports: what stands there, and what each step does."""

import pytest

from tilts.casework.court_reports.actions import advance, note_attempt
from tilts.casework.court_reports.models import Report

from .desk import ASKED, FACT, TODAY, because, now, url


def text(page) -> str:
    return page.content.decode()


def test_a_request_is_registered_on_a_page(desk):
    told = {
        "asker": "prosecutor",
        "authority": "Jelgavas prokuratūra",
        "reference": "P-7",
        "purpose": "prosecution",
        "wished": "lv",
        "requested_on": ASKED.isoformat(),
        "unit": str(desk.house.units["jelgava"].pk),
    }
    page = because(desk.heads_browser, desk.anna).post(url("request", desk.anna), told)
    case = Report.objects.get()
    assert (page.status_code, page.headers["Location"]) == (302, url("one", case))
    assert (case.authority, case.purpose, case.proceeding) == (
        "Jelgavas prokuratūra",
        "prosecution",
        None,
    )


def test_a_request_about_somebody_new_registers_them(desk):
    told = {
        "asker": "court",
        "authority": "Dobeles tiesa",
        "reference": "D-1",
        "purpose": "sentence",
        "wished": "lv",
        "requested_on": ASKED.isoformat(),
        "family": "Jaunzems",
        "given": "Toms",
        "sex": "male",
        "category": "suspect",
        "unit": str(desk.house.units["jelgava"].pk),
    }
    desk.heads_browser.post(url("newcomer"), told)
    case = Report.objects.select_related("person").get()
    assert (case.person.full_name, case.person.category) == ("Toms Jaunzems", "suspect")
    again = desk.heads_browser.post(url("newcomer"), {**told, "reference": "D-2"})
    assert (again.status_code, "Jaunzems, Toms" in text(again)) == (422, True)


def test_the_list_names_who_is_due_next(desk):
    desk.assigned()
    desk.requested(desk.add("Kalna"), asker="prosecutor", authority="Prokuratūra")
    page = desk.browser.get(url("list"))
    assert [(row["title"], row["mine"]) for row in page.context["rows"]] == [
        ("Evaluation report · Prokuratūra", False),
        ("Evaluation report · Zemgales rajona tiesa", True),
    ]


def test_one_report_shows_what_can_happen_next(desk):
    case = desk.assigned()
    page = desk.browser.get(url("one", case))
    assert [way.code for way in page.context["ways"]] == ["arrange", "interview", "no_interview"]
    assert "Zemgales rajona tiesa" in text(page)


@pytest.mark.parametrize("name", ["arrange", "interview", "attempt", "no_interview"])
def test_each_step_has_a_page(desk, name):
    assert desk.browser.get(url(name, desk.assigned())).status_code == 200


def test_the_interview_is_arranged_and_held_on_pages(desk):
    case = desk.assigned()
    told = {"day": TODAY.isoformat(), "at": "10:30", "place": "Room 2"}
    assert desk.browser.post(url("arrange", case), told).status_code == 302
    assert now(case).place == "Room 2"
    told = {"on": TODAY.isoformat(), "note": "In Russian."}
    assert desk.browser.post(url("interview", case), told).status_code == 302
    assert (now(case).state, now(case).interview_note) == ("interviewed", "In Russian.")


def test_a_section_is_written_and_changed_on_its_page(desk):
    case = desk.drafting()
    there = url("section", case, "family")
    assert desk.browser.get(there).status_code == 200
    wrong = desk.browser.post(there, {"text": "He lives alone.", "nature": "fact"})
    assert wrong.status_code == 422
    told = {"text": FACT.text, "nature": "fact", "source": "interview", "reliability": "said"}
    assert desk.browser.post(there, told).headers["Location"] == there
    row = case.paragraphs.get()
    more = {**told, "text": "He lives with his wife in Jelgava.", "version": 1}
    assert desk.browser.post(url("paragraph", row), more).headers["Location"] == there
    late = desk.browser.post(url("paragraph", row), more)
    assert (late.status_code, "meanwhile" in text(late)) == (422, True)
    assert desk.browser.post(url("remove", row), {"version": 2}).headers["Location"] == there
    assert case.paragraphs.count() == 0


def test_a_piece_of_the_record_is_taken_on_the_page(desk):
    case = desk.drafting()
    there = url("section", case, "family")
    offered = desk.browser.get(there).context["offered"]
    assert offered
    row = offered[0].piece.row
    assert desk.browser.post(there, {"row": row}).status_code == 302
    assert [one.source_row for one in case.paragraphs.all()] == [row]
    again = desk.browser.post(there, {"row": row})
    assert (again.status_code, "already" in text(again)) == (422, True)
    assert desk.browser.post(there, {"row": "no.such:row"}).status_code == 404


def test_a_colleague_reads_and_returns_it_and_sees_what_changed(desk):
    case = desk.handed_in()
    page = desk.colleagues_browser.get(url("review", case))
    assert (page.status_code, FACT.text in text(page)) == (200, True)
    told = {"passed": "no", "said": "", "remark-family": "Since when?"}
    assert desk.colleagues_browser.post(url("review", case), told).status_code == 302
    assert now(case).state == "drafting"
    assert "Since when?" in text(desk.browser.get(url("section", case, "family")))
    case = now(case)
    row = case.paragraphs.get(section="livelihood")
    told = {"text": "She works.", "nature": "judgement", "version": row.version}
    desk.browser.post(url("paragraph", row), told)
    advance(by=desk.writer, case=case, code="hand_in")
    again = text(desk.colleagues_browser.get(url("review", case)))
    assert again.count("changed since the last reading") == 1
    own = desk.browser.post(url("review", case), {"passed": "yes", "said": ""})
    assert (own.status_code, "yourself" in text(own)) == (422, True)


def test_it_is_signed_and_sent_on_pages(desk):
    case = desk.passed()
    page = desk.browser.get(url("sign", case))
    assert "Annas Ozolas" in text(page)
    assert desk.browser.post(url("sign", case), {"language": "lv"}).status_code == 302
    told = {"on": TODAY.isoformat(), "how": "e-address"}
    assert desk.browser.post(url("send", case), told).status_code == 302
    case = now(case)
    assert (case.state, case.sent_how) == ("sent", "e-address")
    paper = desk.browser.get(f"/documents/{case.document_id}/")
    assert paper.content.startswith(b"%PDF-")
    made = desk.browser.post(url("summary", case), {"language": "ru"})
    assert made.status_code == 302


def test_a_name_is_corrected_and_stays_so(desk):
    case = desk.passed()
    there = url("name_form", case, "lv", "dative")
    assert desk.browser.get(there).status_code == 200
    assert desk.browser.post(there, {"form": "Annijai Ozolai"}).status_code == 302
    assert "Annijai Ozolai" in text(desk.browser.get(url("sign", case)))
    assert desk.browser.get(url("name_form", case, "lv", "ablative")).status_code == 404


def test_the_letter_is_read_without_sections(desk):
    case = desk.refused()
    note_attempt(by=desk.writer, case=case, on=TODAY, how="letter", came_of="Came back.")
    advance(by=desk.writer, case=case, code="hand_in")
    page = text(desk.colleagues_browser.get(url("review", case)))
    assert "Came back." in page
    told = {"passed": "yes", "said": ""}
    assert desk.colleagues_browser.post(url("review", case), told).status_code == 302
    assert now(case).state == "passed"


def test_the_whole_report_is_read(desk):
    page = text(desk.browser.get(url("whole", desk.written())))
    assert page.count(FACT.text) == 5


def test_a_persons_reports_are_listed(desk):
    case = desk.requested()
    page = because(desk.browser, desk.anna).get(url("of", desk.anna))
    assert [row["case"] for row in page.context["rows"]] == [case]
