"""Progress is shown to whoever watches, and never gets into what is piped."""

import subprocess
import sys

import pytest

from tilts.doors.cli.progress import by_table, counted

SCRIPT = """
from tilts.doors.cli.progress import by_table, counted
with counted("Rows", 3) as more:
    more(1)
    more(2)
with by_table("Backing up") as told:
    told("people", 2, 5)
print("answer")
"""


def test_nobody_watches_a_pipe():
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("answer\n", "")


def test_who_watches_sees_titles_and_counts(monkeypatch, capsys):
    """On the error stream: the answer alone can be piped."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    with counted("Rows", 3) as more:
        more(1)
        more(2)
    with by_table("Backing up") as told:
        told("people", 2, 5)
    said = capsys.readouterr()
    assert said.out == ""
    assert [word in said.err for word in ("Rows", "3/3", "Backing up people", "2/5")] == [True] * 4


@pytest.mark.parametrize("bar", [lambda: counted("Rows", 3), lambda: by_table("Rows")])
def test_an_error_inside_is_not_swallowed(bar):
    with pytest.raises(ZeroDivisionError), bar():
        raise ZeroDivisionError
