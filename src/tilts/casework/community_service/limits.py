"""What the country's pack says of community service and of its towns."""

from datetime import date

from tilts.casework.proceedings.catalogue import name_in, pack_of
from tilts.engines.calendars.months import add_months
from tilts.jurisdictions.schema import CommunityService, Municipality
from tilts.jurisdictions.validity import NoSuchVersion, select, valid
from tilts.platform.organisation.sorting import folded


def limits_of(country: str, imposed_by: str, day: date) -> CommunityService | None:
    """The limits that held on the day it was imposed; None where the pack has none."""
    try:
        return select(pack_of(country).community_service, imposed_by, on=day)
    except NoSuchVersion:
        return None


def due_by(limits: CommunityService, in_force_on: date) -> date:
    """The day by which every hour is to be done."""
    return add_months(in_force_on, limits.term_months)


def towns_on(country: str, day: date, language: str) -> list[tuple[str, str]]:
    """Codes and names of the country's towns, by name."""
    found = valid(pack_of(country).municipalities, on=day)
    named = [(one.code, name_in(one, language)) for one in found]
    return sorted(named, key=lambda pair: folded(pair[1]))


def town(country: str, code: str, day: date) -> Municipality | None:
    """A town by its code; None for none, and for one that the pack does not know."""
    found = valid(pack_of(country).municipalities, on=day)
    return next((one for one in found if one.code == code), None)


def town_called(country: str, name: str, day: date) -> str:
    """The code of the town of that name in any language, whatever its marks; "" for none."""
    sought = folded(name)
    for one in valid(pack_of(country).municipalities, on=day):
        if sought in {folded(known) for known in one.names.values()}:
            return one.code
    return ""
