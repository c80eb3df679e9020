"""What the Markdown of the project points to is there."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.house.source import ROOT, committed, python_files

FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
TOP = {"src", "docs", "tests", "tools", "bench", "requirements", ".ci"}
SHORT = {"engines", "jurisdictions", "platform", "casework", "doors", "settings"}
ENDING = re.compile(r"[\w./-]+(/|\.(py|yaml|md|toml|txt|json|html|typ|css|js))")
PICTURE = re.compile(r"docs/screens/([\w-]+)-(?:1280|390)\.png")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def links(text: str) -> list[str]:
    """Targets of links within the project, code and addresses elsewhere left out."""
    found = LINK.findall(CODE.sub("", FENCE.sub("", text)))
    return [target for target in found if "://" not in target and not target.startswith("mailto:")]


def paths(text: str) -> Iterator[Path]:
    """Files and folders named in code spans, from the root; src/tilts may be left out."""
    for span in CODE.findall(FENCE.sub("", text)):
        first = span.partition("/")[0]
        if ENDING.fullmatch(span) and first in TOP | SHORT:
            yield ROOT / span if first in TOP else ROOT / "src/tilts" / span


def anchors(text: str) -> set[str]:
    """What the headings of a page are called in a link."""
    kept = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(text)]
    return {heading.strip().replace(" ", "-") for heading in kept}


def broken(page: str, text: str) -> list[str]:
    """What a page points to that is not there; pictures of pages are made later."""
    here = (ROOT / page).parent
    missing = [str(path.relative_to(ROOT)) for path in paths(text) if not path.exists()]
    for target in links(text):
        file, _, anchor = target.partition("#")
        there = here / file
        if PICTURE.search(str(there)):
            continue
        if not there.exists() or (anchor and anchor not in anchors(_said(there, text))):
            missing.append(target)
    return missing


def _said(file: Path, text: str) -> str:
    """The text that an anchor is looked for in: the page itself when the link names no file."""
    return file.read_text() if file.is_file() else text


def markdown() -> list[tuple[str, str]]:
    """Every page in git with its text."""
    return [(name, text) for name, text in committed() if name.endswith(".md")]


def taken(trees: Iterable[ast.Module]) -> set[str]:
    """Names of the pictures that browser tests take: `picture(page, "my-day")`."""
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    asked = [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "picture"]
    names = [call.args[1] for call in asked if len(call.args) == 2]
    return {str(name.value) for name in names if isinstance(name, ast.Constant)}


def shown(texts: Iterable[str]) -> set[str]:
    """Names of the pictures that pages show."""
    return {name for text in texts for name in PICTURE.findall(text)}


def unmade(showing: set[str], taking: set[str]) -> list[str]:
    """Pictures that pages show and no test takes, once tests take any; those in git count."""
    there = {picture.stem.rpartition("-")[0] for picture in (ROOT / "docs/screens").glob("*.png")}
    return sorted(showing - taking - there) if taking else []


def test_the_pages_point_to_what_is_there() -> None:
    found = {page: missing for page, text in markdown() if (missing := broken(page, text))}
    assert found == {}


def test_every_picture_is_taken_by_a_test() -> None:
    showing = shown(text for _, text in markdown())
    taking = taken(source.tree for source in python_files() if source.is_test)
    assert unmade(showing, taking) == []


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("[here](README.md) and [there](https://tilts.example/x) and [me](mailto:a@b.example)", []),
        ("[gone](docs/gone.md)", ["docs/gone.md"]),
        ("[top](#top)", ["#top"]),
        ("# Top of *it*!\n[top](#top-of-it)", []),
        ("![](docs/screens/my-day-1280.png)", []),
        ("`platform/record/acts.py`, `src/tilts/platform/`, `tools/docs.py`", []),
        ("`platform/record/deeds.py`", ["src/tilts/platform/record/deeds.py"]),
        ("```\n[gone](gone.md) `platform/gone.py`\n```", []),
        ("`[x](y)` and `people/models.py` and `TILTS_HOME/keys/`", []),
    ],
)
def test_what_is_broken(text: str, missing: list[str]) -> None:
    assert broken("A.md", text) == missing


def test_pictures_of_pages() -> None:
    trees = [ast.parse('picture(page, "my-day")\npicture(page, name)\nother(page, "people")')]
    assert taken(trees) == {"my-day"}
    assert shown(["![](docs/screens/my-day-390.png) and docs/screens/sign-in-1280.png"]) == {
        "my-day",
        "sign-in",
    }
    assert unmade({"my-day", "nowhere"}, {"my-day"}) == ["nowhere"]
    assert unmade({"my-day"}, set()) == []
