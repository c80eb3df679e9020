"""The pages of orders: what stands there, each step through its form, and refusals in words."""

from typing import Any

from django.test import Client
from django.urls import reverse

from tilts.casework.people.tests.desk import browser, with_purpose
from tilts.casework.supervision.models import Supervision
from tilts.platform.design.display import language_name

from .ordered import TODAY, Orders, again, day, text


def at(name: str, *ids: Any) -> str:
    return reverse(f"supervision:{name}", args=ids)


def test_from_the_list_to_the_first_meeting(orders: Orders, desk: Client) -> None:
    measure = orders.measure()
    listed = text(desk.get(at("of", measure.person_id)))
    assert "To be begun Probation supervision imposed 3 March 2025 Begin the supervision" in listed
    begin = at("begin", measure.person_id, measure.pk)
    page = text(desk.get(begin))
    assert "Declared residence: not known" in page
    assert "Released on" not in page
    sent = {"received_on": str(day(3)), "unit": str(orders.unit.pk)}
    answer = desk.post(begin, sent)
    case = Supervision.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, at("order", case.pk))
    said = {"on": str(TODAY), "identity": "passport"}
    assert desk.post(at("register", case.pk), said).status_code == 302
    said = {"on": str(TODAY), "language": "ru", "interpreter": "", "signed": "signed"}
    assert desk.post(at("explain", case.pk), said).status_code == 302
    page = text(desk.get(at("order", case.pk)))
    assert "duties explained, to be assessed" in page
    assert f"{language_name('ru')} · signed" in page
    assert "It lasts until" in page


def test_after_an_early_release_its_day_is_asked_for(orders: Orders, desk: Client) -> None:
    measure = orders.measure(kind="conditional_release", start=day(4))
    begin = at("begin", measure.person_id, measure.pk)
    assert "Released on" in text(desk.get(begin))
    sent = {"received_on": str(TODAY), "unit": str(orders.unit.pk), "released_on": str(day(1))}
    assert desk.post(begin, sent).status_code == 302
    assert Supervision.objects.get().counted_from == day(1)


def test_a_refusal_is_said_and_nothing_is_written(orders: Orders, desk: Client) -> None:
    case = orders.received()
    answer = desk.post(at("register", case.pk), {"on": str(day(9)), "identity": "card"})
    assert answer.status_code == 422
    assert "This day lies before the step that came before it." in text(answer)
    assert again(case).state == "received"
    assert desk.get(at("begin", case.person_id, case.measure_id)).status_code == 404
    assert desk.get(at("advance", case.pk, "register")).status_code == 404
    assert desk.get(at("advance", case.pk, "follow_plan")).status_code == 404


def test_a_decision_of_the_court_is_given_with_its_day(orders: Orders, desk: Client) -> None:
    case = orders.registered()
    said = {"on": str(TODAY), "decision": "Jelgava court, 7/2026: new offence"}
    assert desk.post(at("advance", case.pk, "revoke"), said).status_code == 302
    page = text(desk.get(at("order", case.pk)))
    assert "What was decided Jelgava court, 7/2026: new offence" in page
    assert desk.post(at("advance", case.pk, "reopen"), {"reason": "quashed"}).status_code == 302
    assert again(case).state == "registered"


def test_who_only_reads_is_offered_nothing(orders: Orders, all_seen: None) -> None:
    case = orders.received()
    reader = browser(orders.caseload.house.member("clerk", "jelgava"))
    with_purpose(reader, case.person)
    page = text(reader.get(at("order", case.pk)))
    assert at("register", case.pk) not in page
    assert reader.get(at("register", case.pk)).status_code == 403
    assert text(reader.get(at("of", case.person_id))).count("Begin the supervision") == 0


def test_the_panel_and_the_list_ask_the_same_of_one_and_of_three(
    orders: Orders, desk: Client, django_assert_max_num_queries: Any
) -> None:
    whom = orders.caseload.add("Liepiņa")
    counts = []
    for _ in range(2):
        orders.received(orders.measure(whom))
        with django_assert_max_num_queries(60) as asked:
            desk.get(at("of", whom.pk))
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert "Supervision" in text(desk.get(reverse("web:person", args=[whom.pk])))
