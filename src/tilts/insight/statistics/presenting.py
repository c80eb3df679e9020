"""A table as the page shows it, as its chart, and as lines of a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .queries import Answered
from .tables import Hidden, Told

Line = list[str | int]


@dataclass(frozen=True)
class Cell:
    """A number as it stands in the page, with the page of the people behind it, if any."""

    text: str
    column: str = ""
    url: str = ""


@dataclass(frozen=True)
class Row:
    """A row: its name, its cells, and its sum where it has one."""

    name: str
    cells: Sequence[Cell]
    total: Cell | None


def said(told: Told) -> str | int:
    """A number, or the mark that stands for it."""
    return told.text if isinstance(told, Hidden) else told


def rows_of(answered: Answered, address: Callable[[str, str], str] | None) -> list[Row]:
    """Rows of the page; `address` is where the people of a row and column are listed."""
    table, rows = answered.table, []
    for index, code in enumerate(table.rows):
        cells = [
            _cell(told, code, column, answered.columns[column], address)
            for column, told in zip(table.columns, table.cells[index], strict=True)
        ]
        total = table.of_rows and _cell(table.of_rows[index], code, "", _("Together"), address)
        rows.append(Row(answered.rows[code], cells, total or None))
    return rows


def _cell(
    told: Told, row: str, column: str, name: str, address: Callable[[str, str], str] | None
) -> Cell:
    url = address(row, column) if address and told != 0 else ""
    return Cell(str(said(told)), name, url)


def chart_of(answered: Answered) -> list[dict[str, Any]]:
    """Bars of the rows; none where a row cannot be added up. A hidden number has no length."""
    table = answered.table
    single = [row[0] for row in table.cells] if len(table.columns) == 1 else None
    sums = table.of_rows if table.of_rows is not None else single
    return [
        {
            "label": answered.rows[code],
            "value": 0 if isinstance(told, Hidden) else told,
            "shown": said(told),
        }
        for code, told in zip(table.rows, sums or [], strict=False)
    ]


def lines_of(answered: Answered) -> list[Line]:
    """The table as lines of a file, with its heading and its sums."""
    table, together = answered.table, _("Together")
    sums = table.of_rows
    heading: Line = ["", *(answered.columns[code] for code in table.columns)]
    lines = [heading + ([together] if sums is not None else [])]
    for index, code in enumerate(table.rows):
        line: Line = [answered.rows[code], *map(said, table.cells[index])]
        lines.append(line + ([said(sums[index])] if sums is not None else []))
    if table.of_columns is not None:
        last: Line = [together, *map(said, table.of_columns)]
        lines.append(last + ([said(table.of_all)] if table.of_all is not None else []))
    return lines
