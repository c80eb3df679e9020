"""Whom a unit reaches through this room's facts, and what forbids an erasure."""

from django.utils import timezone

from tilts.platform.access.visibility import Rows, reaches
from tilts.platform.parties.actors import Actor, Grant, Scope

from . import holds  # noqa: F401 - importing it registers what forbids an erasure
from .capabilities import OPEN_SEXUAL, PLACE, RECORD
from .models import Measure, Placement

__all__ = ["OPEN_SEXUAL", "PLACE", "RECORD", "executed_by_unit", "placed_in_unit"]


@reaches(Scope.UNIT)
def placed_in_unit(actor: Actor, grant: Grant) -> Rows:
    """A prison unit reaches who is placed in it now."""
    placed: Rows = Placement.plain.on(timezone.localdate())
    return placed.filter(unit__path__under=grant.unit_path)


@reaches(Scope.UNIT)
def executed_by_unit(actor: Actor, grant: Grant) -> Rows:
    """A unit reaches whose sentence, measure or order it executes."""
    running: Rows = Measure.plain.filter(ended_on=None)
    return running.filter(unit__path__under=grant.unit_path)
