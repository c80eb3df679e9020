"""The API of community service: the same actions as the pages, the same refusals."""

from typing import Any

import pytest

from tilts.casework.community_service.models import Service, WorkEvent, WorkProvider
from tilts.doors.api.tests.callers import Caller, browser
from tilts.platform.documents.models import Document
from tilts.platform.record.models import Consultation

from .at_work import TODAY, days_ago, new_key, now, said

pytestmark = pytest.mark.django_db
ISO = str(TODAY)
PROVIDER: dict[str, Any] = {
    "name": "City park",
    "registration_number": "40003",
    "kind": "municipal",
    "street": "Parka iela 2",
    "municipality": "jelgava",
    "work": "Leaves.",
    "traits": ["light"],
    "weekdays": [0, 1, 2, 3, 4, 5, 6],
    "from_time": "09:00",
    "to_time": "15:00",
    "places": 3,
}


def post(client: Caller, path: str, **told: Any) -> tuple[int, Any]:
    answer = client.post(path, told)
    return answer.status_code, answer.json()


def reasons(answer: tuple[int, Any]) -> tuple[int, list[str]]:
    return answer[0], [reason["code"] for reason in answer[1]["reasons"]]


@pytest.fixture
def client(at_work):
    return browser(at_work.staff)


def test_from_the_judgment_to_the_approved_balance(at_work, client):
    status, made = post(client, "/work_providers", **PROVIDER)
    assert status == 201
    provider = made["id"]
    path = f"/work_providers/{provider}"
    assert post(client, f"{path}/contracts", number="1", since=str(days_ago(9)))[0] == 201
    assert post(client, f"{path}/contact", name="Zane Egle")[0] == 201
    measure = at_work.measure()
    status, made = post(
        client, f"/measures/{measure.pk}/community_service", imposed_by="court", received_on=ISO
    )
    assert status == 201
    at = f"/community_service/{made['id']}"
    assert post(client, f"{at}/register", municipality="jelgava", must=["light"])[0] == 201
    (found,) = client.get(f"{at}/matches").json()["items"]
    assert (found["provider"], found["km"], found["blocked"]) == (provider, 0, False)
    assert [(line["code"], line["met"]) for line in found["lines"]] == [
        ("contract", True), ("places", True), ("work", True), ("days", True), ("distance", True),
    ]  # fmt: skip
    placed = {"provider": provider, "since": ISO, "weekdays": [TODAY.weekday()],
              "from_time": "09:00", "to_time": "15:00"}  # fmt: skip
    assert post(client, f"{at}/place", **placed)[0] == 201
    day = {"day": ISO, "begins": "09:00", "minutes": 150, "quality": "good"}
    assert post(client, f"{at}/days", **day)[0] == 201
    (waits,) = client.get("/community_service/awaiting").json()["items"]
    assert (waits["step"], waits["minutes"], waits["case"]) == ("confirmed", 150, made["id"])
    answer = post(client, "/community_service/approve", days=[waits["id"]])
    assert answer == (200, {"approved": 1})
    whole = client.get(at).json()
    assert whole["case"]["stage"] == "working"
    assert {name: whole["balance"][name] for name in ("ordered", "credited", "remaining")} == {
        "ordered": 3600, "credited": 150, "remaining": 3450,
    }  # fmt: skip
    assert [(one["step"], one["quality"]) for one in whole["days"]] == [("approved", "good")]


def test_a_case_as_it_is_told(at_work, client):
    case = at_work.registered(weekdays=[5], must_not=["heavy"], must=["indoors"])
    assert client.get(f"/community_service/{case.pk}").json()["case"] == {
        "id": str(case.pk),
        "person": str(case.person_id),
        "unit": str(case.unit_id),
        "measure": str(case.measure_id),
        "state": "registered",
        "stage": "registered, to be placed",
        "imposed_by": "court",
        "minutes": 3600,
        "received_on": ISO,
        "due_by": str(case.due_by),
        "registered_on": str(days_ago(40)),
        "municipality": "jelgava",
        "weekdays": [5],
        "must_not": ["heavy"],
        "must": ["indoors"],
        "postponed_until": None,
        "started_on": None,
        "ended_on": None,
    }


