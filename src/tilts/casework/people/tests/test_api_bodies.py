"""Every write of the API with right, wrong, unknown, extra and repeated bodies."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from tilts.casework.people.models import Alert, Contact, Identifier, OtherName, Person
from tilts.doors.api.tests.callers import Caller, browser, person, reasons, system, told
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act

from .desk import looks, recorded

SINCE = "2026-03-02"
FUTURE = "2999-01-01"
WHO = {"family": "Liepa", "category": "convicted"}
# Each operation on a person: the end of its address, a body that is right, and the act it writes.
RIGHT: dict[str, tuple[dict[str, Any], str]] = {
    "corrections": ({**WHO, "version": 1, "reason": "married"}, "correct"),
    "codes": ({"kind": "foreign_document", "value": "AB-1", "since": SINCE}, "add_code"),
    "names": ({"kind": "alias", "family": "Putns", "since": SINCE}, "add_name"),
    "addresses": (
        {"kind": "actual", "locality": "Rīga", "country": "lv", "since": SINCE},
        "add_detail",
    ),
    "contacts": ({"kind": "phone", "value": "+371 2", "since": SINCE}, "add_detail"),
    "relations": ({"kind": "parent", "name": "Velta", "since": SINCE}, "add_detail"),
    "alerts": ({"kind": "escape", "text": "tried", "since": SINCE}, "set_alert"),
    "death": ({"died_on": SINCE, "reason": "certificate 17"}, "note_death"),
    "error": ({"reason": "a test entry"}, "mark_entered_in_error"),
}
MISSING = {  # what each body cannot do without
    "corrections": ["family", "category", "version", "reason"],
    "codes": ["kind", "since"],
    "names": ["kind", "since", "family"],
    "addresses": ["kind", "since", "locality", "country"],
    "contacts": ["kind", "since", "value"],
    "relations": ["kind", "since", "name"],
    "alerts": ["kind", "since"],
    "death": ["reason", "died_on"],
    "error": ["reason"],
    "restore": ["reason"],
    "endings": ["kind", "fact", "until"],
    "merge": ["reason", "other"],
    "apart": ["reason", "other"],
    "split": ["reason"],
}


@pytest.fixture
def clerk(house) -> Caller:
    """A system with a clerk's role in Riga."""
    return system(house, "clerk")


@pytest.fixture
def ozola(house) -> Person:
    return person(house, "Ozola", "Anna")


def acts(kind: str) -> int:
    return Act.objects.filter(kind=f"people.{kind}").count()


def faults(answer: Any) -> dict[str, str]:
    """What is said of each field that is wrong."""
    assert reasons(answer) == (422, ["fields"])
    return {
        error["field"].removeprefix("body."): error["text"] for error in answer.json()["errors"]
    }


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_body_is_done_once_however_often_it_is_sent(clerk, ozola, name):
    body, kind = RIGHT[name]
    first = clerk.post(f"/people/{ozola.pk}/{name}", body, key="one-and-the-same")
    second = clerk.post(f"/people/{ozola.pk}/{name}", body, key="one-and-the-same")
    assert (first.status_code, first.content) == (201, second.content)
    assert (first.headers.get("Idempotency-Replayed"), second.headers["Idempotency-Replayed"]) == (
        None, "true",
    )  # fmt: skip
    ((actor, subject, *_),) = recorded(f"people.{kind}")
    assert (actor, subject, acts(kind)) == (clerk.party, ozola.pk, 1)
    assert looks() == [(clerk.party, [str(ozola.pk)], "api", "exchange", "")]


@pytest.mark.parametrize("name", MISSING)
def test_an_empty_body_is_told_every_field_that_is_missing(clerk, ozola, name):
    answer = clerk.post(f"/people/{ozola.pk}/{name}", {})
    assert faults(answer) == dict.fromkeys(MISSING[name], "Give this field.")
    assert Act.objects.filter(kind__startswith="people.").count() == 1  # the registration


