"""Appointments of the first probation officer of the small demo: begun, and ahead."""

import json
from datetime import timedelta

from django.utils import timezone

from tilts.casework.allocation.models import Allocation
from tilts.casework.supervision.actions import agree
from tilts.casework.supervision.appointments import Wanted
from tilts.casework.supervision.models import Appointment
from tilts.casework.supervision.tests.meetings import begun
from tilts.doors.web.signin.demo import _account_with
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE

NIGHT = 3  # an hour at which the demo agrees nothing


def meet(number: int, kind: str) -> str:
    """An appointment with one of the officer's people, "begun" or "ahead"; ids as JSON."""
    account = _account_with("probation_officer")
    assert account
    today = timezone.localdate()
    with seen_by(SERVICE):
        mine = Allocation.objects.on(today).filter(staff=account.staff_id, kind="officer")
        person = mine.order_by("pk")[number].person
        if kind == "begun":
            row: Appointment = begun(person, account.staff)
        else:
            night = timezone.localtime() + timedelta(days=1)
            wanted = Wanted(starts_at=night.replace(hour=NIGHT, minute=0, second=0, microsecond=0))
            by = actor_for(account.staff, today)
            row = agree(by=by, person_id=person.pk, wanted=wanted)
    return json.dumps({"person": str(person.pk), "appointment": str(row.pk)})
