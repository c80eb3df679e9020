"""Somebody of the first probation officer whose order came, and whose term is over by now."""

import json
from datetime import date, timedelta

from django.utils import timezone

from tests.worlds.hidden import TODAY
from tilts.casework.allocation.actions import Handover, allocate
from tilts.casework.people.actions import Identity, register_person
from tilts.casework.proceedings.actions import NewMeasure, impose_measure, open_proceeding
from tilts.doors.web.signin.demo import _account_with
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import SERVICE

BEGAN = TODAY - timedelta(days=60)


def somebody(family: str) -> str:
    """The ids of the person and of the unit, as JSON."""
    account = _account_with("probation_officer")
    assert account
    officer: Staff = account.staff
    post = officer.assignments.filter(role="probation_officer").select_related("unit__agency")[0]
    assert post.unit
    who = Identity(
        family=family, given="Juris", birth_date=date(1990, 5, 7), category="convicted",
        languages=["lv"],
    )  # fmt: skip
    with seen_by(SERVICE):
        person = register_person(by=SERVICE, unit=post.unit, who=who)
        how = Handover(on=timezone.localdate(), reason="arrived")
        allocate(by=SERVICE, person=person.pk, to=officer, how=how)
        proceeding = open_proceeding(
            by=SERVICE, person=person, unit=post.unit, authority="Zemgales rajona tiesa",
            reference="K-77", received_on=BEGAN,
        )  # fmt: skip
        what = NewMeasure(
            kind="conditional_discharge", imposed_on=BEGAN, start=BEGAN, months=1, unit=post.unit
        )
        impose_measure(by=SERVICE, proceeding=proceeding, what=what)
    return json.dumps({"person": str(person.pk), "unit": str(post.unit_id)})
