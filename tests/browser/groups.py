"""A group of a programme in the unit of the first prison officer, with somebody who takes part."""

from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from tilts.casework.programmes.actions import Group, open_group
from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.planning import Weekly
from tilts.platform.organisation.actions import qualify
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.parties.actors import SERVICE

PROGRAMME, CERTIFICATE = "equip", "programme_facilitator"


def given(unit: Unit) -> Any:
    """The id of a group that begins next week, led by two who are certified for it."""
    today = timezone.localdate()
    leaders = list(Staff.objects.filter(agency=unit.agency_id).order_by("-pk")[:2])
    for one in leaders:
        qualify(by=SERVICE, staff=one, code=CERTIFICATE, since=today - timedelta(days=400))
    group = Group(
        name="Spring",
        leaders=[one.pk for one in leaders],
        since=today + timedelta(days=7),
        weekly=Weekly(2, time(10)),
    )
    with seen_by(SERVICE):
        return open_group(by=SERVICE, unit=unit, programme=PROGRAMME, what=group).pk
