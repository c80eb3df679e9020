"""People through the API: whole answers, refusals, and the record of every look."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilts.casework.people.actions import Code
from tilts.casework.people.models import Alert, OtherName, Person
from tilts.casework.people.pairs import merge_people
from tilts.doors.api.tests.callers import browser, person, reasons, system, told
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act, Consultation

TODAY = timezone.localdate().isoformat()
WHO = {"family": "Kalna", "given": "Anna", "birth_date": "1990-02-03", "category": "suspect"}


def reread(found: Person) -> Person:
    with seen_by(SERVICE):
        return Person.objects.get(pk=found.pk)


def looks() -> list[tuple[str, str, list[UUID]]]:
    """Consultations in their order: way, purpose, who was shown."""
    rows = Consultation.objects.order_by("pk").prefetch_related("shown")
    return [(c.way, c.purpose, [s.person_id for s in c.shown.all()]) for c in rows]


def row(found: Person) -> dict[str, Any]:
    return {
        "id": str(found.pk),
        "file_number": found.file_number,
        "family": found.family,
        "given": found.given,
        "patronymic": "",
        "birth_year": 1985,
        "category": "convicted",
        "unit": str(found.unit_id),
    }


def whole(found: Person, **other: Any) -> dict[str, Any]:
    said = {
        "id": str(found.pk),
        "version": 1,
        "file_number": found.file_number,
        "country": "LV",
        "unit": str(found.unit_id),
        "family": found.family,
        "given": found.given,
        "patronymic": "",
        "family_first": False,
        "birth_date": "1985-03-07",
        "birth_precision": "day",
        "sex": "unknown",
        "category": "convicted",
        "citizenships": [],
        "languages": [],
        "interpreter": "",
        "died_on": None,
        "entered_in_error": False,
        "merged_into": None,
    }
    return {**said, **other}


def test_the_list_is_by_name_and_a_look(house, exchange):
    second, first = person(house, "Ozols", "Jānis"), person(house, "Āboliņa", "Ilze")
    person(house, "Elsewhere", unit="jelgava")
    answer = exchange.get("/people")
    items = [row(first), row(second)]
    assert told(answer) == (200, {"items": items, "next": None, "previous": None})
    assert answer["Cache-Control"] == "no-store"
    assert looks() == [("api", "search", [first.pk, second.pk])]


def test_an_empty_list_is_no_look(exchange):
    empty: dict[str, Any] = {"items": [], "next": None, "previous": None}
    assert told(exchange.get("/people")) == (200, empty)
    assert looks() == []


def test_a_cursor_walks_there_and_back(house, exchange):
    people = [person(house, f"Kalns {letter}") for letter in "ABCDE"]
    pages, cursor = [], None
    while True:
        query = {"size": 2, **({"cursor": cursor} if cursor else {})}
        page = exchange.get("/people", query).json()
        pages.append(page)
        cursor = page["next"]
        if cursor is None:
            break
    names = [[item["family"] for item in page["items"]] for page in pages]
    assert names == [["Kalns A", "Kalns B"], ["Kalns C", "Kalns D"], ["Kalns E"]]
    back = exchange.get("/people", {"size": 2, "cursor": pages[2]["previous"]}).json()
    assert back == pages[1]
    assert all(str(found.pk) not in str(page["next"]) for found in people for page in pages)


def test_a_list_is_narrowed(house, exchange):
    inside, _ = person(house, "Ozols", unit="riga_w1"), person(house, "Liepa")
    wing = {"unit": str(house.units["riga_w1"].pk)}
    assert told(exchange.get("/people", wing))[1]["items"] == [row(inside)]
    assert told(exchange.get("/people", {"category": "suspect"}))[1]["items"] == []


@pytest.mark.parametrize("cursor", ["x", "AAAA", "é"])
def test_a_cursor_of_another_list(exchange, cursor):
    assert reasons(exchange.get("/people", {"cursor": cursor})) == (400, ["unreadable"])


def test_as_many_queries_for_three_as_for_one(house, exchange):
    person(house, "Kalns A")
    with CaptureQueriesContext(connection) as one:
        exchange.get("/people")
    person(house, "Kalns B")
    person(house, "Kalns C")
    with CaptureQueriesContext(connection) as three:
        exchange.get("/people")
    assert len(three) == len(one)


def test_a_search_names_who_was_found(house, exchange):
    found = person(house, "Bērziņš", "Jānis")
    answer = told(exchange.get("/people/search", {"q": "berzins"}))
    hits = [{**row(found), "under": ""}]
    assert answer == (200, {"items": hits, "more": False, "suggestions": []})
    assert looks() == [("api", "search", [found.pk])]


def test_a_person_with_their_version(house, exchange):
    found = person(house, "Bērziņš", "Jānis", citizenships=["LV"], languages=["lv", "ru"])
    answer = exchange.get(f"/people/{found.pk}")
    assert told(answer) == (200, whole(found, citizenships=["LV"], languages=["lv", "ru"]))
    assert answer["ETag"] == '"1"'
    assert looks() == [("api", "exchange", [found.pk])]


def test_somebody_elsewhere_is_nobody(house, exchange):
    hidden = person(house, "Elsewhere", unit="jelgava")
    there, nowhere = exchange.get(f"/people/{hidden.pk}"), exchange.get(f"/people/{uuid4()}")
    assert told(there) == told(nowhere)
    assert reasons(there) == (404, ["not-yours"])
    assert looks() == []


def test_staff_say_why_they_look(house):
    found = person(house, "Ozols")
    officer = browser(house.member("head_of_unit"))
    asked = officer.get(f"/people/{found.pk}")
    assert reasons(asked) == (403, ["purpose"])
    codes = [purpose["code"] for purpose in asked.json()["purposes"]]
    asked_for = ["cover", "registration", "handover", "request", "check", "complaint", "other"]
    assert codes == asked_for
    assert "Tilts-Purpose" in asked.json()["how"]
    assert looks() == []
    why = {"Tilts-Purpose": "request; Rajona%20tiesa%20l%C5%ABdz"}
    assert told(officer.get(f"/people/{found.pk}", **why)) == (200, whole(found))
    assert looks() == [("api", "request", [found.pk])]


def test_a_purpose_that_there_is_not(house):
    found = person(house, "Ozols")
    officer = browser(house.member("head_of_unit"))
    answer = officer.get(f"/people/{found.pk}", **{"Tilts-Purpose": "curiosity"})
    assert reasons(answer) == (403, ["purpose"])


def test_registering(house, exchange):
    unit = house.units["riga"]
    body = {**WHO, "citizenships": ["lv"], "unit": str(unit.pk)}
    answer = exchange.post("/people", body)
    with seen_by(SERVICE):
        made = Person.objects.get()
    assert told(answer) == (201, {"id": str(made.pk), "version": 1})
    assert (made.name, made.citizenships, made.unit_id) == ("Kalna, Anna", ["LV"], unit.pk)
    act = Act.objects.get(kind="people.register")
    assert (act.actor_id, act.actor_kind) == (exchange.party, "client")


def test_registering_where_one_may_not(house, exchange):
    elsewhere = {**WHO, "unit": str(house.units["jelgava"].pk)}
    answer = exchange.post("/people", elsewhere)
    assert reasons(answer) == (422, ["fields"])
    assert [error["field"] for error in answer.json()["errors"]] == ["body.unit"]


def test_every_field_that_is_wrong_is_named_with_its_remedy(house, exchange):
    body = {"birth_date": "yesterday", "category": 7, "unit": "riga", "nickname": "Žagata"}
    answer = exchange.post("/people", body)
    assert told(answer) == (
        422,
        {
            "title": "Unprocessable Entity",
            "status": 422,
            "reasons": [
                {
                    "code": "fields",
                    "text": "Some fields are not right. Each is named with its remedy.",
                }
            ],
            "errors": [
                {"field": "body.family", "text": "Give this field."},
                {"field": "body.birth_date", "text": "Give a date, such as 2026-11-30."},
                {"field": "body.category", "text": "Give a text."},
                {
                    "field": "body.unit",
                    "text": "Give an identifier as this service gave it out.",
                },
                {"field": "body.nickname", "text": "There is no such field. Leave it out."},
            ],
        },
    )


def test_what_the_form_of_the_page_finds_wrong(house, exchange):
    body = {**WHO, "birth_date": "2999-01-01", "citizenships": ["Latvia"]}
    answer = exchange.post("/people", {**body, "unit": str(house.units["riga"].pk)})
    future = "This date lies in the future. Give the date of birth."
    country = "“LATVIA” is not a country code. Two letters, such as LV."
    assert answer.json()["errors"] == [
        {"field": "body.birth_date", "text": future},
        {"field": "body.citizenships", "text": country},
    ]


CORRECTION = {**WHO, "family": "Liepa", "version": 1, "reason": "married"}


def test_a_correction_wants_the_last_version(house, exchange):
    found = person(house, "Kalna", "Anna")
    answer = exchange.post(f"/people/{found.pk}/corrections", CORRECTION)
    assert told(answer) == (201, {"id": str(found.pk), "version": 2})
    now = reread(found)
    assert (now.name, now.version) == ("Liepa, Anna", 2)


def test_who_was_overtaken_gets_the_present_version(house, exchange):
    found = person(house, "Kalna", "Anna")
    exchange.post(f"/people/{found.pk}/corrections", CORRECTION)
    answer = exchange.post(f"/people/{found.pk}/corrections", {**CORRECTION, "family": "Ozola"})
    now = whole(
        reread(found), version=2, family="Liepa", birth_date="1990-02-03", category="suspect"
    )
    text = "Somebody changed this meanwhile. Compare, then save again: nothing is lost."
    assert told(answer) == (
        409,
        {
            "title": "Conflict",
            "status": 409,
            "reasons": [{"code": "edited-meanwhile", "text": text}],
            "now": now,
        },
    )
    assert looks()[-1] == ("api", "exchange", [found.pk])


FACTS = {
    "codes": {"kind": "foreign_document", "value": "AB-12 34"},
    "names": {"kind": "alias", "family": "Putns"},
    "addresses": {"kind": "actual", "locality": "Rīga", "country": "LV"},
    "contacts": {"kind": "phone", "value": "+371 2000 0000"},
    "relations": {"kind": "parent", "name": "Velta Ozola"},
    "alerts": {"kind": "interpreter", "text": "Polish"},
}
SAID = {
    "codes": {"kind": "foreign_document", "value": "AB1234", "doubt": ""},
    "names": {"kind": "alias", "family": "Putns", "given": "", "patronymic": ""},
    "addresses": {
        "kind": "actual",
        "street": "",
        "locality": "Rīga",
        "postcode": "",
        "country": "LV",
    },
    "contacts": {"kind": "phone", "value": "+371 2000 0000", "note": ""},
    "relations": {"kind": "parent", "name": "Velta Ozola", "phone": "", "note": ""},
    "alerts": {"kind": "interpreter", "text": "Polish"},
}


def test_everything_around_a_person(house, clerk):
    found = person(house, "Ozols")
    made = {
        name: told(clerk.post(f"/people/{found.pk}/{name}", {**fact, "since": TODAY}))
        for name, fact in FACTS.items()
    }
    assert [(status, said["version"]) for status, said in made.values()] == [(201, None)] * 6
    common = {"person": str(found.pk), "since": TODAY, "until": None}
    expected = {
        name: [{"id": int(made[name][1]["id"]), **common, **said}] for name, said in SAID.items()
    }
    assert told(clerk.get(f"/people/{found.pk}/details")) == (200, expected)


@pytest.mark.parametrize("name", FACTS)
def test_a_kind_that_there_is_not(house, clerk, name):
    found = person(house, "Ozols")
    wrong = {**FACTS[name], "since": TODAY, "kind": "unheard-of"}
    answer = clerk.post(f"/people/{found.pk}/{name}", wrong)
    assert reasons(answer) == (422, ["fields"])
    assert [error["field"] for error in answer.json()["errors"]] == ["body.kind"]


def test_documents_stand_beside_each_other(house, clerk):
    found = person(house, "Ozols", "", "riga", Code(kind="foreign_document", value="OLD1"))
    clerk.post(f"/people/{found.pk}/codes", {**FACTS["codes"], "since": TODAY})
    codes = clerk.get(f"/people/{found.pk}/details").json()["codes"]
    assert sorted((c["value"], c["until"]) for c in codes) == [("AB1234", None), ("OLD1", None)]


def test_merge_split_and_apart(house, clerk):
    kept, gone = person(house, "Ozols", "Jānis"), person(house, "Ozoliņš", "Jānis")
    pair = {"other": str(gone.pk), "reason": "same code"}
    merged = clerk.post(f"/people/{kept.pk}/merge", pair)
    assert told(merged) == (201, {"id": str(kept.pk), "version": 1})
    assert clerk.get(f"/people/{gone.pk}").json()["merged_into"] == str(kept.pk)
    assert [p["id"] for p in clerk.get("/people").json()["items"]] == [str(kept.pk)]
    split = clerk.post(f"/people/{gone.pk}/split", {"reason": "two people"})
    assert told(split) == (201, {"id": str(gone.pk), "version": 3})
    again = clerk.post(f"/people/{kept.pk}/merge", pair)
    assert reasons(again) == (422, ["different"])


def test_apart_is_for_good(house, clerk):
    one, other = person(house, "Ozols", "Jānis"), person(house, "Ozoliņš", "Jānis")
    pair = {"other": str(other.pk), "reason": "brothers"}
    apart = clerk.post(f"/people/{one.pk}/apart", pair)
    assert told(apart) == (201, {"id": str(one.pk), "version": 1})
    assert reasons(clerk.post(f"/people/{one.pk}/merge", pair)) == (422, ["different"])


def test_nobody_is_merged_with_somebody_they_do_not_see(house, clerk):
    one, hidden = person(house, "Ozols"), person(house, "Ozols", unit="vilnius")
    pair = {"other": str(hidden.pk), "reason": "same"}
    there = clerk.post(f"/people/{one.pk}/merge", pair)
    nowhere = clerk.post(f"/people/{one.pk}/merge", {**pair, "other": str(uuid4())})
    assert told(there) == told(nowhere)
    assert reasons(there) == (404, ["not-yours"])


def test_a_merge_into_somebody_hidden_does_not_name_them(house, clerk):
    hidden, gone = person(house, "Ozols", unit="jelgava"), person(house, "Ozols")
    both = system(house, "data_protection_officer")
    with seen_by(SERVICE):
        merge_people(by=SERVICE, kept_id=hidden.pk, gone_id=gone.pk, reason="same code")
    assert clerk.get(f"/people/{gone.pk}").json()["merged_into"] is None
    assert both.get(f"/people/{gone.pk}").json()["merged_into"] == str(hidden.pk)


def test_what_a_role_may_not(house, exchange):
    found = person(house, "Ozols")
    alert = exchange.post(f"/people/{found.pk}/alerts", {**FACTS["alerts"], "since": TODAY})
    assert told(alert) == (
        403,
        {
            "title": "Forbidden",
            "status": 403,
            "reasons": [
                {
                    "code": "no-role",
                    "text": "None of your roles may do this. Ask your head of unit.",
                }
            ],
        },
    )
    with seen_by(SERVICE):
        assert (list(Alert.objects.all()), list(OtherName.objects.all())) == ([], [])
