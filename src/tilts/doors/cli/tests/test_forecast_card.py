"""`tilts forecast card`: both papers, twice each; gaps by name, and what is wrong with a file."""

import json

import pytest
import yaml

from tilts.doors.cli.forecast_card import card
from tilts.engines.forecast.artefact.storing import save
from tilts.engines.forecast.card import codes
from tilts.engines.forecast.card.tests.runs import MANIFEST, VALIDATION
from tilts.engines.forecast.models.scorecard import Scorecard

from .running import invoke

FILES = ["model-card.html", "model-card.pdf", "technical-file.html", "technical-file.pdf"]


@pytest.fixture
def model(tmp_path):
    folder = tmp_path / "scorecard"
    save(Scorecard("scorecard", -1.0, 0.5, (), ()), MANIFEST, folder)
    return folder


def run(*words):
    return invoke(card, *words)


def answered(folder):
    (folder / "validation.json").write_text(json.dumps(VALIDATION))
    (folder / "answers.yaml").write_text(
        yaml.safe_dump({code: f"Said of {code}." for code in codes()})
    )


def test_it_writes_both_papers_and_names_what_is_missing(model, tmp_path):
    out = tmp_path / "papers"
    code, said, _ = run(model, "-o", out, "--json")
    assert code == 1
    assert sorted(file.name for file in out.iterdir()) == FILES
    missing = json.loads(said)["gaps"]
    assert {code: text for code, text in missing.items() if code != "validation"} == codes()
    assert "Gap (validation):" in (out / "model-card.html").read_text()


def test_said_in_words(model):
    lines = run(model)[1].splitlines()
    assert lines[0] == f"{model}: model-card and technical-file, as HTML and PDF."
    assert lines[1] == f"{len(codes()) + 1} gaps. Answer them in answers.yaml, a line each:"
    assert lines[2] == f"  owner: {codes()['owner']}"
    assert lines[-1].startswith("  (validation) Not validated on people of the service.")


def test_with_a_validation_and_answers_nothing_is_missing(model):
    answered(model)
    said = f"{model}: model-card and technical-file, as HTML and PDF.\n"
    assert run(model) == (0, said, "")
    for name in ("model-card.html", "technical-file.html"):
        text = (model / name).read_text()
        assert "no gaps" in text
        assert "Said of purpose." in text
        assert "0.165 to 0.180" in text


def test_files_may_lie_elsewhere(model, tmp_path):
    answered(tmp_path)
    words = ("--validation", tmp_path / "validation.json", "--answers", tmp_path / "answers.yaml")
    assert run(model, *words)[0] == 0


def test_what_is_no_validation_is_refused_and_nothing_is_written(model):
    (model / "validation.json").write_text('{"something": 1}')
    code, _, wrong = run(model)
    assert code == 2
    assert "it is not what `tilts forecast validate --json` prints. Validate again." in wrong
    assert not (model / "model-card.html").exists()


def test_a_folder_without_a_model_is_refused(tmp_path):
    code, _, wrong = run(tmp_path)
    assert code == 2
    assert "it holds no model.skops. Name the folder of a model." in wrong


def test_an_answer_that_nobody_asked_for_is_refused(model):
    (model / "answers.yaml").write_text("ownr: me\n")
    code, _, wrong = run(model)
    assert code == 2
    assert "nobody asks for ownr. The codes are: owner, purpose," in wrong
