"""The lines of a release calculation, in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from tilts.engines.calendars.release import Outcome
from tilts.engines.calendars.sentences import NoDate, Reason
from tilts.engines.calendars.working import Line, Step
from tilts.platform.access.reasons import Text
from tilts.platform.design.display import local

from .guards import title_of
from .models import Measure

Names = Mapping[str, str]  # component → the name of its measure

WHY_NOT: dict[Reason, Text] = {
    Reason.NOTHING_TO_SERVE: lazy("There is no term in prison to serve."),
    Reason.BEFORE_JUDGMENT: lazy("there is no judgment yet"),
    Reason.SUSPENDED: lazy("it is suspended"),
    Reason.NOT_IMPRISONMENT: lazy("it is not served in prison"),
    Reason.START_UNKNOWN: lazy("its first day is not known"),
    Reason.LIFE: lazy("it is for life"),
    Reason.LIFE_WITHOUT_RULE: lazy("the country has no rule for release from a life sentence"),
    Reason.NO_RULE: lazy("the country has no rule of release for it"),
}


@dataclass(frozen=True)
class WorkingLine:
    """One line: what is said, what comes out, and whether the agency confirmed its rule."""

    text: str
    result: str
    confirmed: bool = True


def names_of(measures: Sequence[Measure]) -> dict[str, str]:
    """The measures' names, numbered where one kind comes more than once."""
    titles = [title_of(measure) for measure in measures]
    found = {}
    for n, (measure, title) in enumerate(zip(measures, titles, strict=True)):
        number = f" ({titles[: n + 1].count(title)})" if titles.count(title) > 1 else ""
        found[str(measure.pk)] = f"{title}{number}"
    return found


def in_words(steps: Sequence[Step], names: Names) -> list[WorkingLine]:
    """Each step of a calculation as a line to show or print."""
    return [_line(step, names) for step in steps]


def why_no_date(outcome: Outcome, names: Names) -> list[str]:
    """Why there is no date; empty when there is one."""
    return [_reason(reason, names) for reason in outcome.reasons]


def _reason(no: NoDate, names: Names) -> str:
    why = str(WHY_NOT[no.reason])
    return f"{names[no.component]}: {why}" if no.component else why


def _line(step: Step, names: Names) -> WorkingLine:
    values = {**step.values, "name": names.get(str(step.values.get("component", "")), "")}
    text = SENTENCES[step.line](values, names)
    return WorkingLine(text, _result(step.result), bool(step.values.get("confirmed", True)))


def _result(result: date | int | None) -> str:
    if isinstance(result, int):
        return days(result)
    return local(result)


def days(n: int) -> str:
    """ "1 day", "240 days"."""
    return ngettext("%(n)s day", "%(n)s days", n) % {"n": n}


def length(years: int, months: int, day_count: int) -> str:
    """ "2 years 6 months", in the present language."""
    parts = (
        (years, ngettext("%(n)s year", "%(n)s years", years)),
        (months, ngettext("%(n)s month", "%(n)s months", months)),
        (day_count, ngettext("%(n)s day", "%(n)s days", day_count)),
    )
    return " ".join(text % {"n": n} for n, text in parts if n)


Sentence = Callable[[dict[str, Any], Names], str]


def _set_aside(v: dict[str, Any], names: Names) -> str:
    return _("%(name)s is left out: %(why)s.") % {**v, "why": WHY_NOT[v["reason"]]}


def _follows(v: dict[str, Any], names: Names) -> str:
    return _("%(name)s begins after %(before)s is served") % {**v, "before": names[v["after"]]}


def _term(v: dict[str, Any], names: Names) -> str:
    values = {
        "name": v["name"],
        "length": length(v["years"], v["months"], v["days"]),
        "first": local(v["first_day"]),
    }
    return _("%(name)s: %(length)s from %(first)s, to its last day") % values


def _remand(v: dict[str, Any], names: Names) -> str:
    return _("%(name)s: less %(days)s in remand") % {**v, "days": days(v["days"])}


def _latest(v: dict[str, Any], names: Names) -> str:
    return _("The latest of these days counts")


def _part(v: dict[str, Any], names: Names) -> str:
    values = {**v, "of": days(v["of_days"])}
    return _("%(name)s: %(fraction)s of %(of)s must be served (%(release_class)s)") % values


def _life_part(v: dict[str, Any], names: Names) -> str:
    values = {"name": v["name"], "length": length(v["years"], 0, 0), "first": local(v["first_day"])}
    return _("%(name)s: %(length)s of life from %(first)s must be served") % values


def _served(v: dict[str, Any], names: Names) -> str:
    values = {
        "first": local(v["first_day"]),
        "required": days(v["required"]),
        "remand": days(v["remand"]),
    }
    text = _("From %(first)s: %(required)s must be served, less %(remand)s in remand")
    return text % values


def _monitored(v: dict[str, Any], names: Names) -> str:
    text = _("With electronic monitoring up to %(length)s earlier")
    return text % {"length": length(0, v["months"], 0)}


SENTENCES: dict[Line, Sentence] = {
    Line.SET_ASIDE: _set_aside,
    Line.FOLLOWS: _follows,
    Line.TERM: _term,
    Line.REMAND: _remand,
    Line.LATEST: _latest,
    Line.PART: _part,
    Line.LIFE_PART: _life_part,
    Line.SERVED: _served,
    Line.MONITORED: _monitored,
}
