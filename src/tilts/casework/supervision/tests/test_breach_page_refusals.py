"""What a reader sees on the pages of breaches and duties, and what a refused step says."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tilts.casework.people.tests.desk import browser, with_purpose
from tilts.casework.supervision.actions.breaches import advance_breach, ask, warn
from tilts.casework.supervision.actions.orders import end
from tilts.casework.supervision.models import Breach, Duty
from tilts.platform.documents.models import Document

from .ordered import TODAY, Orders, again, day, text
from .test_breaches import heard, noted
from .test_duties import imposed

NOBODY = "00000000-0000-0000-0000-00000000000a"


def at(name: str, *ids: Any) -> str:
    return reverse(f"supervision:{name}", args=ids)


def test_no_breach_is_noted_before_the_duties_were_explained(orders: Orders, desk: Client) -> None:
    order = orders.received()
    sent = {"about": "contact", "duty": "", "on": str(TODAY), "told": "Stayed away."}
    answer = desk.post(at("note_breach", order.pk), sent)
    assert answer.status_code == 422
    page = text(answer)
    assert "The duties were not explained yet. Explain them first." in page
    assert "Stayed away." in answer.content.decode()  # what was written is not lost
    sent["about"] = "registration"
    assert desk.post(at("note_breach", order.pk), sent).status_code == 302
    assert Breach.objects.get().about == "registration"


def test_silence_before_the_day_is_refused_with_the_day(orders: Orders, desk: Client) -> None:
    case = noted(orders)
    ask(by=orders.by, case=case, on=TODAY)
    answer = desk.post(at("hear", case.pk), {"on": str(TODAY), "answer": "none", "words": ""})
    assert answer.status_code == 422
    assert "The person can answer until" in text(answer)
    assert again(case).state == "asked"


def test_a_warning_before_somebody_was_heard_wants_words(orders: Orders, desk: Client) -> None:
    case = noted(orders)
    assert "The person was not heard yet." in text(desk.get(at("warn", case.pk)))
    answer = desk.post(at("warn", case.pk), {"on": str(TODAY), "because": ""})
    assert answer.status_code == 422
    sent = {"on": str(TODAY), "because": "Nobody knows where she is."}
    assert desk.post(at("warn", case.pk), sent).status_code == 302
    page = text(desk.get(at("breach", case.pk)))
    assert "Why a milder step was not enough Nobody knows where she is." in page
    assert "Warned" in page


def test_a_second_warning_has_its_own_address(orders: Orders, desk: Client) -> None:
    case = heard(orders, noted(orders))
    warn(by=orders.by, case=case, on=TODAY)
    sent = {"on": str(TODAY), "because": ""}
    repeated = desk.post(at("warn", case.pk), sent)  # pressed twice, it warns once
    assert (repeated.status_code, again(case).warnings) == (422, 1)
    assert "Warn a second time" in text(desk.get(at("warn_again", case.pk)))
    assert desk.post(at("warn_again", case.pk), sent).status_code == 302
    assert "Warned a second time" in text(desk.get(at("breach", case.pk)))


def test_closing_without_consequence_wants_a_reason(orders: Orders, desk: Client) -> None:
    case = noted(orders)
    way = at("breach_move", case.pk, "close_without")
    assert desk.post(way, {"reason": ""}).status_code == 422
    assert desk.post(way, {"reason": "In hospital."}).status_code == 302
    page = text(desk.get(at("breach", case.pk)))
    assert "closed without consequence" in page
    assert at("ask", case.pk) not in desk.get(at("breach", case.pk)).content.decode()


@pytest.mark.parametrize("code", ["ask", "warn", "decide", "person_died", "forgive"])
def test_there_is_no_bare_move_for_a_step(orders: Orders, desk: Client, code: str) -> None:
    case = noted(orders)
    assert desk.get(at("breach_move", case.pk, code)).status_code == 404


def test_who_only_reads_sees_the_breach_and_no_step(orders: Orders) -> None:
    case = noted(orders)
    reader = browser(orders.caseload.house.member("clerk", "jelgava"))
    with_purpose(reader, case.person)
    answer = reader.get(at("breach", case.pk))
    assert "Did not come, did not ring." in text(answer)
    steps = [at(name, case.pk) for name in ("ask", "hear", "warn", "motion", "decide")]
    assert [step for step in steps if step in answer.content.decode()] == []
    assert {reader.get(step).status_code for step in steps} == {403}
    assert reader.get(at("note_breach", case.supervision_id)).status_code == 403


def test_of_nobody_there_is_no_page(orders: Orders, desk: Client) -> None:
    for name in ("breach", "ask", "motion", "warning_letter", "change_duty", "lift_duty", "order"):
        assert desk.get(at(name, NOBODY)).status_code in (403, 404), name


def test_an_order_that_is_over_offers_no_duty_and_no_breach(orders: Orders, desk: Client) -> None:
    order = orders.explained()
    end(by=orders.by, case=order, code="revoke", on=TODAY, decision="K-1")
    body = desk.get(at("order", order.pk)).content.decode()
    for name in ("choose_duty", "note_breach"):
        assert at(name, order.pk) not in body
    sent = {"imposed_by": "court", "basis": "a law", "decision": "K-2", "on": str(TODAY)}
    answer = desk.post(at("impose", order.pk, "cooperate"), sent)
    assert answer.status_code == 422
    assert "This order is over. Reopen it first." in text(answer)
    assert Duty.objects.count() == 0


def test_lifted_before_it_began_is_refused(orders: Orders, desk: Client) -> None:
    duty = imposed(orders, orders.received(), "cooperate")
    sent = {"imposed_by": "court", "basis": "a law", "decision": "K-2", "on": str(day(4))}
    answer = desk.post(at("lift_duty", duty.pk), sent)
    assert answer.status_code == 422
    assert "This day lies before the day on which it was imposed." in text(answer)
    assert again(duty).until is None


def test_the_letters_are_linked_once_there_is_something_to_send(
    orders: Orders, desk: Client
) -> None:
    case = heard(orders, noted(orders))
    page = at("breach", case.pk)
    link = at("warning_letter", case.pk)
    assert link not in desk.get(page).content.decode()
    warn(by=orders.by, case=case, on=TODAY)
    assert link in desk.get(page).content.decode()
    assert 'value="lv" selected' in desk.get(link).content.decode()
    answer = desk.post(link, {"language": "de"})
    assert (answer.status_code, Document.objects.count()) == (422, 0)
    assert desk.post(link, {"language": "ru"}).status_code == 302
    assert Document.objects.get().kind == "warning"


def test_the_page_of_a_breach_asks_the_same_whatever_came_before(
    orders: Orders, desk: Client, django_assert_max_num_queries: Any
) -> None:
    order, counts = orders.explained(), []
    case = noted(orders, order)
    desk.get(at("breach", case.pk))
    for more in (1, 2):
        for _ in range(more):
            advance_breach(by=orders.by, case=noted(orders, order), code="mark_error", reason="x")
            noted(orders, order)
        with django_assert_max_num_queries(90) as asked:
            desk.get(at("breach", case.pk))
        counts.append(len(asked))
    assert counts[0] == counts[1]