@pytest.mark.parametrize("name", RIGHT)
def test_a_field_that_there_is_not_is_an_error_not_a_silence(clerk, ozola, name):
    body, kind = RIGHT[name]
    answer = clerk.post(f"/people/{ozola.pk}/{name}", {**body, "nickname": "Žagata"})
    assert faults(answer) == {"nickname": "There is no such field. Leave it out."}
    assert acts(kind) == 0


@pytest.mark.parametrize("name", MISSING)
@pytest.mark.parametrize("body", ["", "[]", "null", "{", '"x"'])
def test_what_is_no_object_is_refused(clerk, ozola, name, body):
    answer = clerk.post(f"/people/{ozola.pk}/{name}", body)
    assert answer.status_code in (400, 422)
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("name", RIGHT)
def test_about_nobody_and_about_somebody_unseen_the_answer_is_one(house, clerk, name):
    far, (body, kind) = person(house, "Tālais", unit="jelgava"), RIGHT[name]
    there = clerk.post(f"/people/{far.pk}/{name}", body)
    nowhere = clerk.post(f"/people/{uuid4()}/{name}", body)
    assert told(there) == told(nowhere)
    assert (reasons(there), acts(kind), looks()) == ((404, ["not-yours"]), 0, [])


@pytest.mark.parametrize("name", RIGHT)
def test_without_a_purpose_staff_write_nothing(house, ozola, name):
    body, kind = RIGHT[name]
    answer = browser(house.member("clerk")).post(f"/people/{ozola.pk}/{name}", body)
    assert (reasons(answer), acts(kind), looks()) == ((403, ["purpose"]), 0, [])


@pytest.mark.parametrize("name", [name for name in RIGHT if name != "alerts"])
def test_an_officer_writes_only_for_their_own(house, ozola, name):
    body, kind = RIGHT[name]
    officer = browser(house.member("prison_officer"))
    why = {"Tilts-Purpose": "cover"}
    answer = officer.post(f"/people/{ozola.pk}/{name}", body, **why)
    assert (reasons(answer), acts(kind)) == ((422, ["out-of-reach"]), 0)


WRONG: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    ("corrections", {"birth_date": FUTURE},
     {"birth_date": "This date lies in the future. Give the date of birth."}),
    ("corrections", {"birth_date": "0985-01-01"},
     {"birth_date": "This date lies before 1850. Check the year."}),
    ("corrections", {"citizenships": ["Latvia"]},
     {"citizenships": "“LATVIA” is not a country code. Two letters, such as LV."}),
    ("corrections", {"family": " "}, {"family": "This field is required."}),
    ("corrections", {"version": "last"}, {"version": "Give a whole number."}),
    ("corrections", {"languages": "lv"}, {"languages": "Give a list."}),
    ("codes", {"kind": "club"},
     {"kind": "Select a valid choice. club is not one of the available choices."}),
    ("codes", {"value": ""}, {"value": "This field is required."}),
    ("codes", {"kind": "none"},
     {"kind": "Here is a code: choose its type. Or leave the code empty."}),
    ("names", {"family": "x" * 81},
     {"family": "Ensure this value has at most 80 characters (it has 81)."}),
    ("addresses", {"country": "1x"}, {"country": "Two letters, such as LV."}),
    ("contacts", {"kind": "email"}, {"value": "Enter a valid email address."}),
    ("contacts", {"value": "none"}, {"value": "A telephone number has digits: +371 20000000."}),
    ("relations", {"kind": "boss"},
     {"kind": "Select a valid choice. boss is not one of the available choices."}),
    ("alerts", {"since": "soon"}, {"since": "Give a date, such as 2026-11-30."}),
    ("death", {"died_on": "then"}, {"died_on": "Give a date, such as 2026-11-30."}),
    ("error", {"reason": ""}, {"reason": "This field is required."}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "wrong", "found"), WRONG)
