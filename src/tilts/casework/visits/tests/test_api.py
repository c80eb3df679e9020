"""The API of visits: the same forms, the same actions, the same reasons as the pages."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from tilts.casework.visits.models import HomeVisit
from tilts.doors.api.tests.callers import Caller, browser

from .desk import SAFE


@pytest.fixture
def officer(desk) -> Caller:
    return browser(desk.staff)


def test_a_visit_from_the_plan_to_the_note(desk, officer):
    at = (timezone.now() + timedelta(hours=3)).isoformat()
    made = officer.post(f"/people/{desk.anna.pk}/visits", {"at": at, "address": "Upes iela 3"})
    visit = HomeVisit.objects.get()
    assert (made.status_code, made.json()["id"]) == (201, str(visit.pk))
    steps = [
        ("check", {"answers": SAFE, "decision": "alone"}),
        ("begin", {}),
        ("report", {"met": "others", "note": "His sister.", "key": str(UUID(int=4))}),
        ("safe", {}),
    ]
    for step, said in steps:
        answer = officer.post(f"/visits/{visit.pk}/steps/{step}", said)
        assert (step, answer.status_code) == (step, 201)
    whole = officer.get(f"/visits/{visit.pk}").json()
    assert (whole["visit"]["state"], whole["visit"]["note"]) == ("safe", "His sister.")
    assert whole["check_in"]["alarms"] == 0
    listed = officer.get(f"/people/{desk.anna.pk}/visits").json()["items"]
    assert [row["id"] for row in listed] == [str(visit.pk)]


def test_reasons(desk, officer):
    visit = desk.planned()
    early = officer.post(f"/visits/{visit.pk}/steps/begin", {})
    assert [reason["code"] for reason in early.json()["reasons"]] == ["not-from-here"]
    assert officer.post(f"/visits/{visit.pk}/steps/dance", {}).status_code == 404
    assert officer.post(f"/visits/{visit.pk}/steps/check", {"decision": "alone"}).status_code == 422
    cancelled = officer.post(f"/visits/{visit.pk}/moves/cancel", {"reason": "She moved."})
    assert cancelled.status_code == 201


def test_an_alarm_is_taken_over_and_closed(desk, officer):
    visit = desk.alarmed()
    head = browser(desk.head_staff)
    why = {"Tilts-Purpose": "cover; answers an alarm"}
    path = f"/visits/{visit.pk}"
    assert head.post(f"{path}/steps/take", {}, **why).status_code == 201
    empty = head.post(f"{path}/steps/close", {"done": " "}, **why)
    assert empty.status_code == 422
    done = {"done": "The phone was flat."}
    assert head.post(f"{path}/steps/close", done, **why).status_code == 201
    whole = officer.get(path).json()
    row = whole["check_in"]
    assert (whole["visit"]["state"], row["alarms"], row["done"], row["taken_by"]) == (
        "resolved",
        1,
        "The phone was flat.",
        str(desk.head_staff.pk),
    )


@pytest.mark.parametrize(
    ("step", "said", "code"),
    [
        ("safe", {}, "no-check-in"),
        ("take", {}, "no-check-in"),
        ("extend", {"minutes": 15}, "no-check-in"),
        ("report", {"met": "nobody", "note": "Nobody."}, "not-begun"),
        ("check", {"answers": {**SAFE, "dogs": "yes"}, "decision": "alone"}, "less-careful"),
        ("check", {"answers": SAFE, "decision": "colleague"}, "colleague-wanted"),
        ("check", {"answers": SAFE, "decision": "elsewhere"}, "place-wanted"),
    ],
)
def test_each_refusal_says_its_reason(desk, officer, step, said, code):
    visit = desk.planned()
    answer = officer.post(f"/visits/{visit.pk}/steps/{step}", said)
    assert [reason["code"] for reason in answer.json()["reasons"]] == [code]
    assert HomeVisit.objects.get(pk=visit.pk).state == "planned"


def test_strangers_learn_nothing(desk):
    visit = desk.planned()
    stranger = browser(desk.house.member("prison_officer", "olaine"))
    found = [
        stranger.get(f"/visits/{visit.pk}").status_code,
        stranger.post(f"/visits/{visit.pk}/steps/safe", {}).status_code,
        stranger.get(f"/people/{desk.anna.pk}/visits").status_code,
    ]
    assert found == [404, 404, 404]
