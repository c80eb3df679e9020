"""An inter-agency meeting that was held about somebody, with a guest and an open decision."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from tilts.casework.meetings.models import Decision, Invitee, Meeting, Sector
from tilts.casework.people.models import Person
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import Past, Step, enter_all

GUEST = "Ksenija Z."
DAY = timedelta(days=1)


def met(person: Person, unit: Unit, chair: Staff) -> dict[str, UUID]:
    """The ids of the meeting and of its decision, by the names that routes give them."""
    at = timezone.now() - 3 * DAY
    meeting = Meeting(person=person, unit=unit, chair=chair, **told(at))
    meeting.minutes, meeting.minutes_version = "The sister in Kandava was there.", 1
    steps = (Step("invite", "invited", at - DAY), Step("hold", "held", at))
    enter_all(cases=[meeting], pasts=[Past(at - 5 * DAY, steps)], by=SERVICE)
    guest = {"sector": Sector.MUNICIPALITY, "organisation": "Kandava", "name": GUEST}
    with act("test.invite", by=SERVICE):
        Invitee(person=person, meeting=meeting, attended=True, **guest).save()
        row = Decision(person=person, meeting=meeting, what="A room in Kandava", responsible=chair)
        row.due = timezone.localdate() + DAY
        row.save()
    return {"conference_id": meeting.pk, "decision_id": row.pk}


def told(at: datetime) -> dict[str, Any]:
    """A meeting as it was called."""
    return {
        "about": "A room in Kandava",
        "basis": "Regulation",
        "shareable": "What is in the plan",
        "place": "Room 3",
        "starts_at": at,
        "ends_at": at + timedelta(hours=1),
    }
