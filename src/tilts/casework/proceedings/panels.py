"""What this room shows of somebody: lanes of the path picture, what happens next, a tab."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.casework.people.rules import SEE
from tilts.platform.design.display import local
from tilts.platform.design.path import Point, Span
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.panels import (
    Next,
    register_headline,
    register_lane,
    register_next,
    register_tab,
)

from .catalogue import appeal_ends
from .guards import title_of
from .models import Measure, Placement, Proceeding
from .presenting import measure_length
from .queries import known_placements, placed_on, proceedings_of, records
from .release import Calculation, calculations
from .terms import Bar

TONES = {Placement.Ended.ESCAPE: "danger", Placement.Ended.RELEASE: "success"}


def sentence_bars(actor: Actor, people: Sequence[UUID]) -> dict[UUID, list[Span | Point]]:
    """Sentences and measures as bars, to their expected end, and the expected release."""
    today = timezone.localdate()
    return {pk: list(_bars(found, today)) for pk, found in calculations(people, today).items()}


def _bars(found: Calculation, today: date) -> Iterator[Span | Point]:
    for bar in found.bars:
        yield from _halves(bar, today)
    if found.expected and found.expected > today:
        yield Point(_("expected release"), found.expected, "info")


def _halves(bar: Bar, today: date) -> Iterator[Span]:
    """What has passed of a bar, and dashed what is expected of it."""
    title = _titled(bar.measure)
    last = bar.last
    if last is None or last <= today or not bar.expected:
        yield Span(title, bar.first, last)
        return
    if bar.first < today:
        yield Span(title, bar.first, today)
    yield Span("" if bar.first < today else title, max(bar.first, today), last, expected=True)


def _titled(row: Measure) -> str:
    """The kind of a measure and how long it is."""
    return " · ".join(part for part in (title_of(row), measure_length(row)) if part)


def places(actor: Actor, people: Sequence[UUID]) -> dict[UUID, list[Span | Point]]:
    """Placements as bars, escapes and releases as events."""
    owners = records(people)
    found: dict[UUID, list[Span | Point]] = defaultdict(list)
    for placement in known_placements(owners):
        found[owners[placement.person_id]] += _place(placement)
    return dict(found)


def _place(placement: Placement) -> Iterator[Span | Point]:
    name = placement.unit.name_in(get_language() or "en")
    yield Span(name, placement.since, placement.until, "neutral")
    if placement.until and placement.ended_how:
        how = Placement.Ended(placement.ended_how)
        yield Point(str(how.label), placement.until, TONES.get(how, "neutral"))


def coming(actor: Actor, people: Sequence[UUID]) -> dict[UUID, list[Next]]:
    """Expected dates: the end of a term of appeal, releases of those in prison, the end."""
    today = timezone.localdate()
    owners = records(people)
    found: dict[UUID, list[Next]] = defaultdict(list)
    for proceeding in proceedings_of(people).filter(state="judged"):
        found[owners[proceeding.person_id]].append(_appeal(proceeding))
    sums = calculations(people, today, owners)
    placed = {owners[record] for record in placed_on(owners, today)} if sums else set()
    for pk, calculation in sums.items():
        found[pk] += _releases(calculation, today) if pk in placed else []
        found[pk] += _ends(calculation, today)
    return {pk: rows for pk, rows in found.items() if rows}


def _appeal(proceeding: Proceeding) -> Next:
    last = proceeding.judged_on and appeal_ends(proceeding.country, proceeding.judged_on)
    return Next(_("The judgment can be appealed until this day"), last)


def _releases(found: Calculation, today: date) -> list[Next]:
    days = (
        (_("Earliest conditional release with monitoring"), found.release.monitored.day),
        (_("Earliest conditional release"), found.release.conditional.day),
        (_("End of sentence"), found.release.end.day),
    )
    return [Next(text, day, tone="info") for text, day in days if day and day >= today]


def release_line(actor: Actor, people: Sequence[UUID]) -> dict[UUID, str]:
    """When the release of whoever is in prison can be expected."""
    today = timezone.localdate()
    owners = records(people)
    placed = {owners[record] for record in placed_on(owners, today)}
    found = calculations(placed, today) if placed else {}
    return {
        person: _("release expected %(day)s") % {"day": local(calculation.expected)}
        for person, calculation in found.items()
        if calculation.expected and calculation.expected >= today
    }


def _ends(found: Calculation, today: date) -> list[Next]:
    """Ends of what is carried out outside prison."""
    text = _("End: %(measure)s")
    return [
        Next(text % {"measure": title_of(bar.measure)}, bar.last)
        for bar in found.bars
        if bar.expected and bar.last and bar.last >= today and not bar.in_custody
    ]


register_lane("sentences", lazy("Sentences"), 10, sentence_bars)
register_lane("placements", lazy("Where"), 20, places)
register_next("proceedings", lazy("Dates"), 10, coming)
register_headline("release", lazy("Release"), 10, release_line)
register_tab("proceedings", lazy("Proceedings"), 20, "proceedings:list", SEE)
