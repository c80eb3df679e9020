"""A YAML file whose every place remembers its line."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails
from yaml._yaml import CParser
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

from .faults import Fault

BOOL, TIMESTAMP = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"


class Loader(Composer, CParser, SafeConstructor, Resolver):
    """YAML as its authors mean it: yes, no, on and off are words, and so is a date.

    The text is read by libyaml, ten times faster; what it reads is put together by Python, which
    refuses what is nested too deeply, where libyaml's own way would end the process.
    """

    yaml_implicit_resolvers = {
        first: [pair for pair in pairs if pair[0] not in (BOOL, TIMESTAMP)]
        for first, pairs in Resolver.yaml_implicit_resolvers.items()
    }

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        Composer.__init__(self)
        SafeConstructor.__init__(self)
        Resolver.__init__(self)


Loader.add_implicit_resolver(BOOL, re.compile(r"^(?:true|false)$"), ["t", "f"])

T = TypeVar("T")
Place = tuple[str | int, ...]

SYNTAX = "Correct the syntax; save as UTF-8."
REMEDIES = {
    "missing": "Add it.",
    "extra_forbidden": "Remove it or correct its name.",
    "string_type": "Write text; put numbers, true and false in quotes.",
    "union_tag_invalid": "Use one of these types.",
    "union_tag_not_found": "Say its type.",
}


@dataclass
class Source:
    """A parsed file: its data, the line of every place in it, and its faults so far."""

    file: Path
    data: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def line(self, place: Place) -> int:
        """Line of a place, or of what encloses it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def at(self, place: Place) -> str:
        """A place in words."""
        return f"line {self.line(place)}"

    def fault(self, place: Place, what: str, remedy: str) -> None:
        """Note a fault at a place."""
        self.faults.append(Fault(self.file, self.line(place), what, remedy))

    def read(self, model: type[T]) -> T | None:
        """The whole file as a model; None, and its faults noted, where it is none."""
        return None if self.faults else self.check(self.data, model, ())

    def check(self, value: object, model: type[T], place: Place) -> T | None:
        """What stands at a place as a model; None, and its faults noted, where it is none."""
        try:
            return TypeAdapter(model).validate_json(json.dumps(value, default=str))
        except ValidationError as invalid:
            for error in _first(invalid.errors()):
                self.fault(self._known((*place, *error["loc"])), *_said(error))
            return None

    def _known(self, place: Place) -> Place:
        """The place without what pydantic adds to it: the types of items, `[key]`."""
        known: Place = ()
        for part in place:
            if (*known, part) in self.lines:
                known = (*known, part)
        return known


def _first(errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """What pydantic found, without lists that are too short only as their parts are wrong."""
    for error in errors:
        loc = error["loc"]
        within = [one for one in errors if one["loc"][: len(loc)] == loc and one is not error]
        if error["type"] != "too_short" or not within:
            yield error


def _said(error: ErrorDetails) -> tuple[str, str]:
    """What pydantic found, in our words, and the remedy."""
    where = ".".join(str(part) for part in error["loc"])
    message = error["msg"].removeprefix("Value error, ").rstrip(".")
    what = f"{where}: {message}." if where else f"{message}."
    return what, REMEDIES.get(error["type"], "Correct the value.")


def parse(file: Path) -> Source:
    """A YAML file with its lines; unreadable files and keys written twice are noted as faults."""
    source = Source(file)
    try:
        parse_text(file.read_text(encoding="utf-8"), source)
    except OSError as unread:
        gone = isinstance(unread, FileNotFoundError)
        remedy = "Correct the path." if gone else "Let the service read this file."
        source.fault((), f"Cannot be read: {unread.strerror}.", remedy)
    except UnicodeDecodeError as broken:
        source.fault((), f"Not readable as YAML: {broken}.", SYNTAX)
    return source


def parse_text(text: str, source: Source) -> None:
    """Fill a source with the data, lines and faults of a YAML text."""
    try:
        loader = Loader(text)
        root = loader.get_single_node()
        source.data = loader.construct_document(root) if root is not None else None
        if root is not None:
            _index(source, root, ())
    except (yaml.YAMLError, ValueError, RecursionError) as broken:
        mark = getattr(broken, "problem_mark", None)
        what = f"Not readable as YAML: {getattr(broken, 'problem', None) or broken}."
        last = max(1, len(text.splitlines()))  # where something at the end is missing
        line = min(mark.line + 1, last) if mark else 1
        source.faults.append(Fault(source.file, line, what, SYNTAX))


def _index(source: Source, node: yaml.Node, place: Place) -> None:
    """Note the line of every place below a node, and keys written twice."""
    source.lines.setdefault(place, node.start_mark.line + 1)
    for key, line, child in _children(node):
        inner = (*place, key)
        if inner in source.lines:
            what = f"{key}: written twice."
            source.faults.append(Fault(source.file, line, what, "Keep one of them."))
        source.lines[inner] = line
        _index(source, child, inner)


def _children(node: yaml.Node) -> Iterator[tuple[str | int, int, yaml.Node]]:
    """Key, line and node of everything directly below."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield str(key.value), key.start_mark.line + 1, value
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield number, value.start_mark.line + 1, value
