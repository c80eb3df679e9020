"""The manifest of a trained model: what is taken in, what is refused, and how it is shown."""

import json
from typing import Any

import pytest

from tilts.casework.assessment.forecasts.manifests import (
    LARGEST,
    features,
    in_words,
    left_out,
    taken_in,
    why_not_digest,
)
from tilts.engines.forecast.tests.manifests import MANIFEST
from tilts.platform.access.reasons import Refused

ANEW = "Train it anew with this version: tilts forecast train."


def sent(**changed: Any) -> bytes:
    return json.dumps(MANIFEST | changed).encode()


def told(content: bytes) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        taken_in(content)
    return [(one.code, str(one.text)) for one in refused.value.reasons]


def test_a_manifest_is_kept_as_it_is():
    assert taken_in(sent()) == MANIFEST


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (sent(rows=0), "rows: Input should be greater than or equal to 1."),
        (sent(owner="me"), "owner: Extra inputs are not permitted."),
        (sent(base_rate=float("nan")), "base_rate: Input should be a finite number."),
        (sent(cross_validation={"auc": float("inf")}),
         "cross_validation.auc: Input should be a finite number."),
        (b"{}", "model: Field required."),
        (b"[1]", "Input should be an object."),
        (b"", "Invalid JSON: EOF while parsing a value at line 1 column 0."),
    ],
)  # fmt: skip
def test_what_is_no_manifest_is_refused_with_what_is_wrong(content: bytes, what: str):
    assert told(content) == [("no-manifest", f"manifest.json: {what} {ANEW}")]


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        b"PK\x03\x04 a zip",
        b'{"model": "\\ud800"}',
        b"[" * 100_000,
        sent(seed=1).replace(b'"seed": 1', b'"seed": ' + b"9" * 5000),
    ],
)
def test_what_is_no_json_is_refused(content: bytes):
    assert [code for code, _ in told(content)] == ["no-manifest"]


def test_a_file_that_is_too_large_is_refused():
    assert told(b" " * (LARGEST + 1)) == [
        (
            "manifest-too-large",
            "The file is larger than 500 kB. Send manifest.json from the folder of the model.",
        )
    ]
    assert taken_in(sent() + b" " * (LARGEST - len(sent()))) == MANIFEST


def test_what_no_database_keeps_is_refused():
    assert [code for code, _ in told(sent(outcome="a\x00b"))] == ["manifest-odd"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [("a1" * 32, []), ("A1" * 32, ["no-digest"]), ("a1" * 31, ["no-digest"]), ("", ["no-digest"])],
)
def test_a_digest_has_64_digits(text: str, codes: list[str]):
    assert [one.code for one in why_not_digest(text)] == codes


def test_in_words():
    assert in_words(MANIFEST | {"positive": "1"}) == [
        ("Kind of model", "by hand"),
        ("Trained on", "2026-11-01"),
        ("Outcome", "returned = 1"),
        ("People followed from", "–"),
        ("Rows it learnt from", "400"),
        ("Share with the outcome", "0.25"),
        ("In cross-validation", "brier 0.2, brier_se 0.01, auc 0.7, auc_se 0.02"),
        ("Seed", "3"),
        ("Settings", "rules 20, pairs 0"),
        ("Version of Tilts", "1.0"),
        ("Libraries", "numpy 2.0"),
        ("SHA-256 of the data", "0" * 64),
    ]


def test_features_and_what_is_left_out():
    assert features(MANIFEST) == [
        {"name": "age", "kind": "number", "reason": "why", "way": "more means a lower probability"},
        {"name": "darbs", "kind": "category", "reason": "why", "way": "–"},
    ]
    assert left_out(MANIFEST) == [("race", "its name shows origin.")]


def test_a_manifest_of_an_earlier_version_is_shown_as_far_as_it_goes():
    values = {value for _, value in in_words({"model": "ebm"})}
    assert (values, features({}), left_out({})) == ({"ebm", "–"}, [], [])
