"""What the tests of this room share: probation in Jelgava, a provider, and who works there."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from uuid_utils.compat import uuid7

from tilts.casework.allocation.actions import Handover, allocate
from tilts.casework.community_service.actions import (
    Abilities,
    add_provider,
    approve_hours,
    judge_absence,
    name_contact,
    open_link,
    place,
    receive,
    record_hours,
    register,
    sign_contract,
)
from tilts.casework.community_service.hours_guards import Day
from tilts.casework.community_service.models import (
    Placement,
    ProviderContact,
    ProviderLink,
    Service,
    WorkEvent,
    WorkProvider,
)
from tilts.casework.community_service.placing_guards import Agreement
from tilts.casework.community_service.provider_guards import Provider
from tilts.casework.community_service.providing import actor_of_link
from tilts.casework.people.models import Person
from tilts.casework.people.tests.people import person
from tilts.casework.proceedings.models import Measure, Proceeding
from tilts.casework.proceedings.moments import midnight
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import LONG_AGO, House
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import Past, enter_all

TODAY = timezone.localdate()
IN_FORCE = TODAY - timedelta(days=60)
NINE, FIVE = time(9), time(17)
EVERY_DAY = [0, 1, 2, 3, 4, 5, 6]


def days_ago(n: int) -> date:
    return TODAY - timedelta(days=n)


def provider_said(number: str = "40001", **more: Any) -> Provider:
    usual = {
        "name": f"Park {number}",
        "registration_number": number,
        "kind": "municipal",
        "street": "Parka iela 1",
        "municipality": "jelgava",
        "work": "Rakes leaves, paints benches.",
        "from_time": NINE,
        "to_time": FIVE,
        "places": 5,
        "traits": ["light", "outdoors"],
        "weekdays": EVERY_DAY,
    }
    return Provider(**{**usual, **more})


@dataclass
class AtWork:
    """An officer, their head, and providers under contract."""

    house: House
    made: int = field(default=0)
    since: date = LONG_AGO

    @cached_property
    def staff(self) -> Staff:
        return self.house.member("probation_officer", "jelgava")

    @property
    def officer(self) -> Actor:
        return actor_for(self.staff, TODAY)

    @cached_property
    def head(self) -> Actor:
        return self.house.actor("head_of_unit", "jelgava")

    def provider(self, *, contract: bool = True, **more: Any) -> WorkProvider:
        """A provider, under contract since long ago."""
        self.made += 1
        what = provider_said(f"4000{self.made}", **more)
        row = add_provider(by=self.officer, unit=self.house.units["jelgava"], what=what)
        if contract:
            sign_contract(by=self.officer, provider=row, number="1", since=LONG_AGO, last_day=None)
        return row

    def contact(self, provider: WorkProvider, name: str = "Zane Egle") -> ProviderContact:
        return name_contact(by=self.officer, provider=provider, name=name)

    def link(self, provider: WorkProvider) -> tuple[ProviderLink, str]:
        """The contact's page and its token."""
        if not provider.contacts.exists():
            self.contact(provider)
        return open_link(by=self.officer, provider=provider, language="en")

    def at(self, link: ProviderLink) -> Actor:
        """Who acts by the address."""
        return actor_of_link(link)

    def somebody(self, family: str = "", **values: Any) -> Person:
        """Somebody for whom the officer is responsible."""
        self.made += 1
        given: dict[str, Any] = {"given": "Jānis", "country": "LV", "languages": ["lv"], **values}
        whom = person(family or f"Ozols{self.made}", at=self.house.units["jelgava"], **given)
        how = Handover(on=self.since, reason="arrived")
        allocate(by=SERVICE, person=whom.pk, to=self.staff, how=how)
        return whom

    def measure(self, whom: Person | None = None, **more: Any) -> Measure:
        """Sixty hours, in force since sixty days."""
        whom = whom or self.somebody()
        file = Proceeding(
            person=whom,
            unit=self.house.units["jelgava"],
            country="LV",
            authority="Jelgava court",
            reference="K-1",
            received_on=IN_FORCE,
            judged_on=IN_FORCE,
            in_force_on=IN_FORCE,
        )
        values = {"kind": "community_service", "minutes": 3600, "imposed_on": IN_FORCE}
        values |= {"in_force_on": IN_FORCE, "unit": self.house.units["jelgava"]}
        enter_all(cases=[file], pasts=[Past(midnight(IN_FORCE), state="in_force")], by=SERVICE)
        with act("test.impose", by=SERVICE):
            row = Measure(person=whom, proceeding=file, **{**values, **more})
            row.save(force_insert=True)
        return row

    def received(self, measure: Measure | None = None, imposed_by: str = "court") -> Service:
        return receive(
            by=self.officer,
            measure=measure or self.measure(),
            unit=self.house.units["jelgava"],
            imposed_by=imposed_by,
            received_on=TODAY,
        )

    def registered(self, case: Service | None = None, **what: Any) -> Service:
        """Registered long enough ago to have worked since."""
        case = case or self.received()
        register(by=self.officer, case=case, what=Abilities(**{"municipality": "jelgava", **what}))
        with act("test.long_ago", by=SERVICE):
            case.registered_on = days_ago(40)
            case.save()
        return case

    def placed(
        self, case: Service | None = None, provider: WorkProvider | None = None, **more: Any
    ) -> Placement:
        """Somebody who works every day at a provider, since forty days."""
        case = case or self.registered()
        usual = {"since": days_ago(40), "weekdays": EVERY_DAY, "from_time": NINE, "to_time": FIVE}
        what = Agreement(**{**usual, **more})
        return place(by=self.officer, case=case, provider=provider or self.provider(), what=what)

    def worked(self, placement: Placement, day: date, minutes: int = 240, **more: Any) -> WorkEvent:
        """A day from the provider's signed sheet."""
        what = Day(**{"day": day, "begins": NINE, "minutes": minutes, **more})
        return record_hours(by=self.officer, placement=placement, what=what, signed=True)

    def approved(self, placement: Placement, day: date, minutes: int = 240) -> None:
        approve_hours(by=self.officer, events=[self.worked(placement, day, minutes)])

    def absent(self, placement: Placement, day: date, went: str = "unacceptable") -> WorkEvent:
        """An absence that the officer has judged."""
        what = Day(day=day, went="absent")
        event = record_hours(by=self.officer, placement=placement, what=what)
        return judge_absence(by=self.officer, event=event, went=went, note="Said nothing.")


def now(row: Any) -> Any:
    """The row as the database has it now."""
    return type(row)._base_manager.get(pk=row.pk)


def said(line: UUID) -> list[tuple[str, str, int]]:
    """Every event of a line: step, how it went, minutes."""
    rows = WorkEvent.plain.filter(line=line).order_by("number")
    return list(rows.values_list("step", "went", "minutes"))


def codes(refused: Any) -> list[str]:
    """Codes of the reasons of a refusal."""
    return [reason.code for reason in refused.value.reasons]


def url(name: str, *args: Any) -> str:
    return reverse(f"community_service:{name}", args=[getattr(arg, "pk", arg) for arg in args])


def new_key() -> UUID:
    return uuid7()
