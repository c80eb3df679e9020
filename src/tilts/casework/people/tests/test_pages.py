"""The pages of people: what they show, what they do, and how they say what is wrong."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from tilts.casework.people.emergency import NOBODY
from tilts.casework.people.models import (
    Address,
    Alert,
    Contact,
    Identifier,
    OtherName,
    Person,
    Relation,
)
from tilts.platform.access.models import BrokenGlass
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE

from .desk import browser, kept, looks, plain, recorded, with_purpose
from .people import change, person

TODAY = timezone.localdate()
DAY = date(2026, 3, 2)
REQUIRED, NO_DATE = "This field is required.", "Enter a valid date."
WHO = {
    "family": "Liepa",
    "given": "Anna",
    "birth_date": "1985-03-07",
    "birth_precision": "day",
    "sex": "female",
    "category": "convicted",
}


@pytest.fixture
def clerk(house):
    return house.member("clerk")


@pytest.fixture
def desk(clerk, anna) -> Client:
    """A clerk's browser, which has said why it looks at Anna."""
    return with_purpose(browser(clerk), anna)


def url(name: str, *args: Any) -> str:
    whose = [arg.pk if isinstance(arg, Person) else arg for arg in args]
    return reverse(f"people:{name}", args=whose)


def again(row: Any) -> Any:
    with seen_by(SERVICE):
        return type(row).objects.get(pk=row.pk)


def only(model: Any) -> Any:
    with seen_by(SERVICE):
        return model.objects.get()


def how_many(model: Any) -> int:
    with seen_by(SERVICE):
        return int(model.objects.count())


def said_next_to(page: Any, field: str) -> list[str]:
    """What is said of a field, which must stand in the page after the field itself."""
    html = page.content.decode()
    messages = [str(message) for message in page.context["form"].errors[field]]
    field_at = html.index(f'name="{field}"')
    assert [escape(text) in html[field_at:] for text in messages] == [True] * len(messages)
    return messages


class TestFinding:
    def test_the_list_shows_who_is_visible_and_writes_whom_it_showed(self, desk, house, clerk):
        with seen_by(SERVICE):
            anna = Person.objects.get()
        other = person("Ābele", at=house.units["riga_w1"])
        person("Tālais", at=house.units["jelgava"])
        page = desk.get(url("list"))
        shown = [row.pk for row in page.context["page"].items]
        assert (page.status_code, shown) == (200, [other.pk, anna.pk])
        assert looks() == [
            (clerk.pk, sorted([str(anna.pk), str(other.pk)]), "search", "search", "")
        ]
        html = page.content.decode()
        assert [text in html for text in ("Ozola, Anna", "Ābele", "Tālais", "1985")] == [
            True, True, False, True,
        ]  # fmt: skip

    def test_an_empty_list_is_no_look(self, house):
        page = browser(house.member("head_of_unit", "olaine")).get(url("list"))
        assert "Nobody is in your caseload or unit yet." in page.content.decode()
        assert looks() == []

    def test_a_search_shows_hits_and_writes_them(self, desk, clerk, anna):
        page = desk.get(url("list"), {"q": " ozola ana "})
        assert [hit.person for hit in page.context["found"].hits] == [anna.pk]
        assert looks() == [(clerk.pk, [str(anna.pk)], "search", "search", "")]

    def test_a_search_that_finds_nobody_says_what_to_try(self, desk):
        page = desk.get(url("list"), {"q": "xyzzy"})
        assert "Nobody whom you may see matches." in page.content.decode()
        assert looks() == []

    def test_as_many_queries_for_three_as_for_one(self, desk, house):
        def queries(**query: str) -> int:
            with CaptureQueriesContext(connection) as captured:
                assert desk.get(url("list"), query).status_code == 200
            return len(captured)

        one = queries(), queries(q="anna")
        for family in ("Egle", "Liepa"):
            person(family, "Anna", at=house.units["riga"])
        assert (queries(), queries(q="anna")) == one


EMERGENCY = "Somebody lies unconscious in the yard."


