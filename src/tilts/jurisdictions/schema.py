"""What may stand in the files of a country pack. Unknown fields and loose types are refused."""

import re
from datetime import date
from fractions import Fraction
from typing import Annotated, Literal, Self
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from tilts.engines.calendars.deadlines import Deadline as DeadlineRule
from tilts.engines.calendars.deadlines import Unit as TimeUnit
from tilts.engines.calendars.release_rules import ReleaseRule, Rounding

AgencyKind = Literal["prison", "probation"]
CheckScheme = Literal["lv", "lt", "ee", "no"]


def _has_english(names: dict[str, str]) -> dict[str, str]:
    if "en" not in names:
        raise ValueError("a name in English (en) is missing")
    return names


def _is_pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as fault:
        raise ValueError(f"not a regular expression: {fault}") from fault
    return text


def _is_time_zone(text: str) -> str:
    if text not in available_timezones():
        raise ValueError(f"no time zone is called {text!r}")
    return text


def _as_fraction(value: object) -> Fraction:
    """Text such as "2/3": a decimal would not be exact."""
    if not (isinstance(value, str) and re.fullmatch(r"[1-9]\d*/[1-9]\d*", value)):
        raise ValueError("not a fraction such as 2/3")
    return Fraction(value)


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Names = Annotated[dict[str, Name], AfterValidator(_has_english)]
Exact = Annotated[Fraction, BeforeValidator(_as_fraction)]
Pattern = Annotated[str, AfterValidator(_is_pattern)]
TimeZone = Annotated[str, AfterValidator(_is_time_zone)]


class Part(BaseModel):
    """Anything in a pack: frozen, strict, nothing extra. `source` says where a fact is from."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    source: str
    confirmed: bool


class Country(Part):
    """The country itself. `languages` are those its people are served in, official one first."""

    code: Annotated[str, Field(pattern="^[A-Z]{2}$")]
    names: Names
    time_zone: TimeZone
    languages: Annotated[tuple[str, ...], Field(min_length=1)]


class MovedDay(Part):
    """A day that the `holidays` library does not know, worked or free by order."""

    day: date
    works: bool


class Entry(Part):
    """An entry of a catalogue, with the first and the last day on which it holds."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.\-]*$")]
    names: Names
    valid_from: date
    valid_to: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to lies before valid_from")
        return self


class Place(Entry):
    """An agency or a unit; codes make the paths by which access goes, so they hold no dots."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_\-]*$")]


class Agency(Place):
    """A service of the country."""

    kind: AgencyKind


class Unit(Place):
    """A prison, a probation region or department, or another unit; `parent` is a unit's code."""

    agency: str
    kind: Literal["prison", "wing", "probation_region", "probation_department", "centre"]
    parent: str | None = None


class Gravity(Entry):
    """A gravity class of offences, the gravest last in the file."""


class Offence(Entry):
    """An offence of the national code; `code` is its section there."""

    iccs: Annotated[str, Field(pattern=r"^(\d{2}|\d{4,6})$")]
    gravity: str


class Measure(Entry):
    """A kind of sentence, measure or order, and the kinds of agency that execute it."""

    category: Literal["sentence", "measure", "order", "remand"]
    executed_by: tuple[AgencyKind, ...]


class Release(Entry):
    """What must be served before conditional release; `code` is a gravity class or "life"."""

    fraction: Exact | None = None
    years: int | None = None
    monitored_months: int | None = None
    rounding: Rounding = Rounding.UP

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        self.rule()
        return self

    def rule(self) -> ReleaseRule:
        """The rule as the release calculator takes it."""
        return ReleaseRule(
            release_class=self.code,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            fraction=self.fraction,
            years=self.years,
            monitored_months=self.monitored_months,
            rounding=self.rounding,
            confirmed=self.confirmed,
        )


class Deadline(Entry):
    """A time limit. `starts` names the event whose day starts it and selects its version."""

    unit: TimeUnit
    amount: int
    roll: bool = False
    starts: str

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        self.rule()
        return self

    def rule(self) -> DeadlineRule:
        """The rule as the deadline engine takes it."""
        return DeadlineRule(self.unit, self.amount, self.roll)


class Identifier(Entry):
    """A kind of personal identifier; `check` names the checksum that applies, if any."""

    country: str | None = None
    pattern: Pattern | None = None
    check: CheckScheme | None = None


class Threshold(Entry):
    """A number that a page or a list works with."""

    value: Annotated[int, Field(ge=0)]


class Retention(Entry):
    """How many years a class of data is kept after the event named by `starts`."""

    years: Annotated[int, Field(ge=0)]
    starts: str


class Competence(Entry):
    """Something that staff are certified for, for some `months`; `course` is what teaches it.

    `observed_with` are the instruments by which it is seen at work; an agency says for itself what
    only the certified may do.
    """

    months: Annotated[int, Field(ge=1)]
    observed_with: tuple[str, ...] = ()
    course: Names


Need = Literal[
    "history",
    "personality",
    "attitudes",
    "associates",
    "family",
    "work",
    "leisure",
    "substances",
    "other",
]
Code = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_\-]*$")]
Some = Annotated[int, Field(ge=1)]


class Dose(Entry):
    """How many hours of work a level of risk asks for; `code` is the level."""

    hours: Some


class Piece(BaseModel):
    """A part of a programme, by a code of its own."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    code: Code
    names: Names


class Module(Piece):
    """Sessions that belong together."""

    sessions: Some


class Programme(Entry):
    """A behaviour programme: for whom it is, what it consists of, and in what it is given.

    `judged` must hold and `exclusions` must not, as staff see it; the rest the record answers.
    Needs, levels and languages: one of them is enough. An age counts in completed years.
    `certificate` is the competence for which whoever leads it is certified; empty asks for none.
    """

    code: Code
    needs: Annotated[tuple[Need, ...], Field(min_length=1)]
    levels: Annotated[tuple[str, ...], Field(min_length=1)]
    hours: Some
    session_minutes: Some
    modules: Annotated[tuple[Module, ...], Field(min_length=1)]
    materials: tuple[Piece, ...] = ()
    languages: Annotated[tuple[str, ...], Field(min_length=1)]
    settings: Annotated[tuple[Literal["prison", "community"], ...], Field(min_length=1)]
    age_from: int | None = None
    age_to: int | None = None
    sexes: tuple[Literal["female", "male"], ...] = ()
    judged: tuple[Piece, ...] = ()
    exclusions: tuple[Piece, ...] = ()
    places: Some
    leaders: Some = 2
    certificate: str = ""
    summary: Names

    @property
    def sessions(self) -> int:
        """How many sessions it has."""
        return sum(module.sessions for module in self.modules)

    @property
    def pieces(self) -> tuple[tuple[str, tuple[Piece, ...]], ...]:
        """Its lists of pieces by their name in the file."""
        return (
            ("modules", self.modules),
            ("materials", self.materials),
            ("judged", self.judged),
            ("exclusions", self.exclusions),
        )
