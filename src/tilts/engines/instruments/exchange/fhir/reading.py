"""From a Questionnaire to an instrument: its elements, and the rest from our extension."""

import json
from functools import partial
from pathlib import Path
from typing import Any

from tilts.engines.sources import Fault

from ...faults import BrokenInstrument
from ..draft import UNKNOWN, Draft, Heading, When, Words
from ..foreign import Foreign, Imported, Spot, finished
from ..names import slug
from .conditions import condition
from .questions import LEFT, question
from .words import (
    CONTROL,
    DECIMALS,
    MAXIMUM,
    MINIMUM,
    OWN,
    STEP,
    TRANSLATION,
    Node,
    control,
    heard,
    languages,
    listed,
    value,
)

SECTION = "section."
READ = {TRANSLATION, MINIMUM, MAXIMUM, DECIMALS, CONTROL, STEP, OWN}
KNOWN = frozenset({"id", "extension", "linkId", "definition", "code", "prefix", "text", "type"}) | {
    *("enableWhen", "enableBehavior", "required", "repeats"),
    *("answerOption", "answerValueSet", "item"),
}
BESIDE = {"help", "unit", "lower", "upper"}


def read(file: Path) -> Imported:
    """The instrument in a JSON file; BrokenInstrument with every fault, by its JSON path."""
    form = _json(file)
    source = unscored(file, form)
    if (own := value(form, OWN)) is None:
        return finished(source, None)
    try:
        rest = json.loads(own)
    except (ValueError, TypeError, RecursionError):
        rest = None
    if not isinstance(rest, dict):
        spot = Spot(0, f"extension {OWN}")
        source.fault_at(spot, "What Tilts wrote there is not readable.", "Export it anew.")
        rest = {}
    for key in rest:
        source.spots.setdefault((key,), Spot(0, f"extension {OWN}"))
    return finished(source, rest)


def _json(file: Path) -> Node:
    """The Questionnaire in a file."""
    try:
        form = json.loads(file.read_text(encoding="utf-8"))
    except OSError as unreadable:
        raise _broken(
            file, f"Cannot be read: {unreadable.strerror}.", "Correct the path."
        ) from None
    except json.JSONDecodeError as broken:
        what = f"Not readable as JSON: {broken.msg}."
        raise BrokenInstrument([Fault(file, broken.lineno, what, "Correct the syntax.")]) from None
    except (UnicodeDecodeError, RecursionError) as broken:
        what = f"Not readable as JSON: {broken}."
        raise _broken(file, what, "Save it as UTF-8.") from None
    kind = form.get("resourceType") if isinstance(form, dict) else None
    if not isinstance(form, dict) or kind != "Questionnaire":
        what = f"resourceType: {kind or 'nothing'}, not Questionnaire."
        raise _broken(file, what, "Name a FHIR R4 Questionnaire.")
    return form


def _broken(file: Path, what: str, remedy: str) -> BrokenInstrument:
    return BrokenInstrument([Fault(file, 1, what, remedy, "the form")])


def unscored(file: Path, form: Node) -> Foreign:
    """What the elements say, as the data of an instrument without scores."""
    source, root = Foreign(file), Spot(0, "the form")
    source.spots[()] = root
    language = str(form.get("language") or "en")
    every = list(dict.fromkeys([language, *languages(form)]))
    draft = Draft(source, every)
    named = str(form.get("id") or form.get("name") or file.stem)
    title = draft.text(heard(form, "title", language) or {language: named}, root, "title")
    reader = _Reader(source, draft, language)
    if not listed(form, "item"):
        source.fault_at(Spot(0, "item"), "The Questionnaire asks nothing.", "Add items.")
    reader.unread(form, root, "the form", frozenset(form))
    reader.items(form, "", Heading("form", title, root), [])
    if not draft.sections and not source.faults:
        remedy = "Add a question of a type that Tilts knows."
        source.fault_at(Spot(0, "item"), "No question to take over.", remedy)
    description = draft.text(heard(form, "description", language), root, "description")
    source.data = {
        "id": slug(named, "-", 40),
        "version": str(form.get("version") or "1"),
        "title": title,
        **({"description": description} if description else {}),
        "languages": every,
        "licence": str(form.get("copyright") or UNKNOWN),
        "source": UNKNOWN,
        "sections": draft.sections,
    }
    return source


