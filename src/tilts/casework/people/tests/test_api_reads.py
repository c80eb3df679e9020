"""What the API tells of people: lists, searches, one person and what is around them."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilts.casework.people.actions import Code
from tilts.casework.people.models import Alert, Contact, HealthAlert, Identifier, Person
from tilts.casework.people.pairs import merge_people
from tilts.doors.api.tests.callers import Caller, browser, person, reasons, system
from tilts.platform.access.actions import bar
from tilts.platform.access.models import BarGround
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE

from .desk import kept, looks
from .people import change, other_name

DAY = date(2026, 3, 2)
OLD = Code(kind="lv_personal_code_old", value="070385-10017")


@pytest.fixture
def clerk(house) -> Caller:
    """A system with a clerk's role in Riga."""
    return system(house, "clerk")


@pytest.fixture
def ozola(house) -> Person:
    return person(house, "Ozola", "Anna", "riga", OLD)


def merge(kept_: Person, gone: Person) -> None:
    with seen_by(SERVICE):
        merge_people(by=SERVICE, kept_id=kept_.pk, gone_id=gone.pk, reason="x")


def ids(answer: Any) -> list[str]:
    return [item["id"] for item in answer.json()["items"]]


@pytest.mark.parametrize("q", [
    "ozola", "OZOLA anna", "anna ozola", "ozolla", "070385-10017", "070385 10017", "{file}",
    "ozola 1985", "Озола",
])  # fmt: skip
def test_somebody_is_found_by_all_they_are_known_by(house, clerk, ozola, q):
    person(house, "Liepa", "Ilze", birth_date=date(1990, 1, 1))
    answer = clerk.get("/people/search", {"q": q.format(file=ozola.file_number)})
    assert ids(answer) == [str(ozola.pk)]
    assert looks() == [(clerk.party, [str(ozola.pk)], "api", "search", "")]


@pytest.mark.parametrize("q", ["ozola 1986", "070385-10018", "xyzzy", "26-99999", "ozola liepa"])
def test_nobody_is_found_and_nobody_looked_at(clerk, ozola, q):
    answer = clerk.get("/people/search", {"q": q}).json()
    assert (answer["items"], answer["more"], looks()) == ([], False, [])


def test_names_that_may_have_been_meant(house, clerk):
    person(house, "Bērziņš", "Jānis")
    answer = clerk.get("/people/search", {"q": "berzinnss jnis"}).json()
    assert (answer["items"], answer["suggestions"], looks()) == ([], ["Bērziņš, Jānis"], [])


def test_another_name_and_the_code_of_a_merged_record_lead_to_who_stands(house, clerk, ozola):
    kept_ = person(house, "Liepa", "Ilze")
    other_name(kept_, "Putna", "Ilze", kind="alias")
    merge(kept_, ozola)
    told = [
        [
            (item["id"], item["under"])
            for item in clerk.get("/people/search", {"q": q}).json()["items"]
        ]
        for q in ("putna", "ozola", OLD.value, ozola.file_number)
    ]
    found = str(kept_.pk)
    assert [[pair[0] for pair in one] for one in told] == [[found]] * 4
    assert [one[0][1] for one in told[:2]] == ["Putna, Ilze", "Ozola, Anna"]


@pytest.mark.parametrize(("query", "field"), [
    ({}, "query.q"), ({"q": ""}, "query.q"), ({"q": "x" * 201}, "query.q"),
    ({"q": "ozola", "size": 0}, "query.size"), ({"q": "ozola", "size": 101}, "query.size"),
])  # fmt: skip
def test_a_question_that_is_none(clerk, ozola, query, field):
    answer = clerk.get("/people/search", query)
    assert reasons(answer) == (422, ["fields"])
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert looks() == []


def test_there_are_more_than_are_shown(house, clerk, ozola):
    person(house, "Ozola", "Beāte")
    answer = clerk.get("/people/search", {"q": "ozola", "size": 1})
    assert (ids(answer), answer.json()["more"]) == ([str(ozola.pk)], True)
    assert looks() == [(clerk.party, [str(ozola.pk)], "api", "search", "")]


@pytest.mark.parametrize("values", [{"entered_in_error": True}, {"merged": True}])
def test_who_is_not_current_is_not_listed_but_opens(house, clerk, ozola, values):
    stands = person(house, "Liepa")
    change(ozola, **({"merged_into": stands} if "merged" in values else values))
    assert ids(clerk.get("/people")) == [str(stands.pk)]
    opened = clerk.get(f"/people/{ozola.pk}").json()
    assert (opened["entered_in_error"], opened["merged_into"]) == (
        "merged" not in values, str(stands.pk) if "merged" in values else None,
    )  # fmt: skip


def test_the_etag_is_the_version_that_a_correction_wants(clerk, ozola):
    body = {"family": "Liepa", "category": "convicted", "reason": "x"}
    for version in (1, 2):
        tag = clerk.get(f"/people/{ozola.pk}")["ETag"]
        assert tag == f'"{version}"'
        sent = {**body, "version": int(tag.strip('"'))}
        assert clerk.post(f"/people/{ozola.pk}/corrections", sent).status_code == 201


def test_who_is_barred_reads_of_nobody(house, ozola):
    staff = house.member("head_of_unit")
    ground, today = BarGround.RELATIVE, timezone.localdate()
    bar(by=SERVICE, staff=staff.pk, person=ozola.pk, ground=ground, since=today)
    caller = browser(staff)
    for path in (f"/people/{ozola.pk}", f"/people/{ozola.pk}/details"):
        assert reasons(caller.get(path, **{"Tilts-Purpose": "check"})) == (404, ["not-yours"])
    assert (ids(caller.get("/people")), looks()) == ([], [])
    assert ids(caller.get("/people/search", {"q": "ozola"})) == []


def test_nothing_behind_a_wall_is_told(clerk, ozola):
    kept(HealthAlert(person=ozola, text="Insulin", since=DAY))
    for path in ("", "/details"):
        assert "Insulin" not in clerk.get(f"/people/{ozola.pk}{path}").content.decode()
    assert list(clerk.get(f"/people/{ozola.pk}/details").json()) == [
        "codes", "names", "addresses", "contacts", "relations", "alerts",
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["", "/details"])
def test_one_look_for_one_answer(clerk, ozola, path):
    clerk.get(f"/people/{ozola.pk}{path}")
    assert looks() == [(clerk.party, [str(ozola.pk)], "api", "exchange", "")]


@pytest.mark.parametrize(
    "path", ["/people/{pk}/details", "/people/search?q=anna", "/people/{pk}/twins"]
)
def test_as_many_queries_for_three_as_for_one(house, clerk, ozola, path):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert clerk.get(path.format(pk=ozola.pk)).status_code == 200
        return len(captured)

    def one_more() -> None:
        person(house, "Ozola", "Anna")
        kept(Contact(person=ozola, kind="phone", value="1", since=DAY))
        kept(Alert(person=ozola, kind="escape", since=DAY))
        kept(Identifier(person=ozola, kind="foreign_document", value="1", since=DAY))

    one_more()
    one = queries()
    one_more()
    one_more()
    assert queries() == one
