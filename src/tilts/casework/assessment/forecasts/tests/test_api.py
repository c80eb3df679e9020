"""The API of the register: the same actions as the pages, the same refusals."""

from typing import Any

import pytest

from tilts.casework.assessment.forecasts.models import ForecastModel, UseDecision
from tilts.doors.api.tests.callers import Caller, browser, system
from tilts.engines.forecast.tests.manifests import MANIFEST

from .desk import DIGEST, LAST_DAY, MEASURES, TODAY, Desk, now

AT = "/forecast-models"
AUC = {"value": 0.71, "low": 0.68, "high": 0.74}
VALIDATION: dict[str, Any] = {
    "done_on": str(TODAY),
    "done_by": "The university",
    "period_from": "2022-01-01",
    "period_to": "2024-12-31",
    "people": 900,
    "events": 270,
    "auc": AUC,
    "conclusion": "It tells people apart.",
    "outcome": "convicted",
    "months": 24,
}


def post(client: Caller, path: str, **said: Any) -> tuple[int, Any]:
    answer = client.post(path, said)
    return answer.status_code, answer.json()


def reasons(answer: tuple[int, Any]) -> tuple[int, list[str]]:
    return answer[0], [reason["code"] for reason in answer[1]["reasons"]]


def named(desk: Desk, code: str = "psa") -> dict[str, Any]:
    owner = str(desk.keeper_staff.pk)
    return {"code": code, "title": f"Model {code}", "purpose": "Plans.", "owner": owner}


@pytest.fixture
def keeper(desk: Desk) -> Caller:
    return browser(desk.keeper_staff)


@pytest.fixture
def judge(desk: Desk) -> Caller:
    return browser(desk.judge_staff)


def test_from_the_register_into_use_and_out_of_it(desk: Desk, keeper: Caller, judge: Caller):
    said = {**named(desk), "instrument": "psa", "instrument_version": "2018"}
    status, made = post(keeper, f"{AT}/instruments", **said)
    one = f"{AT}/{made['id']}"
    assert status == 201
    assert post(keeper, f"{one}/validations", **VALIDATION)[0] == 201
    use = {"use": True, "because": "It helps.", "valid_until": str(LAST_DAY)}
    assert post(judge, f"{one}/decisions", **use)[0] == 201
    assert keeper.get(AT).json()["items"][0]["why_not"] == []
    assert post(keeper, f"{one}/moves/suspend", reason="It drifts.")[0] == 201
    assert post(judge, f"{one}/decisions", **use)[0] == 201
    assert post(keeper, f"{one}/moves/resume")[0] == 201
    assert post(judge, f"{one}/decisions", use=False, because="It drifts again.")[0] == 201
    assert post(keeper, f"{one}/moves/withdraw", reason="A better one.")[0] == 201
    whole = keeper.get(one).json()
    assert (whole["model"]["state"], whole["model"]["why_not"]) == ("withdrawn", ["withdrawn"])
    assert [row["use"] for row in whole["decisions"]] == [False, True, True]


def test_one_model_as_it_is_told(desk: Desk, keeper: Caller):
    model = desk.in_use()
    validation, decision = model.validations.get(), model.decisions.get()
    whole = keeper.get(f"{AT}/{model.pk}").json()
    decided_at = whole["decisions"][0].pop("decided_at")
    assert decided_at[:10] in (str(decision.decided_at.date()), str(TODAY))
    assert whole == {
        "model": {
            "id": str(model.pk),
            "code": "psa",
            "title": "Model psa",
            "purpose": "Planning; never release.",
            "owner": str(desk.keeper_staff.pk),
            "source": "instrument",
            "instrument": "psa",
            "instrument_version": "2018",
            "manifest": None,
            "artefact_sha256": "",
            "state": "in_use",
            "stage": "in use",
            "why_not": [],
        },
        "validations": [
            {
                "id": str(validation.pk),
                "done_on": str(TODAY),
                "done_by": "The analysis unit",
                "recorded_by": str(desk.keeper_staff.pk),
                "period_from": "2022-01-01",
                "period_to": "2024-12-31",
                "people": 900,
                "events": 270,
                "measures": {name: vars(one) for name, one in MEASURES.items()},
                "conclusion": "It tells people apart.",
                "outcome": "convicted",
                "months": 24,
                "levels": [],
            }
        ],
        "decisions": [
            {
                "id": str(decision.pk),
                "validation": str(validation.pk),
                "use": True,
                "because": "It helps.",
                "valid_until": str(LAST_DAY),
                "decided_by": str(desk.judge_staff.pk),
            }
        ],
    }


def test_a_trained_model_by_its_manifest(desk: Desk, keeper: Caller):
    said = {**named(desk, "ebm"), "manifest": MANIFEST, "artefact_sha256": DIGEST}
    status, made = post(keeper, f"{AT}/trained", **said)
    told = keeper.get(f"{AT}/{made['id']}").json()["model"]
    assert (status, told["manifest"], told["artefact_sha256"]) == (201, MANIFEST, DIGEST)


