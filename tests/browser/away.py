"""An officer of the head whom the demonstration's door opens for goes on leave from today."""

import json
from collections import Counter
from datetime import timedelta

from django.utils import timezone

from tilts.casework.allocation.models import Allocation
from tilts.doors.web.signin.demo import _account_with
from tilts.platform.organisation.actions import end_absence, plan_absence
from tilts.platform.organisation.models import Absence, RoleAssignment, Staff
from tilts.platform.parties.actors import SERVICE

TODAY = timezone.localdate()


def away() -> str:
    """The officer of the unit with most people, and how many, as JSON; nobody else is on leave."""
    head = _account_with("head_of_unit")
    assert head
    unit = RoleAssignment.objects.on(TODAY).filter(staff=head.staff, role="head_of_unit")[0].unit
    assert unit
    held = RoleAssignment.objects.on(TODAY).filter(unit__path__startswith=unit.path)
    staff = list(held.filter(role__endswith="_officer").values_list("staff", flat=True))
    for absence in Absence.objects.on(TODAY).filter(staff__in=staff):
        end_absence(by=SERVICE, absence=absence, until=TODAY)
    people = Counter(
        Allocation.plain.on(TODAY).filter(staff__in=staff).values_list("staff", flat=True)
    )
    (most, many), back = people.most_common(1)[0], TODAY + timedelta(days=20)
    absent = Staff.objects.get(pk=most)
    plan_absence(by=SERVICE, staff=absent, since=TODAY, until=back, substitute=None)
    return json.dumps({"officer": str(absent.pk), "people": many})
