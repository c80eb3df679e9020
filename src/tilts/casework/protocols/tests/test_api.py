"""The API of protocols: the same forms, the same actions, the same reasons as the pages."""

from uuid import UUID

import pytest

from tilts.casework.protocols.models import Occurrence
from tilts.doors.api.tests.callers import Caller, browser

from .desk import steps, takings

KEY = str(UUID(int=5))


@pytest.fixture
def officer(desk) -> Caller:
    return browser(desk.staff)


def test_a_protocol_from_the_first_word_to_the_last(desk, officer):
    made = officer.post(f"/people/{desk.anna.pk}/occurrences", {"protocol": "violence"})
    case = Occurrence.objects.get()
    assert (made.status_code, made.json()["id"]) == (201, str(case.pk))
    for step in steps(case):
        assert officer.post(f"/occurrence-steps/{step.pk}", {}).status_code == 201
    said = {"words": "Both are calm."}
    assert officer.post(f"/occurrences/{case.pk}/moves/handle", said).status_code == 201
    whole = officer.get(f"/occurrences/{case.pk}").json()
    assert (whole["occurrence"]["state"], whole["occurrence"]["title"]) == ("handled", "Violence")
    assert {step["outcome"] for step in whole["steps"]} == {"done"}
    listed = officer.get(f"/people/{desk.anna.pk}/occurrences").json()
    assert [row["id"] for row in listed["items"]] == [str(case.pk)]


def test_the_same_key_counts_once_and_is_taken_back(desk, officer):
    case = desk.opened()
    step = steps(case)[0]
    said = {"outcome": "not_possible", "words": "No key.", "key": KEY}
    first = officer.post(f"/occurrence-steps/{step.pk}", said).json()["id"]
    assert officer.post(f"/occurrence-steps/{step.pk}", said).json()["id"] == first
    assert takings(case) == [(1, False, False)]
    assert officer.post(f"/occurrence-takings/{first}/undo", {}).status_code == 201
    assert takings(case) == [(1, False, True)]


def test_reasons(desk, officer):
    case = desk.opened()
    unknown = officer.post(f"/people/{desk.anna.pk}/occurrences", {"protocol": "flood"})
    assert unknown.status_code == 422
    early = officer.post(f"/occurrences/{case.pk}/moves/handle", {"words": "Over."})
    assert [reason["code"] for reason in early.json()["reasons"]] == ["steps-open"]
    assert officer.post(f"/occurrences/{case.pk}/moves/person_died", {}).status_code == 404


@pytest.mark.parametrize(
    ("code", "said", "reason"),
    [
        ("call_off", {}, None),
        ("handle", {}, None),
        ("debrief", {"words": "In twos."}, "not-from-here"),
    ],
)
def test_what_a_move_wants(desk, officer, code, said, reason):
    case = desk.opened()
    answer = officer.post(f"/occurrences/{case.pk}/moves/{code}", said)
    found = [one["code"] for one in answer.json().get("reasons", [])]
    if reason is None:
        assert answer.status_code == 422
    else:
        assert found == [reason]
    assert Occurrence.objects.get().state == "open"


def test_what_was_noted_is_not_told_by_the_api(desk, officer):
    case = desk.opened("suicide")
    said = {"outcome": "done", "words": "Has tablets."}
    assert officer.post(f"/occurrence-steps/{steps(case)[0].pk}", said).status_code == 201
    assert "tablets" not in officer.get(f"/occurrences/{case.pk}").content.decode()


def test_strangers_learn_nothing(desk):
    case = desk.opened()
    stranger = browser(desk.house.member("prison_officer", "olaine"))
    found = [
        stranger.get(f"/occurrences/{case.pk}").status_code,
        stranger.post(f"/occurrence-steps/{steps(case)[0].pk}", {}).status_code,
        stranger.get(f"/people/{desk.anna.pk}/occurrences").status_code,
    ]
    assert found == [404, 404, 404]
