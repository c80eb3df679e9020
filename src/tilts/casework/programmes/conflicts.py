"""Conflicts of interest, as the service itself finds them: who may not judge an application."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.organisation.models import RoleAssignment, Staff

from .models import Accreditation, Opinion


def conflicts_of(case: Accreditation, staff: Iterable[Staff], day: date) -> Mapping[UUID, Reasons]:
    """Why each of these may be neither expert nor member; two queries for any number."""
    asked = list(staff)
    near = set(
        RoleAssignment.objects.on(day)
        .filter(staff__in=asked, unit=case.unit)
        .values_list("staff_id", flat=True)
    )
    return {one.pk: _conflicts(case, one, near) for one in asked}


def why_not_member(
    case: Accreditation, staff: Iterable[Staff], day: date
) -> Mapping[UUID, Reasons]:
    """Why each of these may not vote: a conflict, or an opinion of theirs on the programme."""
    asked = list(staff)
    found = conflicts_of(case, asked, day)
    opinions = Opinion.objects.filter(accreditation=case).values_list("expert_id", flat=True)
    experts, text = set(opinions), _("%(name)s is an expert on this programme and does not vote.")
    return {
        one.pk: [
            *found[one.pk],
            *([Reason("expert", text % {"name": one.short_name})] if one.pk in experts else []),
        ]
        for one in asked
    }


def _conflicts(case: Accreditation, one: Staff, near: set[UUID]) -> Reasons:
    said = {"name": one.short_name}
    if one.pk == case.applicant_id:
        return [Reason("applicant", _("%(name)s is the applicant.") % said)]
    if one.pk in near:
        text = _("%(name)s works in the unit that applies.")
        return [Reason("own-unit", text % said)]
    return []
