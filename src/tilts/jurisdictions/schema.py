"""What may stand in the files of a country pack. Unknown fields and loose types are refused."""

import re
from datetime import date, time
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
from tilts.engines.calendars.quiet_hours import QuietHours as QuietHoursRule
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


def _as_clock_time(value: object) -> time:
    """Text such as "07:00": without quotes YAML reads it as a number."""
    if not (isinstance(value, str) and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value)):
        raise ValueError('not a time such as "07:00", in quotes')
    return time.fromisoformat(value)


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Names = Annotated[dict[str, Name], AfterValidator(_has_english)]
Exact = Annotated[Fraction, BeforeValidator(_as_fraction)]
ClockTime = Annotated[time, BeforeValidator(_as_clock_time)]
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
    """A kind of sentence, measure or order, and the kinds of agency that execute it.

    `registration` is the deadline by which whoever is under supervision registers; empty for what
    is not served under supervision.
    """

    category: Literal["sentence", "measure", "order", "remand"]
    executed_by: tuple[AgencyKind, ...]
    registration: str = ""


SlotKind = Literal["place", "person", "days", "hours", "date", "programme", "amount"]
Authority = Literal["court", "prosecutor", "officer"]


class Duty(Entry):
    """A kind of duty, as a court, a prosecutor or an officer imposes it on somebody.

    `wording` speaks to the person; what stands there in braces is filled in, by the kinds of
    `slots`. `orders` are the kinds of measure on which it may stand, `framework` its letter in
    Framework Decision 2008/947/JHA, Article 4(1). One that is `monitored` can be watched by
    electronic means.
    """

    code: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_\-]*$")]
    wording: Names
    slots: dict[str, SlotKind] = {}
    orders: Annotated[tuple[str, ...], Field(min_length=1)]
    imposed_by: Annotated[tuple[Authority, ...], Field(min_length=1)]
    basis: Name
    framework: Literal["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"] | None = None
    monitored: bool = False


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


class QuietHours(Entry):
    """When notices to staff wait (`code` "staff"); without an entry they never do.

    Whoever sets hours of their own begins no earlier than `earliest` and ends no later than
    `latest`, or is reached at any time.
    """

    begins: ClockTime
    ends: ClockTime
    free_days: bool
    earliest: ClockTime
    latest: ClockTime

    @model_validator(mode="after")
    def _within_limits(self) -> Self:
        if self.begins < self.earliest or self.ends > self.latest:
            raise ValueError("begins before earliest, or ends after latest")
        return self

    def rule(self) -> QuietHoursRule:
        """The hours as the engine takes them."""
        return QuietHoursRule(self.begins, self.ends, self.free_days)


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
Way = Literal["office", "phone", "visit", "video", "prison", "letter"]
Code = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_\-]*$")]
Some = Annotated[int, Field(ge=1)]


class Dose(Entry):
    """How many hours of work a level of risk asks for; `code` is the level."""

    hours: Some


class ContactStandard(Entry):
    """How often people of a level of risk are met: `code` is the level, or `unknown` without one.

    It holds for whoever serves one of `measures`; empty is any. What counts as a contact are
    meetings in one of the ways `counted`; home visits count for both.
    """

    per_month: Annotated[int, Field(ge=0, le=31)]
    visits_per_quarter: Annotated[int, Field(ge=0, le=93)] = 0
    counted: Annotated[tuple[Way, ...], Field(min_length=1)]
    measures: tuple[str, ...] = ()


class Cohort(Entry):
    """Whom a forecast may learn from: who enters, from when, for how long, watched for what.

    People enter with their first final assessment by `instrument`; they are followed from the day
    it was decided, or from their first day at liberty after it. The outcome is an offence that was
    committed within `window_days` at risk: of one of `gravities`, where they are named, and if
    `convicted` one that came to a judgment, for which `wait_days` are waited after the window.
    """

    instrument: Name
    starts: Literal["decided", "free"]
    window_days: Annotated[int, Field(ge=30, le=3650)]
    wait_days: Annotated[int, Field(ge=0, le=3650)] = 0
    convicted: bool = True
    gravities: tuple[str, ...] = ()


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


class Slot(Piece):
    """A place in a template that is filled in: its name there, its type, whether it must be.

    `paragraphs`, `list` and `table` take several values, each with a source of its own; a document
    without a required one is not made.
    """

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    type: Literal["text", "date", "number", "paragraphs", "list", "table"] = "text"
    required: bool = True


