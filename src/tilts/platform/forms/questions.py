"""Questions as a page shows them: the words, the ways to answer, what is answered already."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tilts.engines.instruments.schema.items import (
    NONE,
    Choice,
    Date,
    Item,
    Multiple,
    Number,
    Option,
    Scale,
    Written,
)
from tilts.engines.instruments.schema.text import Text
from tilts.platform.design.display import local

from .answering import Answer, Value
from .results import told_by_record

NOT_KNOWN = ";"  # no code contains a semicolon
SHORT = 110  # letters of guidance that everybody may read at once
DIGITS = frozenset("0123456789")


def words(text: Text) -> str:
    """In the present language, or in the first that there is."""
    return text.to(get_language() or "en")


@dataclass(frozen=True)
class Offered:
    """One way to answer: its code, words and mark; the digit that chooses it; if it is chosen."""

    code: str
    label: str
    mark: str
    key: str
    chosen: bool


@dataclass(frozen=True)
class Refusal:
    """An answer that was not saved: what was said, why not, and what another window saved."""

    said: Answer
    faults: tuple[str, ...]
    meanwhile: Answer | None = None


@dataclass(frozen=True)
class Question:
    """One item with its number, its answer and that of last time."""

    item: Item
    number: int
    answer: Answer
    hidden: bool = False
    before: Answer | None = None
    before_on: date | None = None
    refusal: Refusal | None = None

    @property
    def label(self) -> str:
        """What is asked."""
        return words(self.item.label)

    @property
    def guidance(self) -> str:
        """How to answer."""
        return words(self.item.guidance)

    @property
    def is_long(self) -> bool:
        """True for guidance that is shown on demand."""
        return len(self.guidance) > SHORT

    @property
    def shape(self) -> str:
        """`one` or `several` of what is offered, a `line`, or `words`."""
        if isinstance(self.item, Choice | Scale):
            return "one"
        if isinstance(self.item, Multiple):
            return "several"
        return "words" if isinstance(self.item, Written) else "line"

    @property
    def is_told(self) -> bool:
        """True when the record says it: nobody is asked."""
        return told_by_record(self.item, self.answer)

    @property
    def not_known(self) -> bool:
        """True when it was dealt with by “not known”."""
        return self.answer.saved > 0 and self.answer.value is None and not self.answer.waits

    @property
    def offered(self) -> list[Offered]:
        """Everything that can be chosen."""
        return [
            Offered(code, label, mark(self.item, code, key), key, self._has(code))
            for code, label, key in ways(self.item)
        ]

    @property
    def value(self) -> str:
        """What stands in the field of a line or of words."""
        value = self.answer.value
        return "" if value is None else str(value)

    @property
    def said(self) -> str:
        """The answer in words."""
        return self._in_words(self.answer)

    @property
    def said_before(self) -> str:
        """The answer of last time in words; empty when there was none."""
        return said(self.item, self.before.value) if self.before and not self.before.waits else ""

    @property
    def said_meanwhile(self) -> str:
        """What another window saved meanwhile, in words; empty when none did."""
        meanwhile = self.refusal.meanwhile if self.refusal else None
        return self._in_words(meanwhile) if meanwhile else ""

    @property
    def unit(self) -> str:
        """What a number counts."""
        return words(self.item.unit) if isinstance(self.item, Number) else ""

    @property
    def between(self) -> tuple[str, str]:
        """The first and the last day that may be given."""
        if not isinstance(self.item, Date):
            return "", ""
        first, last = self.item.earliest, self.item.latest
        return first.isoformat() if first else "", last.isoformat() if last else ""

    @property
    def kind(self) -> str:
        """`fact` or `judgement`."""
        return self.answer.kind or self.item.kind

    @property
    def is_noted(self) -> bool:
        """True when something stands beside the answer."""
        return bool(self.answer.comment or self.answer.source or self.answer.kind)

    def _in_words(self, answer: Answer) -> str:
        return "–" if answer.waits else said(self.item, answer.value)

    def _has(self, code: str) -> bool:
        value = self.answer.value
        return code in value if isinstance(value, list) else code == str(value)


def ways(item: Item) -> Iterator[tuple[str, str, str]]:
    """Code, words and digit of everything that can be chosen.

    The digit is the number of a scale, or the points of an option where each has its own digit;
    elsewhere the place in the list.
    """
    if isinstance(item, Scale):
        for number in range(item.minimum, item.maximum + 1):
            code = str(number)
            yield code, words(item.anchors.get(number, NONE)), code if code in DIGITS else ""
    if isinstance(item, Choice | Multiple):
        for option, key in zip(item.options, _keys(item.options), strict=True):
            yield option.code, words(option.label), key


def mark(item: Item, code: str, key: str) -> str:
    """What stands before the words: the digit, and the number of a scale, which it always bears."""
    return code if isinstance(item, Scale) else key


def _keys(options: tuple[Option, ...]) -> list[str]:
    points = [f"{option.points:g}" if option.points is not None else "" for option in options]
    if set(points) <= DIGITS and len(set(points)) == len(points):
        return points
    return [str(place) if place < len(DIGITS) else "" for place in range(1, len(options) + 1)]


def said(item: Item, value: Value) -> str:
    """An answer in words: `2 · not at all`."""
    if value is None:
        return _("not known")
    if isinstance(item, Date):
        return local(date.fromisoformat(str(value)))
    chosen = value if isinstance(value, list) else [str(value)]
    named = {
        code: " · ".join(filter(None, _named(item, code, label, key)))
        for code, label, key in ways(item)
    }
    text = ", ".join(named.get(str(code), str(code)) for code in chosen)
    unit = words(item.unit) if isinstance(item, Number) else ""
    return f"{text} {unit}".strip()


def _named(item: Item, code: str, label: str, key: str) -> tuple[str, ...]:
    if isinstance(item, Scale):
        return code, label
    scored = isinstance(item, Choice) and all(one.points is not None for one in item.options)
    return (key, label) if scored else (label,)