class TestBreakingTheGlass:
    @pytest.fixture
    def stranger(self, house) -> Person:
        """Somebody out of the clerk's reach."""
        far = person("Tālais", at=house.units["jelgava"])
        kept(Identifier(person=far, kind="foreign_document", value="AB1234", since=DAY))
        return far

    @pytest.mark.parametrize("number", ["{file}", " {file} ", "ab-12 34"])
    def test_an_exact_number_opens_the_record(self, desk, clerk, stranger, number):
        sent = {"number": number.format(file=stranger.file_number), "reason": EMERGENCY}
        answer = desk.post(url("break_glass"), sent)
        assert (answer.status_code, answer.url) == (302, reverse("web:person", args=[stranger.pk]))
        glass = BrokenGlass.objects.get()
        assert (glass.person_id, glass.staff_id, glass.reason) == (
            stranger.pk, clerk.pk, EMERGENCY,
        )  # fmt: skip
        page = desk.get(url("identity", stranger))
        assert (page.status_code, page.context["person"]) == (200, stranger)
        assert looks()[-1][3] == "broken-glass"

    @pytest.mark.parametrize("number", ["26-9999", "Tālais", "AB123", "tal"])
    def test_nothing_is_searched_for(self, desk, stranger, number):
        page = desk.post(url("break_glass"), {"number": number, "reason": EMERGENCY})
        assert (page.status_code, said_next_to(page, "number")) == (422, [str(NOBODY)])
        assert BrokenGlass.objects.count() == 0

    def test_a_number_that_two_have_opens_neither(self, desk, stranger, anna):
        kept(Identifier(person=anna, kind="foreign_document", value="AB1234", since=DAY))
        page = desk.post(url("break_glass"), {"number": "AB1234", "reason": EMERGENCY})
        assert said_next_to(page, "number") == [str(NOBODY)]

    @pytest.mark.parametrize("reason", ["help", "                                "])
    def test_the_emergency_is_said_in_a_sentence(self, desk, stranger, reason):
        sent = {"number": stranger.file_number, "reason": reason}
        page = desk.post(url("break_glass"), sent)
        short = "Say in a sentence what the emergency is: at least 20 characters."
        wanted = short if reason.strip() else REQUIRED
        assert (page.status_code, said_next_to(page, "reason")) == (422, [wanted])

    def test_the_page_before_anything_is_typed(self, desk):
        page = desk.get(url("break_glass"))
        assert (page.status_code, page.context["form"].errors) == (200, {})


class TestRegistering:
    @pytest.fixture
    def sent(self, house) -> dict[str, Any]:
        new = {"family": "Kalniņa", "birth_date": "1990-02-03"}
        return {**WHO, **new, "unit": house.units["riga"].pk, "code_kind": "none"}

    def test_somebody_new_is_registered(self, desk, clerk, house, sent):
        more = {
            "citizenships": "lv, lt",
            "languages": ["lv", "ru"],
            "code_kind": "foreign_document",
            "code": "x-1",
        }
        answer = desk.post(url("register"), {**sent, **more})
        with seen_by(SERVICE):
            made = Person.objects.get(family="Kalniņa")
        assert (answer.status_code, answer.url) == (302, reverse("web:person", args=[made.pk]))
        told = (made.name, made.unit, made.citizenships, made.languages, made.interpreter)
        assert told == ("Kalniņa, Anna", house.units["riga"], ["LV", "LT"], ["lv", "ru"], "")
        assert (only(Identifier).value, only(Identifier).person_id) == ("X1", made.pk)
        assert [row[:2] for row in recorded("people.register")] == [(clerk.pk, made.pk)]

    @pytest.mark.parametrize(
        ("field", "value", "message"),
        [
            ("family", "", REQUIRED),
            ("family", "x" * 81, "Ensure this value has at most 80 characters (it has 81)."),
            ("birth_date", "yesterday", NO_DATE),
            (
                "birth_date",
                str(TODAY + timedelta(days=1)),
                "This date lies in the future. Give the date of birth.",
            ),
            (
                "category",
                "guilty",
                "Select a valid choice. guilty is not one of the available choices.",
            ),
            (
                "citizenships",
                "LV Latvia",
                "“LATVIA” is not a country code. Two letters, such as LV.",
            ),
            ("citizenships", "L1", "“L1” is not a country code. Two letters, such as LV."),
            (
                "unit",
                "",
                REQUIRED,
            ),
        ],
    )
    def test_what_is_wrong_is_said_next_to_its_field(self, desk, sent, field, value, message):
        page = desk.post(url("register"), {**sent, field: value})
        assert (page.status_code, said_next_to(page, field)) == (422, [message])
        assert (list(page.context["form"].errors), how_many(Person)) == ([field], 1)
        assert 'value="Anna"' in page.content.decode()

    def test_likely_twins_come_first_with_the_evidence(self, desk, sent, anna):
        same = {**sent, **WHO, "family": "Ozola", "given": "Ana"}
        page = desk.post(url("register"), same)
        twins = page.context["twins"]
        assert (page.status_code, [twin.person.pk for twin in twins]) == (422, [anna.pk])
        html = page.content.decode()
        assert [escape(str(item)) in html for item in twins[0].evidence] == [True] * len(
            twins[0].evidence
        )
        assert (how_many(Person), 'name="anyway" value="on"' in html) == (1, True)
        assert desk.post(url("register"), {**same, "anyway": "on"}).status_code == 302
        assert how_many(Person) == 2

    def test_units_elsewhere_are_not_offered(self, desk, house, sent):
        page = desk.post(url("register"), {**sent, "unit": house.units["jelgava"].pk})
        assert (page.status_code, list(page.context["form"].errors)) == (422, ["unit"])
        offered = page.context["form"].fields["unit"].queryset
        assert [unit.code for unit in offered] == ["olaine", "riga", "riga_w1"]