def test_a_provider_as_it_is_told(at_work, client):
    post(client, "/work_providers", **PROVIDER)
    (row,) = WorkProvider.objects.all()
    assert client.get("/work_providers").json()["items"] == [
        {
            **PROVIDER,
            "id": str(row.pk),
            "from_time": "09:00:00",
            "to_time": "15:00:00",
            "under_contract": False,
            "contract_until": None,
        }
    ]


def test_a_provider_is_changed(at_work, client):
    provider = at_work.provider()
    path = f"/work_providers/{provider.pk}/change"
    changed = {**PROVIDER, "registration_number": "40001", "name": "Park"}
    assert post(client, path, **changed)[0] == 201
    assert now(provider).name == "Park"
    assert post(client, path, **{**changed, "municipality": "atlantis"})[0] == 422


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"kind": "circus"}, 422),
        ({"traits": ["flying"]}, 422),
        ({"weekdays": [7]}, 422),
        ({"places": 0}, 422),
        ({"work": ""}, 422),
        ({"extra": 1}, 422),
    ],
)
def test_what_is_no_provider_is_refused(at_work, client, more, status):
    assert post(client, "/work_providers", **{**PROVIDER, **more})[0] == status
    assert WorkProvider.objects.count() == 0


def test_what_stands_in_the_way_is_told_with_its_code(at_work, client):
    measure = at_work.measure(minutes=60)
    received = {"imposed_by": "court", "received_on": ISO}
    path = f"/measures/{measure.pk}/community_service"
    assert reasons(post(client, path, **received)) == (422, ["beyond-law"])
    case, provider = at_work.registered(), at_work.provider(contract=False)
    at = f"/community_service/{case.pk}"
    placed = {"provider": str(provider.pk), "since": ISO, "weekdays": [0], "from_time": "09:00",
              "to_time": "15:00"}  # fmt: skip
    assert reasons(post(client, f"{at}/place", **placed)) == (422, ["contract"])
    missing = {**placed, "provider": str(new_key())}
    assert reasons(post(client, f"{at}/place", **missing)) == (404, ["not-yours"])
    assert reasons(post(client, f"{at}/warning", text="x", said_on=ISO)) == (422, ["no-absence"])
    motion = {"text": "x", "said_on": ISO, "authority": "Court"}
    assert reasons(post(client, f"{at}/motion", **motion)) == (422, ["not-warned"])
    assert post(client, f"{at}/moves/none")[0] == 404
    assert post(client, f"{at}/moves/place")[0] == 404
    assert post(client, f"{at}/days", day=ISO, minutes=60)[0] == 404


def test_days_are_judged_corrected_and_sent_back(at_work, client):
    placement = at_work.placed()
    at = f"/community_service/{placement.service_id}"
    post(client, f"{at}/days", day=str(days_ago(1)), went="absent")
    event = WorkEvent.objects.get(step="confirmed")
    day = f"/community_service/days/{event.pk}"
    assert reasons(post(client, f"{day}/judge", went="unacceptable")) == (422, ["reason-missing"])
    status, made = post(client, f"{day}/judge", went="excused", note="Ill.")
    assert status == 201
    changed = {
        "day": str(days_ago(1)),
        "begins": "09:00",
        "minutes": 90,
        "reason": "Came after all",
    }
    day = f"/community_service/days/{made['id']}"
    assert post(client, f"{day}/correct", **changed)[0] == 201
    assert said(event.line)[-2:] == [("approved", "excused", 0), ("approved", "worked", 90)]
    assert reasons(post(client, f"{day}/send_back", reason="x")) == (422, ["meanwhile"])
    other = at_work.worked(placement, days_ago(3))
    assert post(client, f"/community_service/days/{other.pk}/send_back", reason="x")[0] == 201


def test_all_are_approved_or_none(at_work, client):
    placement = at_work.placed()
    good = at_work.worked(placement, days_ago(1))
    post(client, f"/community_service/{placement.service_id}/days", day=str(days_ago(2)),
         begins="09:00", minutes=60, signed=False)  # fmt: skip
    bad = WorkEvent.objects.get(day=days_ago(2))
    answer = post(client, "/community_service/approve", days=[str(good.pk), str(bad.pk)])
    assert reasons(answer) == (422, ["not-confirmed"])
    assert said(good.line)[-1][0] == "confirmed"


