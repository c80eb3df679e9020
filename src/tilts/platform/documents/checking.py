"""Is every template whole? Its files are there, name its slots, and become documents.

Every fault is named by file and line. `tilts check` says them, and the service does not start with
one: a report that cannot be made is better known of before somebody waits for it.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path

import typst
from django.conf import settings
from jinja2 import TemplateError, TemplateSyntaxError

from tilts.engines.sources import Fault, parse
from tilts.jurisdictions.faults import BrokenPacks
from tilts.jurisdictions.loading import SHIPPED, packs
from tilts.jurisdictions.schema import Slot, Template

from .catalogue import Chosen, of_form
from .filling import filled
from .kinds import Form, Kind
from .layers import files_of
from .slots import MANY, Inserted, Value, Values
from .word import TEXT, as_jinja, as_word, environment, wanted

TYPST_SLOT = re.compile(r'\bslots\.(?:at\("([a-z][a-z0-9_]*)"|([a-z][a-z0-9_]*)\b(?!\())')
TYPST_NAMED = re.compile(r'"([a-z][a-z0-9_]*)"')  # a slot handed to a function of the kit
GIVEN = {"document", "words", "labels"}  # what a Word template is given beside its slots
DIAGNOSED = re.compile(r"┌─ (?:.*/)?([\w.\-]+):(\d+)")
MAIN = "main.typ"
MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
SAMPLE: dict[str, Value] = {
    "text": "Ā",
    "date": date(2000, 1, 1),
    "number": 1,
    "paragraphs": "Ā",
    "list": "Ā",
    "table": ("Ā", "Ā", "Ā", "Ā"),
}


def faults() -> list[Fault]:
    """Everything that is wrong with any template of any country; none when the packs are broken.

    Broken packs are reported by whoever loads them.
    """
    try:
        known = packs(settings.PACKS)
    except BrokenPacks:
        return []
    found = (
        fault
        for country, pack in known.items()
        for template in pack.documents
        for fault in _wrong_with(country, template)
    )
    return sorted(set(found))


def _wrong_with(country: str, template: Template) -> Iterator[Fault]:
    declared = _declared(country)
    if template.kind not in Kind.values:
        what = f"{template.code}: no kind of document is called {template.kind!r}."
        yield Fault(declared, _line(declared, template), what, f"Use one of: {_kinds()}.")
    for form in Form:
        files = of_form(template, form)
        for file, language in {file: language for language, file in files.items()}.items():
            chosen = Chosen(template, country, language, form, file, files_of(country))
            yield from _wrong_in(chosen, declared)


def _wrong_in(chosen: Chosen, declared: Path) -> Iterator[Fault]:
    path = chosen.files.get(chosen.file)
    if path is None:
        what = f"{chosen.template.code}: the file {chosen.file!r} is missing."
        remedy = "Put it into the folder documents of the pack, or correct its name."
        yield Fault(declared, _line(declared, chosen.template), what, remedy)
        return
    found = [*_slots(chosen, path, declared)]
    yield from found or _not_filled(chosen, path)


def _slots(chosen: Chosen, path: Path, declared: Path) -> Iterator[Fault]:
    """Slots that a template names and does not declare, or declares and does not name."""
    known = {slot.code for slot in chosen.template.slots}
    named = _named(chosen, path, known)
    for code, line in sorted(named.items()):
        if code not in known:
            what = f"{chosen.template.code}: the slot {code!r} is not declared."
            yield Fault(path, line, what, f"Declare it in {declared.name}, or correct its name.")
    for slot in chosen.template.slots:
        if slot.code not in named:
            what = f"{chosen.template.code}: {path.name} has no place for the slot {slot.code!r}."
            line = _line(declared, chosen.template, slot)
            yield Fault(declared, line, what, "Give it one, or do not declare it.")


def _named(chosen: Chosen, path: Path, known: set[str]) -> dict[str, int]:
    """The slots that a file names, each with its first line."""
    if chosen.form == Form.PDF:
        return _first_lines(path.read_text(encoding="utf-8"), known)
    try:
        names = wanted(as_word(path.name, path.read_bytes())) - GIVEN
    except (TemplateError, ValueError, KeyError):  # said where the template is filled in
        return dict.fromkeys(known, 1)
    text = path.read_text(encoding="utf-8") if path.name.endswith(TEXT) else ""
    return {name: _line_of(text, name) for name in names}


def _first_lines(text: str, known: set[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        accessed = (one or other for one, other in TYPST_SLOT.findall(line))
        handed = (name for name in TYPST_NAMED.findall(line) if name in known)
        for name in chain(accessed, handed):
            found.setdefault(name, number)
    return found


def _line_of(text: str, name: str) -> int:
    lines = enumerate(text.splitlines(), start=1)
    within = re.compile(rf"\{{[{{%].*\b{re.escape(name)}\b")
    return next((number for number, line in lines if within.search(line)), 1)


def _not_filled(chosen: Chosen, path: Path) -> Iterator[Fault]:
    """A document of every slot, and one of the required ones alone, can be made."""
    for wanted_slots in (chosen.template.slots, _required(chosen.template.slots)):
        try:
            _sample(chosen, wanted_slots)
        except typst.TypstError as error:
            yield _typst_fault(chosen, path, error)
            return
        except (TemplateError, ValueError, KeyError) as error:
            yield Fault(path, _syntax_line(path, error), _told(error), "Correct the template.")
            return


def _sample(chosen: Chosen, wanted_slots: Sequence[Slot]) -> None:
    values: Values = {slot.code: _sample_of(slot) for slot in wanted_slots}
    filled(chosen, values, number="D-2000-000001", made_at=MOMENT)


def _sample_of(slot: Slot) -> Inserted | list[Inserted]:
    one = Inserted(SAMPLE[slot.type], "documents.document:sample")
    return [one, one] if slot.type in MANY else one


def _required(slots: Sequence[Slot]) -> list[Slot]:
    return [slot for slot in slots if slot.required]


def _typst_fault(chosen: Chosen, path: Path, error: typst.TypstError) -> Fault:
    where = DIAGNOSED.search(error.diagnostic)
    name = where[1] if where else MAIN
    file = path if name == MAIN else chosen.files.get(name, path)
    line = int(where[2]) if where else 1
    return Fault(file, line, f"{error.message.rstrip('.')}.", "Correct the template.")


def _syntax_line(path: Path, error: Exception) -> int:
    """The line of an error of syntax in a text that becomes a Word document."""
    if path.name.endswith(TEXT):
        try:
            environment().parse(as_jinja(path.read_text(encoding="utf-8")))
        except TemplateSyntaxError as within:
            return within.lineno
        found = re.search(r"'(\w+)' is undefined", str(error))
        return _line_of(path.read_text(encoding="utf-8"), found[1]) if found else 1
    return 1


def _told(error: Exception) -> str:
    return f"{str(error).splitlines()[0].rstrip('.')}." if str(error) else "Cannot be read."


def _declared(country: str) -> Path:
    """The file that declares the country's templates."""
    own = Path(settings.PACKS) / country.lower() / "documents.yaml"
    return own if own.exists() else SHIPPED / country.lower() / "documents.yaml"


def _line(declared: Path, template: Template, slot: Slot | None = None) -> int:
    """Where a template, or a slot of it, is declared."""
    source = parse(declared)
    for place, entry in enumerate(source.data["entries"]):
        if (entry["code"], str(entry.get("valid_from", template.valid_from))) == (
            template.code,
            str(template.valid_from),
        ):
            within = () if slot is None else ("slots", template.slots.index(slot))
            return source.line(("entries", place, *within))
    return 1


def _kinds() -> str:
    return ", ".join(Kind.values)
