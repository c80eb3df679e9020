"""From an instrument to a Questionnaire."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ...schema import Choice, Date, Instrument, Item, Multiple, Number, Option, Scale, Text, Written
from ...types import types
from ..difference import difference
from ..expressions import Unwritable
from ..plain import normal, plain
from .conditions import enable_when
from .reading import SECTION, unscored
from .words import (
    CONTROL,
    CONTROLS,
    DECIMALS,
    MAXIMUM,
    MINIMUM,
    ORDINAL,
    OWN,
    STEP,
    Node,
    said,
)


def write(instrument: Instrument, file: Path) -> list[str]:
    """Write an instrument as Questionnaire; says which conditions other systems will not see."""
    writer = _Writer(instrument)
    form = writer.questionnaire()
    rest = difference(normal(plain(instrument)), normal(unscored(file, form).data))
    form["extension"] = [{"url": OWN, "valueString": json.dumps(rest, ensure_ascii=False)}]
    file.write_text(json.dumps(form, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return writer.unwritten


class _Writer:
    """The elements of a Questionnaire, and what cannot be said in them."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self.types = types(instrument)
        self.unwritten: list[str] = []

    def questionnaire(self) -> Node:
        own = self.instrument
        return {
            "resourceType": "Questionnaire",
            "id": own.id,
            "language": own.languages[0],
            "url": f"urn:tilts:instrument:{own.id}",
            "version": own.version,
            "name": own.id.title().replace("-", ""),
            **self._said("title", own.title),
            "status": "unknown",  # each agency gives it a standing of its own
            **self._said("description", own.description),
            "copyright": own.licence,
            "item": [self._section(number) for number in range(len(own.sections))],
        }

    def _section(self, number: int) -> Node:
        section = self.instrument.sections[number]
        link = f"{SECTION}{section.id}"
        items = [self._item(item) for item in section.items]
        return {
            "linkId": link,
            **self._said("text", section.title),
            "type": "group",
            "item": [*self._shown(link, "help", section.guidance), *items],
        }

    def _item(self, item: Item) -> Node:
        extension = list(_extensions(item))
        shown = list(self._displays(item))
        options = item.options if isinstance(item, Choice | Multiple) else ()
        return {
            **({"extension": extension} if extension else {}),
            "linkId": item.id,
            **self._said("text", item.label),
            "type": _kind(item),
            **self._enable_when(item),
            "required": item.required,
            **({"repeats": True} if isinstance(item, Multiple) else {}),
            **({"answerOption": [self._option(one) for one in options]} if options else {}),
            **({"item": shown} if shown else {}),
        }

    def _option(self, option: Option) -> Node:
        points = [] if option.points is None else [{"url": ORDINAL, "valueDecimal": option.points}]
        coding = {"code": option.code, **self._said("display", option.label)}
        return {"valueCoding": {"extension": points, **coding} if points else coding}

    def _enable_when(self, item: Item) -> Node:
        if item.visible_if is None:
            return {}
        try:
            return enable_when(item.visible_if, self.types)
        except Unwritable:
            self.unwritten.append(f"{item.id}: shows always; {item.visible_if}")
            return {}

    def _displays(self, item: Item) -> Iterator[Node]:
        """What is shown beside an item: guidance, unit, words for the ends of a scale."""
        yield from self._shown(item.id, "help", item.guidance)
        if isinstance(item, Number):
            yield from self._shown(item.id, "unit", item.unit)
        if isinstance(item, Scale):
            for way, point in (("lower", item.minimum), ("upper", item.maximum)):
                yield from self._shown(item.id, way, item.anchors.get(point, Text({})))

    def _shown(self, link: str, way: str, text: Text) -> list[Node]:
        words = self._said("text", text)
        own = {"extension": [shown_as(way)], "linkId": f"{link}.{way}", **words, "type": "display"}
        return [own] if words else []

    def _said(self, name: str, text: Text) -> Node:
        return said(name, text, self.instrument.languages)


def shown_as(way: str) -> Node:
    """The extension that says how an item is shown."""
    return {"url": CONTROL, "valueCodeableConcept": {"coding": [{"system": CONTROLS, "code": way}]}}


def _extensions(item: Item) -> Iterator[Node]:
    if isinstance(item, Number | Scale):
        yield from _number(MINIMUM, item.minimum)
        yield from _number(MAXIMUM, item.maximum)
    if isinstance(item, Number) and item.decimals:
        yield {"url": DECIMALS, "valueInteger": item.decimals}
    if isinstance(item, Scale):
        yield from (shown_as("slider"), {"url": STEP, "valueInteger": 1})
    if isinstance(item, Date):
        for url, day in ((MINIMUM, item.earliest), (MAXIMUM, item.latest)):
            yield from [{"url": url, "valueDate": day.isoformat()}] if day else []


def _number(url: str, limit: float | None) -> list[Node]:
    if limit is None:
        return []
    whole: Any = int(limit) if float(limit).is_integer() and abs(limit) < 2**31 else None
    kind = {"valueDecimal": limit} if whole is None else {"valueInteger": whole}
    return [{"url": url, **kind}]


def _kind(item: Item) -> str:
    if isinstance(item, Choice | Multiple):
        return "choice"
    if isinstance(item, Number):
        return "decimal" if item.decimals else "integer"
    if isinstance(item, Written):
        return "text" if item.lines > 1 else "string"
    return "integer" if isinstance(item, Scale) else "date"
