"""An instrument in words: what it asks, what it computes, when it does not apply."""

from collections.abc import Iterator

from .bounds import bounds
from .graph import inputs
from .schema import Band, Choice, Date, Instrument, Item, Multiple, Number, Quantity, Scale, Score


def described(instrument: Instrument, language: str) -> str:
    """The instrument as plain text in a language, or in its first where it lacks that one."""
    return "\n".join(_lines(instrument, language))


def _lines(instrument: Instrument, language: str) -> Iterator[str]:
    yield f"{instrument.title.to(language)} ({instrument.id}, version {instrument.version})"
    for text in (instrument.description.to(language), instrument.source, instrument.licence):
        yield from [text] if text else []
    for section in instrument.sections:
        own = " (the person's own voice)" if section.voice == "person" else ""
        yield f"\n{section.title.to(language)}{own}"
        yield from (_item(item, language) for item in section.items)
    for title, quantities in (("Derived", instrument.derived), ("Scores", instrument.scores)):
        yield from [f"\n{title}"] if quantities else []
        for quantity in quantities:
            yield from _quantity(instrument, quantity, language)
    yield from ["\nRefused when"] if instrument.refusals else []
    for refusal in instrument.refusals:
        yield f"  {refusal.when}: {refusal.reason.to(language)}"


def _item(item: Item, language: str) -> str:
    notes = [item.type, _range(item), "" if item.required else "optional"]
    notes += [f"if {item.visible_if}"] if item.visible_if else []
    notes += [f"known: {item.known}"] if item.known else []
    return f"  {item.id}: {item.label.to(language)} ({'; '.join(filter(None, notes))})"


def _range(item: Item) -> str:
    if isinstance(item, Choice | Multiple):
        return ", ".join(option.code for option in item.options)
    if isinstance(item, Number | Scale):
        return _between(item.minimum, item.maximum)
    return _between(item.earliest, item.latest) if isinstance(item, Date) else ""


def _between(low: object, high: object) -> str:
    ends = [
        f"from {_plain(low)}" if low is not None else "",
        f"to {_plain(high)}" if high is not None else "",
    ]
    return " ".join(filter(None, ends))


def _plain(end: object) -> str:
    return f"{end:g}" if isinstance(end, float | int) else str(end)


def _quantity(instrument: Instrument, quantity: Quantity, language: str) -> Iterator[str]:
    label = f" {quantity.label.to(language)}" if isinstance(quantity, Score) else ""
    notes = filter(
        None, [f"from {', '.join(inputs(quantity))}", _between(*bounds(instrument, quantity))]
    )
    yield f"  {quantity.id}:{label} ({'; '.join(notes)})"
    if isinstance(quantity, Score):
        if quantity.bands:
            yield f"    {_bands(quantity.bands, language)}"
        if own := quantity.bands_by:
            for code, bands in own.groups.items():
                yield f"    {own.by} {code}: {_bands(bands, language)}"


def _bands(bands: tuple[Band, ...], language: str) -> str:
    said = [f"{one.label.to(language)} {_between(one.low, one.high)}".rstrip() for one in bands]
    return "; ".join(said)
