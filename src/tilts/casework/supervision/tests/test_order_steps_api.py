"""The API of orders, duties and breaches refuses what the pages refuse, with status and reason."""

from typing import Any

import pytest

from tilts.casework.supervision.models import Breach, Duty, DutyCheck, Supervision
from tilts.doors.api.tests.callers import Caller, browser, reasons
from tilts.platform.record.models import Consultation

from .ordered import TODAY, Orders, again, day
from .test_breaches import heard, noted
from .test_duties import imposed

NOBODY = "00000000-0000-0000-0000-00000000000a"
DECIDED = {"imposed_by": "court", "basis": "a law", "decision": "K-7", "on": str(day(2))}


@pytest.fixture
def client(orders: Orders) -> Caller:
    return browser(orders.caseload.officer)


def clerk(orders: Orders) -> Caller:
    return browser(orders.caseload.house.member("clerk", "jelgava"))


def far(orders: Orders) -> Caller:
    return browser(orders.caseload.house.member("prison_officer"))


def asked(order: Any, breach: Any, duty: Any) -> list[tuple[str, dict[str, Any]]]:
    """Every step below an order, a duty and a breach, with a body that fits."""
    one, other, law = f"/supervisions/{order}", f"/breaches/{breach}", f"/duties/{duty}"
    today = {"on": str(TODAY)}
    return [
        (f"{one}/register", {**today, "identity": "card"}),
        (f"{one}/explain", {**today, "language": "lv", "signed": "signed"}),
        (f"{one}/duties", {**DECIDED, "code": "cooperate"}),
        (f"{one}/checks", {**today, "found": []}),
        (f"{one}/breaches", {**today, "about": "contact", "told": "Stayed away."}),
        (f"{law}/change", {**DECIDED, "slots": {"days": 9}}),
        (f"{law}/lift", DECIDED),
        (f"{other}/ask", today),
        (f"{other}/hear", {**today, "answer": "given", "words": "So."}),
        (f"{other}/warn", {**today, "because": "so"}),
        (f"{other}/motion", {**today, "asks": "revoke", "text": "So.", "because": "so"}),
        (f"{other}/decision", {**today, "outcome": "revoked", "decision": "K-1"}),
    ]


def stood(orders: Orders) -> tuple[Supervision, Breach, Duty]:
    case = orders.explained()
    return case, noted(orders, case), imposed(orders, case, "attend", days=7)


def test_who_only_reads_takes_no_step(orders: Orders) -> None:
    case, breach, duty = stood(orders)
    reader = clerk(orders)
    answers = [reader.post(path, body) for path, body in asked(case.pk, breach.pk, duty.pk)]
    assert {answer.status_code for answer in answers} == {403}
    assert (again(case).state, again(breach).state, again(duty).until) == (
        "explained", "noted", None,
    )  # fmt: skip


def test_of_others_people_there_is_nothing(orders: Orders) -> None:
    case, breach, duty = stood(orders)
    stranger = far(orders)
    for path in (f"/supervisions/{case.pk}", f"/supervisions/{case.pk}/duties",
                 f"/breaches/{breach.pk}", f"/people/{case.person_id}/breaches"):  # fmt: skip
        assert stranger.get(path).status_code in (403, 404), path
    answers = [stranger.post(path, body) for path, body in asked(case.pk, breach.pk, duty.pk)]
    assert {answer.status_code for answer in answers} <= {403, 404}


def test_nor_is_there_of_what_never_was(orders: Orders, client: Caller) -> None:
    answers = [client.post(path, body) for path, body in asked(NOBODY, NOBODY, NOBODY)]
    assert {answer.status_code for answer in answers} <= {403, 404}


def test_a_measure_of_somebody_else_is_not_received(orders: Orders, client: Caller) -> None:
    mine, other = orders.measure(), orders.measure(orders.caseload.add("Liepa"))
    said = {"measure": str(other.pk), "unit": str(orders.unit.pk), "received_on": str(TODAY)}
    assert client.post(f"/people/{mine.person_id}/supervisions", said).status_code == 404
    said = {"measure": str(mine.pk), "unit": NOBODY, "received_on": str(TODAY)}
    assert client.post(f"/people/{mine.person_id}/supervisions", said).status_code == 422
    assert Supervision.objects.count() == 0


