"""The shape of the code in numbers, and how far it is from what we aim at."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from tests.house.source import Source

Sized = tuple[int, str]
TESTS = 1.3  # lines of tests to a line of code, at least


def p90(sizes: Iterable[int]) -> int:
    """The size that nine of ten do not exceed."""
    ordered = sorted(sizes)
    return ordered[int(len(ordered) * 0.9)] if ordered else 0


def longest(things: list[Sized], limit: int) -> list[str]:
    """The ten longest things above a limit, longest first."""
    over = sorted((thing for thing in things if thing[0] > limit), reverse=True)
    return [f"  {size:5} {where}" for size, where in over[:10]]


@dataclass(frozen=True)
class Shape:
    """Sizes of files (lines that are not blank) and functions, and lines of tests."""

    files: list[Sized]
    functions: list[Sized]
    tests: int

    @classmethod
    def of(cls, sources: Iterable[Source]) -> "Shape":
        """The shape of some files; the functions of tests are not measured."""
        sources = list(sources)
        code = [source for source in sources if not source.is_test]
        functions = [
            ((node.end_lineno or node.lineno) - node.lineno + 1, source.at(node, node.name))
            for source in code
            for node in source.functions()
        ]
        tests = sum(source.size for source in sources if source.is_test)
        return cls([(source.size, source.path) for source in code], functions, tests)

    def numbers(self) -> dict[str, tuple[float, float]]:
        """By name: what is measured, and the most it may be."""
        files = [size for size, _ in self.files]
        functions = [size for size, _ in self.functions]
        return {
            "lines of a file, median": (median(files or [0]), 75),
            "lines of a file, p90": (p90(files), 250),
            "lines of a function, median": (median(functions or [0]), 8),
            "lines of a function, p90": (p90(functions), 25),
            "lines of code to a line of tests": (sum(files) / max(1, self.tests), 1 / TESTS),
        }

    def exceeded(self) -> list[str]:
        """The names of the numbers that are too high."""
        return [name for name, (value, limit) in self.numbers().items() if value > limit]

    def __str__(self) -> str:
        rows = [
            f"{name:<38} {value:7.2f} (at most {limit})"
            for name, (value, limit) in self.numbers().items()
        ]
        code = sum(size for size, _ in self.files)
        total = f"{len(self.files)} files, {code} lines of code, {self.tests} of tests"
        files, functions = longest(self.files, 250), longest(self.functions, 25)
        return "\n".join([total, *rows, "long files", *files, "long functions", *functions])