def test_a_wrong_field_is_named_with_its_remedy(clerk, ozola, name, wrong, found):
    body, kind = RIGHT[name]
    answer = clerk.post(f"/people/{ozola.pk}/{name}", {**body, **wrong})
    assert (faults(answer), acts(kind)) == (found, 0)


@pytest.mark.parametrize(("died_on", "why"), [
    (FUTURE, "dies-later"), ("1985-03-06", "dies-before-birth"),
])  # fmt: skip
def test_a_day_on_which_nobody_can_have_died(clerk, ozola, died_on, why):
    body = {"died_on": died_on, "reason": "x"}
    answer = clerk.post(f"/people/{ozola.pk}/death", body)
    assert (reasons(answer), acts("note_death")) == ((422, [why]), 0)


def test_a_death_and_an_error_are_taken_back(clerk, ozola):
    for name in ("death", "error"):
        clerk.post(f"/people/{ozola.pk}/{name}", RIGHT[name][0])
    marked = clerk.get(f"/people/{ozola.pk}").json()
    assert (marked["died_on"], marked["entered_in_error"], marked["version"]) == (SINCE, True, 3)
    assert clerk.get("/people").json()["items"] == []
    answer = clerk.post(f"/people/{ozola.pk}/restore", {"reason": "a namesake"})
    assert told(answer) == (201, {"id": str(ozola.pk), "version": 4})
    now = clerk.get(f"/people/{ozola.pk}").json()
    assert (now["died_on"], now["entered_in_error"]) == (None, False)
    again = clerk.post(f"/people/{ozola.pk}/restore", {"reason": "x"})
    assert reasons(again) == (422, ["nothing-to-restore"])


def test_a_merged_record_cannot_be_the_error_of_the_whole_path(house, clerk, ozola):
    gone = person(house, "Ozole", "Anna")
    clerk.post(f"/people/{ozola.pk}/merge", {"other": str(gone.pk), "reason": "x"})
    answer = clerk.post(f"/people/{ozola.pk}/error", {"reason": "x"})
    assert reasons(answer) == (422, ["merged-into"])


ENDED: dict[str, tuple[str, Any]] = {
    "codes": ("code", Identifier),
    "names": ("name", OtherName),
    "contacts": ("contact", Contact),
    "alerts": ("alert", Alert),
}


@pytest.mark.parametrize("name", ENDED)
def test_a_fact_ends_once(clerk, ozola, name):
    kind, model = ENDED[name]
    fact = int(clerk.post(f"/people/{ozola.pk}/{name}", RIGHT[name][0]).json()["id"])
    ending = {"kind": kind, "fact": fact, "until": "2026-03-09"}
    answer = clerk.post(f"/people/{ozola.pk}/endings", ending)
    assert told(answer) == (201, {"id": str(fact), "version": None})
    (row,) = clerk.get(f"/people/{ozola.pk}/details").json()[name]
    assert (row["id"], row["until"]) == (fact, "2026-03-09")
    again = clerk.post(f"/people/{ozola.pk}/endings", {**ending, "until": "2026-03-10"})
    assert (reasons(again), acts("end_fact")) == ((422, ["ended-already"]), 1)
    with seen_by(SERVICE):
        assert str(model.objects.get().until) == "2026-03-09"


@pytest.mark.parametrize(("wrong", "status", "codes"), [
    ({"until": "2026-03-01"}, 422, ["ends-before"]),
    ({"kind": "planet"}, 404, ["not-there"]),
    ({"kind": "alert"}, 404, ["not-there"]),
    ({"fact": 999_999}, 404, ["not-there"]),
    ({"fact": 0}, 422, ["fields"]),
    ({"fact": 1 << 63}, 422, ["fields"]),
    ({"until": "never"}, 422, ["fields"]),
])  # fmt: skip
def test_what_does_not_end(clerk, ozola, wrong, status, codes):
    made = clerk.post(f"/people/{ozola.pk}/contacts", RIGHT["contacts"][0]).json()
    ending = {"kind": "contact", "fact": int(made["id"]), "until": "2026-03-09", **wrong}
    answer = clerk.post(f"/people/{ozola.pk}/endings", ending)
    assert (reasons(answer), acts("end_fact")) == ((status, codes), 0)


