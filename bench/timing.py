"""Times callables against a baseline in the same run."""

import json
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from statistics import median

from rich.console import Console
from rich.table import Table

Case = Callable[[], object]


@dataclass(frozen=True)
class Timing:
    """One case: milliseconds, and how many times the baseline's median its median is."""

    name: str
    median_ms: float
    p95_ms: float
    ratio: float


def p95(values: list[float]) -> float:
    """The value that 95 of 100 do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[-(-len(ordered) * 95 // 100) - 1]


def once(case: Case) -> float:
    """Milliseconds that one call takes."""
    start = time.perf_counter()
    case()
    return (time.perf_counter() - start) * 1000


def measure(cases: Mapping[str, Case], *, baseline: str, runs: int = 50) -> list[Timing]:
    """Time each case `runs` times, by turns, after one call that is not counted.

    Raises KeyError when the baseline is not one of the cases.
    """
    samples: dict[str, list[float]] = {name: [] for name in cases}
    for case in cases.values():
        case()
    for _ in range(runs):
        for name, case in cases.items():
            samples[name].append(once(case))
    base = median(samples[baseline])
    return [
        Timing(name, median(values), p95(values), median(values) / base)
        for name, values in samples.items()
    ]


def table(title: str, timings: list[Timing]) -> Table:
    """The timings as a table for a terminal."""
    result = Table("case", title=title)
    for heading in ("median ms", "p95 ms", "ratio"):
        result.add_column(heading, justify="right")
    for timing in timings:
        numbers = (timing.median_ms, timing.p95_ms, timing.ratio)
        result.add_row(timing.name, *(f"{number:,.2f}" for number in numbers))
    return result


def show(title: str, cases: Mapping[str, Case], *, baseline: str, runs: int = 50) -> list[Timing]:
    """Measure, and print a table, or one line of JSON after `--json`."""
    timings = measure(cases, baseline=baseline, runs=runs)
    if "--json" in sys.argv:
        rows = [asdict(timing) for timing in timings]
        print(json.dumps({"title": title, "baseline": baseline, "timings": rows}))
    else:
        Console().print(table(title, timings))
    return timings
