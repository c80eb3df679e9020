"""A small, fictional service for the tests of the platform."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Model
from django.utils import timezone

from tilts.platform.organisation.actions import NewStaff, appoint, give_role, open_unit
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Agency, Staff, Unit
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.acts import act
from tilts.platform.record.inserting import insert_all
from tilts.platform.record.models import Act, Payload, SubjectKey

LONG_AGO = date(2020, 1, 1)
AGENCIES = {"ievp": ("LV", "prison"), "vpd": ("LV", "probation"), "lkt": ("LT", "prison")}
UNITS = {
    "riga": ("ievp", "prison", None),
    "riga_w1": ("ievp", "wing", "riga"),
    "olaine": ("ievp", "prison", None),
    "zemgale": ("vpd", "probation_region", None),
    "jelgava": ("vpd", "probation_department", "zemgale"),
    "vilnius": ("lkt", "prison", None),
}


@dataclass
class House:
    """Agencies and units by code, and staff appointed when a test first asks for them."""

    agencies: dict[str, Agency] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    hired: int = 0

    def hire(self, agency: str = "ievp", family: str = "Kalna", given: str = "Ilze") -> Staff:
        """Somebody new, without a role."""
        self.hired += 1
        who = NewStaff(given=given, family=family, email=f"s{self.hired}@example.lv")
        return appoint(by=SERVICE, agency=self.agencies[agency], who=who)

    def member(
        self, role: str, unit: str = "riga", since: date = LONG_AGO, family: str = "Kalna"
    ) -> Staff:
        """Somebody with a role in a unit."""
        place = self.units[unit]
        staff = self.hire(place.agency_id, family)
        give_role(by=SERVICE, staff=staff, role=role, unit=place, since=since)
        return staff

    def actor(self, role: str, unit: str = "riga", day: date | None = None) -> Actor:
        """An actor who holds a role in a unit."""
        return actor_for(self.member(role, unit), day or timezone.localdate())

    @cached_property
    def administrator_staff(self) -> Staff:
        """Who runs the Latvian prison service ..."""
        return self.member("administrator")

    @cached_property
    def administrator(self) -> Actor:
        """... and as an actor."""
        return actor_for(self.administrator_staff, timezone.localdate())


@dataclass(frozen=True)
class Kept:
    """A house as it was built, and the rows that it is made of, with their databases."""

    house: House
    rows: tuple[tuple[str, list[Model]], ...]


KEPT: list[Kept] = []  # the house that this process built first, once it has


def build_house() -> House:
    """Two Latvian agencies and a Lithuanian one, with six units.

    Where nothing else is on record, the same house each time: built once, and then put back.
    """
    if Act.objects.exists():
        return _built()
    if KEPT:
        for using, rows in KEPT[0].rows:  # keys stay where a test takes back the rest only
            insert_all(rows, using, ignore_conflicts=using == "keys")
    else:
        house = _built()
        KEPT.append(Kept(house, tuple((using, list(rows)) for using, rows in _rows())))
    return deepcopy(KEPT[0].house)


def _rows() -> Iterator[tuple[str, Iterable[Model]]]:
    yield "keys", SubjectKey.objects.all()
    for model in (Agency, Act, Payload):
        yield "default", model.objects.all()
    yield "default", Unit.objects.order_by("path")


def _built() -> House:
    house = House()
    with act("test.found", by=SERVICE):
        for code, (country, kind) in AGENCIES.items():
            house.agencies[code] = Agency(code=code, country=country, kind=kind, names={"en": code})
            house.agencies[code].save()
    for code, (agency, kind, parent) in UNITS.items():
        house.units[code] = open_unit(
            by=SERVICE,
            agency=house.agencies[agency],
            code=code,
            kind=kind,
            names={"en": code.title()},
            since=LONG_AGO,
            parent=house.units[parent] if parent else None,
        )
    return house
