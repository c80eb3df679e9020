"""What is answered to an item, whence it is known, and whether it may be so."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tilts.engines.instruments import Instrument, score_one
from tilts.engines.instruments.schema.items import Item, Multiple, Number, Scale, Written
from tilts.platform.access.reasons import Reason, Reasons

from .catalogue import checker
from .problems import said

Value = float | int | str | list[str] | None
NUMBER = re.compile(r"[-+]?\d{1,15}([.,]\d{1,9})?")
LONGEST = 10_000  # characters of words, source and comment


@dataclass(frozen=True)
class Answer:
    """A value (a number, a code, codes, an ISO date, words; None where it is not known).

    `kind` is fact or judgement, by LED art. 7; empty stands for what the item says itself. `saved`
    counts how often the item was answered: whoever answers says which answer they saw. While it
    `waits`, words stand beside a question that is not answered yet.
    """

    value: Value = None
    kind: str = ""
    source: str = ""
    comment: str = ""
    saved: int = 0
    waits: bool = False

    def as_json(self) -> dict[str, Any]:
        """As a sheet keeps it: without what is empty."""
        entry = {name: value for name, value in asdict(self).items() if value not in (None, "")}
        return entry if self.waits else {name: entry[name] for name in entry if name != "waits"}


def answers_in(kept: Mapping[str, Mapping[str, Any]]) -> dict[str, Answer]:
    """What a sheet keeps, by item."""
    return {item: Answer(**entry) for item, entry in kept.items()}


def values_in(kept: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The bare values of what is answered, by item: what scores take."""
    return {item: entry["value"] for item, entry in kept.items() if "value" in entry}


def why_not_answer(of: Instrument, item: str, answer: Answer) -> Reasons:
    """What is wrong with an answer, in words that name its question."""
    asked = of.items.get(item)
    if asked is None:
        text = _("“%(item)s” is no question of this form. Load the page again.")
        return [Reason("unknown-item", text % {"item": item})]
    return [
        *_too_long(asked, answer),
        *_with_null(asked, answer),
        *_wrong_kind(answer),
        *_impossible(of, asked, answer),
    ]


def typed(asked: Item, value: Value) -> Value:
    """A value as a sheet keeps it: numbers as numbers, several codes as a list, nothing as None."""
    if isinstance(asked, Multiple) and isinstance(value, str):
        value = [code.strip() for code in value.split(";")]
    if isinstance(value, str):
        value = value.strip()
        if isinstance(asked, Number | Scale) and NUMBER.fullmatch(value):
            value = float(value.replace(",", "."))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if value not in ("", []) else None


def _too_long(asked: Item, answer: Answer) -> Reasons:
    if all(len(text) <= LONGEST for text in _words(answer)):
        return []
    text = _("%(question)s: keep it below %(most)s characters.")
    return [Reason("too-long", text % {"question": _label(asked), "most": LONGEST})]


def _with_null(asked: Item, answer: Answer) -> Reasons:
    """PostgreSQL keeps no null character."""
    if not any("\0" in text for text in _words(answer)):
        return []
    said = ProhibitNullCharactersValidator.message
    return [Reason("null-character", f"{_label(asked)}: {said}")]


def _words(answer: Answer) -> list[str]:
    value = answer.value if isinstance(answer.value, list) else [answer.value]
    texts = [answer.source, answer.comment, *value]
    return [text for text in texts if isinstance(text, str)]


def _wrong_kind(answer: Answer) -> Reasons:
    if answer.kind in ("", "fact", "judgement"):
        return []
    return [Reason("unknown-kind", _("Say “fact” or “judgement”, or nothing."))]


def _impossible(of: Instrument, asked: Item, answer: Answer) -> Reasons:
    """What the engine itself would refuse, so that no sheet ever holds it."""
    value = answer.value
    if value is None or (isinstance(asked, Written) and isinstance(value, str)):
        return []
    if isinstance(asked, Written):
        return [Reason("wrong-type", _("%(question)s: give words.") % {"question": _label(asked)})]
    found = score_one(checker(of), {asked.id: value}).problems
    return [Reason(one.code, said(one, of)) for one in found if one.about == asked.id]


def _label(asked: Item) -> str:
    return asked.label.to(get_language() or "en")
