"""The pages of the register, as those who use them see them."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tilts.casework.assessment.forecasts.models import (
    ForecastModel,
    LocalValidation,
    UseDecision,
)
from tilts.casework.people.tests.desk import browser
from tilts.engines.forecast.tests.manifests import MANIFEST

from .desk import DIGEST, LAST_DAY, MEASURES, TODAY, Desk, now

VALIDATION = {
    "done_on": TODAY,
    "done_by": "The university",
    "period_from": "2022-01-01",
    "period_to": "2024-12-31",
    "people": "900",
    "events": "270",
    "auc": "0.71 (0.68 to 0.74)",
    "conclusion": "It tells people apart.",
    "outcome": "convicted",
    "months": "24",
}


def page(client: Client, name: str, *args: Any, status: int = 200) -> str:
    """The words of a page, each space one."""
    answer = client.get(reverse(f"forecasts:{name}", args=args))
    assert answer.status_code == status, answer.content
    return " ".join(answer.content.decode().split())


def send(client: Client, name: str, *args: Any, **said: Any) -> Any:
    return client.post(reverse(f"forecasts:{name}", args=args), said)


def errors(answer: Any) -> dict[str, list[str]]:
    assert answer.status_code == 422
    return {name: list(said) for name, said in answer.context["form"].errors.items()}


@pytest.fixture
def keeper(desk: Desk) -> Client:
    return browser(desk.keeper_staff)


@pytest.fixture
def judge(desk: Desk) -> Client:
    return browser(desk.judge_staff)


def test_an_empty_register_says_what_that_means(desk: Desk, judge: Client):
    text = page(judge, "list")
    assert "No model is registered yet." in text
    assert "Without a model in this register no forecast is shown about anybody." in text


def test_the_register(desk: Desk, keeper: Client):
    desk.in_use("b")
    desk.register("a")
    text = page(keeper, "list")
    assert text.index("Model a") < text.index("Model b")
    for said in ("registered, not used", "in use", "Register a trained model"):
        assert said in text


def test_whoever_is_advised_reads_the_register_and_no_more(desk: Desk):
    model = desk.in_use()
    officer = browser(desk.member("Zars", "prison_officer"))
    assert "Model psa" in page(officer, "list")
    assert "Register a trained model" not in page(officer, "list")
    text = page(officer, "one", model.pk)
    assert "Planning; never release." in text
    for name in ("validate", "decide_for", "decide_against"):
        page(officer, name, model.pk, status=403)
    for name in ("register_instrument", "register_trained"):
        page(officer, name, status=403)


def test_the_register_of_another_agency_is_not_shown(desk: Desk):
    model = desk.register()
    far = browser(desk.member("Tāla", "quality_manager", "jelgava"))
    assert "Model psa" not in page(far, "list")
    for name in ("one", "validate", "decide_for", "decide_against"):
        page(far, name, model.pk, status=404)
    assert far.get(reverse("forecasts:move", args=[model.pk, "withdraw"])).status_code == 404


def test_one_in_use(desk: Desk, judge: Client):
    model = desk.in_use()
    text = page(judge, "one", model.pk)
    for said in (
        "Public Safety Assessment",
        "900 people, 270 of them with the outcome",
        "0.710 (0.680 to 0.740)",
        "-0.100 (-0.200 to 0.000)",
        "It tells people apart.",
        "to be used",
        "It helps.",
        "Its last day is",
        "Suspend",
    ):
        assert said in text, said
    assert "Why it is not used" not in text


def test_one_that_is_not_used_says_why(desk: Desk, keeper: Client):
    text = page(keeper, "one", desk.register().pk)
    for said in (
        "Why it is not used",
        "It was not validated on local data. Record a validation.",
        "Nobody has decided to use it. Ask for a decision.",
        "Not yet. What it did elsewhere says little about the people here.",
        "None yet: the model is not used.",
    ):
        assert said in text, said


def test_a_trained_one_shows_where_it_comes_from(desk: Desk, keeper: Client):
    text = page(keeper, "one", desk.trained().pk)
    for said in ("by hand", "2 features", "more means a lower probability", "1 column left out",
                 "its name shows origin.", DIGEST, "brier 0.2"):  # fmt: skip
        assert said in text, said


def test_who_answers_for_it_reads_why_they_do_not_decide(desk: Desk):
    model = desk.register(owner=desk.judge_staff)
    desk.validate(model)
    text = page(browser(desk.judge_staff), "one", model.pk)
    assert "You answer for this model. Somebody else decides on its use." in text


def test_the_way_by_the_pages(desk: Desk, keeper: Client, judge: Client):
    said = {"code": "psa", "title": "PSA", "purpose": "Plans.", "owner": desk.keeper_staff.pk}
    made = send(keeper, "register_instrument", instrument="psa:2018", **said)
    model = ForecastModel.objects.get()
    assert (made.status_code, made["Location"]) == (302, f"/forecasts/{model.pk}/")
    assert send(keeper, "validate", model.pk, **VALIDATION).status_code == 302
    assert send(judge, "decide_for", model.pk, because="x", valid_until=LAST_DAY).status_code == 302
    assert send(keeper, "move", model.pk, "suspend", reason="It drifts.").status_code == 302
    assert send(judge, "decide_for", model.pk, because="y", valid_until=LAST_DAY).status_code == 302
    assert send(keeper, "move", model.pk, "resume").status_code == 302
    assert send(judge, "decide_against", model.pk, because="z").status_code == 302
    assert send(keeper, "move", model.pk, "withdraw", reason="A better one.").status_code == 302
    assert now(model).state == "withdrawn"
    assert list(UseDecision.objects.order_by("pk").values_list("because", flat=True)) == [
        "x",
        "y",
        "z",
    ]
    text = page(judge, "one", model.pk)
    assert "It was withdrawn for good. Use another model." in text


def trained(desk: Desk, **other: Any) -> dict[str, Any]:
    """What is sent to register a trained model."""
    file = SimpleUploadedFile("manifest.json", json.dumps(MANIFEST).encode())
    told = {"code": "ebm", "title": "EBM", "purpose": "Plans.", "owner": desk.keeper_staff.pk}
    return {**told, "manifest": file, "artefact_sha256": DIGEST.upper(), **other}


def test_a_trained_model_is_registered_by_its_manifest(desk: Desk, keeper: Client):
    assert send(keeper, "register_trained", **trained(desk)).status_code == 302
    model = ForecastModel.objects.get()
    assert (model.manifest, model.artefact_sha256) == (MANIFEST, DIGEST)


def test_a_file_that_is_no_manifest_is_refused_in_words(desk: Desk, keeper: Client):
    file = SimpleUploadedFile("manifest.json", json.dumps(MANIFEST | {"rows": 0}).encode())
    answer = send(keeper, "register_trained", **trained(desk, manifest=file, artefact_sha256="x"))
    assert errors(answer) == {
        "manifest": [
            "manifest.json: rows: Input should be greater than or equal to 1. "
            "Train it anew with this version: tilts forecast train."
        ],
        "artefact_sha256": [
            "The SHA-256 of model.skops has 64 digits from 0 to 9 and a to f. Compute it anew."
        ],
    }
    assert ForecastModel.objects.count() == 0


def test_what_lacks_is_asked_for(desk: Desk, keeper: Client):
    assert sorted(errors(send(keeper, "register_trained"))) == [
        "artefact_sha256", "code", "manifest", "owner", "purpose", "title",
    ]  # fmt: skip
    assert sorted(errors(send(keeper, "register_instrument", code="A b"))) == [
        "code", "instrument", "owner", "purpose", "title",
    ]  # fmt: skip


def test_a_refusal_of_the_action_stands_above_the_form(desk: Desk, keeper: Client):
    desk.register()
    said = {"code": "psa", "title": "PSA", "purpose": "Plans.", "owner": desk.keeper_staff.pk}
    answer = send(keeper, "register_instrument", instrument="psa:2018", **said)
    assert errors(answer) == {
        "__all__": ["Another model of this agency has this code. Choose another one."]
    }
    assert "Plans." in answer.content.decode()


def test_a_validation_with_every_measure(desk: Desk, keeper: Client):
    model = desk.trained()
    assert sorted(errors(send(keeper, "validate", model.pk, **VALIDATION))) == [
        "brier", "intercept", "slope",
    ]  # fmt: skip
    written = {name: one.written() for name, one in MEASURES.items()}
    assert send(keeper, "validate", model.pk, **{**VALIDATION, **written}).status_code == 302
    assert LocalValidation.objects.get().measures() == MEASURES


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("0.71", "Write it as 0.71 (0.68 to 0.74)."),
        ("x" * 200, "Write it as 0.71 (0.68 to 0.74)."),
        (
            "1.71 (0.68 to 0.74)",
            "Area under the curve (AUC): each number lies between 0 and 1. Check them.",
        ),
        (
            "0.5 (0.68 to 0.74)",
            "Area under the curve (AUC): the number lies outside its own interval. Check them.",
        ),
        ("", "This field is required."),
    ],
)
def test_a_measure_that_cannot_be_is_refused_at_its_field(
    desk: Desk, keeper: Client, sent: str, said: str
):
    model = desk.register()
    answer = send(keeper, "validate", model.pk, **{**VALIDATION, "auc": sent})
    assert errors(answer) == {"auc": [said]}
    assert now(model).state == "registered"


def test_what_was_written_stands_there_again(desk: Desk, keeper: Client):
    answer = send(keeper, "validate", desk.register().pk, **{**VALIDATION, "people": "0"})
    assert sorted(errors(answer)) == ["people"]
    assert "0.71 (0.68 to 0.74)" in answer.content.decode()


def test_a_step_that_is_none_is_not_found(desk: Desk, judge: Client):
    model = desk.validated()
    for code in ("decide_for", "validate", "juggle"):
        page(judge, "move", model.pk, code, status=404)


def test_a_file_where_none_is_asked_for_is_left_aside(desk: Desk, judge: Client):
    model = desk.validated()
    file = SimpleUploadedFile("x.txt", b"x")
    assert send(judge, "decide_against", model.pk, because="x", file=file).status_code == 302


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return sum("SAVEPOINT" not in query["sql"] for query in asked.captured_queries)


def test_the_register_does_not_ask_more_for_more_models(desk: Desk, judge: Client):
    counts = []
    for code in ("a", "b", "c"):
        desk.in_use(code)
        counts.append(queries(judge, reverse("forecasts:list")))
    assert counts == counts[:1] * 3


def test_a_model_does_not_ask_more_for_a_longer_history(desk: Desk, judge: Client):
    model, counts = desk.in_use(), []
    for _ in range(3):
        counts.append(queries(judge, reverse("forecasts:one", args=[model.pk])))
        desk.validate(model)
        desk.decide(model)
    assert counts == counts[:1] * 3
