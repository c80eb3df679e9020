"""Who in an agency keeps the register, and so may answer for a model."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.access.roles import roles
from tilts.platform.organisation.models import RoleAssignment, Staff
from tilts.platform.organisation.queries import unit_of

from .capabilities import KEEP

NO_KEEPER = Reason(
    "no-keeper", _("Who answers for a model keeps the register of this agency. Choose somebody.")
)


def keepers(agency: str, day: date) -> list[Staff]:
    """Staff of an agency who keep its register on a day, by name."""
    held = [role.code for role in roles().values() if KEEP in role.may]
    assigned = RoleAssignment.objects.on(day).filter(role__in=held)
    rows = Staff.objects.filter(pk__in=assigned.values("staff"), agency=agency)
    open_ones = rows.exclude(account__is_active=False).select_related("agency")
    return list(open_ones.order_by("sort_key", "pk"))


def why_not_keeper(staff: Staff, agency: str, day: date) -> Reasons:
    """Why somebody may not answer for a model of an agency."""
    keeps = staff in keepers(agency, day) and unit_of(staff.pk, day)
    return [] if keeps else [NO_KEEPER]
