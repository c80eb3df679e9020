"""Nothing changes off the record, and everything that changes is recorded."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from tilts.platform.organisation.models import Agency, Unit
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import SERVICE_ID
from tilts.platform.record.acts import OffTheRecord, act
from tilts.platform.record.boxes import open_all
from tilts.platform.record.entries import RecordIsAppendOnly
from tilts.platform.record.models import Act, Payload

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def agency() -> Agency:
    return Agency(code="ievp", country="lv", kind="prison", names={"lv": "IeVP"})


def recorded() -> list[tuple[str, UUID, Any]]:
    payloads = Payload.objects.order_by("act__recorded_at", "pk").select_related("act")
    bodies = open_all(payloads)
    return [(p.act.kind, p.subject_id, bodies[p.pk]) for p in payloads]


def test_a_write_outside_an_act_is_refused():
    with pytest.raises(OffTheRecord):
        agency().save()
    assert list(Agency.objects.all()) == []


def test_a_new_row_is_recorded_with_all_its_values():
    with act("test.found", by=SERVICE, reason="it opens"):
        agency().save()
    values = {"code": "ievp", "country": "lv", "kind": "prison", "names": {"lv": "IeVP"}}
    change = {"row": "organisation.agency:ievp", "before": None, "after": values}
    assert recorded() == [("test.found", SERVICE_ID, {"reason": "it opens", "changes": [change]})]


def changes_of(kind: str) -> list[Any]:
    return [c for k, _, body in recorded() if k == kind for c in body["changes"]]


@pytest.fixture
def house() -> Agency:
    with act("test.found", by=SERVICE):
        row = agency()
        row.save()
    return row


def test_a_change_is_recorded_before_and_after(house):
    row = Agency.objects.get()
    row.kind = "probation"
    with act("test.change", by=SERVICE):
        row.save()
    assert changes_of("test.change") == [
        {
            "row": "organisation.agency:ievp",
            "before": {"kind": "prison"},
            "after": {"kind": "probation"},
        }
    ]


def test_saving_without_a_change_writes_no_act(house):
    with act("test.nothing", by=SERVICE):
        Agency.objects.get().save()
    assert [a.kind for a in Act.objects.all()] == ["test.found"]


@pytest.mark.parametrize("write", [
    lambda rows: rows.update(kind="probation"),
    lambda rows: rows.delete(),
    lambda rows: rows.bulk_create([Agency(code="x", country="lv", kind="prison", names={})]),
    lambda rows: rows.bulk_update(list(rows), ["kind"]),
    lambda rows: rows.create(code="x", country="lv", kind="prison", names={}),
    lambda rows: rows.get_or_create(code="x", defaults={"names": {}}),
    lambda rows: rows.update_or_create(code="ievp", defaults={"kind": "probation"}),
], ids=["update", "delete", "bulk_create", "bulk", "create", "get_or", "update_or"])  # fmt: skip
def test_every_way_of_writing_is_refused_outside_an_act(house, write):
    with pytest.raises(OffTheRecord), transaction.atomic():
        write(Agency.objects.all())
    assert list(Agency.objects.values_list("code", "kind")) == [("ievp", "prison")]


def test_bulk_writes_are_recorded_row_by_row(house):
    with act("test.bulk", by=SERVICE):
        Agency.objects.update(kind="probation")
    with act("test.delete", by=SERVICE):
        Agency.objects.all().delete()
    assert changes_of("test.bulk") == [
        {
            "row": "organisation.agency:ievp",
            "before": {"kind": "prison"},
            "after": {"kind": "probation"},
        }
    ]
    assert [c["after"] for c in changes_of("test.delete")] == [None]


def save_twice(house: Agency) -> None:
    unit = {"agency": house, "code": "a", "kind": "prison", "names": {}, "path": "ievp.a."}
    with act("test.twice", by=SERVICE):
        Unit(**unit, since=date(2026, 1, 1)).save()
        Unit(**unit, since=date(2026, 1, 1)).save()


def test_a_failed_action_leaves_nothing(house):
    with pytest.raises(IntegrityError):
        save_twice(house)
    assert [a.kind for a in Act.objects.all()] == ["test.found"]
    assert Unit.objects.count() == 0


@pytest.mark.parametrize("table", ["record_act", "record_payload"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_refuses_to_change_the_record(house, table, change):
    refused = pytest.raises(DatabaseError, match="append-only")
    with connection.cursor() as cursor, refused, transaction.atomic():
        cursor.execute(change.format(table))


def test_the_models_refuse_to_change_the_record(house):
    with pytest.raises(RecordIsAppendOnly):
        Act.objects.update(kind="other")
    with pytest.raises(RecordIsAppendOnly):
        Act.objects.all().delete()
