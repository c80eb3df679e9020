"""Whence somebody comes to work: the town of the address where they live."""

from datetime import date

from tilts.casework.people.gathered import records
from tilts.casework.people.models import Address

from .limits import town_called
from .models import Service

KINDS = (Address.Kind.ACTUAL, Address.Kind.DECLARED)


def whence(case: Service, day: date) -> str:
    """The code of the town where they live, or are registered; "" when no town is known."""
    rows = Address.objects.about(records([case.person_id])).on(day).order_by("-since", "pk")
    found = list(rows)
    for kind in KINDS:
        for one in found:
            if one.kind == kind and (code := town_called(case.country, one.locality, day)):
                return code
    return ""
