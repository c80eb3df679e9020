"""The earliest-release calculator, showing its working line by line.

A person may be released conditionally once the required part of the term is served:

* The part is a fraction of the term's days before remand is deducted. A broken day is rounded as
  the rule says: up (the person serves the broken day) or down. For life it is a number of years
  from the first day.
* Remand counts as served, day for day.
* In a chain of consecutive components the required parts add up and are served from the chain's
  first day; remand of the whole chain counts. Of several chains, the latest day decides.
* The months of a component are those on which it falls. What moves its beginning, a longer term or
  remand before it, may therefore make it some days shorter or longer.
* With electronic monitoring the day lies so many calendar months before the conditional one (the
  fewest that the rules of the chain allow), but not before the first day of the chain.

Every date given is the last day that must be served, on which the person may leave: a fraction of
1/1 therefore gives the end of the sentence itself. A result is a date or reasons, never both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tilts.engines.calendars.months import MONTHS, add_months, day_after_months
from tilts.engines.calendars.release_rules import ReleaseRule, in_force
from tilts.engines.calendars.sentences import (
    Component,
    NoDate,
    Reason,
    Span,
    in_order,
    last_day,
    lay_out,
    set_aside,
)
from tilts.engines.calendars.working import Line, Step, step


@dataclass(frozen=True)
class Outcome:
    """A date, or the reasons why there is none, and the working that led there."""

    day: date | None
    reasons: tuple[NoDate, ...] = ()
    working: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Release:
    """The answers of the calculator."""

    end: Outcome
    conditional: Outcome
    monitored: Outcome


@dataclass(frozen=True)
class _Part:
    """What must be served of one chain; `months` earlier with electronic monitoring."""

    chain: tuple[Span, ...]
    day: date
    months: int | None
    working: tuple[Step, ...]


def release(components: Sequence[Component], rules: Sequence[ReleaseRule], on: date) -> Release:
    """End of sentence and earliest releases, under the rules in force on the day `on`.

    Raises ValueError when components contradict each other or two rules hold at once.
    """
    aside = {c.code: no for c in components if (no := set_aside(c))}
    spans, unknown = lay_out([c for c in in_order(components) if c.code not in aside])
    opening = tuple(
        step(Line.SET_ASIDE, component=no.component, reason=no.reason) for no in aside.values()
    )
    if unknown or not spans:
        reasons = tuple(unknown) or tuple(aside.values())
        none = Outcome(None, reasons or (NoDate(Reason.NOTHING_TO_SERVE),), opening)
        return Release(none, none, none)
    return Release(_end(spans, opening), *_releases(spans, rules, on, opening))


def _chains(spans: Sequence[Span]) -> list[tuple[Span, ...]]:
    """Each chain of consecutive components, from its first to the one that nothing follows."""
    followed = {s.follows.component.code for s in spans if s.follows}
    return [s.chain for s in spans if s.component.code not in followed]


def _end(spans: Sequence[Span], opening: tuple[Step, ...]) -> Outcome:
    """The latest end of all chains."""
    chains = _chains(spans)
    working = [*opening, *(line for span in spans for line in _span_lines(span))]
    working += [_left_over(chain[-1]) for chain in chains if chain[-1].end != chain[-1].last]
    life = tuple(NoDate(Reason.LIFE, s.component.code) for s in spans if s.last is None)
    if life:
        return Outcome(None, life, tuple(working))
    return _latest([chain[-1].end for chain in chains], working)


def _latest(days: Sequence[date | None], working: Sequence[Step]) -> Outcome:
    latest = max(day for day in days if day)
    more = (step(Line.LATEST, latest),) if len(days) > 1 else ()
    return Outcome(latest, (), (*working, *more))


def _span_lines(span: Span) -> list[Step]:
    """How one component lies on the calendar."""
    code, term, lines = span.component.code, span.component.term, []
    if span.follows:
        lines.append(step(Line.FOLLOWS, span.first, component=code, after=span.component.after))
    if term and span.full:
        length = {"years": term.years, "months": term.months, "days": term.days}
        last = last_day(span.full, span.first)
        lines.append(step(Line.TERM, last, component=code, first_day=span.first, **length))
    if span.remand and span.free:
        lines.append(step(Line.REMAND, span.last, component=code, days=span.remand))
    return lines


def _left_over(span: Span) -> Step:
    """Remand that the last component of a chain does not use up."""
    return step(Line.REMAND, span.end, component=span.component.code, days=span.carried)


def _releases(
    spans: Sequence[Span], rules: Sequence[ReleaseRule], on: date, opening: tuple[Step, ...]
) -> tuple[Outcome, Outcome]:
    """Earliest release, without and with electronic monitoring."""
    found = {}
    for span in spans:
        rule = in_force(rules, span.component.release_class, on)
        if rule and (rule.years is None) == (span.free is not None):
            found[span.component.code] = rule
    lacking = tuple(_no_rule(s) for s in spans if s.component.code not in found)
    if lacking:
        none = Outcome(None, lacking, opening)
        return none, none
    parts = [_part(chain, found) for chain in _chains(spans)]
    working = (*opening, *(line for part in parts for line in part.working))
    return _latest([part.day for part in parts], working), _monitored(parts, working)


def _no_rule(span: Span) -> NoDate:
    reason = Reason.NO_RULE if span.free else Reason.LIFE_WITHOUT_RULE
    return NoDate(reason, span.component.code)


def _part(chain: tuple[Span, ...], rules: dict[str, ReleaseRule]) -> _Part:
    """The day on which the required parts of a chain are served."""
    lines = [_required(span, rules[span.component.code]) for span in chain]
    required = sum(line.result for line in lines if isinstance(line.result, int))
    remand = sum(span.component.remand_days for span in chain)
    first = chain[0].first
    day = last_day(first + timedelta(days=required - remand), first)
    lines.append(step(Line.SERVED, day, first_day=first, required=required, remand=remand))
    months = [rules[span.component.code].monitored_months for span in chain]
    known = [m for m in months if m is not None]
    return _Part(chain, day, min(known) if len(known) == len(months) else None, tuple(lines))


def _required(span: Span, rule: ReleaseRule) -> Step:
    """Days of one component that must be served."""
    code, of_class, confirmed = span.component.code, rule.release_class, rule.confirmed
    if rule.fraction is None:
        years = rule.years or 0
        days = (day_after_months(span.first, years * MONTHS) - span.first).days
        return step(
            Line.LIFE_PART,
            days,
            component=code,
            release_class=of_class,
            first_day=span.first,
            years=years,
            confirmed=confirmed,
        )
    return step(
        Line.PART,
        rule.part_of(span.days),
        component=code,
        release_class=of_class,
        fraction=rule.fraction,
        of_days=span.days,
        rounding=rule.rounding,
        confirmed=confirmed,
    )


def _monitored(parts: Sequence[_Part], working: Sequence[Step]) -> Outcome:
    """Earliest release with electronic monitoring; a reason where a rule knows none."""
    lacking = tuple(
        NoDate(Reason.NO_RULE, p.chain[-1].component.code) for p in parts if p.months is None
    )
    if lacking:
        return Outcome(None, lacking)
    lines = [_earlier(part, part.months or 0) for part in parts]
    days = [line.result for line in lines if isinstance(line.result, date)]
    return _latest(days, [*working, *lines])


def _earlier(part: _Part, months: int) -> Step:
    day = max(part.chain[0].first, add_months(part.day, -months))
    return step(Line.MONITORED, day, component=part.chain[-1].component.code, months=months)