def test_absences_to_the_decision(at_work, client):
    placement = at_work.placed()
    case = placement.service
    at = f"/community_service/{case.pk}"
    at_work.absent(placement, days_ago(5))
    words = {"text": "I overslept.", "said_on": str(days_ago(4))}
    assert post(client, f"{at}/explanation", **words)[0] == 201
    assert post(client, f"{at}/warning", **words)[0] == 201
    at_work.absent(placement, days_ago(2))
    motion = {"text": "Two absences.", "said_on": ISO, "authority": "Court"}
    assert post(client, f"{at}/motion", **motion)[0] == 201
    assert now(case).state == "evaded"
    decided = {**motion, "reference": "K-3", "outcome": "replaced"}
    assert post(client, f"{at}/decision", **{**decided, "outcome": "perhaps"})[0] == 422
    assert post(client, f"{at}/decision", **decided)[0] == 201
    assert now(case).state == "replaced"


def test_leaving_postponing_replacing_and_moving_on(at_work, client):
    case = at_work.placed().service
    at = f"/community_service/{case.pk}"
    assert post(client, f"{at}/leave", reason="The park closed.")[0] == 201
    later = str(days_ago(-9))
    assert post(client, f"{at}/postpone", until=later, reason="Ill.")[0] == 201
    assert client.get(at).json()["case"]["postponed_until"] == later
    assert post(client, f"{at}/moves/take_up")[0] == 201
    told = {"text": "Custody.", "said_on": ISO, "authority": "Court"}
    assert post(client, f"{at}/replaced", **told)[0] == 201
    assert client.get(at).json()["case"]["stage"] == "replaced by the court"


def test_a_paper_goes_into_the_register(at_work, client):
    case = at_work.registered()
    path = f"/community_service/{case.pk}/paper"
    assert post(client, path, language="lv")[0] == 201
    assert post(client, path, paper="warning", language="lv")[0] == 422
    assert Document.objects.get().kind == "service-paper"


def test_the_list_of_a_person_is_paged_and_a_look(at_work, client):
    whom = at_work.somebody()
    cases = [at_work.received(at_work.measure(whom)) for _ in range(2)]
    path = f"/people/{whom.pk}/community_service"
    first = client.get(path, {"size": 1}).json()
    rest = client.get(path, {"size": 1, "cursor": first["next"]}).json()
    assert {first["items"][0]["id"], rest["items"][0]["id"]} == {str(one.pk) for one in cases}
    assert Consultation.objects.filter(way="api").count() == 2


def test_what_waits_is_a_look_at_everybody_shown(at_work, client):
    assert client.get("/community_service/awaiting").json()["items"] == []
    assert Consultation.objects.filter(way="api").count() == 0
    for day in (1, 2):
        at_work.worked(at_work.placed(), days_ago(day))
    assert len(client.get("/community_service/awaiting").json()["items"]) == 2
    (look,) = Consultation.objects.filter(way="api", about="community_service")
    assert look.shown.count() == 2


def test_strangers_learn_nothing(at_work):
    event = at_work.worked(at_work.placed(), days_ago(1))
    case = Service.objects.get()
    stranger = browser(at_work.house.member("head_of_unit", "riga"))
    for path in (f"/community_service/{case.pk}", f"/people/{case.person_id}/community_service",
                 f"/community_service/{case.pk}/matches"):  # fmt: skip
        assert stranger.get(path).status_code == 404
    assert stranger.get("/community_service/awaiting").json()["items"] == []
    assert stranger.get("/work_providers").json()["items"] == []
    assert reasons(post(stranger, f"/community_service/{case.pk}/leave", reason="x")) == (
        404, ["not-yours"],
    )  # fmt: skip
    path = f"/community_service/days/{event.pk}/send_back"
    assert reasons(post(stranger, path, reason="x")) == (404, ["not-yours"])
    days = {"days": [str(event.pk)]}
    assert reasons(post(stranger, "/community_service/approve", **days)) == (404, ["not-yours"])


@pytest.mark.parametrize("role", ["clerk", "mediator", "data_protection_officer"])
def test_who_has_no_such_role_does_nothing(at_work, role):
    case = at_work.registered()
    caller = browser(at_work.house.member(role, "jelgava"))
    assert caller.get("/community_service/awaiting").status_code == 403
    assert caller.get("/work_providers").status_code == 403
    answer = post(caller, f"/community_service/{case.pk}/postpone", until=ISO, reason="x")
    assert reasons(answer) == (403, ["no-role"])