class TestIdentity:
    def test_without_a_purpose_it_is_asked_for(self, clerk, anna):
        page = browser(clerk).get(url("identity", anna))
        assert page.status_code == 403
        assert "Why do you open this record?" in page.content.decode()
        assert ("Ozola" in page.content.decode(), looks()) == (False, [])

    def test_every_fact_is_told_in_words(self, desk, anna):
        dated = {"person": anna, "since": DAY}
        kept(Identifier(kind="foreign_document", value="AB1234", **dated))
        kept(Address(kind="actual", street="Upes 1", locality="Rīga", country="LV", **dated))
        kept(Contact(kind="phone", value="+371 2000 0001", note="evenings", **dated))
        kept(Relation(kind="parent", name="Velta Ozola", phone="112", note="near", **dated))
        kept(OtherName(kind="alias", family="Putns", given="Anna", **dated))
        kept(Alert(kind="escape", text="tried twice", **dated))
        html = desk.get(url("identity", anna)).content.decode()
        told = [
            "AB1234",
            "Foreign document",
            "Upes 1, Rīga",
            "+371 2000 0001 · evenings",
            "Velta Ozola · 112 · near",
            "Putns, Anna",
            "tried twice",
            "risk of escape",
        ]
        assert [text for text in told if text not in html] == []

    def test_a_reader_is_offered_no_changes(self, house, anna):
        client = with_purpose(browser(house.member("inspector")), anna)
        kept(Contact(person=anna, kind="phone", value="1", since=DAY))
        html = client.get(url("identity", anna)).content.decode()
        offered = [url("correct", anna), url("add", anna, "contact"), "/end/"]
        assert [address for address in offered if address in html] == []

    def test_as_many_queries_for_three_rows_as_for_one(self, desk, anna):
        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                assert desk.get(url("identity", anna)).status_code == 200
            return len(captured)

        def one_more() -> None:
            kept(Contact(person=anna, kind="phone", value="1", since=DAY))
            kept(Alert(person=anna, kind="escape", since=DAY))
            kept(Identifier(person=anna, kind="foreign_document", value="1", since=DAY))

        one_more()
        one = queries()
        one_more()
        one_more()
        assert queries() == one


