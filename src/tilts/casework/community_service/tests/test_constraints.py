"""What the database itself refuses, whoever writes."""

from datetime import time

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tilts.casework.community_service.models import (
    Contract,
    Placement,
    ProviderContact,
    Service,
    WorkEvent,
    WorkProvider,
)
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import OffTheRecord, act

from .at_work import FIVE, NINE, TODAY, days_ago

pytestmark = pytest.mark.django_db


def refused(row):
    """The name of the constraint that a row breaks."""
    with pytest.raises(IntegrityError) as no, transaction.atomic(), act("test.break", by=SERVICE):
        row.save(force_insert=True)
    return str(no.value)


def day_of(placement, **more):
    values = {
        "person_id": placement.person_id,
        "service_id": placement.service_id,
        "placement": placement,
        "step": "recorded",
        "went": "worked",
        "day": TODAY,
        "begins": NINE,
        "minutes": 60,
        "said_at": timezone.now(),
    }
    return WorkEvent(**{**values, **more})


@pytest.mark.parametrize(
    "more",
    [
        {"minutes": 0},
        {"begins": None},
        {"went": "absent"},
        {"went": "excused", "minutes": 60},
    ],
)
def test_a_day_that_makes_no_sense(at_work, more):
    refused(day_of(at_work.placed(), **more))
    assert WorkEvent.objects.count() == 0


def test_a_day_is_said_once_at_a_time(at_work):
    placement = at_work.placed()
    first = day_of(placement)
    with act("test.say", by=SERVICE):
        first.save(force_insert=True)
    refused(day_of(placement, line=first.line))
    refused(day_of(placement, key=first.key))
    with act("test.say", by=SERVICE):
        day_of(placement, line=first.line, number=2).save(force_insert=True)


def test_what_was_said_is_not_changed(at_work):
    event = at_work.worked(at_work.placed(), days_ago(1))
    event.minutes = 1
    with pytest.raises(TypeError), act("test.change", by=SERVICE):
        event.save()
    with pytest.raises(OffTheRecord):
        WorkEvent.objects.filter(pk=event.pk).update(minutes=1)


def test_one_case_of_a_measure(at_work):
    case = at_work.received()
    again = Service(
        person=case.person,
        unit=case.unit,
        measure=case.measure,
        imposed_by="court",
        minutes=60,
        received_on=TODAY,
        due_by=TODAY,
        state="received",
    )
    assert "measure" in refused(again)


def test_some_work_is_ordered(at_work):
    measure = at_work.measure()
    values = {"person": measure.person, "unit": measure.unit, "measure": measure, "minutes": 0}
    days = {"received_on": TODAY, "due_by": TODAY}
    refused(Service(**values, **days, imposed_by="court", state="received"))


def test_one_place_of_work_at_a_time(at_work):
    placement = at_work.placed()
    values = {
        "person": placement.person,
        "service": placement.service,
        "provider": placement.provider,
        "since": TODAY,
        "from_time": NINE,
    }
    refused(Placement(**values, to_time=FIVE))
    refused(Placement(**values, to_time=time(8), until=TODAY))
    refused(Placement(**values, to_time=FIVE, until=days_ago(1)))


@pytest.mark.parametrize("more", [{"to_time": time(8)}, {"places": 0}])
def test_a_provider_that_makes_no_sense(at_work, more):
    values = {
        "unit": at_work.house.units["jelgava"],
        "name": "Park",
        "registration_number": "1",
        "kind": "state",
        "street": "Parka iela",
        "municipality": "jelgava",
        "work": "Leaves.",
        "from_time": NINE,
        "to_time": FIVE,
        "places": 1,
    }
    refused(WorkProvider(**{**values, **more}))


def test_one_contact_at_a_time_and_contracts_that_end_after_their_start(at_work):
    provider = at_work.provider()
    at_work.contact(provider)
    party = Party.objects.create(kind=PartyKind.GUEST)
    values = {"party": party, "provider": provider, "name": "Uldis Koks"}
    refused(ProviderContact(**values, since=TODAY))
    refused(Contract(provider=provider, number="1", since=TODAY, until=days_ago(1)))


def test_nothing_is_written_off_the_record(at_work):
    provider = at_work.provider()
    provider.name = "Another"
    with pytest.raises(OffTheRecord):
        provider.save()
    with pytest.raises(OffTheRecord):
        day_of(at_work.placed()).save(force_insert=True)


def test_what_rows_are_called(at_work):
    placement = at_work.placed()
    event = at_work.worked(placement, days_ago(1))
    provider = placement.provider
    contact, (contract,) = at_work.contact(provider), provider.contracts.all()
    link, _token = at_work.link(provider)
    assert [str(row) for row in (provider, contract, contact, link, placement, event)] == [
        provider.name,
        "1",
        str(contact.pk),
        str(link.pk),
        f"{days_ago(40)} – None",
        f"{days_ago(1)} confirmed",
    ]
    ref = placement.service.case_ref()
    assert (placement.case_ref(), event.case_ref()) == (ref, ref)


def test_a_town_that_no_pack_knows_is_its_code(at_work):
    provider = at_work.provider()
    assert (provider.town("lt"), provider.town("ru")) == ("Jelgava", "Jelgava")
    provider.municipality = "atlantis"
    assert provider.town("en") == "atlantis"