class _Reader:
    """Goes through the items, those within others included, in their order."""

    def __init__(self, source: Foreign, draft: Draft, language: str) -> None:
        self.source, self.draft, self.language = source, draft, language
        self.number = 0

    def items(self, node: Node, path: str, heading: Heading, whens: list[When]) -> None:
        """Take over the items directly below a node."""
        for index, item in enumerate(listed(node, "item")):
            inner = f"{path}item[{index}]"
            self.number += 1
            self._item(item, inner, Spot(self.number, inner), heading, whens)

    def _item(self, node: Node, path: str, spot: Spot, heading: Heading, whens: list[When]) -> None:
        link, kind = str(node.get("linkId") or ""), str(node.get("type") or "")
        own = [*whens, *self._whens(node)]
        if kind == "display":
            self._display(node, path, spot, link)
            return
        if not link or not kind:
            what = f"An item without a {'type' if link else 'linkId'}."
            self.source.fault_at(spot, what, "Give it one.")
            return
        if not self.draft.new(link, spot):
            return
        self.unread(node, spot, link, KNOWN)
        if kind == "group":
            self._group(node, path, spot, heading, own)
            return
        self._question(node, kind, spot, heading, own)
        self.items(node, f"{path}.", heading, own)

    def _group(
        self, node: Node, path: str, spot: Spot, heading: Heading, whens: list[When]
    ) -> None:
        link = str(node["linkId"])
        if node.get("repeats"):
            what = f"{link}: is asked once, not repeatedly."
            self.source.leave(spot, what, "Add items for what is asked again.")
        if "." in path:
            what = f"{link}: a group within a group."
            self.source.leave(spot, what, "Its items join the outer one.")
        else:
            name = link.removeprefix(SECTION)
            title = self._heard(node, "text") or {self.language: name}
            heading = Heading(name, title, spot, self._beside(node).get("help", {}))
        self.items(node, f"{path}.", heading, whens)

    def _question(
        self, node: Node, kind: str, spot: Spot, heading: Heading, whens: list[When]
    ) -> None:
        link = str(node["linkId"])
        if kind in LEFT:
            self.source.leave(spot, f"{link}: {kind}.", LEFT[kind])
            return
        beside = self._beside(node)
        found = question(node, kind, spot, self.draft, beside, self.language)
        if found is None:
            return
        label = self._heard(node, "text")
        if not label:
            what = f"{link}: has no text; its linkId stands there."
            self.source.leave(spot, what, "Give it one.")
            label = dict.fromkeys(self.draft.languages, link)
        texts = {"label": label, "guidance": beside.get("help", {})}
        data: dict[str, Any] = {key: self.draft.text(one, spot, link) for key, one in texts.items()}
        data |= {} if node.get("required") is True else {"required": False}
        options = [
            Spot(spot.number, f"{spot.words}.answerOption[{number}]")
            for number in range(len(found.get("options", ())))
        ]
        self.draft.item(heading, link, spot, data | found, whens=whens, options=options)

    def _whens(self, node: Node) -> list[When]:
        rows = listed(node, "enableWhen")
        if not rows:
            return []
        words = "; ".join(" ".join(map(str, row.values())) for row in rows)
        return [When(partial(condition, rows, node.get("enableBehavior")), words)]

    def _display(self, node: Node, path: str, spot: Spot, link: str) -> None:
        """Words beside an item belong to it; others have no place."""
        if "." not in path or control(node) not in BESIDE:
            what = f"{link or path}: display."
            self.source.leave(spot, what, "Put the words into the guidance of an item.")

    def _beside(self, node: Node) -> dict[str, Words]:
        displays = [one for one in listed(node, "item") if one.get("type") == "display"]
        return {control(one): self._heard(one, "text") for one in displays}

    def _heard(self, node: Node, name: str) -> Words:
        return heard(node, name, self.language)

    def unread(self, node: Node, spot: Spot, link: str, known: frozenset[str]) -> None:
        """Note elements and extensions that are not read."""
        foreign = [key for key in node if key.lstrip("_") not in known]
        urls = [str(one.get("url")) for one in listed(node, "extension")]
        foreign += [url for url in dict.fromkeys(urls) if url not in READ]
        for what in foreign:
            self.source.leave(
                spot, f"{link}: {what} is not taken over.", "Add what you need of it to the YAML."
            )
