"""The API of orders under supervision: the same actions as the pages, the same refusals."""

from typing import Any

from tilts.casework.proceedings.models import Measure
from tilts.casework.supervision.models import Supervision
from tilts.doors.api.tests.callers import Caller, browser

from .ordered import TODAY, Orders, again, day


def post(client: Caller, path: str, **said: Any) -> tuple[int, Any]:
    answer = client.post(path, said)
    return answer.status_code, answer.json()


def reasons(answer: tuple[int, Any]) -> tuple[int, list[str]]:
    return answer[0], [reason["code"] for reason in answer[1]["reasons"]]


def received(orders: Orders, client: Caller, measure: Measure) -> tuple[int, Any]:
    said = {"measure": str(measure.pk), "unit": str(orders.unit.pk), "received_on": str(day(2))}
    return post(client, f"/people/{measure.person_id}/supervisions", **said)


def test_an_order_from_its_arrival_to_its_end(orders: Orders) -> None:
    client, measure = browser(orders.caseload.officer), orders.measure()
    status, made = received(orders, client, measure)
    assert status == 201
    path = f"/supervisions/{made['id']}"
    assert post(client, f"{path}/register", on=str(TODAY), identity="card")[0] == 201
    said = {"on": str(TODAY), "language": "lt", "signed": "signed"}
    assert post(client, f"{path}/explain", **said)[0] == 201
    assert reasons(post(client, f"{path}/moves/complete")) == (422, ["not-over"])
    case = Supervision.objects.get()
    shown = client.get(path).json()
    assert shown == {
        "id": str(case.pk),
        "person": str(case.person_id),
        "unit": str(orders.unit.pk),
        "measure": str(measure.pk),
        "state": "explained",
        "stage": "duties explained, to be assessed",
        "received_on": str(day(2)),
        "counted_from": str(day(2)),
        "register_by": str(case.register_by),
        "registered_on": str(TODAY),
        "identity": "card",
        "explained_on": str(TODAY),
        "explained_in": "lt",
        "interpreter": "",
        "signed": "signed",
        "ends_on": str(case.ends_on),
        "ended_on": None,
        "decision": "",
    }
    said = {"on": str(TODAY), "decision": "Moved to Estonia"}
    assert post(client, f"{path}/moves/hand_over", **said)[0] == 201
    assert again(case).state == "transferred"
    listed = client.get(f"/people/{case.person_id}/supervisions").json()
    assert [row["state"] for row in listed["items"]] == ["transferred"]


def test_what_stands_in_the_way_is_told(orders: Orders) -> None:
    client, measure = browser(orders.caseload.officer), orders.measure()
    _, made = received(orders, client, measure)
    assert received(orders, client, measure)[0] == 404
    path = f"/supervisions/{made['id']}"
    wrong = post(client, f"{path}/register", on=str(day(9)), identity="card")
    assert reasons(wrong) == (422, ["days-reversed"])
    assert post(client, f"{path}/register", on=str(TODAY), identity="library")[0] == 422
    assert post(client, f"{path}/moves/revoke", reason="so")[0] == 422
    assert post(client, f"{path}/moves/none")[0] == 404
