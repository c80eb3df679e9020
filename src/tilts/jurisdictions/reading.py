"""From a YAML file to checked entries that remember their line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from tilts.jurisdictions.faults import Fault

T = TypeVar("T")
Place = tuple[str | int, ...]

REMEDIES = {
    "missing": "Add it.",
    "extra_forbidden": "Remove it or correct its name.",
}
DATE = "tag:yaml.org,2002:timestamp"
SHAPE = "Write `entries:` with a list below it, and optionally `defaults:` for all of them."


@dataclass(frozen=True)
class Found(Generic[T]):
    """A checked entry and where it stands."""

    entry: T
    file: Path
    line: int

    def fault(self, what: str, remedy: str) -> Fault:
        """A fault of this entry."""
        return Fault(self.file, self.line, what, remedy)


@dataclass(frozen=True)
class Catalogue(Generic[T]):
    """The sound entries of a file.

    `codes` are those of all its entries, faulty ones too, so that a reference to a faulty entry is
    not reported as a second fault; None when the file could not be read. `whole`: no fault in it.
    """

    found: tuple[Found[T], ...] = ()
    codes: frozenset[str] | None = None
    whole: bool = False


@dataclass
class Document:
    """A parsed YAML file: its data, the line of every place in it, and its faults so far."""

    file: Path
    data: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def line(self, place: Place) -> int:
        """Line of a place, or of what encloses it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def fault(self, place: Place, what: str, remedy: str) -> None:
        """Note a fault at a place."""
        self.faults.append(Fault(self.file, self.line(place), what, remedy))

    def check(self, value: object, model: type[T], place: Place) -> list[Found[T]]:
        """The value as a model, or nothing and its faults noted."""
        try:
            checked = TypeAdapter(model).validate_json(json.dumps(value, default=str))
        except ValidationError as invalid:
            for error in invalid.errors():
                self.fault((*place, *error["loc"]), *_said(error))
            return []
        return [Found(checked, self.file, self.line(place))]


def _said(error: ErrorDetails) -> tuple[str, str]:
    """What pydantic found, in our words, and the remedy."""
    where = ".".join(str(part) for part in error["loc"])
    message = error["msg"].removeprefix("Value error, ").rstrip(".")
    what = f"{where}: {message}." if where else f"{message}."
    return what, REMEDIES.get(error["type"], "Correct the value.")


class Plain(yaml.SafeLoader):
    """YAML whose dates stay text: the models read them, and say which one is no day."""


Plain.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in found if tag != DATE]
    for letter, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def parse(file: Path) -> Document:
    """A YAML file with its lines; a syntax error or a key written twice is noted as a fault."""
    document = Document(file)
    try:
        text = file.read_text(encoding="utf-8")
        root = yaml.compose(text, Loader=Plain)
        document.data = yaml.load(text, Loader=Plain)  # noqa: S506 - a SafeLoader that knows less
        _index(document, root, ())
    except OSError as unread:
        what = f"Not readable: {unread.strerror}."
        document.faults.append(Fault(file, 1, what, "Let the service read this file."))
    except (yaml.YAMLError, ValueError, RecursionError) as broken:
        mark = getattr(broken, "problem_mark", None)
        what = f"Not readable as YAML: {getattr(broken, 'problem', None) or broken}."
        line = mark.line + 1 if mark else 1
        document.faults.append(Fault(file, line, what, "Correct the syntax; save as UTF-8."))
    return document


def _index(document: Document, node: yaml.Node | None, place: Place) -> None:
    """Note the line of every place below a node, and keys written twice."""
    if node is None:
        return
    document.lines[place] = node.start_mark.line + 1
    for key, child in _children(node):
        inner = (*place, key)
        if inner in document.lines:
            line = child.start_mark.line + 1
            what = f"{key}: written twice."
            document.faults.append(Fault(document.file, line, what, "Keep one of them."))
        _index(document, child, inner)


def _children(node: yaml.Node) -> Iterator[tuple[str | int, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        yield from ((str(key.value), value) for key, value in node.value)
    elif isinstance(node, yaml.SequenceNode):
        yield from enumerate(node.value)


def read_one(document: Document, model: type[T]) -> Catalogue[T]:
    """A file that holds one thing."""
    if document.faults:
        return Catalogue()
    found = document.check(document.data, model, ())
    return Catalogue(tuple(found), None, not document.faults)


def read_entries(document: Document, model: type[T]) -> Catalogue[T]:
    """A file of `entries`, each completed by the file's `defaults`."""
    data = document.data
    if document.faults:
        return Catalogue()
    if not (isinstance(data, dict) and isinstance(data.get("entries"), list)):
        document.fault((), "No list of entries.", SHAPE)
        return Catalogue()
    for key in sorted(data.keys() - {"entries", "defaults"}, key=str):
        document.fault((str(key),), f"{key}: not known here.", SHAPE)
    found = [
        sound
        for i, entry in enumerate(_completed(data))
        for sound in document.check(entry, model, ("entries", i))
    ]
    codes = frozenset(str(e.get("code")) for e in data["entries"] if isinstance(e, dict))
    return Catalogue(tuple(found), codes, not document.faults)


def _completed(data: dict[str, Any]) -> list[object]:
    """The entries with the defaults filled in."""
    defaults = data.get("defaults")
    filled = defaults if isinstance(defaults, dict) else {}
    return [{**filled, **e} if isinstance(e, dict) else e for e in data["entries"]]
