"""Who of the fictional staff applies, leads, judges and votes."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from tilts.platform.forms.actions import Decision, decide
from tilts.platform.forms.catalogue import versions
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Agency, RoleAssignment, Staff, Unit
from tilts.platform.parties.actors import SERVICE, Actor

from ..catalogue import programmes_on
from ..choices import INSTRUMENT
from ..secretaries import callable_in, secretary_of

YEARS = timedelta(days=1826)


@dataclass(frozen=True)
class Board:
    """A prison or probation service of a country with programmes, and its people."""

    agency: Agency
    units: list[Unit]
    heads: list[Staff]
    lead: Staff
    callable: list[Staff]

    @property
    def by(self) -> Actor:
        """Who leads the accreditation, as an actor."""
        return actor_for(self.lead, timezone.localdate())

    def judges(self, unit: Unit) -> list[Staff]:
        """Who may judge what a unit applies for: nobody of its own people."""
        near = set(RoleAssignment.objects.filter(unit=unit).values_list("staff_id", flat=True))
        return [one for one in self.callable if one.pk not in near]


def boards(today: date) -> list[Board]:
    """One for each agency of a country whose catalogue has programmes."""
    agencies = Agency.objects.order_by("code")
    found = (_board(one, today) for one in agencies if programmes_on(one.country, today))
    return [board for board in found if board]


def _board(agency: Agency, today: date) -> Board | None:
    held = RoleAssignment.objects.on(today).filter(role="head_of_unit", staff__agency=agency)
    rows = list(held.exclude(unit=None).select_related("staff", "unit__agency").order_by("pk"))
    lead = secretary_of(agency.pk, today)
    if lead is None or not rows:
        return None
    return Board(
        agency,
        [row.unit for row in rows],
        [row.staff for row in rows],
        Staff.objects.select_related("agency").get(pk=lead),
        callable_in(agency.country, today),
    )


def use_form(board: Board, today: date) -> None:
    """The agency puts the evaluation form to use."""
    decision = Decision(
        level="use",
        decided_by="A fictional director, order 7",
        evidence="Made up for the demonstration.",
        since=today - YEARS,
    )
    decide(by=SERVICE, agency=board.agency.pk, of=versions(INSTRUMENT)[-1], decision=decision)
