"""The API of people's programmes: the same actions as the pages, the same refusals."""

from datetime import timedelta
from typing import Any

from tilts.casework.programmes.models import Participation
from tilts.doors.api.tests.callers import Caller, browser
from tilts.platform.documents.models import Document
from tilts.platform.gatherings.models import Series
from tilts.platform.record.models import Consultation

from .delivery import FITS, PROGRAMME, TODAY, Delivery, now

CONDITIONS = {code: "yes" if held else "no" for code, held in FITS.items()}


def post(client: Caller, path: str, **said: Any) -> tuple[int, Any]:
    answer = client.post(path, said)
    return answer.status_code, answer.json()


def reasons(answer: tuple[int, Any]) -> tuple[int, list[str]]:
    return answer[0], [reason["code"] for reason in answer[1]["reasons"]]


def test_from_the_referral_to_the_report(delivery: Delivery, licensed: Any) -> None:
    client, whom = browser(delivery.staff), delivery.somebody()
    goal = delivery.goal(whom)
    towards = f"{goal.pk}:{goal.steps.get().pk}"
    path = f"/people/{whom.pk}/participations"
    status, made = post(client, path, programme=PROGRAMME, towards=towards, why="To begin.")
    at = f"/participations/{made['id']}"
    assert status == 201
    judged = {"suits": "yes", "conditions": CONDITIONS, "because": "So we see it."}
    assert post(client, f"{at}/judge", **judged)[0] == 201
    said = {"unit": str(delivery.house.units["jelgava"].pk), "name": "Spring", "weekday": 2,
            "leaders": [str(one.pk) for one in delivery.leaders], "at": "10:00", "capacity": 8,
            "since": str(TODAY + timedelta(days=7))}  # fmt: skip
    status, group = post(client, f"/programmes/{PROGRAMME}/groups", **said)
    assert status == 201
    assert post(client, f"{at}/place", series=group["id"], since=str(TODAY))[0] == 201
    case = Participation.objects.get()
    delivery.attended(Series.objects.get(), now(case), range(1, 13))
    one = client.get(at).json()
    assert (one["participation"]["state"], one["participation"]["goal"]) == (
        "completed", str(goal.line),
    )  # fmt: skip
    assert one["dose"] == {
        "sessions": 12, "minutes": 1080, "of_sessions": 12, "of_minutes": 1080, "missed": [],
    }  # fmt: skip
    assert [row["code"] for row in one["marked"]][:2] == ["now-1", "now-2"]
    assert post(client, f"{at}/report", reader="person", language="ru")[0] == 201
    assert Document.objects.get().language == "ru"


def test_what_stands_in_the_way_is_told_with_its_code(delivery: Delivery, licensed: Any) -> None:
    client, whom = browser(delivery.staff), delivery.somebody()
    goal, path = delivery.goal(whom), f"/people/{whom.pk}/participations"
    assert post(client, path, programme=PROGRAMME, towards="nothing")[0] == 422
    assert reasons(post(client, path, programme="none", towards=str(goal.pk))) == (
        422, ["unknown-programme"],
    )  # fmt: skip
    case = delivery.referred(whom)
    at = f"/participations/{case.pk}"
    judged = {"suits": "yes", "conditions": CONDITIONS}
    assert reasons(post(client, f"{at}/judge", **judged)) == (422, ["because-missing"])
    assert post(client, f"{at}/judge", suits="yes")[0] == 422
    place = {"series": str(delivery.group().pk), "since": str(TODAY)}
    assert reasons(post(client, f"{at}/place", **place)) == (422, ["not-waiting"])
    assert post(client, f"{at}/moves/none")[0] == 404


def test_moves_and_a_deferral(delivery: Delivery) -> None:
    client, case = browser(delivery.staff), delivery.waiting()
    at, later = f"/participations/{case.pk}", str(TODAY + timedelta(days=9))
    assert post(client, f"{at}/defer", until=later, reason="Ill.")[0] == 201
    assert client.get(at).json()["participation"]["deferred_until"] == later
    assert post(client, f"{at}/moves/take_up")[0] == 201
    assert post(client, f"{at}/moves/take_out")[0] == 422
    assert post(client, f"{at}/moves/take_out", reason="Moved away.")[0] == 201
    assert client.get(at).json()["participation"]["stage"] == "withdrawn"


def test_why_and_why_not_before_anybody_is_referred(delivery: Delivery) -> None:
    client, whom = browser(delivery.staff), delivery.somebody()
    rows = client.get(f"/people/{whom.pk}/eligibility/stress").json()["items"]
    assert [(row["code"], row["met"]) for row in rows] == [
        ("needs", False), ("level", False), ("place", False), ("language", True),
    ]  # fmt: skip
    assert client.get(f"/people/{whom.pk}/eligibility/none").status_code == 404


def test_the_waiting_list_is_in_its_order_and_a_look(delivery: Delivery) -> None:
    client = browser(delivery.staff)
    assert client.get(f"/programmes/{PROGRAMME}/waiting").json()["items"] == []
    cases = [delivery.waiting(), delivery.waiting()]
    rows = client.get(f"/programmes/{PROGRAMME}/waiting").json()["items"]
    assert rows == [
        {
            "participation": str(case.pk),
            "person": str(case.person_id),
            "unit": str(delivery.house.units["jelgava"].pk),
            "number": number,
            "days": 0,
            "ahead": False,
            "note": "",
        }
        for number, case in enumerate(cases, start=1)
    ]
    looks = Consultation.objects.filter(about="programmes", way="api")
    assert {row.actor_id for row in looks} == {delivery.staff.pk}


def test_the_list_of_a_person_is_paged(delivery: Delivery) -> None:
    client, whom = browser(delivery.staff), delivery.somebody()
    for programme in ("equip", "substances"):
        delivery.referred(whom, programme)
    first = client.get(f"/people/{whom.pk}/participations", {"size": 1}).json()
    assert [row["programme"] for row in first["items"]] == ["substances"]


def test_strangers_learn_nothing(delivery: Delivery) -> None:
    case = delivery.referred()
    stranger = browser(delivery.house.member("prison_officer"))
    for path in (f"/participations/{case.pk}", f"/people/{case.person_id}/participations"):
        assert stranger.get(path).status_code in (403, 404)
    assert reasons(post(stranger, f"/participations/{case.pk}/moves/take_out", reason="x")) == (
        404, ["not-yours"],
    )  # fmt: skip
