"""From an instrument to a workbook."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from ...formulas import Type
from ...schema import Choice, Date, Instrument, Item, Multiple, Number, Option, Scale, Text, Written
from ...types import types
from ..difference import difference
from ..expressions import Unwritable, to_xpath
from ..languages import heading
from ..plain import as_yaml, normal, plain
from .reading import unscored
from .sheets import CHOICES, OWN, SETTINGS, SURVEY, add_sheet, new_book, read_sheets, wrapped

Rows = list[list[str]]
OWN_HEADING = "# What XLSForm has no place for, written by Tilts as YAML, line by line"


def write(instrument: Instrument, file: Path) -> list[str]:
    """Write an instrument as XLSForm; says which conditions other systems will not see."""
    writer = _Writer(instrument)
    sheets = {SURVEY: writer.survey(), CHOICES: writer.choices(), SETTINGS: writer.settings()}
    standard = BytesIO()
    _save(sheets, standard)
    standard.seek(0)
    seen = unscored(file, read_sheets(file, standard))
    rest = difference(normal(plain(instrument)), normal(seen.data))
    lines = as_yaml(rest).split("\n") if rest else ["{}"]
    _save({**sheets, OWN: [wrapped(line) for line in [OWN_HEADING, *lines]]}, file)
    return writer.unwritten


def _save(sheets: dict[str, Rows], file: Path | BytesIO) -> None:
    book = new_book()
    for name, rows in sheets.items():
        add_sheet(book, name, rows)
    book.save(file)


class _Writer:
    """The rows of the sheets, and what cannot be said in them."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self.types: dict[str, Type] = types(instrument)
        self.unwritten: list[str] = []

    def survey(self) -> Rows:
        columns = ["required", "relevant", "constraint", "appearance", "parameters"]
        rows = [["type", "name", *self._headings("label"), *self._headings("hint"), *columns]]
        for section in self.instrument.sections:
            words = [*self._words(section.title), *self._words(section.guidance)]
            rows.append(["begin_group", section.id, *words])
            rows += [self._question(item) for item in section.items]
            rows.append(["end_group"])
        return rows

    def choices(self) -> Rows:
        rows = [["list_name", "name", *self._headings("label")]]
        for item in self.instrument.items.values():
            if isinstance(item, Choice | Multiple):
                for option, code in zip(item.options, codes(item), strict=True):
                    rows.append([item.id, code, *self._words(option.label)])
        return rows

    def settings(self) -> Rows:
        own, (first, *_) = self.instrument, self.instrument.languages
        titles = ["form_title", "form_id", "version", "default_language"]
        return [titles, [own.title.to(first), own.id, own.version, heading(first)]]

    def _question(self, item: Item) -> list[str]:
        row = [_kind(item), item.id, *self._words(item.label), *self._words(item.guidance)]
        row += ["yes" if item.required else "", self._relevant(item), _constraint(item)]
        many_lines = isinstance(item, Written) and item.lines > 1
        scale = f"start={item.minimum} end={item.maximum} step=1" if isinstance(item, Scale) else ""
        return [*row, "multiline" if many_lines else "", scale]

    def _relevant(self, item: Item) -> str:
        if item.visible_if is None:
            return ""
        try:
            return to_xpath(item.visible_if, self.types)
        except Unwritable:
            self.unwritten.append(f"{item.id}: shows always; {item.visible_if}")
            return ""

    def _headings(self, column: str) -> list[str]:
        return [f"{column}::{heading(language)}" for language in self.instrument.languages]

    def _words(self, text: Text) -> list[str]:
        return [text.root.get(language, "") for language in self.instrument.languages]


def codes(item: Choice | Multiple) -> list[str]:
    """The codes of an item as a sheet has them: those of several answers have no spaces."""
    return [_code(item, option) for option in item.options]


def _code(item: Choice | Multiple, option: Option) -> str:
    return "_".join(option.code.split()) if isinstance(item, Multiple) else option.code


def _kind(item: Item) -> str:
    if isinstance(item, Choice | Multiple):
        return f"select_{'one' if isinstance(item, Choice) else 'multiple'} {item.id}"
    if isinstance(item, Number):
        return "decimal" if item.decimals else "integer"
    return "range" if isinstance(item, Scale) else item.type


def _constraint(item: Item) -> str:
    return " and ".join(_limits(item))


def _limits(item: Item) -> Iterator[str]:
    if isinstance(item, Number):
        yield from [f". >= {item.minimum:.15g}"] if item.minimum is not None else []
        yield from [f". <= {item.maximum:.15g}"] if item.maximum is not None else []
    elif isinstance(item, Date):
        yield from [f". >= date('{item.earliest}')"] if item.earliest else []
        yield from [f". <= date('{item.latest}')"] if item.latest else []
