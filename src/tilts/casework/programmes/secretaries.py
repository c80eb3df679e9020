"""Who in an agency leads accreditations, and who may be called to a commission."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.access.roles import roles
from tilts.platform.organisation.models import RoleAssignment, Staff

from .capabilities import ACCREDIT, CALLED


def secretary_of(agency: str, day: date) -> UUID | None:
    """The first, by name, who leads accreditations in an agency on a day; None when nobody does."""
    found: UUID | None = (
        _holding(ACCREDIT, day).filter(agency=agency).values_list("pk", flat=True).first()
    )
    return found


def callable_in(country: str, day: date) -> list[Staff]:
    """Staff of a country who may be called as experts and as members, by name."""
    rows = _holding(CALLED, day).filter(agency__country=country)
    return list(rows.exclude(account__is_active=False).select_related("agency"))


def why_not_callable(country: str, staff: Iterable[Staff], day: date) -> Reasons:
    """Each of these who holds no role with which opinions and votes are given is a reason."""
    able = {one.pk for one in callable_in(country, day)}
    text = _("%(name)s holds no role with which opinions and votes are given.")
    return [
        Reason("not-callable", text % {"name": one.short_name})
        for one in staff
        if one.pk not in able
    ]


def _holding(capability: str, day: date) -> QuerySet[Any]:
    held = [role.code for role in roles().values() if capability in role.may]
    assigned = RoleAssignment.objects.on(day).filter(role__in=held)
    rows: QuerySet[Any] = Staff.objects.filter(pk__in=assigned.values("staff"))
    return rows.order_by("sort_key", "pk")
