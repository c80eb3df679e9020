"""What supervision knows of somebody: an order under way, and one whose case is to begin."""

from datetime import date
from typing import Any

from django.utils import timezone

from tilts.casework.proceedings.actions import NewMeasure, impose_measure
from tilts.casework.proceedings.models import Measure, Proceeding
from tilts.casework.supervision.models import Breach, Duty, Supervision
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import begin

LONG_AGO = date(2024, 2, 1)


def supervised(proceeding: Proceeding, unit: Unit) -> dict[str, Any]:
    """The ids, by the names that routes give them. The unit holds the case, whatever it is.

    Of the breach there are both letters: what they say is hidden with it.
    """
    today = timezone.localdate()
    case = Supervision(
        person=proceeding.person,
        unit=unit,
        measure=_imposed(proceeding, "conditional_release"),
        received_on=today,
        counted_from=today,
        register_by=today,
    )
    begin(case=case, by=SERVICE)
    duty = Duty(
        person=case.person, supervision=case, code="banned_places", slots={"where": "Ogres parks"}
    )
    duty.since, duty.imposed_by, duty.basis, duty.decision = today, "court", "a law", "K-77"
    with act("test.impose", by=SERVICE):
        duty.save()
    breach = Breach(
        person=case.person,
        unit=unit,
        supervision=case,
        duty=duty,
        about="duty",
        happened_on=today,
        told="Seen in the park of Ogre.",
        warned_on=today,
        motion_on=today,
        asks="revoke",
        motion="Went to the park of Ogre again.",
    )
    begin(case=breach, by=SERVICE)
    waiting = _imposed(proceeding, "probation_supervision_additional")
    return {
        "supervision_id": case.pk,
        "duty_id": duty.pk,
        "breach_id": breach.pk,
        "to_begin": waiting.pk,
    }


def _imposed(proceeding: Proceeding, kind: str) -> Measure:
    what = NewMeasure(kind=kind, imposed_on=LONG_AGO, years=4, start=LONG_AGO)
    return impose_measure(by=SERVICE, proceeding=proceeding, what=what)
