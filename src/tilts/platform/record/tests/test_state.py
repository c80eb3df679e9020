"""Rows that were changed past the record are found and named; lawful changes are not."""

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID, uuid4

import pytest
from django.db import models

from tilts.platform.access.models import Bar, BrokenGlass
from tilts.platform.organisation.models import Agency, Staff
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import act
from tilts.platform.record.keys import destroy_key
from tilts.platform.record.state import SUBJECTS, State, check_state, subjects
from tilts.platform.record.verifying import Fault

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

DAY = date(2026, 1, 1)


def past_the_record(model: type[models.Model]) -> "models.QuerySet[models.Model]":
    return models.QuerySet(model)


@pytest.fixture
def officer(acts) -> Staff:
    with act("test.appoint", by=SERVICE):
        return Staff.objects.create(
            party=Party.objects.create(kind=PartyKind.STAFF),
            agency=Agency.objects.get(),
            given="Ilze",
            family="Kļaviņa",
            email="ilze@example.lv",
        )


@pytest.fixture
def bar(officer, somebody) -> Bar:
    with act("test.bar", by=SERVICE):
        return Bar.objects.create(
            staff=officer.party, person=somebody, ground="relative", since=DAY
        )


def faults() -> list[tuple[str, str]]:
    return [(fault.what, fault.where) for fault in check_state().faults]


def test_rows_that_changed_on_the_record_have_no_faults(bar):
    bar.until = DAY + timedelta(days=9)
    with act("test.change", by=SERVICE):
        bar.save()
    with act("test.delete", by=SERVICE):
        Bar.objects.filter(pk=bar.pk).delete()
    assert check_state() == State()


def test_a_changed_row_is_named(bar, officer):
    past_the_record(Bar).filter(pk=bar.pk).update(ground="own")
    past_the_record(Agency).update(kind="probation")
    assert faults() == [
        ("changed", "organisation.agency:ievp"),
        ("changed", f"access.bar:{bar.pk}"),
    ]


def test_a_deleted_row_is_named(bar):
    past_the_record(Bar)._raw_delete("default")
    assert faults() == [("deleted", f"access.bar:{bar.pk}")]


def test_an_inserted_row_is_named(bar):
    bar.pk = bar.pk + 1
    past_the_record(Bar).bulk_create([bar])
    past_the_record(Agency).bulk_create([Agency(code="x", country="lv", kind="prison", names={})])
    assert faults() == [
        ("inserted", "organisation.agency:x"),
        ("inserted", f"access.bar:{bar.pk}"),
    ]


def test_a_row_that_passes_to_another_person_is_followed(bar):
    bar.person = Party.objects.create(kind=PartyKind.PERSON)
    with act("test.wrong_person", by=SERVICE):
        bar.save()
    assert faults() == []
    past_the_record(Bar).update(ground="own")
    assert faults() == [("changed", f"access.bar:{bar.pk}")]


def test_a_row_passed_on_past_the_record_is_named(bar, officer):
    past_the_record(Bar).update(person=officer.party)
    assert faults() == [("changed", f"access.bar:{bar.pk}")]


def test_who_was_erased_is_counted_and_not_compared(bar, somebody):
    past_the_record(Bar).update(ground="own")
    destroy_key(somebody.pk)
    assert check_state() == State(faults=[], erased=1)


def broken(person: Party, ends_at: datetime) -> BrokenGlass:
    return BrokenGlass.objects.create(
        person=person,
        staff=person,
        reason="an emergency",
        broken_at=datetime(2026, 1, 1, 8, 0, 0, 123456, tzinfo=UTC),
        ends_at=ends_at,
    )


def test_a_time_is_the_same_in_every_zone(somebody):
    riga = timezone(timedelta(hours=2))
    with act("test.break", by=SERVICE):
        broken(somebody, datetime(2026, 1, 1, 14, 0, 0, 999999, tzinfo=riga))
    assert faults() == []
    past_the_record(BrokenGlass).update(ends_at=datetime(2026, 1, 1, 13, tzinfo=UTC))
    assert [what for what, _ in faults()] == ["changed"]


def test_a_value_is_the_same_however_it_was_given(somebody, officer):
    with act("test.bar", by=SERVICE):
        Bar.objects.create(
            staff_id=str(officer.pk), person=somebody, ground="own", since="2026-01-01"
        )
    assert faults() == []


def test_subjects_are_compared_in_chunks(bar):
    Party.objects.bulk_create(Party(kind=PartyKind.PERSON) for _ in range(SUBJECTS))
    done: list[int] = []
    assert check_state(done.append) == State()
    assert sum(done) == subjects()
    assert len(done) == 3


def test_changes_of_a_model_that_is_no_more_are_nobodys_fault(acts):
    gone = {"row": f"old.model:{uuid4()}", "before": None, "after": {"name": "x"}}
    with act("test.old", by=SERVICE) as a:
        a.changed(Bar(person_id=UUID(int=0)).record_address(), gone)
    assert faults() == []


def test_a_fault_names_its_row():
    assert str(Fault("deleted", "access.bar:1")) == "deleted: access.bar:1"
