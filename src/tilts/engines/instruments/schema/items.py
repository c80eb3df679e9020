"""Items: what is asked."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from .text import Code, Id, Part, Text

NONE = Text({})
Known = Literal["sex", "born", "today"]


class Question(Part):
    """What every item has.

    `kind` tells a fact from a judgement. `visible_if` is a condition on other answers; a hidden
    item counts as answered with `when_hidden` in every score. `known` names the fact about the
    subject from which a form fills the item in, so that nobody is asked for it.
    """

    id: Id
    label: Text
    guidance: Text = NONE
    kind: Literal["fact", "judgement"] = "fact"
    known: Known | None = None
    required: bool = True
    visible_if: str | None = None
    when_hidden: float | str | None = None


class Number(Question):
    """A number between two bounds, both allowed; whole unless it has decimals."""

    type: Literal["number"]
    minimum: float | None = None
    maximum: float | None = None
    decimals: Annotated[int, Field(ge=0, le=9)] = 0
    unit: Text = NONE


class Scale(Question):
    """A whole number from a short scale, some of whose points bear words."""

    type: Literal["scale"]
    minimum: int
    maximum: int
    anchors: dict[int, Text] = {}


class Option(Part):
    """One of several answers, and what it counts in additive scores."""

    code: Code
    label: Text
    points: float | None = None


class Choice(Question):
    """One of several answers."""

    type: Literal["choice"]
    options: Annotated[tuple[Option, ...], Field(min_length=2)]


class Multiple(Question):
    """Any of several answers; whoever chooses none needs an option that says so."""

    type: Literal["multiple"]
    options: Annotated[tuple[Option, ...], Field(min_length=2)]


class Date(Question):
    """A day between two others, both allowed."""

    type: Literal["date"]
    earliest: date | None = None
    latest: date | None = None


class Written(Question):
    """Words; never scored."""

    type: Literal["text"]
    lines: Annotated[int, Field(ge=1, le=50)] = 3


Item = Annotated[Number | Scale | Choice | Multiple | Date | Written, Field(discriminator="type")]
