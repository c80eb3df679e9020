"""The rules: each takes a file and yields what is wrong in it."""

import ast
import re
from collections.abc import Iterator

from tests.house.source import Definition, Function, Source

ASKS_THE_PROVIDER = {"views", "api", "panels"}
MODEL_DOORS = {"objects", "_default_manager", "_base_manager", "all_objects"}
READS_ANY_MODEL = {"get_object_or_404", "get_list_or_404"}
VAGUE_FILE = re.compile(r"(manager|helper|util)s?|data2")
VAGUE_CLASS = re.compile(r"((Manager|Helper|Util)s?|Data2)(?![a-z])")
SUPPRESSION = re.compile(
    r"#\s*(?:noqa|type:\s*ignore)\b(?P<codes>[^#]*?)(?P<reason>\s[-#]\s+\S.*)?$"
)


def is_part(source: Source, *names: str) -> bool:
    """Whether a file of a room, or the folder that it lies in there, has one of these names."""
    own = {*source.room[2:], source.room[-1]}
    return not source.is_test and bool(own & set(names))


def provider(source: Source) -> Iterator[str]:
    """Pages and routes read through a scoped provider, never through a model's own door."""
    for node in ast.walk(source.tree) if is_part(source, *ASKS_THE_PROVIDER) else ():
        if isinstance(node, ast.Attribute) and node.attr in MODEL_DOORS:
            yield source.at(node, f"reads {ast.unparse(node)}: ask queries.py or actions.py")
        if isinstance(node, ast.Call) and takes_model(node):
            yield source.at(node, f"reads {ast.unparse(node)}: give it a scoped query")


def takes_model(call: ast.Call) -> bool:
    """Whether it is get_object_or_404(Person, …), which reads every person there is."""
    first = ast.unparse(call.args[0]).rpartition(".")[2] if call.args else ""
    return ast.unparse(call.func).rpartition(".")[2] in READS_ANY_MODEL and first[:1].isupper()


def suppression(source: Source) -> Iterator[str]:
    """Whoever silences a check says why on the same line."""
    for number, line in enumerate(source.text.splitlines(), 1):
        found = SUPPRESSION.search(line)
        if found and not found["reason"]:
            yield f"{source.path}:{number} gives no reason: {found[0]}"


def names(source: Source) -> Iterator[str]:
    """A name says what a thing is; these say nothing, except for Django's own Manager."""
    if VAGUE_FILE.fullmatch(source.room[-1]):
        yield f"{source.path}:1 is a vague name"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef) and VAGUE_CLASS.search(node.name) and not inherits(node):
            yield source.at(node, f"class {node.name} has a vague name")


def inherits(node: ast.ClassDef) -> bool:
    """Whether the name comes from a base: one of ours is judged itself, Django's may stay."""
    return any("Manager" in ast.unparse(base) for base in node.bases)


def actions(source: Source) -> Iterator[str]:
    """An action takes everything by keyword, and `by` says who acts."""
    if not is_part(source, "actions"):
        return
    for node in source.public():
        if isinstance(node, Function):
            if node.args.posonlyargs or node.args.args or node.args.vararg:
                yield source.at(node, f"{node.name} takes arguments by position")
            if "by" not in {argument.arg for argument in node.args.kwonlyargs}:
                yield source.at(node, f"{node.name} does not say by whom")


def docstrings(source: Source) -> Iterator[str]:
    """What others call says what it does: the engines and the actions."""
    if is_part(source, "actions") or (source.room[0] == "engines" and not source.is_test):
        for node in documented(source):
            if not ast.get_docstring(node) and not is_overload(node):
                yield source.at(node, f"{node.name} has no docstring")


def is_overload(node: Definition) -> bool:
    """A typing overload: the definition after it says what it does."""
    return any(isinstance(d, ast.Name) and d.id == "overload" for d in node.decorator_list)


def documented(source: Source) -> Iterator[Definition]:
    """The public definitions of a file, and the public methods of its classes."""
    for node in source.public():
        yield node
        for inner in node.body if isinstance(node, ast.ClassDef) else ():
            if isinstance(inner, Function) and not inner.name.startswith("_"):
                yield inner


RULES = (provider, suppression, names, actions, docstrings)
