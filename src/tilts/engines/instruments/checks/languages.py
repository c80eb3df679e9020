"""Every word in every language of the instrument."""

from collections.abc import Iterator

from pydantic import BaseModel

from tilts.engines.sources import Place, Source

from ..schema import Instrument, Text


def check(instrument: Instrument, source: Source) -> None:
    """Note what is not translated, and words in languages that the instrument does not name."""
    languages = set(instrument.languages)
    for place, text in texts(instrument, ()):
        what = ".".join(map(str, place))
        if place in source.lines and (lacking := sorted(languages - text.root.keys())):
            remedy = "Translate it, or leave the language out of `languages`."
            source.fault(place, f"{what}: not translated into {', '.join(lacking)}.", remedy)
        if extra := sorted(text.root.keys() - languages):
            remedy = "Add the language to `languages`, or correct its code."
            source.fault(place, f"{what}: has words in {', '.join(extra)}.", remedy)


def texts(value: object, place: Place) -> Iterator[tuple[Place, Text]]:
    """Every text below a value, with its place in the file."""
    if isinstance(value, Text):
        yield place, value
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from texts(getattr(value, name), (*place, field.alias or name))
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from texts(one, (*place, number))
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from texts(one, (*place, str(key)))
