"""Community service of somebody who is hidden: a case, a place of work, and a day that waits."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from tilts.casework.community_service.models import Placement, Service, WorkEvent, WorkProvider
from tilts.casework.proceedings.models import Measure
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import Past, Step, enter_all

NINE, FIVE = time(9), time(17)


def working(measure: Measure, unit: Unit, since: date) -> dict[str, Any]:
    """As the record would have it; the provider is one of probation, so that counts stay alike."""
    home = Unit.objects.filter(agency__kind="probation").order_by("path").first() or unit
    at = timezone.make_aware(datetime.combine(since, NINE))
    case = Service(
        person_id=measure.person_id, unit=unit, measure=measure, imposed_by="court", minutes=2400,
        received_on=since, due_by=since, registered_on=since, started_on=since,
    )  # fmt: skip
    moves = (("register", "registered"), ("place", "placed"), ("start", "working"))
    past = Past(at, tuple(Step(code, state, at) for code, state in moves))
    provider = WorkProvider(
        unit=home, name="Tukuma parks", registration_number="4400000077", kind="municipal",
        street="Lielā iela 1", municipality="tukums", work="Pļauj zāli.", weekdays=[0],
        from_time=NINE, to_time=FIVE, places=2,
    )  # fmt: skip
    place = Placement(
        person_id=case.person_id, service=case, provider=provider, since=since, weekdays=[0],
        from_time=NINE, to_time=FIVE,
    )  # fmt: skip
    day = WorkEvent(
        person_id=case.person_id, service=case, placement=place, step="confirmed", went="worked",
        day=since, begins=NINE, minutes=60, note="Dzied strādājot.", said_at=at,
    )  # fmt: skip
    enter_all(cases=[case], pasts=[past], by=SERVICE)
    with act("test.work", by=SERVICE):
        for row in (provider, place, day):
            row.save(force_insert=True)
    return {"service_id": case.pk, "work_day_id": day.pk}
