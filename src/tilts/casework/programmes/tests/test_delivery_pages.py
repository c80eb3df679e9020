"""The pages from the referral to the report, as an officer walks them."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from tilts.casework.people.tests.desk import browser
from tilts.casework.programmes.delivery.progress import running
from tilts.casework.programmes.models import Participation
from tilts.platform.documents.models import Document
from tilts.platform.gatherings.models import Series
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.models import Consultation
from tilts.platform.workflow.my_day import my_day

from .delivery import PROGRAMME, TODAY, now, url

YES = {"group": "yes", "willing": "yes", "acute_illness": "no", "withdrawal": "no"}


def text(answer) -> str:
    """What a page says, on one line."""
    return " ".join(answer.content.decode().split())


def test_the_plan_leads_to_a_referral_and_shows_what_came_of_it(delivery, licensed):
    whom = delivery.somebody()
    goal = delivery.goal(whom)
    page = delivery.browser.get(f"/people/{whom.pk}/plan/")
    link = f"{url('of', whom)}?goal={goal.pk}"
    assert link in text(page)
    page = delivery.browser.get(link)
    assert f"{url('refer', whom, PROGRAMME)}?goal={goal.pk}" in text(page)
    series = delivery.group()
    case = delivery.attended(series, delivery.placed(series, delivery.waiting(whom)), [1, 2])
    page = text(delivery.browser.get(f"/people/{whom.pk}/plan/"))
    assert url("participation", case) in page
    assert "3 of 18 hours, 2 of 12 sessions" in page


def test_a_goal_that_was_reached_offers_nothing(delivery):
    whom = delivery.somebody()
    goal = delivery.goal(whom)
    goal.state = "achieved"
    with act("test.reach", by=SERVICE):
        goal.save()
    assert "?goal=" not in text(delivery.browser.get(f"/people/{whom.pk}/plan/"))


def test_the_persons_page_lists_programmes_with_why_and_why_not(delivery, licensed):
    whom = delivery.somebody()
    page = text(delivery.browser.get(url("of", whom)))
    assert "On no programme, and never was." in page
    assert "The person is in the community; it is given in prison." in page
    assert "not licensed now: no group can start" in page
    case = delivery.waiting(whom)
    page = text(delivery.browser.get(url("of", whom)))
    assert (url("participation", case) in page, "0 days waited" in page) == (True, True)


def test_who_leads_reads_but_is_offered_no_referral(delivery, licensed):
    case = delivery.placed(delivery.group())
    leader = browser(delivery.leaders[0])
    page = text(leader.get(url("of", case.person_id)))
    assert url("participation", case) not in page  # the group begins next week
    series = delivery.group(since=TODAY)
    other = delivery.placed(series)
    page = text(leader.get(url("of", other.person_id)))
    assert (url("participation", other) in page, "Which programme suits" in page) == (True, False)


def test_referring_judging_and_placing_by_forms(delivery, licensed):
    whom = delivery.somebody()
    goal = delivery.goal(whom)
    page = delivery.browser.get(f"{url('refer', whom, PROGRAMME)}?goal={goal.pk}")
    assert f'value="{goal.pk}" selected' in text(page)
    sent = {"towards": f"{goal.pk}:{goal.steps.get().pk}", "why": "To begin."}
    answer = delivery.browser.post(url("refer", whom, PROGRAMME), sent)
    case = Participation.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, url("participation", case))
    answer = delivery.browser.post(url("judge", case), {**YES, "suits": "yes", "because": ""})
    assert answer.status_code == 422
    assert "Something speaks against it." in text(answer)
    sent = {**YES, "suits": "yes", "because": "The assessment comes next week."}
    assert delivery.browser.post(url("judge", case), sent).status_code == 302
    series = delivery.group()
    page = text(delivery.browser.get(url("participation", case)))
    assert "Number 1 of 1 who wait in this unit" in page
    assert series.name in text(delivery.browser.get(url("place", case)))
    sent = {"series": str(series.pk), "since": str(TODAY)}
    assert delivery.browser.post(url("place", case), sent).status_code == 302
    assert now(case).state == "scheduled"
    assert series.name in text(delivery.browser.get(url("participation", case)))


def test_a_refusal_is_told_on_the_form_and_nothing_is_lost(delivery, licensed):
    series = delivery.group(capacity=1)
    delivery.placed(series)
    case = delivery.waiting()
    answer = delivery.browser.post(url("place", case), {"series": series.pk, "since": TODAY})
    assert answer.status_code == 422
    assert "All 1 places of this group are taken." in text(answer)


def test_the_page_of_a_programme_shows_what_is_done_left_and_to_catch_up(delivery, licensed):
    series = delivery.group()
    case = delivery.placed(series)
    delivery.mark(delivery.past(series, 1), case, outcome="excused")
    case = delivery.attended(series, case, [2, 3])
    page = text(delivery.browser.get(url("participation", case)))
    for words in ("3 / 18", "<dt>Hours left</dt><dd>15</dd>", "<dt>To be caught up</dt><dd>1</dd>",
                  "acceptable absence", "to be caught up"):  # fmt: skip
        assert words in page


@pytest.mark.parametrize(("code", "state"), [("take_out", "withdrawn"), ("exclude", "excluded")])
def test_taking_out_and_excluding_want_a_reason(delivery, licensed, code, state):
    case = delivery.placed(delivery.group())
    assert delivery.browser.post(url("advance", case, code), {"reason": ""}).status_code == 422
    answer = delivery.browser.post(url("advance", case, code), {"reason": "He left."})
    assert (answer.status_code, now(case).state, running(case)) == (302, state, None)


def test_putting_off_by_a_form(delivery):
    case = delivery.waiting()
    sent = {"until": TODAY + timedelta(days=30), "reason": "An operation."}
    assert delivery.browser.post(url("defer", case), sent).status_code == 302
    page = text(delivery.browser.get(url("participation", case)))
    assert "Take it up again" in page
    assert delivery.browser.post(url("advance", case, "take_up"), {"sent": 1}).status_code == 302
    assert now(case).state == "waiting"


@pytest.mark.parametrize("code", ["judge", "defer", "place", "complete", "none"])
def test_what_is_no_such_move_is_not_found(delivery, code):
    assert delivery.browser.get(url("advance", delivery.waiting(), code)).status_code == 404


def test_a_group_is_opened_by_a_form(delivery, licensed):
    sent = {"unit": delivery.house.units["jelgava"].pk, "name": "Spring", "place": "",
            "leaders": [one.pk for one in delivery.leaders], "weekday": "1", "at": "10:00",
            "since": TODAY + timedelta(days=7), "capacity": 8}  # fmt: skip
    page = text(delivery.browser.get(url("open_group", PROGRAMME)))
    assert page.count('name="leaders"') == 2
    answer = delivery.browser.post(url("open_group", PROGRAMME), sent)
    series = Series.objects.get()
    assert answer["Location"] == url("group", series)
    assert (series.name, series.capacity, series.sessions.count()) == ("Spring", 8, 12)


def test_a_group_without_a_licence_says_why(delivery):
    page = text(delivery.browser.get(url("open_group", PROGRAMME)))
    assert "The programme has no licence. Apply for its accreditation." in page
    page = text(delivery.browser.get(url("waiting", PROGRAMME)))
    assert "No group can start" in page
    assert url("open_group", PROGRAMME) not in page


def test_the_waiting_list_names_people_and_writes_that_down(delivery, licensed):
    case = delivery.waiting()
    page = text(delivery.browser.get(url("waiting", PROGRAMME)))
    assert (case.person.name in page, "0 days waited" in page) == (True, True)
    row = Consultation.objects.filter(about="programmes").get()
    assert (row.actor_id, row.way) == (delivery.staff.pk, "page")


def test_the_group_shows_who_is_in_it_and_who_waits(delivery, licensed):
    series = delivery.group()
    case, waits = delivery.placed(series), delivery.waiting()
    delivery.attended(series, case, [1])
    page = text(delivery.browser.get(url("group", series)))
    for words in (case.person.name, waits.person.name, "1.5 of 18 hours, 1 of 12 sessions",
                  "9 places are free.", f"{url('place', waits)}?series={series.pk}"):  # fmt: skip
        assert words in page
    first = series.sessions.earliest("starts_at")
    for address in (f"/gatherings/{series.pk}/", f"/gatherings/sessions/{first.pk}/"):
        assert f'href="{address}"' in page
    stranger = browser(delivery.house.member("prison_officer"))
    assert stranger.get(url("group", series)).status_code == 404


@pytest.mark.parametrize(("reader", "title", "words"), [
    ("person", "You and your programme",
     "You came to 12 sessions, 18 hours in all."),
    ("case", "Report on a programme", "attended and complied"),
])  # fmt: skip
def test_the_report_is_a_document_of_the_person(delivery, licensed, reader, title, words):
    series = delivery.group()
    case = delivery.attended(series, delivery.placed(series), range(1, 13))
    sent = {"reader": reader, "language": "en"}
    answer = delivery.browser.post(url("report", case), sent)
    made = Document.objects.get()
    assert (made.title, made.kind, made.person_id) == (title, "completion-report", case.person_id)
    pdf = delivery.browser.get(answer["Location"])
    told = PdfReader(BytesIO(b"".join(pdf.streaming_content) if pdf.streaming else pdf.content))
    assert words in " ".join(" ".join(page.extract_text() for page in told.pages).split())


def test_the_panel_and_the_tab_stand_on_the_persons_page(delivery, licensed):
    case = delivery.waiting()
    page = text(delivery.browser.get(f"/people/{case.person_id}/"))
    assert (url("participation", case) in page, url("of", case.person_id) in page) == (True, True)


def test_my_day_tells_those_concerned_only(delivery, licensed):
    series = delivery.group()
    case = delivery.placed(series)
    delivery.attended(series, case, [2])
    delivery.mark(delivery.past(series, 1), case, outcome="not-brought")
    long = delivery.waiting()
    long.waiting_since = TODAY - timedelta(days=91)
    with act("test.wait", by=SERVICE):
        long.save()
    delivery.waiting()
    rows = {section.code: rows for section, rows in my_day(delivery.officer)}
    assert sorted((row.person, row.text) for row in rows["programmes"]) == sorted([
        (case.person_id, "Motivation · 1 session to catch up"),
        (long.person_id, "Motivation · waits for 91 days"),
    ])  # fmt: skip
    other = delivery.house.actor("probation_officer", "jelgava")
    assert "programmes" not in {section.code for section, _rows in my_day(other)}


def asked(client, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as found:
        assert client.get(page).status_code == 200
    return sum("SAVEPOINT" not in query["sql"] for query in found.captured_queries)


def test_lists_ask_the_same_for_one_and_for_three(delivery, licensed):
    series, counts = delivery.group(), []
    for wanted in (1, 3):
        while series.enrolments.count() < wanted:
            delivery.attended(series, delivery.placed(series), [1])
            delivery.waiting()
        pages = [url("group", series), url("waiting", PROGRAMME), "/"]
        counts.append([asked(delivery.browser, page) for page in pages])
    assert counts[0] == counts[1]


def test_a_persons_pages_ask_the_same_for_one_programme_and_for_three(delivery, licensed):
    whom, counts = delivery.somebody(), []
    for programmes in (["equip"], ["substances", "violence-prevention"]):
        for one in programmes:
            delivery.waiting(whom, one)
        pages = [f"/people/{whom.pk}/", url("of", whom), f"/people/{whom.pk}/plan/"]
        counts.append([asked(delivery.browser, page) for page in pages])
    assert counts[0] == counts[1]
    assert counts[0][0] <= 25
