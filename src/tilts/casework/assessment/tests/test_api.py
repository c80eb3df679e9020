"""The API of assessments: the same forms, actions and reasons as the pages."""

from typing import Any

import pytest
from django.utils import timezone

from tilts.casework.assessment.queries import assessments_of
from tilts.casework.people.tests.desk import looks
from tilts.doors.api.tests.callers import Caller, browser
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE

from .conftest import reply

TODAY = timezone.localdate().isoformat()


@pytest.fixture
def officer(desk) -> Caller:
    return browser(desk.officer)


def begin(officer: Caller, desk: Any, whom: Any) -> Any:
    chosen = {"instrument": f"{desk.rvn.id}:{desk.rvn.version}"}
    return officer.post(f"/people/{whom.pk}/assessments", chosen)


def at(made: Any, *more: str) -> str:
    return "/".join(["", "assessments", made.json()["id"], *more])


def answer_all(officer: Caller, desk: Any, made: Any, how: float) -> None:
    for item in desk.rvn.items.values():
        if item.known is None:
            officer.post(at(made, "answers", item.id), {"value": reply(item, how)})


def reasons(answer: Any) -> tuple[int, list[str]]:
    return answer.status_code, [reason["code"] for reason in answer.json()["reasons"]]


def test_an_assessment_goes_all_the_way_by_the_api(officer, desk, edgars):
    made = begin(officer, desk, edgars)
    assert made.status_code == 201
    answer_all(officer, desk, made, 1.0)
    for step, body in (("interview", {"on": TODAY}), ("score", {}), ("final", {"judgement": "x"})):
        assert officer.post(at(made, step), body).status_code == 201
    read = officer.get(at(made)).json()
    told = read["assessment"]
    assert {name: told[name] for name in ("state", "level", "computed_level", "judgement")} == {
        "state": "final", "level": "very_high", "computed_level": "very_high", "judgement": "x",
    }  # fmt: skip
    assert read["answers"]["sex"] == {
        "value": "male", "kind": "", "source": "record", "comment": "", "saved": 0,
    }  # fmt: skip
    listed = officer.get(f"/people/{edgars.pk}/assessments").json()["items"]
    assert listed == [told]


def test_an_answer_says_how_often_it_was_saved(officer, desk, edgars):
    made = begin(officer, desk, edgars)
    item = desk.rvn.quantities["work"].add[0].of
    value = reply(desk.rvn.items[item], 1.0)
    first = officer.post(at(made, "answers", item), {"value": value, "source": "employer"})
    assert (first.status_code, first.json()) == (
        201, {"value": value, "kind": "", "source": "employer", "comment": "", "saved": 1},
    )  # fmt: skip
    other = officer.post(at(made, "answers", item), {"value": None})
    assert reasons(other) == (422, ["answered-meanwhile"])


@pytest.mark.parametrize(
    ("item", "body", "expected"),
    [
        ("colour", {"value": "red"}, ["unknown-item"]),
        ("wellbeing", {"value": 77}, ["too-high"]),
        ("sex", {"value": "female"}, ["from-record"]),
    ],
)
def test_an_answer_that_cannot_be_is_refused(officer, desk, edgars, item, body, expected):
    names = {"wellbeing": desk.rvn.sections[0].items[0].id}
    made = begin(officer, desk, edgars)
    answer = officer.post(at(made, "answers", names.get(item, item)), body)
    assert reasons(answer) == (422, expected)


def test_a_step_out_of_turn_is_refused_with_its_reasons(officer, desk, edgars):
    made = begin(officer, desk, edgars)
    assert reasons(officer.post(at(made, "score"), {})) == (422, ["not-from-here"])
    officer.post(at(made, "interview"), {"on": TODAY})
    assert reasons(officer.post(at(made, "score"), {}))[1][0] == "unanswered"


def test_another_level_is_proposed_by_one_and_decided_by_another(officer, desk, edgars):
    made = begin(officer, desk, edgars)
    answer_all(officer, desk, made, 1.0)
    officer.post(at(made, "interview"), {"on": TODAY})
    officer.post(at(made, "score"), {})
    proposed = {"level": "high", "why": "Two years without drink."}
    assert officer.post(at(made, "override"), proposed).status_code == 201
    assert officer.post(at(made, "decision"), proposed).status_code == 403
    head = browser(desk.head)
    decided = head.post(
        at(made, "decision"), {**proposed, "why": "The reports agree."},
        **{"Tilts-Purpose": "check"},
    )  # fmt: skip
    assert decided.status_code == 201
    words = {"words": "Thank you.", "asks_review": False}
    assert officer.post(at(made, "words"), words).status_code == 201
    with seen_by(SERVICE):
        (row,) = assessments_of([edgars.pk])
    assert (row.level, row.decided_why) == ("high", "The reports agree.")


def test_an_instrument_that_is_not_used_is_no_choice(officer, desk, edgars):
    answer = officer.post(f"/people/{edgars.pk}/assessments", {"instrument": "psa:2018"})
    assert answer.status_code == 422
    assert "instrument" in str(answer.json())


def test_who_reads_is_written_down(officer, desk, edgars):
    made = begin(officer, desk, edgars)
    officer.get(at(made))
    assert looks()[-1] == (desk.officer.pk, [str(edgars.pk)], "api", "caseload", "")


def test_strangers_find_nothing(desk, edgars, house, officer):
    made = begin(officer, desk, edgars)
    stranger = browser(house.member("prison_officer", unit="olaine"))
    assert stranger.get(at(made)).status_code == 404
    assert browser(house.member("clerk")).get(at(made)).status_code == 403
