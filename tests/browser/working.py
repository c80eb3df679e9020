"""Community service at every stage that a page wants, for the demonstration's probation officer."""

import json
from typing import Any

from tilts.casework.community_service.models import WorkEvent, WorkProvider
from tilts.casework.community_service.tests.at_work import AtWork, days_ago
from tilts.casework.people.models import Person
from tilts.doors.web.signin.demo import _account_with
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.models import RoleAssignment, Staff
from tilts.platform.organisation.tests.house import House
from tilts.platform.parties.actors import SERVICE


def at_work() -> AtWork:
    """The officer's unit, as tests of the room make rows there."""
    account = _account_with("probation_officer")
    assert account
    staff: Staff = account.staff
    post = RoleAssignment.objects.filter(staff=staff).select_related("unit__agency")[0]
    known = 100 * WorkProvider.objects.count()  # so that no number is given twice
    made = AtWork(House(units={"jelgava": post.unit}), made=known, since=post.since)
    made.__dict__["staff"] = staff
    return made


def stages() -> dict[str, Any]:
    """Values of the parameters of addresses, by the names that visits give them."""
    made = at_work()
    with seen_by(SERVICE):
        placement = made.placed()
        day = made.worked(placement, days_ago(1))
        made.absent(placement, days_ago(3))
        received, registered = made.received(), made.registered()
        contract = placement.provider.contracts.get()
        return {
            "unreceived": made.measure().pk,
            "received_service": received.pk,
            "registered_service": registered.pk,
            "service_id": placement.service_id,
            "work_day_id": day.pk,
            "work_provider_id": placement.provider_id,
            "provider_contract_id": contract.pk,
            "worker": placement.person_id,
        }


def worker(family: str) -> str:
    """Somebody who works at a provider from today on, whose contact has no page yet, as JSON."""
    made = at_work()
    with seen_by(SERVICE):
        whom: Person = made.somebody(family, given="Juris")
        provider = made.provider(name=f"Parks {made.made}")
        made.contact(provider, "Zane Egle")
        case = made.registered(made.received(made.measure(whom)))
        made.placed(case, provider)
    told = {"case": case.pk, "provider": provider.pk, "person": whom.pk}
    return json.dumps({name: str(value) for name, value in told.items()})


def said_of(case: str) -> str:
    """Every step that was said of a case, in order, and by what kind of party, as JSON."""
    with seen_by(SERVICE):
        rows = WorkEvent.objects.filter(service=case).select_related("said_by").order_by("number")
        return json.dumps(
            [[row.step, row.minutes, row.said_by and row.said_by.kind] for row in rows]
        )