class TestCorrecting:
    @pytest.fixture
    def sent(self) -> dict[str, Any]:
        return {**WHO, "version": "1", "reason": "has married"}

    def test_the_form_begins_with_what_is_known(self, desk, anna):
        change(anna, citizenships=["LV", "LT"], languages=["lv"])
        form = desk.get(url("correct", anna)).context["form"]
        begun = {name: form.initial[name] for name in ("family", "citizenships", "version")}
        assert begun == {"family": "Ozola", "citizenships": "LV LT", "version": 1}

    def test_a_correction_is_kept(self, desk, clerk, anna, sent):
        answer = desk.post(url("correct", anna), sent)
        assert (answer.status_code, answer.url) == (302, url("identity", anna))
        assert (again(anna).name, again(anna).sex, again(anna).version) == (
            "Liepa, Anna", "female", 2,
        )  # fmt: skip
        assert [row[:4] for row in recorded("people.correct")] == [
            (clerk.pk, anna.pk, "", "has married")
        ]

    @pytest.mark.parametrize(("field", "value"), [("family", ""), ("reason", "")])
    def test_what_is_missing_is_said_next_to_its_field(self, desk, anna, sent, field, value):
        page = desk.post(url("correct", anna), {**sent, field: value})
        assert (page.status_code, said_next_to(page, field)) == (422, [REQUIRED])
        assert again(anna).version == 1

    def test_who_was_overtaken_compares_and_loses_nothing(self, desk, anna, sent):
        desk.post(url("correct", anna), {**sent, "family": "Egle"})
        page = desk.post(url("correct", anna), {**sent, "interpreter": "ru"})
        html = page.content.decode()
        assert (page.status_code, again(anna).name) == (409, "Egle, Anna")
        shown = ("Somebody changed this meanwhile", "Egle, Anna", 'value="Liepa"', "has married")
        assert [text for text in shown if text not in html] == []
        form = page.context["form"]
        assert (form["version"].value(), form["interpreter"].value()) == ("2", "ru")
        answer = desk.post(url("correct", anna), {**sent, "version": form["version"].value()})
        assert (answer.status_code, again(anna).name) == (302, "Liepa, Anna")


def test_who_was_overtaken_is_shown_only_what_differs(desk, anna):
    sent = {**WHO, "version": "1", "reason": "x"}
    desk.post(url("correct", anna), {**sent, "citizenships": "LT", "interpreter": "lt"})
    page = desk.post(url("correct", anna), {**sent, "family": "Egle", "languages": ["lv"]})
    assert {str(label): text for label, text in page.context["now"]} == {
        "Family name": "Liepa",
        "Citizenship": "LT",
        "Languages spoken": "–",
        "Needs an interpreter for": "Lithuanian",
    }
    form = page.context["form"]
    assert (form["family"].value(), form["languages"].value()) == ("Egle", ["lv"])


def test_the_identity_page_says_who_it_is(desk, anna):
    change(anna, sex="female", citizenships=["LV"], birth_date=date(1985, 1, 1),
           birth_precision="year", languages=["ka"])  # fmt: skip
    html = desk.get(url("identity", anna)).content.decode()
    told = ["Anna Ozola", "<dd>1985</dd>", "<dd>female</dd>", "<dd>LV</dd>", "<dd>Georgian</dd>"]
    assert [text for text in told if text not in html] == []


ADDED: dict[str, tuple[Any, str, dict[str, str]]] = {
    "address": (Address, "locality", {"kind": "actual", "locality": "Rīga", "country": "LV"}),
    "contact": (Contact, "value", {"kind": "phone", "value": "+371 2000 0001"}),
    "relation": (Relation, "name", {"kind": "parent", "name": "Velta"}),
    "name": (OtherName, "family", {"kind": "alias", "family": "Putns"}),
    "alert": (Alert, "kind", {"kind": "escape", "text": "tried twice"}),
}


