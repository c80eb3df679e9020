"""The source that the rules look at."""

import ast
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("src/tilts", "tests")
TEST_FILE = re.compile(r"(^|/)tests/|/test_|conftest")

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the repository's root, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed file."""
        return ast.parse(self.text)

    @property
    def is_test(self) -> bool:
        """Whether it belongs to the tests."""
        return bool(TEST_FILE.search(self.path))

    @property
    def size(self) -> int:
        """Number of lines that are not blank."""
        return sum(1 for line in self.text.splitlines() if line.strip())

    @property
    def room(self) -> tuple[str, ...]:
        """The path below src/tilts, in its parts."""
        return Path(self.path.removeprefix("src/tilts/")).with_suffix("").parts

    def functions(self) -> Iterator[Function]:
        """Every function, nested ones and methods included."""
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def public(self) -> Iterator[Definition]:
        """What the file offers others at its top level."""
        for node in self.tree.body:
            if isinstance(node, Definition) and not node.name.startswith("_"):
                yield node

    def at(self, node: ast.stmt | ast.expr, fault: str) -> str:
        """A fault, with where it stands."""
        return f"{self.path}:{node.lineno} {fault}"


Rule = Callable[[Source], Iterator[str]]


@cache
def python_files() -> tuple[Source, ...]:
    """Every Python file of the service and of its tests, migrations left out."""
    paths = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
    return tuple(
        Source(str(path.relative_to(ROOT)), path.read_text())
        for path in paths
        if "migrations" not in path.parts
    )


def committed() -> Iterator[tuple[str, str]]:
    """Path and text of every text file in git."""
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in filter(None, listing.stdout.split("\0")):
        try:
            yield name, (ROOT / name).read_text()
        except (UnicodeDecodeError, FileNotFoundError):
            continue  # a picture, or deleted and not yet committed


def faults(rule: Rule) -> list[str]:
    """What a rule finds in the whole house."""
    return [fault for source in python_files() for fault in rule(source)]
