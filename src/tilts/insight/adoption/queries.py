"""Every tool of the reader's agency, how it stands and how far it is used."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from tilts.engines.calendars.months import MONTHS, add_months
from tilts.insight.statistics.protecting import protect
from tilts.insight.statistics.queries import Answered, sees_everybody
from tilts.insight.statistics.rounding import rounded
from tilts.insight.statistics.tables import Counts, Table, Told
from tilts.insight.statistics.wording import Named, unit_names
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reasons
from tilts.platform.organisation.models import Agency
from tilts.platform.organisation.queries import agency_seen_by
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.tools import ListedUses, Rows, Tool, ToolKind, tool_kinds, uses_of

from .counting import NO_UNIT, Counted, counted, within_sight
from .months import code_of, months, short_month
from .shelf import Rule, remedies, rule_on, why_shelved
from .trained import Trained, trained


@dataclass(frozen=True)
class Adopted:
    """A tool with its uses, as far as the reader may count them."""

    kind: ToolKind
    tool: Tool
    uses: Counted
    trained: Trained
    rule: Rule
    today: date
    exact: bool  # the reader may see everybody whom the uses are about

    @property
    def shelved(self) -> Reasons:
        """Why it lies on the shelf; empty for what does not."""
        trained, last = len(self.trained.all), self.uses.last_of_all
        return why_shelved(self.tool, last, trained, self.rule, self.today)

    @property
    def remedies(self) -> list[str]:
        """What could be done about it."""
        return remedies(self.tool, len(self.trained.all), self.rule, self.today)

    @property
    def rounded(self) -> bool:
        """True when numbers are told in multiples of three."""
        return self.uses.of_people and not self.exact

    @cached_property
    def table(self) -> Table:
        """Uses by unit and month of the last twelve; of people small numbers are hidden."""
        units = sorted(self.uses.paths, key=self.uses.paths.__getitem__)
        across = [code_of(month) for month in months(self.today)]
        number = [[self.uses.number[unit, month] for month in across] for unit in units]
        counts = Counts(units, across, number)
        if not (units and self.uses.of_people):
            return _plain(counts)
        return rounded(protect(counts), self._cells(counts)) if self.rounded else protect(counts)

    def _cells(self, counts: Counts) -> Iterator[tuple[str, str, str]]:
        """What stands for the people of a cell when its number is rounded."""
        for unit, row in zip(counts.rows, counts.people, strict=True):
            for month, number in zip(counts.columns, row, strict=True):
                yield f"{self.tool.code} {unit} {month} {number}", unit, month

    @property
    def of_months(self) -> list[Told]:
        """Uses in each of the last twelve months, oldest first."""
        return list(self.table.of_columns or [])

    @property
    def of_year(self) -> Told:
        """Uses in all of them."""
        return self.table.of_all or 0

    def answered(self, units: Named, called: Callable[[date], str] = short_month) -> Answered:
        """The table with its words, as statistics show tables; `called` names the months."""
        columns = {code_of(month): called(month) for month in months(self.today)}
        rows = {unit: units.get(unit, _("no unit")) for unit in self.table.rows}
        return Answered(self.table, rows, columns, self.rounded)


def _plain(counts: Counts) -> Table:
    """A table of what is about nobody, as it is."""
    down = [sum(row) for row in counts.people]
    across = [sum(column) for column in zip(*counts.people, strict=True)] or [0] * MONTHS
    return Table(counts.rows, counts.columns, counts.people, down, across, sum(down))


def adopted(actor: Actor) -> list[Adopted]:
    """Every tool of the actor's agency, kind by kind, by title."""
    today, agency = timezone.localdate(), agency_of(actor)
    return [one for kind in tool_kinds() for one in _of_kind(actor, agency, kind, today)]


def _of_kind(actor: Actor, agency: Agency, kind: ToolKind, today: date) -> list[Adopted]:
    tools = sorted(kind.tools(agency, today), key=lambda tool: tool.title.casefold())
    rule = rule_on(agency.country, today)
    number = counted(actor, agency, kind.code, today)
    learnt = trained(agency, kind.code, tools, today, rule.unused)
    exact = sees_everybody(actor)
    return [
        Adopted(kind, t, number.get(t.code, Counted()), learnt[t.code], rule, today, exact)
        for t in tools
    ]


def agency_of(actor: Actor) -> Agency:
    """The actor's agency; raises Http404 for whoever has none."""
    found = agency_seen_by(actor, actor.agency)
    if found is None:
        raise Http404
    return found


def one_adopted(actor: Actor, kind: str, tool: str) -> Adopted:
    """One tool; raises Http404 when the agency knows none of that code."""
    today, agency = timezone.localdate(), agency_of(actor)
    for known in (one for one in tool_kinds() if one.code == kind):
        for row in _of_kind(actor, agency, known, today):
            if row.tool.code == tool:
                return row
    raise Http404


def units_in(rows: list[Adopted]) -> Named:
    """Names of the units in which these were used."""
    return unit_names({unit for one in rows for unit in one.uses.paths if unit != NO_UNIT})


def ways(actor: Actor, one: Adopted) -> list[ListedUses]:
    """The ways in which a tool was used whose uses an actor may list."""
    listed = [uses for uses in uses_of(one.kind.code) if isinstance(uses, ListedUses)]
    mine = [uses for uses in listed if uses.see in actor.capabilities]
    return [uses for uses in mine if uses.code in one.uses.ways]


def evidence(actor: Actor, one: Adopted, way: str, unit: UUID | None, month: date | None) -> Rows:
    """The uses of a tool that an actor may open, the latest first; of one unit and month, or all.

    Raises Refused for who may list none of this way, Http404 for what can never be listed.
    """
    uses = way_of(one.kind.code, way)
    require(actor, uses.see)
    rows = within_sight(actor, uses, uses.seen(actor, agency_of(actor)))
    rows = rows.filter(tool=one.tool.code)
    if unit:
        rows = rows.filter(used_in=unit)
    if month:
        rows = rows.filter(used_on__gte=month, used_on__lt=add_months(month, 1))
    return rows.order_by("-used_on", "-pk")


def way_of(kind: str, way: str) -> ListedUses:
    """A way in which tools of a kind are used, whose uses can be listed; else Http404."""
    for uses in uses_of(kind):
        if uses.code == way and isinstance(uses, ListedUses):
            return uses
    raise Http404
