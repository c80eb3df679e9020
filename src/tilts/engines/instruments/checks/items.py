"""Items whose own parts contradict each other."""

from tilts.engines.sources import Place, Source

from ..formulas import Kind, names
from ..schema import Choice, Date, Instrument, Item, Number, Scale
from ..types import item_type
from . import places

SEXES = ["female", "male"]


def check(instrument: Instrument, source: Source) -> None:
    """Note bounds the wrong way round, anchors off their scale, and conditions that look ahead."""
    earlier: set[str] = set()
    for place, item in places.items(instrument):
        _bounds(item, place, source)
        if isinstance(item, Scale):
            for point in item.anchors:
                if not item.minimum <= point <= item.maximum:
                    what = f"{item.id}: {point} is not on the scale."
                    source.fault((*place, "anchors"), what, "Correct the anchor or the scale.")
        for name in names(item.visible_if or ""):
            if name not in earlier:
                what = f"{item.id}: visible_if asks for {name}, which does not come before it."
                source.fault((*place, "visible_if"), what, "Ask for an item further up.")
        _stand_in(item, place, source)
        _known(item, place, source)
        earlier.add(item.id)


def _bounds(item: Item, place: Place, source: Source) -> None:
    low, high = (
        (item.minimum, item.maximum)
        if isinstance(item, Number | Scale)
        else (item.earliest, item.latest)
        if isinstance(item, Date)
        else (None, None)
    )
    if low is not None and high is not None and low >= high:  # type: ignore[operator] # both numbers or both dates
        source.fault(place, f"{item.id}: ends before it begins.", "Exchange the two bounds.")


def _stand_in(item: Item, place: Place, source: Source) -> None:
    """What stands for a hidden item is an answer of its type."""
    given = item.when_hidden
    if given is None:
        return
    kind = item_type(item)
    wanted = {Kind.NUMBER: float, Kind.CODE: str, Kind.CODES: str}.get(kind.kind)
    unknown = kind.codes and given not in kind.codes
    if item.visible_if is None or wanted is None or not isinstance(given, wanted) or unknown:
        what = f"{item.id}: {given} cannot stand for its answer when it is hidden."
        remedy = "Give a number or a code of the item, and visible_if."
        source.fault((*place, "when_hidden"), what, remedy)


def _known(item: Item, place: Place, source: Source) -> None:
    """What a form fills in by itself fits the item."""
    if item.known == "sex":
        options = item.options if isinstance(item, Choice) else ()
        fits, wanted = sorted(o.code for o in options) == SEXES, "a choice of male and female"
    else:
        fits, wanted = item.known is None or isinstance(item, Date), "a date"
    if not fits:
        what = f"{item.id}: {item.known} cannot be its answer."
        source.fault((*place, "known"), what, f"Make the item {wanted}, or leave known out.")
