"""The pages, the API and the letters of breaches."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tilts.casework.supervision.actions.breaches import Motion, ask, go_to_court, warn
from tilts.casework.supervision.breach_letters import MotionSheet, WarningSheet
from tilts.casework.supervision.models import About, Breach
from tilts.doors.api.tests.callers import browser as caller
from tilts.platform.documents.models import Document

from .ordered import TODAY, Orders, again, day, text
from .test_breaches import MOTION, duty, heard, noted


def at(name: str, *ids: Any) -> str:
    return reverse(f"supervision:{name}", args=ids)


def test_from_the_order_to_the_decision(orders: Orders, desk: Client) -> None:
    order = orders.explained()
    mine = duty(orders, order)
    assert "Come to your officer every 7 days" in text(desk.get(at("note_breach", order.pk)))
    sent = {"about": "duty", "duty": str(mine.pk), "on": str(day(1)), "told": "Stayed away."}
    answer = desk.post(at("note_breach", order.pk), sent)
    case = Breach.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, at("breach", case.pk))
    assert desk.post(at("ask", case.pk), {"on": str(TODAY)}).status_code == 302
    said = {"on": str(TODAY), "answer": "given", "words": "The bus broke down."}
    assert desk.post(at("hear", case.pk), said).status_code == 302
    page = text(desk.get(at("breach", case.pk)))
    assert "What was not kept Come to your officer every 7 days" in page
    assert "The bus broke down." in page
    assert "This would leave out a milder step: The person was not warned yet." in text(
        desk.get(at("motion", case.pk))
    )
    motion = {"on": str(TODAY), "asks": "revoke", "text": "It goes on.", "because": ""}
    refused = desk.post(at("motion", case.pk), motion)
    assert (refused.status_code, again(case).state) == (422, "answered")
    assert "Say why it is not enough" in text(refused)
    assert desk.post(at("warn", case.pk), {"on": str(TODAY), "because": ""}).status_code == 302
    motion["because"] = "She said she would never come."
    assert desk.post(at("motion", case.pk), motion).status_code == 302
    decided = {"on": str(TODAY), "outcome": "revoked", "decision": "K-12"}
    assert desk.post(at("decide", case.pk), decided).status_code == 302
    page = text(desk.get(at("order", order.pk)))
    assert "What was decided K-12" in page
    assert "Come to your officer every 7 days, at the time you are told. decided by" in page
    assert desk.get(at("breach_move", case.pk, "decide")).status_code == 404


def test_the_page_shows_what_came_before(orders: Orders, desk: Client) -> None:
    order = orders.explained()
    first = heard(orders, noted(orders, order))
    second = noted(orders, order)
    page = text(desk.get(at("breach", second.pk)))
    assert "What came before" in page
    assert "a contact that was agreed heard, to be answered" in page
    assert "No other breach of this order." not in page
    assert at("breach", first.pk) in desk.get(at("warn", second.pk)).content.decode()


def test_the_api_takes_the_same_steps(orders: Orders) -> None:
    order, client = orders.explained(), caller(orders.caseload.officer)
    said = {"about": "contact", "on": str(day(1)), "told": "Stayed away."}
    answer = client.post(f"/supervisions/{order.pk}/breaches", said)
    assert answer.status_code == 201
    path = f"/breaches/{answer.json()['id']}"
    assert client.post(f"{path}/ask", {"on": str(TODAY)}).status_code == 201
    silent = client.post(f"{path}/hear", {"on": str(TODAY), "answer": "none"})
    assert [one["code"] for one in silent.json()["reasons"]] == ["time-to-answer"]
    heard_of = {"on": str(TODAY), "answer": "given", "words": "No."}
    assert client.post(f"{path}/hear", heard_of).status_code == 201
    for again_, status in ((False, 201), (False, 422), (True, 201), (True, 422)):
        answer = client.post(f"{path}/warn", {"on": str(TODAY), "again": again_})
        assert answer.status_code == status
    motion = {"on": str(TODAY), "asks": "change", "text": "It goes on."}
    assert client.post(f"{path}/motion", motion).status_code == 201
    decided = {"on": str(TODAY), "outcome": "goes_on", "decision": "K-1"}
    assert client.post(f"{path}/decision", decided).status_code == 201
    shown = client.get(path).json()
    case = Breach.objects.get()
    assert shown == {
        "id": str(case.pk), "person": str(case.person_id), "supervision": str(order.pk),
        "duty": None, "appointment": None, "about": "contact",
        "state": "decided", "stage": "decided by the court",
        "happened_on": str(day(1)), "told": "Stayed away.", "asked_on": str(TODAY),
        "answer_by": str(case.answer_by), "answer": "given", "words": "No.",
        "warned_on": str(TODAY), "warned_again_on": str(TODAY), "motion_on": str(TODAY),
        "asks": "change", "motion": "It goes on.", "skipped": "", "decided_on": str(TODAY),
        "outcome": "goes_on", "decision": "K-1",
    }  # fmt: skip
    for letter, language in (("warning-letter", "ru"), ("motion-letter", "lt")):
        assert client.post(f"{path}/{letter}", {"language": language}).status_code == 201
    assert client.post(f"{path}/motion-letter", {"language": "ru"}).status_code == 422
    assert client.post(f"{path}/moves/reopen", {"reason": "quashed"}).status_code == 201
    assert again(case).state == "before_court"
    listed = client.get(f"/people/{case.person_id}/breaches").json()
    assert [row["outcome"] for row in listed["items"]] == [""]
    made = Document.objects.order_by("number").values_list("kind", "language")
    assert list(made) == [("warning", "ru"), ("breach-motion", "lt")]


def warned(orders: Orders) -> Breach:
    order = orders.explained()
    mine = duty(orders, order)
    case = heard(orders, noted(orders, order, about=About.DUTY, duty=mine))
    return warn(by=orders.by, case=case, on=TODAY)


@pytest.mark.parametrize(
    ("language", "duty_text"),
    [
        ("en", "Come to your officer every 7 days, at the time you are told."),
        ("lv", "Ierodieties pie sava darbinieka ik pēc 7 dienām norādītajā laikā."),
        ("lt", "Atvykite pas savo pareigūną kas 7 d. nurodytu laiku."),
        ("ru", "Являйтесь к своему сотруднику каждые 7 дн. в указанное время."),
    ],
)
def test_the_warning_speaks_to_the_person(orders: Orders, language: str, duty_text: str) -> None:
    data = WarningSheet(warned(orders)).data(language, number="D-1", made_at="1")
    happened, own = data["sections"][0], data["sections"][1]
    assert happened["texts"][1:] == (duty_text, "Did not come, did not ring.")
    assert own["texts"] == ("I was ill.",)
    assert len(data["sections"]) == 4


def test_a_second_warning_says_that_the_court_comes_next(orders: Orders) -> None:
    case = warned(orders)
    first = WarningSheet(case).data("en", number="D-1", made_at="1")
    warn(by=orders.by, case=case, on=TODAY, code="warn_again")
    second = WarningSheet(case).data("en", number="D-1", made_at="1")
    found = [(data["words"]["title"], data["sections"][2]["texts"]) for data in (first, second)]
    assert found == [
        ("Warning",
         ("If it happens again, you are warned once more, and then the court is asked.",)),
        ("Second warning",
         ("If it happens again, the court is asked to decide about your order.",)),
    ]  # fmt: skip


def test_the_motion_tells_what_was_tried_before(orders: Orders) -> None:
    case = warned(orders)
    earlier = noted(orders, case.supervision)
    ask(by=orders.by, case=earlier, on=TODAY)
    go_to_court(by=orders.by, case=case, what=_because("He hides."))
    data = MotionSheet(case).data("en", number="D-1", made_at="1")
    told = {one["title"]: one["texts"] + one["items"] for one in data["sections"]}
    assert data["opening"] == ["The court is asked to revoke the order."]
    assert told["Why"] == ("It goes on.",)
    assert told["Why milder steps are not enough"] == ("He hides.",)
    when = _shown(TODAY), _shown(day(2))
    assert told["What was done before"] == (
        f"{when[0]}: warning",
        f"{when[1]}: a contact that was agreed – explanation asked for",
    )


def _because(why: str) -> Motion:
    return replace(MOTION, because=why)


def _shown(on: date) -> str:
    return f"{on.day} {on:%B} {on.year}"
