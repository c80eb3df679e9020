"""Setup makes each thing once, and again when what it was made from has changed."""

from pathlib import Path

import pytest

from tools import ROOT, debian
from tools.setup import STEPS, Step


@pytest.fixture
def made() -> list[str]:
    """What a step has made."""
    return []


def step(root: Path, made: list[str]) -> Step:
    """A step from the folder's texts to its result."""

    def make() -> None:
        made.append((root / "a.txt").read_text())
        (root / "result").touch()

    return Step("step", ("*.txt",), root / "result", make, root)


def test_made_once(tmp_path: Path, made: list[str]) -> None:
    (tmp_path / "a.txt").write_text("one")
    for _ in range(2):
        step(tmp_path, made).ensure()
    assert made == ["one"]


def test_made_again_after_a_change(tmp_path: Path, made: list[str]) -> None:
    for text in ("one", "two"):
        (tmp_path / "a.txt").write_text(text)
        step(tmp_path, made).ensure()
    assert made == ["one", "two"]


def test_made_again_when_the_result_is_gone(tmp_path: Path, made: list[str]) -> None:
    (tmp_path / "a.txt").write_text("one")
    step(tmp_path, made).ensure()
    (tmp_path / "result").unlink()
    step(tmp_path, made).ensure()
    assert made == ["one", "one"]


def test_the_environment_comes_first_and_from_the_lock() -> None:
    assert [step.name for step in STEPS] == ["environment", "front end", "translations"]
    assert [name for name in STEPS[0].inputs if not (ROOT / name).is_file()] == []


def test_what_a_machine_lacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert debian.missing(["gettext", "python3-venv", "chromium"]) == ["gettext", "chromium"]
    assert debian.may_install() is False
    with pytest.raises(SystemExit, match=r"sudo apt-get install gettext chromium`\.$"):
        debian.ensure("gettext", "python3-venv", "chromium")


def test_nothing_is_lacking() -> None:
    debian.ensure("python3-venv", "postgresql")
