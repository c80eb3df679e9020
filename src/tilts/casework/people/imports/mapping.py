"""Which column of a file is which of ours."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from .kinds import ImportKind


def read_mapping(path: Path | None = None, pairs: Iterable[str] = ()) -> dict[str, str]:
    """The file's column → ours, from a YAML file of such lines and from texts like "a=b".

    Raises ValueError for a text without "=", or a YAML file that is not such a table.
    """
    try:
        table = yaml.safe_load(path.read_text(encoding="utf-8")) if path else {}
    except yaml.YAMLError as fault:
        raise ValueError(f"The mapping is no YAML: {fault}") from fault
    if not isinstance(table, dict):
        raise ValueError("The mapping must have lines like “Surname: family”.")
    mapping = {str(theirs): str(ours) for theirs, ours in table.items()}
    for pair in pairs:
        theirs, separator, ours = pair.partition("=")
        if not separator:
            raise ValueError(f"“{pair}” is not like surname=family.")
        mapping[theirs.strip()] = ours.strip()
    return mapping


def our_columns(
    kind: ImportKind[Any], header: list[str], mapping: Mapping[str, str]
) -> tuple[list[str], list[str]]:
    """For each column of the file ours or "", and what is wrong with the whole."""
    known = {column.name for column in kind.columns}
    named = [mapping.get(name, name.casefold()) for name in header]
    ours = [name if name in known else "" for name in named]
    faults = [
        f"The mapping names “{name}”, a column that the file does not have."
        for name in mapping
        if name not in header
    ]
    faults += [
        f"“{name}” is no column of this import. There are: {', '.join(sorted(known))}."
        for name in mapping.values()
        if name not in known
    ]
    twice = {n for names in (header, ours) for n in names if n and names.count(n) > 1}
    faults += [f"Two columns are called “{n}”." for n in sorted(twice)]
    faults += [
        f"The column “{column.name}” is missing. Add it, or use --map THEIRS={column.name}."
        for column in kind.columns
        if column.required and column.name not in ours
    ]
    return ours, faults
