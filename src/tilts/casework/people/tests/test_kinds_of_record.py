"""Every page about somebody, for every kind of record and of reader."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tilts.casework.people.actions import Code, Identity, add_code, end_fact, register_person
from tilts.casework.people.models import Contact, HealthAlert, Identifier, Person, Victim
from tilts.platform.access.actions import bar
from tilts.platform.access.authority import NOT_YOURS, OUT_OF_REACH
from tilts.platform.access.models import BarGround
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import WallClosed, behind, seen_by
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE

from .desk import browser, kept, looks, recorded, with_purpose
from .people import change, person

DAY = date(2026, 3, 2)
TODAY = timezone.localdate()
PAGES = ["identity", "correct", "add_code", "death", "error", "restore", "twins", "split"]
BADGES = {
    "dead": "died",
    "in error": "entered in error",
    "merged": "merged into another record",
    "suspect": "presumed innocent",
    "behind a wall": "",
}


@pytest.fixture
def clerk(house):
    return house.member("clerk")


@pytest.fixture
def desk(clerk, anna) -> Client:
    return with_purpose(browser(clerk), anna)


@pytest.fixture
def made(house, anna):
    """Makes of Anna a record of some kind."""

    def become(kind: str) -> None:
        if kind == "merged":
            change(anna, merged_into=person("Ozole", at=house.units["riga"]))
        elif kind == "behind a wall":
            kept(HealthAlert(person=anna, text="Insulin", since=DAY))
            kept(Victim(person=anna, name="Gunta Slepena", since=DAY))
        else:
            fields: dict[str, dict[str, Any]] = {
                "dead": {"died_on": DAY},
                "in error": {"entered_in_error": True},
                "suspect": {"category": "suspect"},
            }
            change(anna, **fields[kind])

    return become


def url(name: str, of: Any, *more: Any) -> str:
    return reverse(f"people:{name}", args=[of.pk if isinstance(of, Person) else of, *more])


@pytest.mark.parametrize("kind", BADGES)
@pytest.mark.parametrize("name", PAGES)
def test_each_page_shows_each_kind_of_record_for_what_it_is(desk, clerk, anna, made, kind, name):
    made(kind)
    page = desk.get(url(name, anna))
    html = page.content.decode()
    assert (page.status_code, page.context["header"].name) == (200, "Ozola, Anna")
    badges = [badge.text for badge in page.context["header"].badges]
    assert badges == ([BADGES[kind]] if BADGES[kind] else [])
    assert ("Insulin" in html, "Gunta Slepena" in html) == (False, False)
    assert looks()[0] == (clerk.pk, [str(anna.pk)], "page", "check", "")


@pytest.mark.parametrize("name", [*PAGES, "health", "add_health", "victims", "add_victim"])
def test_who_is_barred_is_told_of_nobody(house, anna, name):
    reader = house.member("head_of_unit" if name not in ("twins", "split") else "clerk")
    yesterday = TODAY - timedelta(days=1)
    ground = BarGround.RELATIVE
    bar(by=SERVICE, staff=reader.pk, person=anna.pk, ground=ground, since=yesterday)
    client = with_purpose(browser(reader), anna)
    for answer in (client.get(url(name, anna)), client.post(url(name, anna), {"reason": "x"})):
        assert (answer.status_code, answer.context["reasons"]) == (404, [NOT_YOURS])
        assert "Ozola" not in answer.content.decode()
    nobody = client.get(url(name, UUID(int=7)))
    assert (nobody.status_code, nobody.context["reasons"]) == (404, [NOT_YOURS])
    assert looks() == []


@pytest.mark.parametrize(("name", "sent"), [
    ("correct", {"family": "Egle", "category": "convicted", "sex": "female",
                 "version": "1", "reason": "x"}),
    ("death", {"died_on": "2026-03-02", "reason": "x"}),
    ("error", {"reason": "x"}),
    ("add_code", {"kind": "none", "since": "2026-03-02"}),
])  # fmt: skip
def test_an_officer_writes_only_for_their_own(house, anna, name, sent):
    """They see everybody of the unit, and correct their caseload."""
    client = with_purpose(browser(house.member("prison_officer")), anna)
    page = client.post(url(name, anna), sent)
    if page.status_code == 422:
        (texts,) = page.context["form"].errors.values()
        assert texts == [str(OUT_OF_REACH.text)]
    else:
        assert (page.status_code, page.context["reasons"]) == (403, [OUT_OF_REACH])
    assert (again(anna).version, recorded(f"people.{name}")) == (1, [])


def again(row: Any) -> Any:
    with seen_by(SERVICE):
        return type(row).objects.get(pk=row.pk)


class TestMergedRecords:
    @pytest.fixture
    def gone(self, house, anna) -> Person:
        row = person("Ozole", "Anna", at=house.units["riga"], country="LV")
        change(row, merged_into=anna)
        return row

    def test_the_record_that_stands_leads_to_them_and_to_their_split(self, desk, anna, gone):
        html = desk.get(url("identity", anna)).content.decode()
        told = [reverse("web:person", args=[gone.pk]), url("split", gone), gone.file_number]
        assert [text for text in told if text not in html] == []

    def test_only_who_may_split_is_offered_it(self, house, anna, gone):
        client = with_purpose(browser(house.member("inspector")), anna)
        html = client.get(url("identity", anna)).content.decode()
        assert (gone.file_number in html, url("split", gone) in html) == (True, False)

    def test_their_facts_are_shown_and_ended_from_there(self, desk, anna, gone):
        fact = kept(Contact(person=gone, kind="phone", value="+371 7", since=DAY))
        step = url("end", anna, "contact", fact.pk)
        assert step in desk.get(url("identity", anna)).content.decode()
        assert desk.post(step, {"until": "2026-03-05"}).status_code == 302
        assert (again(fact).until, again(fact).person_id) == (date(2026, 3, 5), gone.pk)


class TestCodes:
    def test_a_doubt_is_said_in_words(self, desk, anna):
        with seen_by(SERVICE):
            code = Code(kind="lv_personal_code_old", value="161175-19997")
            add_code(by=SERVICE, person_id=anna.pk, code=code, since=DAY)
        html = desk.get(url("identity", anna)).content.decode()
        assert ("16117519997" in html, "it holds another birth date" in html) == (True, True)

    def test_whoever_gives_a_doubtful_one_is_warned_at_once(self, desk, house, anna):
        wrong = "Lithuanian personal code: doubtful: its check digit is wrong"
        typed = {"code_kind": "lt_personal_code", "code": "33309240164"}
        sent = {
            "family": "Egle", "sex": "female", "category": "suspect",
            "unit": house.units["riga"].pk, **typed,
        }  # fmt: skip
        page = desk.post(reverse("people:register"), sent, follow=True)
        told = [str(message) for message in page.context["messages"]]
        assert (told, wrong in page.content.decode()) == ([wrong], True)
        another = "Lithuanian personal code: doubtful: it holds another birth date"
        for kind, value, warnings in (
            ("lt_personal_code", "33309240164", [wrong]),
            ("lt_personal_code", "33309240064", [another]),
            ("foreign_document", "33309240064", []),
        ):
            sent = {"kind": kind, "value": value, "since": "2026-03-02"}
            page = desk.post(url("add_code", anna), sent, follow=True)
            assert [str(message) for message in page.context["messages"]] == warnings

    def test_that_there_is_none_is_added_and_ends_with_a_code(self, desk, anna):
        desk.post(url("add_code", anna), {"kind": "none", "since": "2026-03-02"})
        sent = {"kind": "lt_personal_code", "value": "33309240064", "since": "2026-03-09"}
        desk.post(url("add_code", anna), sent)
        with seen_by(SERVICE):
            rows = list(Identifier.objects.order_by("since").values_list("kind", "value", "until"))
        assert rows == [
            ("none", "", date(2026, 3, 9)), ("lt_personal_code", "33309240064", None),
        ]  # fmt: skip

    def test_one_ends_by_hand(self, desk, clerk, anna):
        code = kept(Identifier(person=anna, kind="foreign_document", value="AB1", since=DAY))
        step = url("end", anna, "code", code.pk)
        page = desk.get(step)
        assert page.context["told"] == "Foreign document: AB1"
        assert desk.post(step, {"until": "2026-03-09"}).url == url("identity", anna)
        assert again(code).until == date(2026, 3, 9)
        assert step not in desk.get(url("identity", anna)).content.decode()


def test_who_comes_second_to_end_a_fact_is_told(desk, anna):
    fact = kept(Contact(person=anna, kind="phone", value="1", since=DAY, until=DAY))
    page = desk.post(url("end", anna, "contact", fact.pk), {"until": "2026-04-01"})
    told = ["Somebody has ended this already. Open the page again to see since when."]
    assert (page.status_code, page.context["form"].errors) == (422, {"until": told})
    assert page.context["form"]["until"].value() == "2026-04-01"


class TestTwinsShown:
    @pytest.fixture
    def twin(self, house, anna) -> Person:
        return person("Ozola", "Ana", at=house.units["riga"])

    def test_possible_duplicates_are_a_look_at_each(self, desk, clerk, anna, twin):
        desk.get(url("twins", anna))
        assert looks() == [
            (clerk.pk, [str(anna.pk)], "page", "check", ""),
            (clerk.pk, [str(twin.pk)], "search", "search", ""),
        ]

    def test_who_looks_like_a_newcomer_is_a_look_too(self, desk, clerk, house, anna, twin):
        sent = {
            "family": "Ozola", "given": "Anna", "birth_date": "1985-03-07", "sex": "female",
            "category": "convicted", "unit": house.units["riga"].pk,
        }  # fmt: skip
        page = desk.post(reverse("people:register"), sent)
        assert (page.status_code, len(page.context["twins"])) == (422, 2)
        people = sorted([str(anna.pk), str(twin.pk)])
        assert looks() == [(clerk.pk, people, "search", "search", "")]
        assert page.context["form"]["birth_date"].value() == "1985-03-07"
        answer = desk.post(reverse("people:register"), {**sent, "anyway": "on"})
        assert (answer.status_code, len(looks())) == (302, 1)


ENDS = [("health", "end_health"), ("victims", "end_victim")]


class TestWalls:
    @pytest.fixture
    def head(self, house, anna) -> Client:
        return with_purpose(browser(house.member("head_of_unit")), anna)

    @pytest.fixture
    def facts(self, anna) -> dict[str, Any]:
        return {
            "health": kept(HealthAlert(person=anna, text="Insulin", since=DAY)),
            "victims": kept(Victim(person=anna, name="Gunta Slepena", since=DAY)),
        }

    @pytest.mark.parametrize(("wall", "name"), ENDS)
    def test_what_is_protected_ends_and_stays_protected(self, head, anna, facts, wall, name):
        step = url(name, anna, facts[wall].pk)
        opened = head.post(url(wall, anna), {"purpose": "check"})
        assert step in opened.content.decode()
        asked = head.get(step)
        assert (asked.status_code, "Insulin" in asked.content.decode()) == (200, False)
        wrong = head.post(step, {"until": "2026-03-01"})
        told = ["It cannot end before it began. Give a later day."]
        assert (wrong.status_code, wrong.context["form"].errors) == (422, {"until": told})
        answer = head.post(step, {"until": "2026-03-09"})
        assert (answer.status_code, answer.url) == (302, url(wall, anna))
        with seen_by(SERVICE), behind(wall):
            assert again(facts[wall]).until == date(2026, 3, 9)
        ((_, subject, walled, _, changes),) = recorded("people.end_fact")
        assert (subject, walled, changes[0][1:]) == (
            anna.pk, wall, ({"until": None}, {"until": "2026-03-09"}),
        )  # fmt: skip
        assert step not in head.post(url(wall, anna), {"purpose": "check"}).content.decode()

    @pytest.mark.parametrize(("wall", "name"), ENDS)
    def test_a_fact_of_somebody_else_is_not_there(self, head, house, anna, facts, wall, name):
        other = person("Liepa", at=house.units["riga"])
        with_purpose(head, other)
        sent = {"until": "2026-03-09"}
        assert head.post(url(name, other, facts[wall].pk), sent).status_code == 404
        assert recorded("people.end_fact") == []

    def test_who_may_correct_may_not_end_what_is_protected(self, house, anna, facts):
        clerk = house.actor("clerk")
        for fact in facts.values():
            with seen_by(clerk), pytest.raises(Refused) as refused:
                end_fact(by=clerk, fact=fact, until=DAY)
            assert [reason.code for reason in refused.value.reasons] == ["no-role"]
        with seen_by(clerk), pytest.raises(WallClosed):
            list(anna.health_alerts.all())


def test_nobody_is_registered_in_a_unit_beyond_reach(house):
    """The action itself refuses: the form is not the only way to it."""
    head = actor_for(house.member("head_of_unit"), TODAY)
    with seen_by(head), pytest.raises(Refused) as refused:
        register_person(by=head, unit=house.units["olaine"], who=Identity(family="Egle"))
    assert [reason.code for reason in refused.value.reasons] == ["not-your-unit"]
    with seen_by(SERVICE):
        assert Person.objects.count() == 0