def test_a_manifest_that_is_none_is_refused_in_words(desk: Desk, keeper: Caller):
    said = {**named(desk, "ebm"), "manifest": {"model": "ebm"}, "artefact_sha256": DIGEST}
    answer = keeper.post(f"{AT}/trained", said)
    assert answer.status_code == 422
    assert "manifest.json: trained_on: Field required." in answer.content.decode()
    assert ForecastModel.objects.count() == 0


def test_the_same_sent_twice_is_done_once(desk: Desk, keeper: Caller):
    said = {**named(desk), "instrument": "psa", "instrument_version": "2018"}
    first, again = (keeper.post(f"{AT}/instruments", said, key="one") for _ in range(2))
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert (first.status_code, ForecastModel.objects.count()) == (201, 1)


def test_each_agency_lists_its_own_by_code(desk: Desk, keeper: Caller):
    for code in ("b", "a", "c"):
        desk.register(code)
    assert [row["code"] for row in keeper.get(AT).json()["items"]] == ["a", "b", "c"]
    first = keeper.get(AT, {"size": 2}).json()
    rest = keeper.get(AT, {"size": 2, "cursor": first["next"]}).json()
    assert [row["code"] for row in [*first["items"], *rest["items"]]] == ["a", "b", "c"]
    far = browser(desk.member("Tāla", "analyst", "jelgava"))
    assert far.get(AT).json()["items"] == []
    model = ForecastModel.objects.all()[0]
    assert far.get(f"{AT}/{model.pk}").status_code == 404


def test_refusals_say_why(desk: Desk, keeper: Caller, judge: Caller):
    model = desk.register(owner=desk.judge_staff)
    one = f"{AT}/{model.pk}"
    use = {"use": True, "because": "x", "valid_until": str(LAST_DAY)}
    assert reasons(post(judge, f"{one}/decisions", **use)) == (422, ["not-from-here"])
    assert reasons(post(keeper, f"{one}/decisions", **use)) == (403, ["no-role"])
    assert post(keeper, f"{one}/validations", **VALIDATION)[0] == 201
    assert reasons(post(judge, f"{one}/decisions", **use)) == (422, ["own-model"])
    assert post(judge, f"{one}/moves/juggle")[0] == 404
    assert post(judge, f"{one}/moves/validate")[0] == 404
    assert UseDecision.objects.count() == 0


def test_to_use_it_wants_a_day_and_not_to_use_it_none(desk: Desk, judge: Caller):
    one = f"{AT}/{desk.validated().pk}"
    assert post(judge, f"{one}/decisions", use=True, because="x")[0] == 422
    day = str(LAST_DAY)
    assert post(judge, f"{one}/decisions", use=False, because="x", valid_until=day)[0] == 422
    assert UseDecision.objects.count() == 0


@pytest.mark.parametrize(
    "other",
    [
        {"auc": {"value": 1.7, "low": 0.6, "high": 0.8}},
        {"auc": {"value": 0.5, "low": 0.6, "high": 0.8}},
        {"auc": None},
        {"brier": {"value": 0.1}},
        {"slope": {"value": 1e300, "low": 0.1, "high": 1.0}},
        {"people": 0},
        {"people": 10**12},
        {"events": 900},
        {"period_to": str(LAST_DAY)},
        {"conclusion": ""},
    ],
)
def test_numbers_that_cannot_be_are_refused(desk: Desk, keeper: Caller, other: dict[str, Any]):
    model = desk.register()
    answer = keeper.post(f"{AT}/{model.pk}/validations", {**VALIDATION, **other})
    assert (answer.status_code, now(model).state) == (422, "registered")


def test_no_number_is_no_number(desk: Desk, keeper: Caller):
    model = desk.register()
    sent = '{"auc": {"value": NaN, "low": 0, "high": 1}}'
    assert keeper.post(f"{AT}/{model.pk}/validations", sent).status_code in (400, 422)


def test_a_system_keeps_no_register(desk: Desk):
    """What another system sends, nobody would answer for."""
    model = desk.validated()
    client = system(desk.house, "quality_manager", "olaine")
    one = f"{AT}/{model.pk}"
    use = {"use": True, "because": "x", "valid_until": str(LAST_DAY)}
    assert reasons(post(client, f"{one}/validations", **VALIDATION)) == (422, ["not-staff"])
    assert reasons(post(client, f"{one}/decisions", **use)) == (422, ["not-staff"])
    assert client.get(one).status_code == 200


@pytest.mark.parametrize("code", ["suspend", "withdraw", "mark_error"])
def test_a_move_asks_for_its_own_role(desk: Desk, code: str):
    model = desk.in_use()
    clerk = browser(desk.house.member("clerk", "olaine"))
    answer = post(clerk, f"{AT}/{model.pk}/moves/{code}", reason="x")
    assert (reasons(answer), now(model).state) == ((403, ["no-role"]), "in_use")
