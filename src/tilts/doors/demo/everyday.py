"""What an ordinary day brings beside the cases: leave, another system, an emergency, looks."""

from collections.abc import Sequence
from datetime import date, timedelta

from tilts.casework.allocation.queries import caseload_of
from tilts.platform.access.actions import break_glass
from tilts.platform.organisation.actions import admit_client, plan_absence
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Agency, Staff
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from .ways import Place

WHY_GLASS = {
    "LV": "Policija zvana: persona atrasta bez samaņas, jānoskaidro, kam paziņot.",
    "LT": "Skambina policija: asmuo rastas be sąmonės, reikia žinoti, kam pranešti.",
}
CLIENT = "Court information system"
LOOKS = 6  # people whom the first officer of each unit has looked at today


def everyday(today: date, places: Sequence[Place]) -> None:
    """In each country: an absence, a client, a broken glass; and looks by the first officers."""
    for first, other in _two_of_each(places):
        _absence(today, first)
        _client(today, first.unit.agency)
        _glass(today, first, other)
    for place in places:
        _looks(place.officers[0], today)


def _two_of_each(places: Sequence[Place]) -> list[tuple[Place, Place]]:
    """The first two probation units of each country."""
    found: dict[str, list[Place]] = {}
    for place in places:
        if place.kind == "probation":
            found.setdefault(place.country, []).append(place)
    return [(local[0], local[1]) for local in found.values()]


def _absence(today: date, place: Place) -> None:
    """The last officer is on leave, and the first stands in."""
    first, last = place.officers[0], place.officers[-1]
    since, until = today - timedelta(days=3), today + timedelta(days=11)
    plan_absence(by=SERVICE, staff=last, since=since, until=until, substitute=first)


def _client(today: date, agency: Agency) -> None:
    """The courts' system may use the API; nobody knows its token."""
    expires = today + timedelta(days=365)
    admit_client(by=SERVICE, agency=agency, name=CLIENT, role="data_exchange", expires=expires)


def _looks(officer: Staff, today: date) -> None:
    """The officer has looked at some of the people they are responsible for."""
    who = actor_for(officer, today)
    for allocation in caseload_of(officer.pk, today)[:LOOKS]:
        consult(who, [allocation.person_id], way=Way.PAGE, purpose="caseload")


def _glass(today: date, place: Place, elsewhere: Place) -> None:
    """An officer broke the glass for somebody of another unit; nobody has reviewed it yet."""
    allocation = caseload_of(elsewhere.officers[0].pk, today).first()
    if allocation:
        who = actor_for(place.officers[0], today)
        break_glass(by=who, person=allocation.person_id, reason=WHY_GLASS[place.country])