def test_a_fact_of_somebody_else_does_not_end(house, clerk, ozola):
    made = clerk.post(f"/people/{ozola.pk}/contacts", RIGHT["contacts"][0]).json()
    other = person(house, "Liepa")
    ending = {"kind": "contact", "fact": int(made["id"]), "until": "2026-03-09"}
    assert reasons(clerk.post(f"/people/{other.pk}/endings", ending)) == (404, ["not-there"])


class TestRegistering:
    @pytest.fixture
    def body(self, house) -> dict[str, Any]:
        return {**WHO, "unit": str(house.units["riga"].pk)}

    def test_it_is_done_once(self, clerk, body):
        first, second = (clerk.post("/people", body, key="same") for _ in range(2))
        assert (first.status_code, first.content, acts("register")) == (201, second.content, 1)

    def test_the_same_key_for_another_person_is_refused(self, clerk, body):
        clerk.post("/people", body, key="same")
        answer = clerk.post("/people", {**body, "family": "Egle"}, key="same")
        assert (reasons(answer), acts("register")) == ((422, ["idempotency-key-used"]), 1)

    def test_everything_that_can_be_said(self, clerk, body):
        said = {
            "given": "An",
            "patronymic": "Văn",
            "family_first": True,
            "birth_date": "1990-02-03",
            "birth_precision": "year",
            "sex": "male",
            "citizenships": ["VN", "XXA"],
            "languages": ["vi", "lv"],
            "interpreter": "vi",
        }
        made = clerk.post("/people", {**body, **said, "code_kind": "none"}).json()
        found = clerk.get(f"/people/{made['id']}").json()
        told = {name: found[name] for name in said}
        assert told == {**said, "birth_date": "1990-01-01"}
        codes = clerk.get(f"/people/{made['id']}/details").json()["codes"]
        assert [(c["kind"], c["value"], c["doubt"]) for c in codes] == [("none", "", "")]

    def test_a_doubtful_code_is_kept_with_its_doubt(self, clerk, body):
        code = {"code_kind": "lt_personal_code", "code": "3 330924 0164"}
        made = clerk.post("/people", {**body, **code}).json()
        (kept,) = clerk.get(f"/people/{made['id']}/details").json()["codes"]
        assert (kept["value"], kept["doubt"]) == ("33309240164", "checksum")

    @pytest.mark.parametrize(("wrong", "field"), [
        ({"code": "X1"}, "code_kind"),
        ({"code": "X1", "code_kind": "none"}, "code_kind"),
        ({"code": "x" * 41, "code_kind": "foreign_document"}, "code"),
        ({"unit": str(UUID(int=7))}, "unit"),
        ({"sex": "x"}, "sex"),
        ({"birth_precision": "hour"}, "birth_precision"),
        ({"interpreter": "latin"}, "interpreter"),
    ])  # fmt: skip
    def test_a_wrong_field_is_named(self, clerk, body, wrong, field):
        answer = clerk.post("/people", {**body, **wrong})
        assert (list(faults(answer)), acts("register")) == ([field], 0)

    def test_records_that_look_alike_are_told_with_the_evidence(self, clerk, body, ozola):
        alike = {**body, "family": "Ozola", "given": "Anna", "birth_date": "1985-03-07"}
        answer = clerk.post("/people", alike)
        assert reasons(answer) == (409, ["likely-twins"])
        (twin,) = answer.json()["twins"]
        assert (twin["person"]["id"], twin["evidence"]) == (
            str(ozola.pk), ["The same name", "The same birth date"],
        )  # fmt: skip
        assert looks() == [(clerk.party, [str(ozola.pk)], "api", "search", "")]
        assert clerk.post("/people", {**alike, "anyway": True}).status_code == 201
        assert acts("register") == 2

    def test_who_may_only_read_registers_nobody(self, house, body):
        reader = system(house, "inspector")
        answer = reader.post("/people", body)
        assert (reasons(answer), acts("register")) == ((403, ["no-role"]), 0)