class Template(Entry):
    """A template of documents: its files by language, in the folder `documents` of the pack.

    `pdf` are Typst files; `word` are Word files, or texts that become one. `retention` is a class
    of retention.yaml, empty for documents that stay as long as the person's file.
    """

    kind: Code
    pdf: dict[str, str] = {}
    word: dict[str, str] = {}
    slots: Annotated[tuple[Slot, ...], Field(min_length=1)]
    retention: str = ""
    signature: Literal["none", "hand", "electronic"] = "none"

    @model_validator(mode="after")
    def _has_a_file(self) -> Self:
        if not (self.pdf or self.word):
            raise ValueError("neither pdf nor word names a file")
        return self

    def slot(self, code: str) -> Slot | None:
        """The slot of that name; None when there is none."""
        return next((slot for slot in self.slots if slot.code == code), None)


Setting = Literal["custody", "community"]
SETTINGS: tuple[Setting, ...] = ("custody", "community")


class Call(Entry):
    """Somebody who is called in an emergency, and under which `number`."""

    number: Annotated[str, Field(pattern=r"^\+?\d[\d ]{1,18}$")]


class ProtocolStep(Piece):
    """One step of an action protocol: who takes it, and `within` how many minutes (0: at once).

    `calls` are codes of calls.yaml.
    """

    by: Literal["finder", "officer", "head", "colleague"]
    within: Annotated[int, Field(ge=0)]
    calls: tuple[str, ...] = ()
    settings: tuple[Setting, ...] = SETTINGS


class Protocol(Entry):
    """What is done, in order, when something threatens: a suicide, violence, an escape.

    `never` is what must not be done; `tells` who else is told: the responsible officer, or whoever
    holds a role in the unit. `debrief_days` after it is over those who took part talk it through.
    What is noted stands behind the `wall`, where there is one.
    """

    code: Code
    settings: Annotated[tuple[Setting, ...], Field(min_length=1)]
    steps: Annotated[tuple[ProtocolStep, ...], Field(min_length=1)]
    never: tuple[Names, ...] = ()
    tells: tuple[
        Literal["responsible", "head_of_unit", "psychologist", "monitoring_operator"], ...
    ] = ()
    wall: Literal["", "health", "children"] = ""
    debrief_days: Some

    def steps_in(self, setting: str) -> tuple[ProtocolStep, ...]:
        """Its steps in custody or in the community, in their order."""
        return tuple(step for step in self.steps if setting in step.settings)


class VisitQuestion(Entry):
    """Something that is asked before a home visit.

    Any answer but the `safe` one speaks for what it `suggests`: a colleague, or another place.
    """

    code: Code
    safe: Literal["yes", "no"]
    suggests: Literal["colleague", "elsewhere"]


Topic = Literal[
    "offence",
    "family",
    "livelihood",
    "leisure",
    "behaviour",
    "health",
    "history",
    "likelihood",
    "victim",
]


class ReportSection(BaseModel):
    """A section of a report; what is written in a `walled` one stands behind the victims' wall."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    code: Topic
    names: Names
    hint: Names
    walled: bool = False


class CourtReport(Entry):
    """A report that an authority asks for, due so many working `days` after the request.

    After `attempts` to meet somebody in vain, an interview counts as impossible.
    """

    days: dict[Literal["court", "prosecutor", "prison"], Some]
    attempts: Some
    purposes: Annotated[tuple[Piece, ...], Field(min_length=1)]
    sections: Annotated[tuple[ReportSection, ...], Field(min_length=1)]
    checks: Annotated[tuple[Piece, ...], Field(min_length=1)]

    @property
    def pieces(self) -> tuple[tuple[str, tuple[Piece | ReportSection, ...]], ...]:
        """Its lists by their name in the file."""
        return (
            ("purposes", self.purposes),
            ("sections", self.sections),
            ("checks", self.checks),
        )


class CommunityService(Entry):
    """Limits of community service; `code` is who imposed it: court or prosecutor.

    Work is counted in minutes: at least and at most so many in all, at most `daily_minutes` on a
    day, to be done within `term_months`.
    """

    code: Literal["court", "prosecutor"]
    least_minutes: Some
    most_minutes: Some
    daily_minutes: Annotated[int, Field(ge=1, le=1440)]
    term_months: Some

    @model_validator(mode="after")
    def _least_below_most(self) -> Self:
        if self.least_minutes > self.most_minutes:
            raise ValueError("least_minutes lies above most_minutes")
        return self


class Municipality(Entry):
    """A town and where its centre is, in degrees; towns of a `region` are near each other."""

    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    region: Code