def test_after_a_release_its_day_is_wanted(orders: Orders, client: Caller) -> None:
    measure = orders.measure(kind="conditional_release", start=day(4))
    said = {"measure": str(measure.pk), "unit": str(orders.unit.pk), "received_on": str(TODAY)}
    path = f"/people/{measure.person_id}/supervisions"
    assert client.post(path, said).status_code == 422
    assert client.post(path, {**said, "released_on": str(day(2))}).status_code == 201
    assert Supervision.objects.get().counted_from == day(2)


@pytest.mark.parametrize(
    ("code", "slots", "status", "told"),
    [
        ("attend", {"days": 0}, 422, None),
        ("attend", {}, 422, None),
        ("wear_a_hat", {}, 404, None),
        ("banned_places", {"where": "Ogre"}, 201, None),
        ("attend", {"days": 7}, 422, ["stands-already"]),
    ],
)
def test_a_duty_is_imposed_or_refused(
    orders: Orders, client: Caller, code: str, slots: Any, status: int, told: list[str] | None
) -> None:
    case = orders.received()
    imposed(orders, case, "attend", days=7)
    answer = client.post(
        f"/supervisions/{case.pk}/duties", {**DECIDED, "code": code, "slots": slots}
    )
    assert answer.status_code == status
    if told:
        assert reasons(answer) == (status, told)
    assert Duty.objects.count() == (2 if status == 201 else 1)


def test_a_duty_that_is_over_is_neither_changed_nor_lifted(orders: Orders, client: Caller) -> None:
    duty = imposed(orders, orders.received(), "attend", days=7)
    path = f"/duties/{duty.pk}"
    same = client.post(f"{path}/change", {**DECIDED, "slots": {"days": 7}})
    assert reasons(same) == (422, ["unchanged"])
    assert client.post(f"{path}/lift", {**DECIDED, "on": str(TODAY)}).status_code == 201
    again_lifted = client.post(f"{path}/lift", {**DECIDED, "on": str(TODAY)})
    assert reasons(again_lifted) == (422, ["duty-ended"])


def test_a_check_says_of_every_duty(orders: Orders, client: Caller) -> None:
    case = orders.active()
    one, two = imposed(orders, case, "cooperate"), imposed(orders, case, "attend", days=7)
    path = f"/supervisions/{case.pk}/checks"
    first = {"duty": str(one.pk), "kept": "kept"}
    for found in ([first], [first, {"duty": str(two.pk), "kept": "sometimes"}]):
        assert client.post(path, {"on": str(TODAY), "found": found}).status_code == 422
    assert DutyCheck.objects.count() == 0


def test_a_finding_about_a_duty_that_does_not_stand_is_not_dropped_unsaid(
    orders: Orders, client: Caller
) -> None:
    case = orders.active()
    stands, gone = imposed(orders, case, "cooperate"), imposed(orders, case, "no_alcohol")
    lifted = {**DECIDED, "on": str(TODAY)}
    assert client.post(f"/duties/{gone.pk}/lift", lifted).status_code == 201
    path = f"/supervisions/{case.pk}/checks"
    mine = {"duty": str(stands.pk), "kept": "kept", "note": ""}
    for other in (str(gone.pk), NOBODY):
        both = {"on": str(TODAY), "found": [mine, {"duty": other, "kept": "not_kept"}]}
        assert reasons(client.post(path, both)) == (422, ["duty-ended"])
    assert client.post(path, {"on": str(TODAY), "found": [mine]}).status_code == 201
    assert list(DutyCheck.objects.values_list("duty", "kept")) == [(stands.pk, "kept")]