class TestPairs:
    @pytest.fixture
    def other(self, house, ozola) -> Person:
        return person(house, "Ozole", "Anna")

    def test_the_evidence_is_shown_looked_at_and_kept(self, clerk, ozola, other):
        (twin,) = clerk.get(f"/people/{ozola.pk}/twins").json()
        assert (twin["person"]["id"], twin["evidence"]) == (
            str(other.pk),
            ["A name that differs by a letter or in transcription", "The same birth date"],
        )
        assert looks()[1:] == [(clerk.party, [str(other.pk)], "api", "search", "")]
        clerk.post(f"/people/{ozola.pk}/merge", {"other": str(other.pk), "reason": "x"})
        decision = recorded("people.merge")[0][4][0][2]
        assert (decision["decision"], decision["evidence"]) == ("same", ["similar", "birth"])

    @pytest.mark.parametrize("name", ["merge", "apart"])
    def test_it_is_decided_once(self, clerk, ozola, other, name):
        pair = {"other": str(other.pk), "reason": "x"}
        answers = [clerk.post(f"/people/{ozola.pk}/{name}", pair, key="same") for _ in range(2)]
        assert (answers[0].status_code, answers[0].content) == (201, answers[1].content)
        assert acts({"merge": "merge", "apart": "keep_apart"}[name]) == 1

    @pytest.mark.parametrize(("name", "whom", "codes"), [
        ("merge", "self", ["same-record"]),
        ("apart", "self", ["same-record"]),
        ("split", "self", ["not-merged"]),
    ])  # fmt: skip
    def test_one_record_is_not_two(self, clerk, ozola, name, whom, codes):
        body = {"reason": "x", **({} if name == "split" else {"other": str(ozola.pk)})}
        assert reasons(clerk.post(f"/people/{ozola.pk}/{name}", body)) == (422, codes)

    def test_merged_ones_are_split_not_kept_apart(self, clerk, ozola, other):
        pair = {"other": str(other.pk), "reason": "x"}
        clerk.post(f"/people/{ozola.pk}/merge", pair)
        assert reasons(clerk.post(f"/people/{ozola.pk}/apart", pair)) == (422, ["merged"])
        assert reasons(clerk.post(f"/people/{ozola.pk}/merge", pair)) == (422, ["merged-already"])

    @pytest.mark.parametrize("name", ["merge", "apart", "split", "twins"])
    def test_only_clerks_decide(self, house, ozola, other, name):
        exchange = system(house)
        if name == "twins":
            answer = exchange.get(f"/people/{ozola.pk}/twins")
        else:
            answer = exchange.post(f"/people/{ozola.pk}/{name}", {"reason": "x"})
        assert reasons(answer) == (403, ["no-role"])


def test_details_show_those_of_merged_records_with_their_own_id(house, clerk, ozola):
    gone = person(house, "Ozole", "Anna")
    for row, value in ((ozola, "+371 1"), (gone, "+371 2")):
        body = {**RIGHT["contacts"][0], "value": value}
        clerk.post(f"/people/{row.pk}/contacts", body)
    clerk.post(f"/people/{ozola.pk}/merge", {"other": str(gone.pk), "reason": "x"})
    contacts = clerk.get(f"/people/{ozola.pk}/details").json()["contacts"]
    assert sorted((c["person"], c["value"]) for c in contacts) == sorted(
        [(str(ozola.pk), "+371 1"), (str(gone.pk), "+371 2")]
    )
