"""The pages of monitoring, as a browser without JavaScript asks for them."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tilts.doors.api.tests.callers import browser
from tilts.engines.calendars.months import add_months
from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.actions import Decision, decide
from tilts.platform.forms.answering import values_in
from tilts.platform.forms.catalogue import versions
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.workforce.quality.actions import move_drawn
from tilts.workforce.quality.models import Draw, Drawn, Reading, SamplePlan, Stratum
from tilts.workforce.quality.presenting import month_name, recent_months

from .conftest import MIDDLE, MONTH, TODAY, Service


def url(name: str, *args: Any) -> str:
    return reverse(f"quality:{name}", args=args)


def enter(staff: Staff) -> Client:
    """A browser in which somebody is signed in."""
    return browser(staff).client


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def drawn(service: Service) -> Drawn:
    with seen_by(SERVICE):
        return service.drawn()


def test_the_plan_is_set(service: Service):
    client = enter(service.lead)
    riga = service.house.units["riga"]
    sent = {"material": "sessions", "unit": riga.pk, "wanted": 3, "since": TODAY.isoformat()}
    answer = client.post(url("plan"), sent)
    assert (answer.status_code, answer["Location"]) == (302, url("monitoring"))
    (row,) = SamplePlan.objects.all()
    assert (row.material, row.unit, row.wanted, row.since) == ("sessions", riga, 3, TODAY)
    page = text(client.get(url("monitoring")))
    assert "Sessions</th><td>Riga</td>" in page
    assert "Nothing was drawn in the last months." in page


def test_a_plan_to_come_stands_beside_the_one_in_force(service: Service):
    riga, later = service.house.units["riga"], [TODAY + timedelta(days=days) for days in (20, 30)]
    for wanted, since in ((2, LONG_AGO), (4, later[1]), (3, later[0])):
        service.plan(wanted, "riga", since=since)
    rows = enter(service.lead).get(url("monitoring")).context["plan"]
    assert [(row["where"], row["wanted"], row["since"]) for row in rows] == [
        (riga.name_in("en"), 2, LONG_AGO),
        (riga.name_in("en"), 3, later[0]),
    ]


@pytest.mark.parametrize("wanted", ["", "-1", "51", "many"])
def test_a_plan_that_cannot_be_is_shown_again(service: Service, wanted: str):
    sent = {"material": "sessions", "wanted": wanted, "since": TODAY.isoformat()}
    answer = enter(service.lead).post(url("plan"), sent)
    assert (answer.status_code, SamplePlan.objects.count()) == (422, 0)


def test_a_head_of_unit_who_plans_for_others_reads_why_not(service: Service):
    sent = {"material": "sessions", "unit": "", "wanted": 3, "since": TODAY.isoformat()}
    answer = enter(service.head).post(url("plan"), sent)
    assert answer.status_code == 422
    assert "This is about a unit that is not yours." in text(answer)


def test_a_draw_shows_its_seed_and_that_it_repeats(service: Service, drawn: Drawn):
    draw = Draw.objects.get()
    page = text(enter(service.lead).get(url("draw", draw.pk)))
    assert draw.seed in page
    assert "rvn-demo@ievp.riga." in page  # in the command by which anybody checks it
    assert ">the same<" in page
    with act("test.tamper", by=SERVICE):
        stratum = Stratum.objects.get()
        stratum.frame = ["another"]
        stratum.save()
    assert ">not the same<" in text(enter(service.lead).get(url("draw", draw.pk)))


def test_from_the_queue_to_the_result(service: Service, drawn: Drawn):
    """My day leads to the work, the work to the piece and its form, the form to a result."""
    client = enter(service.reader)
    assert "Read work that was drawn by chance" in text(client.get("/"))
    assert f"/people/assessments/{drawn.piece}/" in text(client.get(url("drawn", drawn.pk)))
    begun = client.post(url("begin", drawn.pk), {"sent": "1"})
    reading = Reading.objects.get()
    assert begun["Location"] == url("section", reading.pk, "grounds")
    for name, items in (
        ("grounds", ("sources", "evidence", "facts_apart")),
        ("use", ("own_view", "strengths", "plan_follows", "advice")),
    ):
        said = {item: "Fine." if item == "advice" else "4" for item in items}
        client.post(url("section", reading.pk, name), said)
    assert "Are you sure of your ratings?" in text(client.get(url("finish", reading.pk)))
    done = client.post(url("finish", reading.pk), {"sure": "yes", "why": ""})
    assert done["Location"] == url("drawn", drawn.pk)
    page = text(client.get(url("drawn", drawn.pk)))
    assert "Very good" in page
    assert "Fine." in page
    assert "Read work that was drawn by chance" not in text(client.get("/"))


def test_a_drawn_session_leads_to_the_page_of_the_session(service: Service):
    with seen_by(SERVICE):
        held = service.held()
        service.plan(material="sessions")
        service.draw()
    piece = Drawn.objects.get()
    link = f"/gatherings/sessions/{held.pk}/"
    client = enter(service.reader)
    page = text(client.get(url("drawn", piece.pk)))
    assert link in page
    assert "Sessions: Calm · Riga" in page
    assert client.get(link).status_code == 200


def test_an_unsure_reader_says_of_what_and_the_second_reads_it(service: Service, drawn: Drawn):
    with seen_by(SERVICE):
        reading = service.begun(drawn, service.reader, 2)
    client = enter(service.reader)
    answer = client.post(url("finish", reading.pk), {"sure": "no", "why": ""})
    assert answer.status_code == 422
    assert "Say of what you are unsure" in text(answer)
    client.post(url("finish", reading.pk), {"sure": "no", "why": "Is the police a source?"})
    second = enter(service.second)
    assert "Read drawn work of which the first reader is unsure" in text(second.get("/"))
    page = text(second.get(url("drawn", drawn.pk)))
    assert "Is the police a source?" in page
    assert (
        "Name the sources." not in page
    )  # what the first answered stays theirs until both are done
    with seen_by(SERVICE):
        last = service.begun(Drawn.objects.get(), service.second, 4)
    assert "Are you sure" not in text(second.get(url("finish", last.pk)))
    second.post(url("finish", last.pk), {"sent": "1"})
    page = text(second.get(url("drawn", drawn.pk)))
    assert "Name the sources." in page
    assert "Very good" in page


def test_whose_work_it_is_reads_why_they_cannot(service: Service, drawn: Drawn):
    page = text(enter(service.assessor).get(url("drawn", drawn.pk)))
    assert "This is your own work. Somebody else reads it." in page
    assert url("begin", drawn.pk) not in page


def test_who_lacks_the_certificate_reads_which_course_gives_it(service: Service, drawn: Drawn):
    (of,) = versions("assessment-reading")
    wants = Decision("use", "x", "y", TODAY, requires="risk_assessor")
    decide(by=SERVICE, agency="ievp", of=of, decision=wants)
    answer = enter(service.reader).post(url("begin", drawn.pk), {"sent": "1"})
    assert answer.status_code == 422
    assert "The course “Assessing risks and needs” gives it." in text(answer)


@pytest.mark.parametrize(
    ("role", "unit", "status"),
    [
        ("prison_officer", "riga", 200),
        ("head_of_unit", "riga", 200),
        ("quality_manager", "olaine", 200),
        ("prison_officer", "olaine", 404),
        ("head_of_unit", "olaine", 404),
        ("facilitator", "riga", 404),
        ("quality_manager", "vilnius", 404),
    ],
)
def test_who_opens_a_drawn_piece(service, drawn, role, unit, status):
    client = enter(service.house.member(role, unit))
    assert client.get(url("drawn", drawn.pk)).status_code == status


def test_a_head_sees_of_a_draw_what_is_of_their_unit(service: Service):
    with seen_by(SERVICE):
        for unit in ("riga", "olaine"):
            service.assessed(unit)
        service.plan()
        service.draw()
    draw = Draw.objects.get()
    page = text(enter(service.house.member("head_of_unit", "olaine")).get(url("draw", draw.pk)))
    assert "Olaine" in page
    assert "Riga" not in page
    stranger = enter(service.house.member("head_of_unit", "jelgava"))
    assert stranger.get(url("draw", draw.pk)).status_code == 404
    assert str(draw.pk) not in text(stranger.get(url("monitoring")))


def test_nobody_fills_in_the_reading_of_another(service: Service, drawn: Drawn):
    with seen_by(SERVICE):
        reading = service.begun(drawn, service.reader)
    other = enter(service.second)
    assert other.get(url("section", reading.pk, "grounds")).status_code == 403
    assert other.post(url("finish", reading.pk), {"sure": "yes"}).status_code == 422
    mine = enter(service.reader)
    assert mine.get(url("section", reading.pk, "nowhere")).status_code == 404
    mine.post(url("finish", reading.pk), {"sure": "yes"})
    assert mine.get(url("section", reading.pk, "grounds")).status_code == 403


def test_a_piece_is_left_out_with_its_reason(service: Service, drawn: Drawn):
    client = enter(service.head)
    assert "Leave it out" in text(client.get(url("drawn", drawn.pk)))
    refused = client.post(url("move", drawn.pk, "leave_out"), {"reason": ""})
    assert refused.status_code == 422
    client.post(url("move", drawn.pk, "leave_out"), {"reason": "The file is at court."})
    drawn.refresh_from_db()
    assert drawn.state == "left_out"
    for code in ("read_surely", "fly"):
        assert client.get(url("move", drawn.pk, code)).status_code == 404


def test_results_month_by_month(service: Service):
    """Two units over two months: sound of what was read, drawn where it waits, a dash for none."""
    with seen_by(SERVICE):
        for unit in ("riga", "riga", "olaine"):
            service.assessed(unit)
        service.assessed("riga", on=add_months(MIDDLE, -1))
        service.plan()
        service.draw()
        reader = service.house.member("prison_officer", "olaine")
        first, second, olaine = Drawn.objects.order_by("-unit__code", "pk")
        service.read(first, service.reader, 4)
        service.read(second, service.reader, 1, sure=False, why="Hard.")
        service.read(second, service.second, 1)
    client = enter(service.lead)
    page = client.get(url("monitoring"))
    (told,) = page.context["results"]
    rows = {row["unit"]: row for row in told["rows"]}
    assert told["months"] == [month_name(month) for month in recent_months()]
    assert rows["Riga"]["cells"][:5] == [None] * 5
    kept = ("finished", "drawn", "read", "sound", "doubted")
    assert [rows["Riga"]["total"][name] for name in kept] == [2, 2, 2, 1, 1]
    assert [rows["Olaine"]["total"][name] for name in kept] == [1, 1, 0, 0, 0]
    assert [bar["shown"] for bar in told["chart"]] == ["–"] * 5 + ["50 %"]
    assert "1 of 2" in text(page)
    with seen_by(SERVICE):
        service.read(olaine, reader, 4)
    (told,) = client.get(url("monitoring")).context["results"]
    assert told["chart"][-1]["shown"] == "67 %"


def test_what_is_drawn_is_said_in_the_readers_language(service: Service, drawn: Drawn):
    with translation.override("lv"):
        answer = enter(service.reader).get(
            url("drawn", drawn.pk), headers={"accept-language": "lv"}
        )
    assert answer.status_code == 200


@pytest.mark.parametrize("page", ["monitoring", "draw"])
def test_what_a_page_asks_does_not_grow_with_its_rows(service: Service, page: str):
    counts = []
    for size in (1, 3):
        with seen_by(SERVICE):
            while service.made < size:
                service.assessed()
            with act("test.forget", by=SERVICE):
                for model in (Drawn, Stratum, Draw):
                    for row in model.objects.all():
                        row.delete()
            service.plan(size)
            (draw,) = service.draw()
        address = url("draw", draw.pk) if page == "draw" else url("monitoring")
        client = enter(service.lead)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(sum("SAVEPOINT" not in query["sql"] for query in asked.captured_queries))
    assert counts[0] == counts[1]


def sessions_of(service: Service, code: str) -> None:
    """A session of one more programme."""
    service.groups.__dict__["_template"] = service.groups.template(code=code)
    service.held()


@pytest.mark.parametrize("page", ["monitoring", "draw"])
def test_what_a_page_asks_does_not_grow_with_programmes(service: Service, page: str):
    service.plan(material="sessions")
    counts = []
    for back, codes in enumerate((["one"], ["two", "three"])):
        for code in codes:
            sessions_of(service, code)
        with seen_by(SERVICE), act("test.forget", by=SERVICE):
            for model in (Drawn, Stratum, Draw):
                for row in model.objects.all():
                    row.delete()
        with seen_by(SERVICE):
            (draw,) = service.draw()
        assert draw.strata.count() == (1, 3)[back]
        client = enter(service.lead)
        address = url("draw", draw.pk) if page == "draw" else url("monitoring")
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(sum("SAVEPOINT" not in query["sql"] for query in asked.captured_queries))
    assert counts[0] == counts[1]


def test_what_was_left_out_takes_no_more_answers(service: Service, drawn: Drawn):
    with seen_by(SERVICE):
        reading = service.begun(drawn, service.reader, 2)
        head = service.actor(service.head)
        move_drawn(by=head, drawn=drawn, code="leave_out", reason="The file is at court.")
    address = url("section", reading.pk, "grounds")
    assert enter(service.reader).post(address, {"sources": "4"}).status_code == 403
    kept = Reading.objects.select_related("sheet").get().sheet
    assert values_in(kept.answers)["sources"] == 2


def test_a_piece_in_error_is_shown_as_such_in_its_draw(service: Service, drawn: Drawn):
    with seen_by(SERVICE):
        service.read(drawn, service.reader, 4)
    page = url("draw", Draw.objects.get().pk)
    assert ">sound<" in text(enter(service.lead).get(page))
    with seen_by(SERVICE):
        head = service.actor(service.head)
        move_drawn(by=head, drawn=drawn, code="mark_error", reason="Another's.")
    shown = text(enter(service.lead).get(page))
    assert ">sound<" not in shown
    assert ">entered in error<" in shown


def test_draws_are_listed_the_latest_first(service: Service, drawn: Drawn):
    with act("test.draw", by=SERVICE):
        for back in (1, 2):
            month = add_months(MONTH, -back)
            row = Draw(agency_id="ievp", material="assessments", month=month, seed="x")
            row.drawn_on = TODAY
            row.save(force_insert=True)
    page = enter(service.lead).get(url("monitoring"))
    months = [one["row"].month for one in page.context["draws"]]
    assert months == [MONTH, add_months(MONTH, -1), add_months(MONTH, -2)]
