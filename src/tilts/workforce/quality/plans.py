"""What the monitoring plan of an agency asks for on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from tilts.platform.organisation.models import Agency, Unit

from .models import SamplePlan


@dataclass(frozen=True)
class Plan:
    """The rows in force for one kind of work; the one furthest down the tree counts."""

    rows: Sequence[SamplePlan]

    def wanted(self, unit: Unit) -> int:
        """How much of each stratum of a unit is drawn; 0 where nobody planned any."""
        over = [row for row in self.rows if unit.path.startswith(row.path)]
        return max(over, key=lambda row: len(row.path)).wanted if over else 0


def plan_of(agency: Agency, material: str, day: date) -> Plan:
    """The plan of an agency for a kind of work."""
    return Plan([row for row in plans(agency, day) if row.material == material])


def plans(agency: Agency, day: date) -> list[SamplePlan]:
    """Every row of the plan in force on a day, by kind of work and down the tree."""
    rows = SamplePlan.objects.on(day).filter(agency=agency).select_related("unit")
    return sorted(rows, key=lambda row: (row.material, row.path))


def planned(agency: Agency, day: date) -> list[SamplePlan]:
    """Every row in force on a day or to come, by kind of work, down the tree and by date."""
    lasting = Q(until=None) | Q(until__gt=day) & Q(until__gt=F("since"))
    rows = SamplePlan.objects.filter(lasting, agency=agency).select_related("unit")
    return sorted(rows, key=lambda row: (row.material, row.path, row.since))
