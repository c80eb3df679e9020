"""Folders of models: what is written, refused, and counted from a date."""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tilts.engines.forecast.artefact.manifest import (
    LIBRARIES,
    Manifest,
    digest,
    libraries,
    quantiles,
    read_manifest,
)
from tilts.engines.forecast.artefact.storing import Model, load_model, save
from tilts.engines.forecast.refusals import DataRefused
from tilts.engines.forecast.tests.cards import CARD, PAIRED
from tilts.engines.forecast.tests.manifests import MANIFEST

ANEW = "Train it anew with this version: tilts forecast train."


def manifest(**changed: Any) -> Manifest:
    return Manifest.model_validate_json(json.dumps(MANIFEST | changed))


def refused(folder: Path) -> str:
    with pytest.raises(DataRefused) as found:
        load_model(folder)
    return str(found.value)


def test_what_is_written(tmp_path: Path):
    folder = tmp_path / "a" / "b"
    save(CARD, manifest(), folder)
    assert sorted(one.name for one in folder.iterdir()) == ["manifest.json", "model.skops"]
    text = (folder / "manifest.json").read_text(encoding="utf-8")
    assert text == json.dumps(MANIFEST, indent=2, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("kept", [CARD, PAIRED], ids=lambda one: one.name)
def test_a_kept_model_is_the_same_model(tmp_path: Path, kept: Any):
    save(kept, manifest(), tmp_path)
    found = load_model(tmp_path)
    frame = pl.DataFrame({"age": [None, 20.0], "darbs": ["nav", "cits"]})
    assert found.manifest == manifest()
    assert found.fitted.contributions(frame).equals(kept.contributions(frame))


def test_saving_again_replaces(tmp_path: Path):
    save(CARD, manifest(), tmp_path)
    save(PAIRED, manifest(seed=9), tmp_path)
    found = load_model(tmp_path)
    assert (found.fitted.name, found.manifest.seed) == ("paired", 9)


def test_a_folder_without_a_model(tmp_path: Path):
    where = f"{tmp_path}: it holds no {{}}. Name the folder of a model."
    assert refused(tmp_path) == where.format("model.skops")
    (tmp_path / "model.skops").write_bytes(b"")
    assert refused(tmp_path) == where.format("manifest.json")


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        (
            {"seed": "three"},
            "seed: Input should be a valid integer, unable to parse string as an integer.",
        ),
        ({"rows": 0}, "rows: Input should be greater than or equal to 1."),
        ({"owner": "me"}, "owner: Extra inputs are not permitted."),
        ({"left_out": [{"name": "race"}]}, "left_out.0.reason: Field required."),
        ({"held_out": [{"by": "luck"}]}, "held_out.0.by: Input should be 'time' or 'unit'."),
        ({"base_rate": float("nan")}, "base_rate: Input should be a finite number."),
    ],
)
def test_a_manifest_that_is_none(tmp_path: Path, changed: dict[str, Any], what: str):
    save(CARD, manifest(), tmp_path)
    file = tmp_path / "manifest.json"
    file.write_text(json.dumps(MANIFEST | changed))
    assert refused(tmp_path) == f"{file}: {what} {ANEW}"


def test_a_manifest_alone_is_read_under_its_name():
    text = json.dumps(MANIFEST).encode()
    assert read_manifest(text, "sent.json") == manifest()
    for sent, what in (
        (b"{", "Invalid JSON: EOF while parsing an object at line 1 column 1."),
        (b"\xff", "Invalid JSON: expected value at line 1 column 1."),
        (b"3", "Input should be an object."),
    ):
        with pytest.raises(DataRefused) as found:
            read_manifest(sent, "sent.json")
        assert str(found.value) == f"sent.json: {what} {ANEW}"


def test_a_manifest_of_before_there_were_hold_outs():
    before = {name: value for name, value in MANIFEST.items() if name != "held_out"}
    found = read_manifest(json.dumps(before).encode(), "sent.json")
    assert found == manifest(held_out=[])


def test_a_cut_file(tmp_path: Path):
    save(CARD, manifest(), tmp_path)
    file = tmp_path / "model.skops"
    file.write_bytes(file.read_bytes()[:100])
    said = "the model is broken (BadZipFile('File is not a zip file'))."
    assert refused(tmp_path) == f"{tmp_path}: {said} {ANEW}"


DATED = manifest(
    start="released",
    features=[
        {"name": "arrested", "kind": "number", "reason": "w", "monotone": None, "from_date": True}
    ],
)


def test_dates_become_days_before_the_start():
    frame = pl.DataFrame(
        {
            "released": [date(2024, 3, 1), date(2024, 1, 1), None],
            "arrested": [date(2024, 2, 1), None, date(2024, 1, 1)],
            "other": [date(2020, 1, 1)] * 3,
        }
    )
    expected = frame.with_columns(arrested=pl.Series([29.0, None, None]))
    assert_frame_equal(Model(CARD, DATED).shaped(frame), expected)


def test_the_start_is_needed_where_a_date_is():
    frame = pl.DataFrame({"arrested": [date(2024, 2, 1)]})
    with pytest.raises(DataRefused) as found:
        Model(CARD, DATED).shaped(frame)
    assert str(found.value) == ("column released: the model counts from it, there is none. Add it.")


@pytest.mark.parametrize("kept", [manifest(), DATED], ids=["no dates", "no such column"])
def test_a_table_without_dates_stays_as_it_is(kept: Manifest):
    frame = pl.DataFrame({"age": [20], "released": [date(2024, 1, 1)]})
    assert Model(CARD, kept).shaped(frame) is frame


def test_quantiles_by_hand():
    assert quantiles(np.linspace(0, 1, 101)) == pytest.approx([n / 20 for n in range(21)])
    assert quantiles(np.array([0.5])) == (0.5,) * 21


def test_digests_and_versions(tmp_path: Path):
    file = tmp_path / "data.csv"
    file.write_bytes("vecums;darbs\n20;nē\n".encode())
    assert digest(file) == hashlib.sha256(file.read_bytes()).hexdigest()
    assert tuple(libraries()) == LIBRARIES