@pytest.mark.parametrize("kind", ADDED)
class TestFacts:
    def test_one_is_added(self, desk, anna, kind):
        model, _, said = ADDED[kind]
        answer = desk.post(url("add", anna, kind), {**said, "since": DAY})
        assert (answer.status_code, answer.url) == (302, url("identity", anna))
        row = only(model)
        told = {name: getattr(row, name) for name in said}
        assert (told, row.person_id, row.since, row.until) == (said, anna.pk, DAY, None)

    def test_what_is_missing_is_said_next_to_its_field(self, desk, anna, kind):
        model, field, said = ADDED[kind]
        page = desk.post(url("add", anna, kind), {**said, field: "", "since": DAY})
        assert (page.status_code, said_next_to(page, field)) == (422, [REQUIRED])
        page = desk.post(url("add", anna, kind), {**said, "since": "soon"})
        assert (page.status_code, said_next_to(page, "since")) == (422, [NO_DATE])
        assert how_many(model) == 0

    def test_the_form_begins_today(self, desk, anna, kind):
        page = desk.get(url("add", anna, kind))
        assert (page.status_code, page.context["form"].initial) == (
            200, {"since": TODAY, "country": "LV"},
        )  # fmt: skip

    def test_one_ends(self, desk, clerk, anna, kind):
        model, _, said = ADDED[kind]
        fact = kept(model(person=anna, since=DAY, **said))
        step = url("end", anna, kind, fact.pk)
        assert step in desk.get(url("identity", anna)).content.decode()
        assert escape(fact.text_shown) in desk.get(step).content.decode()
        answer = desk.post(step, {"until": TODAY})
        assert (answer.status_code, answer.url) == (302, url("identity", anna))
        assert again(fact).until == TODAY
        ended = (model._meta.label_lower, {"until": None}, plain(until=TODAY))
        assert recorded("people.end_fact") == [(clerk.pk, anna.pk, "", "", [ended])]
        assert step not in desk.get(url("identity", anna)).content.decode()
        assert desk.get(step).status_code == 404

    def test_the_day_must_be_right(self, desk, anna, kind):
        model, _, said = ADDED[kind]
        fact = kept(model(person=anna, since=DAY, **said))
        wrong = {
            "": REQUIRED,
            "then": NO_DATE,
            str(DAY - timedelta(days=1)): "It cannot end before it began. Give a later day.",
        }
        for until, message in wrong.items():
            page = desk.post(url("end", anna, kind, fact.pk), {"until": until})
            assert (page.status_code, said_next_to(page, "until")) == (422, [message])
        assert (again(fact).until, recorded("people.end_fact")) == (None, [])

    def test_a_fact_of_somebody_else_is_not_there(self, desk, house, anna, kind):
        model, _, said = ADDED[kind]
        other = person("Liepa", at=house.units["riga"])
        fact = kept(model(person=other, since=DAY, **said))
        assert desk.post(url("end", anna, kind, fact.pk), {"until": TODAY}).status_code == 404
        assert again(fact).until is None


def test_there_is_no_such_kind_of_fact(desk, anna):
    assert desk.get(url("add", anna, "planet")).status_code == 404
    assert desk.get(url("end", anna, "planet", 1)).status_code == 404


def test_an_officer_does_not_end_a_fact_of_another_ones_case(house, anna):
    fact = kept(Contact(person=anna, kind="phone", value="1", since=DAY))
    client = with_purpose(browser(house.member("prison_officer")), anna)
    page = client.post(url("end", anna, "contact", fact.pk), {"until": TODAY})
    assert (page.status_code, said_next_to(page, "until")) == (
        422,
        [
            "You may see this person, but not do this for them. Ask their officer or the head "
            "of unit."
        ],
    )
    assert again(fact).until is None


class TestSteps:
    def test_a_code_is_added(self, desk, anna):
        sent = {"kind": "foreign_document", "value": "ab 12", "since": DAY}
        answer = desk.post(url("add_code", anna), sent)
        row = only(Identifier)
        assert (answer.url, row.value, row.since) == (url("identity", anna), "AB12", DAY)

    @pytest.mark.parametrize(("field", "value", "message"), [
        ("value", "", REQUIRED),
        ("since", "", REQUIRED),
        ("kind", "x", "Select a valid choice. x is not one of the available choices."),
    ])  # fmt: skip
    def test_a_code_that_is_not_one(self, desk, anna, field, value, message):
        sent = {"kind": "foreign_document", "value": "1", "since": DAY, field: value}
        page = desk.post(url("add_code", anna), sent)
        assert (page.status_code, said_next_to(page, field)) == (422, [message])

    def test_a_death_is_noted(self, desk, anna):
        page = desk.get(url("death", anna))
        assert "Proceedings, placements and allocations end with it." in page.content.decode()
        answer = desk.post(url("death", anna), {"died_on": DAY, "reason": "certificate 17"})
        assert (answer.url, again(anna).died_on) == (reverse("web:person", args=[anna.pk]), DAY)

    @pytest.mark.parametrize(("field", "value", "message"), [
        ("died_on", "", REQUIRED),
        ("died_on", str(TODAY + timedelta(days=1)),
         "This date lies in the future. Give the date of death."),
        ("reason", "", REQUIRED),
    ])  # fmt: skip
    def test_a_death_that_cannot_be(self, desk, anna, field, value, message):
        sent = {"died_on": DAY, "reason": "certificate 17", field: value}
        page = desk.post(url("death", anna), sent)
        assert (page.status_code, said_next_to(page, field)) == (422, [message])
        assert again(anna).died_on is None

    def test_a_record_entered_in_error_leaves_the_list(self, desk, anna):
        page = desk.post(url("error", anna), {"reason": ""})
        assert (page.status_code, said_next_to(page, "reason")) == (422, [REQUIRED])
        assert desk.get(url("error", anna)).status_code == 200
        answer = desk.post(url("error", anna), {"reason": "a test entry"})
        assert (answer.url, again(anna).entered_in_error) == (url("list"), True)
        assert desk.get(url("list")).context["page"].items == []


