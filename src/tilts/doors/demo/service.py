"""The fictional service: agencies, units, and staff in every role."""

from collections.abc import Iterator
from datetime import date
from random import Random

from django.utils.text import slugify

from tilts.platform.access.roles import roles
from tilts.platform.organisation.actions import NewStaff, appoint, give_role, open_account
from tilts.platform.organisation.models import Agency, Staff, Unit, UnitKind
from tilts.platform.parties.actors import SERVICE

from . import names
from .ways import FOR_THE_YOUNG, FOR_WOMEN, Place

OFFICER = {"prison": "prison_officer", "probation": "probation_officer"}
WORKPLACES = {"prison", "probation_region", "probation_department"}


def staff_service(random: Random, today: date, officers: int) -> list[Place]:
    """Appoint everybody: `officers` in each workplace, every other role once in each agency."""
    places = [
        place for unit in _workplaces() for place in _with_officers(random, unit, today, officers)
    ]
    for agency in Agency.objects.order_by("code"):
        for code, role in roles().items():
            if agency.kind in role.agencies and code not in {*OFFICER.values(), "data_exchange"}:
                _appoint(random, agency, None, code, today)
    return places


def _workplaces() -> list[Unit]:
    """Where people work: prisons, and probation's units that have none below them."""
    units = Unit.objects.filter(until=None, kind__in=WORKPLACES).select_related("agency")
    above = set(units.exclude(kind="prison").values_list("parent", flat=True))
    return sorted((unit for unit in units if unit.pk not in above), key=_usual_first)


def _usual_first(unit: Unit) -> tuple[bool, bool, str]:
    """Probation first, and small prisons last: the demo's door opens for the first of a role."""
    return unit.kind == UnitKind.PRISON, unit.code in (*FOR_WOMEN, *FOR_THE_YOUNG), unit.path


def _with_officers(random: Random, unit: Unit, today: date, number: int) -> Iterator[Place]:
    kind = unit.agency.kind
    _appoint(random, unit.agency, unit, "head_of_unit", today)
    people = [_appoint(random, unit.agency, unit, OFFICER[kind], today) for _ in range(number)]
    yield Place(unit, people, unit.agency.country, kind)


def _appoint(random: Random, agency: Agency, unit: Unit | None, role: str, today: date) -> Staff:
    sex = random.choice(["male", "female"])
    people = "lt" if agency.country == "LT" else "lv"
    given, family = names.name(random, people, sex)
    mailbox = f"{slugify(given)}.{slugify(family)}.{random.randint(1000, 9999)}"
    who = NewStaff(
        given=given, family=family, email=f"{mailbox}@{agency.code}.example", language=people
    )
    staff = appoint(by=SERVICE, agency=agency, who=who)
    open_account(by=SERVICE, staff=staff)
    give_role(by=SERVICE, staff=staff, role=role, since=today.replace(day=1), unit=unit)
    return staff
