"""What the page of tools says of the fictional service."""

from django.utils import timezone

from tilts.insight.adoption.queries import Adopted, adopted
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Agency, RoleAssignment


def tools() -> dict[str, list[Adopted]]:
    """Every tool of each agency, as its quality manager reads them."""
    found = {}
    for agency in Agency.objects.order_by("code"):
        held = RoleAssignment.objects.filter(role="quality_manager", staff__agency=agency)
        reader = actor_for(held.order_by("pk")[0].staff, timezone.localdate())
        found[agency.pk] = adopted(reader)
    return found


def shelved() -> dict[str, list[str]]:
    """The codes of what lies on the shelf, by agency."""
    return {
        agency: [one.tool.code for one in rows if one.shelved] for agency, rows in tools().items()
    }
