"""Supervision, organisation, access and the record through the API."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from tilts.casework.supervision.models import ContactNote
from tilts.doors.api.tests.callers import browser, person, reasons, system, told
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Consultation

WHY = {"Tilts-Purpose": "cover"}
THEN = datetime.fromisoformat("2026-05-04T09:30:00+00:00")
NOTE = {"happened_at": THEN.isoformat(), "how": "office", "text": "Found work."}


def test_contacts_are_recorded_listed_and_taken_back(house):
    found, staff = person(house, "Ozols"), house.member("head_of_unit")
    officer, address = browser(staff), f"/people/{found.pk}/contact-notes"
    made = officer.post(address, {**NOTE, "next_on": "2026-05-18T09:00:00+03:00"}, **WHY)
    assert made.status_code == 201
    note = {
        "id": made.json()["id"],
        "person": str(found.pk),
        "staff": str(staff.pk),
        "happened_at": "2026-05-04T09:30:00Z",
        "how": "office",
        "with_whom": "",
        "text": "Found work.",
        "appointment": None,
        "behaviour": "",
        "concerns": "",
        "agreed": "",
        "next_on": "2026-05-18T06:00:00Z",
        "withdrawn": False,
        "withdrawn_because": "",
    }
    page = {"items": [note], "next": None, "previous": None}
    assert told(officer.get(address, **WHY)) == (200, page)
    back = f"{address}/{note['id']}/withdrawal"
    assert officer.post(back, {"reason": "written twice"}, **WHY).status_code == 201
    withdrawn = {**note, "withdrawn": True, "withdrawn_because": "written twice"}
    assert told(officer.get(address, **WHY))[1]["items"] == [withdrawn]
    assert reasons(officer.post(back, {"reason": "again"}, **WHY)) == (404, ["not-there"])


def test_a_contact_to_come_is_not_recorded(house):
    found = person(house, "Ozols")
    officer = browser(house.member("head_of_unit"))
    ahead = (timezone.now() + timedelta(days=1)).isoformat()
    body = {**NOTE, "happened_at": ahead, "next_on": NOTE["happened_at"]}
    answer = officer.post(f"/people/{found.pk}/contact-notes", body, **WHY)
    assert reasons(answer) == (422, ["in-future", "next-before"])
    with seen_by(SERVICE):
        assert ContactNote.objects.count() == 0


def test_a_system_had_no_contact(house):
    found = person(house, "Ozols")
    answer = system(house, "head_of_unit").post(f"/people/{found.pk}/contact-notes", NOTE)
    assert reasons(answer) == (422, ["not-staff"])


def test_agencies_and_units(house, exchange):
    agencies = [
        {"code": code, "country": "LV", "kind": kind, "names": {"en": code}}
        for code, kind in (("ievp", "prison"), ("vpd", "probation"))
    ]
    assert told(exchange.get("/agencies")) == (200, agencies)
    riga, wing = house.units["riga"], house.units["riga_w1"]
    expected = {
        "id": str(wing.pk),
        "agency": "ievp",
        "code": "riga_w1",
        "kind": "wing",
        "names": {"en": "Riga_W1"},
        "parent": str(riga.pk),
        "path": "ievp.riga.riga_w1.",
        "since": "2020-01-01",
        "until": None,
    }
    assert told(exchange.get(f"/units/{wing.pk}")) == (200, expected)
    units = exchange.get("/units", {"agency": "ievp"}).json()["items"]
    assert [unit["code"] for unit in units] == ["olaine", "riga", "riga_w1"]
    everywhere = [unit["agency"] for unit in exchange.get("/units").json()["items"]]
    assert everywhere == ["ievp", "ievp", "ievp", "vpd", "vpd"]
    assert reasons(exchange.get(f"/units/{house.units['vilnius'].pk}")) == (404, ["not-there"])


def test_staff(house, exchange):
    clerk, _ = house.member("clerk"), house.member("analyst", "vilnius")
    riga = str(house.units["riga"].pk)
    expected = {
        "id": str(clerk.pk),
        "agency": "ievp",
        "given": "Ilze",
        "family": "Kalna",
        "email": clerk.email,
        "phone": "",
        "roles": [{"role": "clerk", "unit": riga}],
    }
    page = {"items": [expected], "next": None, "previous": None}
    assert told(exchange.get("/staff")) == (200, page)
    assert told(exchange.get("/staff", {"q": "kalna ilze", "unit": riga})) == (200, page)
    for query in ({"q": "nobody"}, {"unit": str(uuid4())}):
        assert exchange.get("/staff", query).json()["items"] == []


def test_who_i_am(house):
    caller = system(house, "training_officer")
    own = "training_officer"
    scopes = {
        "access.see_roles": "self",
        "competence.see": "caseload",
        "forecasts.see": "self",
        "forms.see": "self",
        "gatherings.mark": "unit",
        "gatherings.run": "unit",
        "gatherings.see": "unit",
        "notices.own": "self",
        "organisation.see": "self",
        "programmes.apply": "self",
        "programmes.called": "self",
        "programmes.see": "self",
        "web.enter": "self",
        "workflow.own_items": "self",
        "workflow.see_machines": "self",
    }
    grants = [{"capability": c, "scope": scope, "role": own} for c, scope in scopes.items()]
    expected: dict[str, Any] = {
        "id": str(caller.party),
        "kind": "client",
        "name": "training_officer of riga",
        "agency": "ievp",
        "country": "LV",
        "grants": grants,
    }
    assert told(caller.get("/me")) == (200, expected)


def test_the_table_of_roles(exchange):
    inspector = next(r for r in exchange.get("/roles").json() if r["code"] == "inspector")
    assert (inspector["names"]["en"], inspector["agencies"]) == (
        "Inspector",
        ["prison", "probation"],
    )
    assert inspector["may"]["record.inspect"] == "country"


@pytest.fixture
def inspector(house):
    return system(house, "inspector")


def test_who_looked(house, exchange, inspector):
    found = person(house, "Ozols")
    exchange.get(f"/people/{found.pk}")
    answer = inspector.get(f"/people/{found.pk}/looks")
    (own, look) = answer.json()["items"]
    assert (look["what"], look["note"], look["changes"]) == (
        "Read through the API",
        "data exchange between systems",
        None,
    )
    assert own["note"] == "inspection of the record"
    last = Consultation.objects.order_by("pk").last()
    assert last is not None
    assert (last.actor_id, last.way, last.purpose) == (inspector.party, "api", "oversight")


def test_who_changed_what(house, exchange, inspector):
    found = person(house, "Ozols", "Jānis")
    body = {"family": "Liepa", "given": "Jānis", "birth_date": "1985-03-07"}
    more = {"category": "convicted", "version": 1, "reason": "married"}
    exchange.post(f"/people/{found.pk}/corrections", {**body, **more})
    lines = inspector.get(f"/people/{found.pk}/changes").json()["items"]
    assert [line["what"] for line in lines] == ["Corrected the identity", "Registered"]
    assert lines[0]["note"] == "married"
    assert {
        "row": "people.person",
        "what": "family",
        "before": "Ozols",
        "after": "Liepa",
    } in lines[0]["changes"]


def test_the_record_is_not_for_everybody(house, exchange, inspector):
    found, hidden = person(house, "Ozols"), person(house, "Petraitis", unit="vilnius")
    for part in ("looks", "changes"):
        assert reasons(exchange.get(f"/people/{found.pk}/{part}")) == (403, ["no-role"])
        there = inspector.get(f"/people/{hidden.pk}/{part}")
        assert told(there) == told(inspector.get(f"/people/{uuid4()}/{part}"))
        assert reasons(there) == (404, ["not-yours"])
