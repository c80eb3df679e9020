"""The pages of docs/ that are printed from the code are as it prints them now."""

import os
import subprocess
import sys
from pathlib import Path

from tests.house.source import ROOT

DOCS = ROOT / "docs"


def test_printed_pages_are_current(tmp_path: Path) -> None:
    """`make docs` would change nothing; in a process of its own, as the commands set variables."""
    environment = {**os.environ, "TILTS_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "tools.docs", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    printed = {page.name: page.read_text() for page in tmp_path.glob("*.md")}
    assert sorted(printed) == ["commands.md", "settings.md"]
    assert {name: (DOCS / name).read_text() for name in printed} == printed
