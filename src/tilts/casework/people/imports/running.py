"""Runs an import: checks the file, writes chunk by chunk, and keeps what it had to refuse."""

import csv
import gc
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.acts import act
from tilts.platform.record.router import KEY_STORE

from ..indexing import chunks
from .kinds import Fault, ImportKind, Row, Written
from .mapping import our_columns
from .reading import Unreadable, is_text, table

CHUNK = 2000  # rows of one act
SYSTEM = re.compile(r"[\w-]{1,50}", re.ASCII)
REFUSED = ["row", "column", "reason"]  # what comes before the columns of refused rows
Progress = Callable[[int, int], None]


class ImportRefused(Exception):
    """Nothing was imported; `faults` says what is wrong with the file as a whole."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = list(faults)


@dataclass(frozen=True)
class ImportReport:
    """What became of the rows of a file. `rejects` is the file of those refused, None without."""

    rows: int
    written: Written
    rejected: int
    rejects: Path | None
    ignored: list[str] = field(default_factory=list)  # columns that were not read
    dry_run: bool = False


@dataclass
class _Sorted:
    """Rows with their values, and rows with their faults."""

    good: list[tuple[Row, Any]] = field(default_factory=list)
    bad: list[tuple[Row, list[Fault]]] = field(default_factory=list)


def run(
    kind: ImportKind[Any],
    path: Path,
    *,
    by: Actor,
    system: str,
    mapping: Mapping[str, str] | None = None,
    rejects: Path | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Import a file; safe to run again: rows as they were the last time are left alone.

    `system` names where the rows come from; `mapping` leads from the file's columns to ours.
    Refused rows go to `rejects`, by default beside the file: mended there, that file can be
    imported in its turn. A dry run does everything and takes it back. `progress` is told how many
    rows of how many are done. Raises ImportRefused.
    """
    _check_system(system)
    header, rows, ignored = _rows(kind, path, mapping or {})
    kept = rejects or path.with_name(f"{path.stem}.rejects.csv")
    with seen_by(SERVICE):
        sorted_rows = _sort(kind, system, rows)
        _keep_rejects(path, kept, header, sorted_rows.bad)
        written = Written()
        done = len(sorted_rows.bad)
        for chunk in chunks(sorted_rows.good, CHUNK):
            written += _write(kind, system, chunk, by, dry_run)
            done += len(chunk)
            if progress:
                progress(done, len(rows))
    return ImportReport(
        rows=len(rows),
        written=written,
        rejected=len(sorted_rows.bad),
        rejects=kept if sorted_rows.bad else None,
        ignored=ignored,
        dry_run=dry_run,
    )


@contextmanager
def uncollected() -> Iterator[None]:
    """Nothing here needs the collector, which would look through all rows again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@uncollected()
def _rows(
    kind: ImportKind[Any], path: Path, mapping: Mapping[str, str]
) -> tuple[list[str], list[Row], list[str]]:
    try:
        header, cells = table(path)
    except Unreadable as fault:
        raise ImportRefused([str(fault)]) from fault
    ours, faults = our_columns(kind, header, mapping)
    if faults:
        raise ImportRefused(faults)
    rows = [_row(number, header, ours, values) for number, values in enumerate(cells, start=2)]
    ignored = [theirs for theirs, our in zip(header, ours, strict=True) if not our]
    ignored = ignored[len(REFUSED) :] if header[: len(REFUSED)] == REFUSED else ignored
    return header, [row for row in rows if any(row.raw.values())], ignored


def _row(number: int, header: list[str], ours: list[str], cells: list[str]) -> Row:
    missing = len(header) - len(cells)
    raw = dict(zip(header, cells + [""] * missing, strict=False))
    if missing < 0:
        raw[""] = "\t".join(cells[len(header) :])
    values = {name: value for name, value in zip(ours, cells, strict=False) if name}
    return Row(number, values, raw)


@uncollected()
def _sort(kind: ImportKind[Any], system: str, rows: list[Row]) -> _Sorted:
    result, parse, with_key = _Sorted(), kind.parser(system), defaultdict[str, list[int]](list)
    for row in rows:
        with_key[row[kind.key]].append(row.number)
    for row in rows:
        faults = list(_faults(kind, row, with_key[row[kind.key]]))
        parsed = faults or parse(row)
        if isinstance(parsed, list):
            result.bad.append((row, parsed))
        else:
            result.good.append((row, parsed))
    return result


def _faults(kind: ImportKind[Any], row: Row, with_key: Sequence[int]) -> Iterator[Fault]:
    """What no kind of row may have. Of rows with one key, none is known to be the right one."""
    if "" in row.raw:
        yield Fault("", _("There are more values than columns. Quote those with a delimiter."))
    for name, value in row.raw.items():
        if not is_text(value):
            yield Fault(name, _("These bytes are no text. Save the file in UTF-8."))
    for column in kind.columns:
        if column.required and not row[column.name]:
            yield Fault(column.name, _("This must not be empty."))
    if row[kind.key] and len(with_key) > 1:
        other = next(number for number in with_key if number != row.number)
        yield Fault(kind.key, _("Row %(row)s has the same key. Keep one.") % {"row": other})


@uncollected()
def _write(
    kind: ImportKind[Any], system: str, chunk: list[tuple[Row, Any]], by: Actor, dry_run: bool
) -> Written:
    with transaction.atomic(), transaction.atomic(using=KEY_STORE):
        with act(f"{kind.code}.import", by=by, reason=system):
            written = kind.write(system, chunk, by)
        if dry_run:
            transaction.set_rollback(True)
            transaction.set_rollback(True, using=KEY_STORE)
    return written


def _check_system(system: str) -> None:
    if not SYSTEM.fullmatch(system):
        text = _("“%(name)s” does not name a system. Use up to 50 of a–z, 0–9, “-” and “_”.")
        raise ImportRefused([text % {"name": system}])


def _keep_rejects(
    path: Path, kept: Path, header: list[str], bad: list[tuple[Row, list[Fault]]]
) -> None:
    """One line for each row: its number and all reasons, then its own values as they came.

    Written before anything is imported: a row that cannot be handed back is not refused.
    """
    if kept.resolve() == path.resolve():
        raise ImportRefused([_("The refused rows would replace the file. Name another one.")])
    own = header[len(REFUSED) :] if header[: len(REFUSED)] == REFUSED else header
    try:
        kept.unlink(missing_ok=True)
        if bad:
            with kept.open("w", encoding="utf-8", errors="surrogateescape", newline="") as file:
                csv.writer(file).writerows([[*REFUSED, *own], *(_refused(own, *b) for b in bad)])
    except OSError as fault:
        text = _("The refused rows cannot be kept: %(fault)s. Name another file for them.")
        raise ImportRefused([text % {"fault": fault}]) from fault


def _refused(own: list[str], row: Row, faults: list[Fault]) -> list[object]:
    columns, reasons = (fault.column for fault in faults), (str(f.reason) for f in faults)
    more = row.raw[""].split("\t") if "" in row.raw else []
    return [
        row.number,
        "\n".join(columns),
        "\n".join(reasons),
        *(row.raw[name] for name in own),
        *more,
    ]
