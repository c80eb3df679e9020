"""The benchmarks' clock: what it counts, and what it prints."""

import json
import sys

import pytest

from bench.timing import Timing, measure, p95, show, table


def test_p95_is_the_nearest_rank() -> None:
    assert [p95([float(n) for n in range(1, size + 1)]) for size in (1, 20, 100)] == [1, 19, 95]


def test_the_cases_take_turns() -> None:
    calls: list[str] = []
    cases = {name: (lambda name=name: calls.append(name)) for name in "ab"}
    timings = measure(cases, baseline="a", runs=3)
    assert calls == ["a", "b"] * 4
    assert [timing.name for timing in timings] == ["a", "b"]
    assert timings[0].ratio == 1


def test_an_unknown_baseline() -> None:
    with pytest.raises(KeyError, match="c"):
        measure({"a": list}, baseline="c", runs=1)


def test_the_table() -> None:
    rows = [Timing("look-up", 1.5, 2.25, 1.25, 1), Timing("search", 3000, 1, 0.5, 2000)]
    shown = table("Search", rows)
    cells = [list(column.cells) for column in shown.columns]
    assert cells == [
        ["look-up", "search"],
        ["1.50", "3,000.00"],
        ["2.25", "1.00"],
        ["1.25", "0.50"],
        ["1.00", "2,000.00"],
    ]


def test_json(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", "--json"])
    timings = show("Search", {"look-up": list}, baseline="look-up", runs=2)
    assert json.loads(capsys.readouterr().out) == {
        "title": "Search",
        "baseline": "look-up",
        "timings": [vars(timings[0])],
    }