def test_duties_are_listed_standing_ones_first_with_what_became_of_each(
    orders: Orders, client: Caller
) -> None:
    case = orders.received()
    first, gone = imposed(orders, case, "attend", days=7), imposed(orders, case, "cooperate")
    now = {**DECIDED, "on": str(TODAY)}
    changed = client.post(f"/duties/{first.pk}/change", {**now, "slots": {"days": 14}}).json()
    assert client.post(f"/duties/{gone.pk}/lift", now).status_code == 201
    rows = client.get(f"/supervisions/{case.pk}/duties").json()["items"]
    shown = [(row["id"], row["ended_how"], row["until"], row["replaces"], row["kept"])
             for row in rows]  # fmt: skip
    assert shown == [
        (changed["id"], "", None, str(first.pk), None),
        (str(first.pk), "changed", str(TODAY), None, None),
        (str(gone.pk), "lifted", str(TODAY), None, None),
    ]


@pytest.mark.parametrize(
    ("step", "body", "told"),
    [
        ("ask", {"on": str(day(9))}, ["days-reversed"]),
        ("warn", {"on": str(TODAY)}, ["step-left-out"]),
        ("motion", {"on": str(TODAY), "asks": "revoke", "text": "So."}, ["step-left-out"]),
        ("decision", {"on": str(TODAY), "outcome": "goes_on", "decision": "K"}, ["not-from-here"]),
        ("hear", {"on": str(TODAY), "answer": "given", "words": "So."}, ["not-from-here"]),
        ("moves/close_without", {}, ["reason-missing"]),
        ("moves/settle", {}, ["not-from-here"]),
    ],
)
def test_a_step_in_answer_to_a_breach_is_refused_with_its_reason(
    orders: Orders, client: Caller, step: str, body: dict[str, Any], told: list[str]
) -> None:
    case = noted(orders)
    answer = client.post(f"/breaches/{case.pk}/{step}", body)
    assert answer.status_code == 422
    if told != ["reason-missing"]:
        assert reasons(answer) == (422, told)
    assert again(case).state == "noted"


@pytest.mark.parametrize("code", ["ask", "warn", "person_died", "forgive"])
def test_no_bare_move_stands_for_a_step(orders: Orders, client: Caller, code: str) -> None:
    case = noted(orders)
    answer = client.post(f"/breaches/{case.pk}/moves/{code}", {"reason": "so"})
    assert (answer.status_code, again(case).state) == (404, "noted")


def test_what_is_wrong_in_a_body_is_said_of_its_field(orders: Orders, client: Caller) -> None:
    case = orders.explained()
    path = f"/supervisions/{case.pk}/breaches"
    for body in (
        {"about": "weather", "on": str(TODAY), "told": "So."},
        {"about": "contact", "on": "soon", "told": "So."},
        {"about": "contact", "on": str(TODAY), "told": ""},
        {"about": "duty", "duty": NOBODY, "on": str(TODAY), "told": "So."},
        {"about": "contact", "on": str(TODAY), "told": "So.", "guilty": True},
    ):
        assert client.post(path, body).status_code == 422, body
    assert Breach.objects.count() == 0


def test_a_breach_ends_through_the_moves(orders: Orders, client: Caller) -> None:
    case = heard(orders, noted(orders))
    path = f"/breaches/{case.pk}"
    closed = client.post(f"{path}/moves/close_without", {"reason": "in hospital"})
    assert (closed.status_code, client.get(path).json()["stage"]) == (
        201, "closed without consequence",
    )  # fmt: skip


def test_each_look_is_written_down(orders: Orders, client: Caller) -> None:
    case = noted(orders)
    before = Consultation.objects.count()
    client.get(f"/breaches/{case.pk}")
    client.get(f"/supervisions/{case.supervision_id}")
    assert Consultation.objects.count() > before


def test_pages_of_breaches_follow_each_other(orders: Orders, client: Caller) -> None:
    order = orders.explained()
    rows = [noted(orders, order, on=day(ago)) for ago in (2, 1, 0)]
    path = f"/people/{order.person_id}/breaches"
    first = client.get(path, {"size": 2}).json()
    assert [row["id"] for row in first["items"]] == [str(rows[2].pk), str(rows[1].pk)]
    rest = client.get(path, {"size": 2, "cursor": first["next"]}).json()
    assert ([row["id"] for row in rest["items"]], rest["next"]) == ([str(rows[0].pk)], None)
