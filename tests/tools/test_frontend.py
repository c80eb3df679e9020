"""Which Node builds the front end."""

from pathlib import Path

import pytest

from tools.frontend import machine


def program(folder: Path, name: str, says: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\necho {says}\n")
    path.chmod(0o755)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder that programs are looked for in."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("version", "enough"),
    [("v18.0.0", True), ("v22.1.3", True), ("v16.20.2", False), ("v9.0.0", False)],
)
def test_the_machines_own_when_it_is_new_enough(folder, version, enough):
    program(folder, "node", version)
    program(folder, "npm", "10.0.0")
    assert machine() == ([str(folder / "npm")] if enough else None)


@pytest.mark.parametrize("there", ["node", "npm"])
def test_one_of_the_two_is_not_enough(folder, there):
    program(folder, there, "v22.1.3")
    assert machine() is None
