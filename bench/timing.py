"""Times callables against a baseline in the same run."""

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from statistics import median

from rich.console import Console
from rich.table import Table

Case = Callable[[], object]


@dataclass
class Span:
    """Seconds by the clock, and of them those of this process's processor time."""

    seconds: float = 0
    busy: float = 0

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s, {self.busy:.1f} s of the processor"


@dataclass(frozen=True)
class Timing:
    """One case: milliseconds by the clock and of this process's processor time, and the ratio.

    `ratio` is how many times the baseline's median, by the clock, this one's is.
    """

    name: str
    median_ms: float
    p95_ms: float
    busy_ms: float
    ratio: float


def p95(values: list[float]) -> float:
    """The value that 95 of 100 do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[-(-len(ordered) * 95 // 100) - 1]


@contextmanager
def clock() -> Iterator[Span]:
    """What is done inside, timed; the numbers are there once it is done."""
    span = Span()
    start, busy = time.perf_counter(), time.process_time()
    yield span
    span.seconds, span.busy = time.perf_counter() - start, time.process_time() - busy


def once(case: Case) -> Span:
    """One call, timed."""
    with clock() as span:
        case()
    return span


def measure(cases: Mapping[str, Case], *, baseline: str, runs: int = 50) -> list[Timing]:
    """Time each case `runs` times, by turns, after one call that is not counted.

    Raises KeyError when the baseline is not one of the cases.
    """
    samples: dict[str, list[Span]] = {name: [] for name in cases}
    for case in cases.values():
        case()
    for _ in range(runs):
        for name, case in cases.items():
            samples[name].append(once(case))
    base = median(span.seconds for span in samples[baseline])
    return [_timing(name, spans, base) for name, spans in samples.items()]


def _timing(name: str, spans: list[Span], base: float) -> Timing:
    seconds = [span.seconds for span in spans]
    busy = median(span.busy for span in spans)
    middle = median(seconds)
    return Timing(name, middle * 1000, p95(seconds) * 1000, busy * 1000, middle / base)


def table(title: str, timings: list[Timing]) -> Table:
    """The timings as a table for a terminal."""
    result = Table("case", title=title)
    for heading in ("median ms", "p95 ms", "processor ms", "ratio"):
        result.add_column(heading, justify="right")
    for timing in timings:
        numbers = (timing.median_ms, timing.p95_ms, timing.busy_ms, timing.ratio)
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