class TestTwins:
    @pytest.fixture
    def twin(self, house) -> Person:
        return person("Ozola", "Ana", at=house.units["riga"])

    def sent(self, other: Person | str, **more: str) -> dict[str, str]:
        number = other if isinstance(other, str) else other.file_number
        return {"file_number": number, "reason": "one passport", **more}

    def test_who_looks_alike_is_shown_with_the_evidence(self, desk, anna, twin):
        page = desk.get(url("twins", anna))
        assert [found.person.pk for found in page.context["twins"]] == [twin.pk]
        assert twin.file_number in page.content.decode()

    def test_two_are_merged_and_split(self, desk, anna, twin):
        answer = desk.post(url("twins", anna), self.sent(twin, same=""))
        assert (answer.url, again(twin).merged_into_id) == (url("twins", anna), anna.pk)
        with_purpose(desk, twin)
        assert desk.get(url("split", twin)).status_code == 200
        page = desk.post(url("split", twin), {"reason": ""})
        assert (page.status_code, said_next_to(page, "reason")) == (422, [REQUIRED])
        answer = desk.post(url("split", twin), {"reason": "two passports"})
        parted = reverse("web:person", args=[twin.pk])
        assert (answer.url, again(twin).merged_into_id) == (parted, None)
        page = desk.post(url("twins", anna), self.sent(twin, same=""))
        final = "These two were found to be different people. That decision is final."
        assert (page.status_code, said_next_to(page, "file_number")) == (422, [final])

    def test_two_are_kept_apart(self, desk, anna, twin):
        assert desk.post(url("twins", anna), self.sent(twin, apart="")).status_code == 302
        assert [row[3] for row in recorded("people.keep_apart")] == ["one passport"]
        assert desk.get(url("twins", anna)).context["twins"] == []

    @pytest.mark.parametrize("button", ["same", "apart"])
    def test_one_record_is_not_two(self, desk, anna, button):
        page = desk.post(url("twins", anna), self.sent(anna, **{button: ""}))
        one = ["This is one record, not two."]
        assert (page.status_code, said_next_to(page, "file_number")) == (422, one)

    def test_a_number_of_nobody_or_of_somebody_unseen(self, desk, house, anna):
        far = person("Tālais", at=house.units["jelgava"])
        for number in ("26-99999", far.file_number):
            page = desk.post(url("twins", anna), self.sent(number))
            unseen = ["No record that you may see has this number."]
            assert (page.status_code, said_next_to(page, "file_number")) == (422, unseen)

    def test_what_is_not_merged_is_not_split(self, desk, anna):
        page = desk.post(url("split", anna), {"reason": "x"})
        assert page.status_code == 403
        assert [why.code for why in page.context["reasons"]] == ["not-merged"]


PERSON_PAGES = ["identity", "correct", "add_code", "death", "error", "twins", "split"]


@pytest.mark.parametrize("name", PERSON_PAGES)
def test_every_page_writes_the_look_and_has_the_header(desk, clerk, anna, name):
    page = desk.get(url(name, anna))
    assert (page.status_code, page.context["header"].name) == (200, "Ozola, Anna")
    assert looks() == [(clerk.pk, [str(anna.pk)], "page", "check", "")]


@pytest.mark.parametrize("name", PERSON_PAGES)
def test_every_page_hides_who_is_elsewhere(desk, house, name):
    far = person("Tālais", at=house.units["jelgava"])
    there, nowhere = desk.get(url(name, far)), desk.get(url(name, UUID(int=7)))
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert ("Tālais" in there.content.decode(), looks()) == (False, [])
