"""From a workbook to an instrument: its standard sheets, and the rest from our own."""

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from ..draft import UNKNOWN, Draft, Heading, When, Words
from ..expressions import from_xpath
from ..foreign import Foreign, Imported, Spot, finished, rest_from
from ..languages import code
from ..names import slug
from .questions import Lists, question
from .sheets import CHOICES, OWN, SETTINGS, SURVEY, Row, Sheets, read_sheets
from .types import BEGIN, END, LEFT, TEXT_COLUMN

READ = {"type", "name", "required", "relevant", "constraint", "appearance", "parameters"}
WRITE_ANEW = "Add what you need of it to the YAML."


def read(file: Path) -> Imported:
    """The instrument in a workbook; BrokenInstrument with every fault, by sheet and row."""
    sheets = read_sheets(file)
    source = unscored(file, sheets)
    rest = None if sheets.own is None else rest_from(sheets.own, source, OWN)
    return finished(source, rest)


def unscored(file: Path, sheets: Sheets) -> Foreign:
    """What the standard sheets say, as the data of an instrument without scores."""
    source = Foreign(file)
    settings = next(iter(sheets.rows.get(SETTINGS, [])), Row(SETTINGS, 2, {}))
    source.spots[()] = settings.spot
    if SURVEY not in sheets.rows:
        what = "There is no sheet survey."
        source.fault_at(Spot(0, "the workbook"), what, "Call the sheet with the questions survey.")
    languages = _languages(sheets, settings["default_language"])
    title = settings["form_title"] or file.stem
    form = Heading("form", dict.fromkeys(languages, title), settings.spot)
    reader = _Reader(source, Draft(source, languages), sheets, form)
    for row in sheets.rows.get(SURVEY, []):
        reader.row(row)
    reader.end()
    source.data = {
        "id": slug(settings["form_id"] or file.stem, "-", 40),
        "version": settings["version"] or "1",
        "title": dict.fromkeys(languages, title),
        "languages": languages,
        "licence": UNKNOWN,
        "source": UNKNOWN,
        "sections": reader.draft.sections,
    }
    return source


def _languages(sheets: Sheets, default: str) -> list[str]:
    """The languages of the labels, the default one first; where none is named, the default."""
    headings = [*sheets.headings.get(SURVEY, []), *sheets.headings.get(CHOICES, [])]
    named = [code(match[2]) for one in headings if (match := TEXT_COLUMN.match(one)) and match[2]]
    first = [code(default)] if default else [] if named else ["en"]
    return list(dict.fromkeys([*first, *named]))


class _Reader:
    """Goes through the survey row by row."""

    def __init__(self, source: Foreign, draft: Draft, sheets: Sheets, form: Heading) -> None:
        self.source, self.draft, self.form = source, draft, form
        self.lists = Lists(sheets.rows.get(CHOICES, []), draft)
        self.groups: list[tuple[Heading, list[When], Row]] = []

    def row(self, row: Row) -> None:
        kind = re.sub(r"\s+", " ", row["type"])
        if begin := BEGIN.fullmatch(kind):
            self._begin(row, begin[1])
        elif END.fullmatch(kind):
            self._end(row)
        elif kind.split(" ")[0] in LEFT:
            self.source.leave(row.spot, f"{row['name'] or kind}: {kind}.", LEFT[kind.split(" ")[0]])
        else:
            self._question(row, kind)

    def end(self) -> None:
        """Note groups that nobody ended, and a survey without questions."""
        for _, _, row in self.groups:
            self.source.fault_at(row.spot, f"{row['name']}: never ends.", "Add end_group.")
        if not self.draft.sections and not self.source.faults:
            remedy = "Add a question of a type that Tilts knows."
            self.source.fault_at(Spot(1, "row 1 of survey"), "No question to take over.", remedy)

    def _begin(self, row: Row, kind: str) -> None:
        outer, whens = self.groups[0][0] if self.groups else None, self._whens(row)
        if kind == "repeat":
            what = f"{row['name']}: is asked once, not repeatedly."
            self.source.leave(row.spot, what, "Add items for what is asked again.")
        if outer is not None:
            self.source.leave(
                row.spot, f"{row['name']}: a group within a group.", "Its items join the outer one."
            )
        title = self._texts(row, "label") or {self.draft.languages[0]: row["name"] or "group"}
        own = Heading(row["name"] or "group", title, row.spot, self._texts(row, "hint"))
        self.groups.append((outer or own, [*self._outer_whens(), *whens], row))
        self._unread(row, READ - {"required", "constraint", "parameters"})

    def _end(self, row: Row) -> None:
        if self.groups:
            self.groups.pop()
        else:
            what = "Ends a group that never began."
            self.source.fault_at(row.spot, what, "Remove the row, or add begin_group.")

    def _question(self, row: Row, kind: str) -> None:
        name = row["name"]
        if not name or not kind:
            what = f"A row without a {'name' if kind else 'type'}."
            self.source.fault_at(row.spot, what, "Give it one.")
            return
        if not self.draft.new(name, row.spot):
            return
        found = question(row, kind, self.lists, self.source)
        if found is None:
            return
        data, options = found
        heading = self.groups[-1][0] if self.groups else self.form
        whens = [*self._outer_whens(), *self._whens(row)]
        more = self._common(row)
        self.draft.item(heading, name, row.spot, more | data, whens=whens, options=options)
        self._unread(row, READ)

    def _common(self, row: Row) -> dict[str, Any]:
        """Label, guidance and whether there must be an answer."""
        label = self._texts(row, "label")
        if not label:
            what = f"{row['name']}: has no label; its name stands there."
            self.source.leave(row.spot, what, "Give it one.")
            label = dict.fromkeys(self.draft.languages, row["name"])
        said = row["required"].lower()
        if said not in {"", "yes", "no", "true", "false", "true()", "false()"}:
            what = f"{row['name']}: required only if {row['required']}."
            self.source.leave(row.spot, what, "It may be left unanswered always.")
        must = {} if said in {"yes", "true", "true()"} else {"required": False}
        texts = {"label": label, "guidance": self._texts(row, "hint")}
        spoken = {key: self.draft.text(one, row.spot, row["name"]) for key, one in texts.items()}
        return spoken | must

    def _texts(self, row: Row, column: str) -> Words:
        return texts(row, column, self.draft.languages)

    def _whens(self, row: Row) -> list[When]:
        said = row["relevant"]
        return [When(partial(from_xpath, said), said)] if said else []

    def _outer_whens(self) -> list[When]:
        return self.groups[-1][1] if self.groups else []

    def _unread(self, row: Row, known: set[str]) -> None:
        """Note the filled cells of columns that are not read."""
        for column, said in row.cells.items():
            if column not in known and not TEXT_COLUMN.match(column):
                what = f"{row['name']}: {column} is not taken over: “{said[:60]}”."
                self.source.leave(row.spot, what, WRITE_ANEW)


def texts(row: Row, column: str, languages: Sequence[str]) -> Words:
    """The words of a column by language; those without a language are in the first."""
    found: Words = {}
    for heading, said in row.cells.items():
        match = TEXT_COLUMN.match(heading)
        if match and match[1] == column:
            found[code(match[2]) if match[2] else languages[0]] = said
    return found
