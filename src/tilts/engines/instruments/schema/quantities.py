"""Quantities: what is computed from answers."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from .text import Code, Id, Part, Text

Steps = Annotated[dict[float, float | str], Field(min_length=1)]
Values = Annotated[dict[str, float | str], Field(min_length=1)]
RECIPES = ("age", "interval", "add", "lookup", "formula")


class Age(Part):
    """Completed years from a birth to another day; a birthday on 29 February falls on 1 March."""

    born: Id
    on: Id


class Interval(Part):
    """Days, completed months or completed years from one date to another."""

    since: Id
    until: Id
    unit: Literal["days", "months", "years"]


class Table(Part):
    """Steps (what holds from each number on) or values (what each code stands for)."""

    steps: Steps | None = None
    values: Values | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if self.steps is not None and self.values is not None:
            raise ValueError("give steps or values, one of them")
        return self

    @property
    def results(self) -> tuple[float | str, ...]:
        """Everything that the table can give."""
        return tuple((self.steps or self.values or {}).values())


class Lookup(Table):
    """What a table gives for an item or quantity; with `by`, each group has its own table."""

    of: Id
    by: Id | None = None
    groups: dict[Code, Table] = {}

    @model_validator(mode="after")
    def _whole(self) -> Self:
        own = self.steps is not None or self.values is not None
        if own == bool(self.groups) or (self.by is None) == bool(self.groups):
            raise ValueError("give steps or values, or else by and groups")
        return self


class Term(Table):
    """One summand: an item or quantity, perhaps through a table; or a formula of its own.

    `minimum` and `maximum` bound what a formula gives; beyond them the sum is an error.
    """

    id: Id | None = None
    of: Id | None = None
    formula: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    label: Text = Text({})

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.of is None) == (self.formula is None):
            raise ValueError("give of or formula, one of them")
        if self.formula is not None and (self.id is None or self.steps or self.values):
            raise ValueError("a formula has an id, and neither steps nor values")
        return self

    @property
    def is_table(self) -> bool:
        """Whether the summand goes through a table of its own."""
        return self.steps is not None or self.values is not None

    @property
    def name(self) -> str:
        """What the term is called among the contributions."""
        return self.id or self.of or ""


class MaximumMissing(Part):
    """How many terms of a sum may lack their answer, and what stands for them."""

    terms: Annotated[int, Field(ge=1)]
    treat: Literal["prorate", "zero"]


class Quantity(Part):
    """Something computed in one of five ways.

    A result below `minimum` or above `maximum` is an error of that row.
    """

    id: Id
    age: Age | None = None
    interval: Interval | None = None
    add: Annotated[tuple[Term, ...], Field(min_length=1)] | None = None
    lookup: Lookup | None = None
    formula: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    maximum_missing: MaximumMissing | None = None

    @model_validator(mode="after")
    def _one_recipe(self) -> Self:
        given = [name for name in RECIPES if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"give one of {', '.join(RECIPES)}, not {len(given)}")
        if self.maximum_missing and not self.add:
            raise ValueError("maximum_missing belongs to add")
        return self


class Derived(Quantity):
    """An intermediate quantity, not shown as a result."""


class Band(Part):
    """A named range of a score, both ends included; without an end it is open there."""

    id: Code
    label: Text
    low: Annotated[float | None, Field(alias="from")] = None
    high: Annotated[float | None, Field(alias="to")] = None


class BandsByGroup(Part):
    """Other bands for each answer of an item."""

    by: Id
    groups: dict[Code, Annotated[tuple[Band, ...], Field(min_length=1)]]


class Norm(Part):
    """What a score means in a group: from each number on, and in which sample that was found."""

    sample: Text
    steps: Steps


class Norms(Part):
    """Norms for each answer of an item."""

    by: Id
    groups: dict[Code, Norm]


class Score(Quantity):
    """A result: rounded to its decimals, halves away from zero, with its band and norm."""

    label: Text
    decimals: Annotated[int, Field(ge=0, le=9)] = 0
    bands: tuple[Band, ...] = ()
    bands_by: BandsByGroup | None = None
    norms: Norms | None = None

    @model_validator(mode="after")
    def _one_set(self) -> Self:
        if self.bands and self.bands_by:
            raise ValueError("give bands or bands_by, one of them")
        return self


class Refusal(Part):
    """When the instrument, or some of its scores, does not apply, and why."""

    when: str
    reason: Text
    scores: tuple[Id, ...] = ()
