"""A whole instrument."""

import hashlib
import json
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from .items import NONE, Item
from .quantities import Derived, Quantity, Refusal, Score
from .text import Id, Part, Text, Words, wordless

InstrumentId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)]


class Section(Part):
    """Items that stand together, answered by the assessor or in the person's own voice.

    `static` says that they ask for what has been and cannot change any more.
    """

    id: Id
    title: Text
    guidance: Text = NONE
    voice: Literal["assessor", "person"] = "assessor"
    static: bool = False
    items: Annotated[tuple[Item, ...], Field(min_length=1)]


class Instrument(Part):
    """A form: what is asked, and what is computed from the answers.

    `level` names the score whose band is the level of a person that people speak of and act upon;
    only what has one is offered for assessments.
    """

    id: InstrumentId
    version: Words
    title: Text
    description: Text = NONE
    languages: Annotated[tuple[str, ...], Field(min_length=1)]
    licence: Words
    source: Words
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    derived: tuple[Derived, ...] = ()
    scores: tuple[Score, ...] = ()
    level: Id | None = None
    refusals: tuple[Refusal, ...] = ()

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every item by its id, in the order of the form."""
        return {item.id: item for section in self.sections for item in section.items}

    @cached_property
    def quantities(self) -> dict[str, Quantity]:
        """Everything computed by its id."""
        return {quantity.id: quantity for quantity in (*self.derived, *self.scores)}

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what is asked and computed. Words, which change no result, do not count."""
        parts = [self.id, self.version, *self.items.values(), *self.quantities.values()]
        content = [wordless(part) for part in (*parts, *self.refusals)]
        return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()
