"""An instrument in the words of the reader: what it asks, what it computes, what changed in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.engines.instruments import Change, Instrument, changes
from tilts.engines.instruments.bounds import bounds
from tilts.engines.instruments.graph import inputs
from tilts.engines.instruments.schema import Band, Quantity, Score
from tilts.engines.instruments.schema.items import Date, Item, Number, Scale
from tilts.platform.access.reasons import Text
from tilts.platform.design.display import local

from .questions import mark, ways, words

TYPES: dict[str, Text] = {
    "number": lazy("a number"),
    "scale": lazy("a scale"),
    "choice": lazy("one of these"),
    "multiple": lazy("any of these"),
    "date": lazy("a date"),
    "text": lazy("words"),
}
CHANGED: dict[str, Text] = {
    "added": lazy("added"),
    "removed": lazy("removed"),
    "changed": lazy("changed"),
}


@dataclass(frozen=True)
class Asked:
    """One question: its words, and how it is answered."""

    label: str
    guidance: str
    how: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Computed:
    """One result: its words, between what it lies, from what it comes, its bands."""

    label: str
    between: str
    parts: tuple[str, ...]
    bands: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """One thing that changed, and whether results may differ by it."""

    what: str
    label: str
    computes: bool


def asked(of: Instrument) -> list[tuple[str, list[Asked]]]:
    """The questions by section."""
    return [(words(one.title), [_asked(item) for item in one.items]) for one in of.sections]


def computed(of: Instrument) -> list[Computed]:
    """The results."""
    return [
        Computed(
            label=words(score.label),
            between=_between(*map(_plain, bounds(of, score))),
            parts=tuple(label(of, name) for name in inputs(score)),
            bands=tuple(_bands(of, score)),
        )
        for score in of.scores
    ]


def differences(old: Instrument, new: Instrument) -> list[Difference]:
    """What changed from one version to another."""
    return [
        Difference(str(CHANGED[one.kind]), _label_of(old, new, one), one.computes)
        for one in changes(old, new)
    ]


def label(of: Instrument, name: str) -> str:
    """The words for an item or a result; what has none is called by its id."""
    if name in of.items:
        return words(of.items[name].label)
    quantity: Quantity | None = of.quantities.get(name)
    return words(quantity.label) if isinstance(quantity, Score) else name


def _label_of(old: Instrument, new: Instrument, change: Change) -> str:
    return label(old if change.kind == "removed" else new, change.id)


def _asked(item: Item) -> Asked:
    options = tuple(
        f"{mark(item, code, key)} {label}".strip() for code, label, key in ways(item) if label
    )
    notes = (
        str(TYPES[item.type]),
        _range(item),
        "" if item.required else _("optional"),
        _("filled in from the record") if item.known else "",
        _("if %(condition)s") % {"condition": item.visible_if} if item.visible_if else "",
    )
    return Asked(words(item.label), words(item.guidance), ", ".join(filter(None, notes)), options)


def _range(item: Item) -> str:
    if isinstance(item, Number | Scale):
        return _between(_plain(item.minimum), _plain(item.maximum))
    return _between(local(item.earliest), local(item.latest)) if isinstance(item, Date) else ""


def _bands(of: Instrument, score: Score) -> Iterator[str]:
    yield from map(_band, score.bands)
    if own := score.bands_by:
        options = {code: words for code, words, key in ways(of.items[own.by])}
        for code, bands in own.groups.items():
            yield f"{options.get(code, code)}: {'; '.join(map(_band, bands))}"


def _band(band: Band) -> str:
    return f"{words(band.label)} {_between(_plain(band.low), _plain(band.high))}".strip()


def _between(low: str, high: str) -> str:
    if low and high:
        return _("%(low)s to %(high)s") % {"low": low, "high": high}
    if low:
        return _("from %(low)s") % {"low": low}
    return _("up to %(high)s") % {"high": high} if high else ""


def _plain(end: float | None) -> str:
    return "" if end is None else f"{end:g}"
