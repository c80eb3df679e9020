"""What is committed names no registry, no download address and no machine's folder."""

import re
import tomllib
from typing import Any

import pytest

from tests.house.source import ROOT, committed

HOSTS = ("pypi" + ".org", "pythonhosted" + ".org", "registry.npmjs" + ".", "deb.debian" + ".org")
FOLDERS = ("work", "root", "home")
ADDRESS = re.compile("|".join(map(re.escape, HOSTS)))
FOLDER = re.compile(rf"(?<![\w.$)}}/*])/(?:{'|'.join(FOLDERS)})/")
DEPENDENCY = re.compile(r'^  "[A-Za-z0-9]')
REASON = re.compile(r'",\s*#\s+\S')


def named(text: str) -> list[str]:
    """The hosts and folders that a text names."""
    return [found[0] for pattern in (ADDRESS, FOLDER) for found in pattern.finditer(text)]


def without_reason(pyproject: str) -> list[str]:
    """The lines of pyproject.toml that ask for a package and do not say why."""
    rows = pyproject.splitlines()
    return [row for row in rows if DEPENDENCY.match(row) and not REASON.search(row)]


def test_nothing_committed_names_a_place() -> None:
    found = [f"{path} {place}" for path, text in committed() for place in named(text)]
    assert found == [], "\n".join(["", *found])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"see https://{HOSTS[0]}/simple", [HOSTS[0]]),
        (f'"resolved": "https://{HOSTS[2]}org/x"', [HOSTS[2]]),
        ("cd /" + "root/x", ["/" + "root/"]),
        ("open('/" + "home/ilze/x')", ["/" + "home/"]),
        ("/social/work/ and files/home/x and {% url %}/work/", []),
        ("pip install tilts", []),
    ],
)
def test_what_names_a_place(text: str, found: list[str]) -> None:
    assert named(text) == found


def requirements(project: dict[str, dict[str, list[str]]]) -> list[str]:
    """Every package that pyproject.toml asks for."""
    extras: Any = project["project"]["optional-dependencies"]
    own = [*project["dependency-groups"].values(), *extras.values()]
    groups = [*own, project["build-system"]["requires"]]
    return project["project"]["dependencies"] + [
        package for group in groups for package in group if isinstance(package, str)
    ]


def test_every_dependency_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    start = text.partition("[tool.")[0]
    stated = [row for row in start.splitlines() if DEPENDENCY.match(row)]
    assert len(stated) == len(requirements(tomllib.loads(text))), "one package on each line"
    assert without_reason(start) == []


def test_a_dependency_without_reason() -> None:
    assert without_reason('  "a>=1", # for b\n  "c>=1",\n  "d>=1", #\n') == [
        '  "c>=1",',
        '  "d>=1", #',
    ]
