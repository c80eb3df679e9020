"""What is done to a person's identity: the rows, and what the record has of it."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.casework.people.actions import (
    Code,
    EditedMeanwhile,
    Identity,
    add_code,
    add_fact,
    correct_person,
    end_fact,
    mark_entered_in_error,
    note_death,
    register_person,
)
from tilts.casework.people.category import set_category
from tilts.casework.people.guards import why_not_end
from tilts.casework.people.models import (
    Address,
    Alert,
    Contact,
    Identifier,
    OtherName,
    Person,
    Relation,
)
from tilts.casework.people.search import search
from tilts.casework.people.signals import died, entered_in_error
from tilts.platform.access.authority import NO_ROLE, NOT_YOURS, OUT_OF_REACH
from tilts.platform.access.reasons import Refused
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.models import Act, Payload

from .desk import kept, plain, recorded
from .people import BORN, change, person

pytestmark = pytest.mark.usefixtures("all_seen")
DAY = date(2026, 3, 2)
WHO = Identity(
    family="Bērziņa",
    given="Ilze",
    patronymic="Jāņa",
    birth_date=BORN,
    sex="female",
    category="convicted",
    citizenships=["LV"],
    languages=["lv", "ru"],
    interpreter="ru",
)


@pytest.fixture
def clerk(house):
    return house.actor("clerk")


def values(row: Any, *without: str) -> dict[str, Any]:
    """A row's columns, as the record gives them back."""
    columns = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
    return plain(**{name: value for name, value in columns.items() if name not in without})


def again(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def found(text: str) -> list[UUID]:
    return [hit.person for hit in search(text).hits]


def codes(refused: Any) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_registering_writes_the_person_their_party_and_the_act(clerk, house):
    made = register_person(by=clerk, unit=house.units["riga"], who=WHO)
    row = again(made)
    year = timezone.localdate().year % 100
    assert values(row, "party_id", "sort_key") == {
        "file_number": f"{year:02}-00001",
        "country": "LV",
        "unit_id": str(house.units["riga"].pk),
        "family": "Bērziņa",
        "given": "Ilze",
        "patronymic": "Jāņa",
        "family_first": False,
        "birth_date": "1985-03-07",
        "birth_precision": "day",
        "sex": "female",
        "category": "convicted",
        "citizenships": ["LV"],
        "languages": ["lv", "ru"],
        "interpreter": "ru",
        "died_on": None,
        "merged_into_id": None,
        "entered_in_error": False,
        "version": 1,
    }
    assert Party.objects.get(pk=row.pk).kind == PartyKind.PERSON
    assert recorded("people.register") == [
        (clerk.party, row.pk, "", "", [("people.person", None, values(row))])
    ]
    assert found("berzina ilze") == [row.pk]


def test_who_has_no_birth_date_has_no_precision_of_it(clerk, house):
    who = Identity(family="Nezināmais", birth_precision="year")
    made = again(register_person(by=clerk, unit=house.units["riga"], who=who))
    assert (made.birth_date, made.birth_precision, made.birth_year) == (None, "unknown", None)


@pytest.mark.parametrize(("precision", "written"), [
    ("day", date(1985, 3, 7)), ("month", date(1985, 3, 1)), ("year", date(1985, 1, 1)),
])  # fmt: skip
def test_what_is_not_known_of_a_birth_date_is_written_as_1(clerk, house, precision, written):
    who = Identity(family="Egle", birth_date=BORN, birth_precision=precision)
    made = again(register_person(by=clerk, unit=house.units["riga"], who=who))
    assert (made.birth_date, made.birth_precision) == (written, precision)
    corrected = correct_person(by=clerk, person_id=made.pk, who=who, version=1, reason="x")
    assert corrected.birth_date == written


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("foreign_document", "ab-12 34", ("AB1234", "")),
        ("unheard-of", "12 34", ("1234", "type")),
    ],
)
def test_a_code_is_kept_with_its_doubt(clerk, house, kind, value, expected):
    given = (Code(kind=kind, value=value),)
    made = register_person(by=clerk, unit=house.units["riga"], who=WHO, codes=given)
    row = Identifier.objects.get()
    assert (row.person_id, row.kind, row.since) == (made.pk, kind, timezone.localdate())
    assert (row.value, row.doubt) == expected
    ((_, _, _, _, changes),) = recorded("people.register")
    assert [change[0] for change in changes] == ["people.person", "people.identifier"]
    assert changes[1] == ("people.identifier", None, values(row))


def test_file_numbers_follow_each_other(clerk, house):
    made = [register_person(by=clerk, unit=house.units["riga"], who=WHO) for _ in range(3)]
    assert [row.file_number[-5:] for row in made] == ["00001", "00002", "00003"]


def test_nothing_is_registered_by_who_may_not(house):
    with pytest.raises(Refused) as refused:
        register_person(
            by=house.actor("data_protection_officer"), unit=house.units["riga"], who=WHO
        )
    assert refused.value.reasons == [NO_ROLE]
    assert (Person.objects.count(), Act.objects.filter(kind="people.register").count()) == (0, 0)


def test_a_correction_keeps_the_former_name_and_says_what_changed(clerk, anna):
    who = Identity(family="Liepa", given="Anna", birth_date=BORN, category="convicted")
    corrected = correct_person(
        by=clerk, person_id=anna.pk, who=who, version=1, reason="has married"
    )
    assert (again(anna).name, corrected.version) == ("Liepa, Anna", 2)
    former = OtherName.objects.get()
    assert (former.name, former.kind, former.since) == (
        "Ozola, Anna",
        "former",
        timezone.localdate(),
    )
    ((actor, subject, wall, reason, changes),) = recorded("people.correct")
    assert (actor, subject, wall, reason) == (clerk.party, anna.pk, "", "has married")
    before = {"family": "Ozola", "sort_key": anna.sort_key, "version": 1}
    after = {"family": "Liepa", "sort_key": corrected.sort_key, "version": 2}
    assert changes == [
        ("people.othername", None, values(former)),
        ("people.person", before, after),
    ]
    assert (found("liepa anna"), found("ozola anna")) == ([anna.pk], [anna.pk])


@pytest.mark.parametrize("values", [{"died_on": DAY}, {"entered_in_error": True}])
def test_a_correction_leaves_how_a_record_stands(clerk, anna, values):
    """Who was dead stays dead: a correction is of who somebody is."""
    change(anna, **values)
    who = Identity(family="Liepa", category="convicted")
    correct_person(by=clerk, person_id=anna.pk, who=who, version=1, reason="x")
    row = again(anna)
    assert {name: getattr(row, name) for name in values} == values
    assert found("liepa") == ([] if row.entered_in_error else [anna.pk])


def test_a_name_that_comes_back_is_former_twice(clerk, anna):
    for version, family in enumerate(("Liepa", "Ozola", "Liepa"), 1):
        who = Identity(family=family, given="Anna", category="convicted")
        correct_person(by=clerk, person_id=anna.pk, who=who, version=version, reason="x")
    former = [name.family for name in OtherName.objects.order_by("pk")]
    assert (former, again(anna).name) == (["Ozola", "Liepa", "Ozola"], "Liepa, Anna")


def test_a_correction_of_something_else_makes_no_former_name(clerk, anna):
    who = Identity(family="Ozola", given="Anna", birth_date=BORN, category="suspect")
    correct_person(by=clerk, person_id=anna.pk, who=who, version=1, reason="acquitted")
    assert OtherName.objects.count() == 0
    ((*_, changes),) = recorded("people.correct")
    before, after = {"category": "convicted", "version": 1}, {"category": "suspect", "version": 2}
    assert changes == [("people.person", before, after)]


def test_who_was_overtaken_changes_nothing_and_sees_how_it_stands(clerk, anna):
    who = Identity(family="Liepa", given="Anna", birth_date=BORN, category="convicted")
    correct_person(by=clerk, person_id=anna.pk, who=who, version=1, reason="has married")
    other = Identity(family="Egle", given="Anna", birth_date=BORN, category="convicted")
    with pytest.raises(EditedMeanwhile) as overtaken:
        correct_person(by=clerk, person_id=anna.pk, who=other, version=1, reason="a slip")
    assert codes(overtaken) == ["edited-meanwhile"]
    assert (overtaken.value.now.name, overtaken.value.now.version) == ("Liepa, Anna", 2)
    assert (again(anna).name, len(recorded("people.correct"))) == ("Liepa, Anna", 1)


OLD, NEW = "lv_personal_code_old", "lv_personal_code"
JULY = date(2017, 7, 3)


def codes_of(of: Person) -> list[tuple[str, str, date, date | None]]:
    """All codes of a person in the order of their days: type, value, since, until."""
    rows = Identifier.objects.filter(person=of).order_by("since", "pk")
    return [(row.kind, row.value, row.since, row.until) for row in rows]


def test_a_new_personal_code_succeeds_the_old_one(clerk, anna):
    old = kept(Identifier(person=anna, kind=OLD, value="07038510017", since=BORN))
    other = kept(Identifier(person=anna, kind="foreign_document", value="77", since=BORN))
    code = Code(kind=NEW, value="328673-00679")
    new = add_code(by=clerk, person_id=anna.pk, code=code, since=JULY)
    assert codes_of(anna) == [
        (OLD, "07038510017", BORN, JULY),
        ("foreign_document", "77", BORN, None),
        (NEW, "32867300679", JULY, None),
    ]
    ended = ("people.identifier", {"until": None}, {"until": "2017-07-03"})
    added = ("people.identifier", None, values(new))
    assert recorded("people.add_code") == [(clerk.party, anna.pk, "", "", [ended, added])]
    assert (again(old).doubt, again(other).until, new.doubt) == ("", None, "")


def test_an_older_code_learnt_of_later_takes_its_place_before(clerk, anna):
    """The code of today stays in force: what is learnt of is the past."""
    kept(Identifier(person=anna, kind=NEW, value="32867300679", since=JULY))
    add_code(by=clerk, person_id=anna.pk, code=Code(kind=OLD, value="070385-10017"), since=BORN)
    assert codes_of(anna) == [
        (OLD, "07038510017", BORN, JULY),
        (NEW, "32867300679", JULY, None),
    ]


@pytest.mark.parametrize(("first", "second", "ends"), [
    ("foreign_document", "foreign_document", False),
    ("lt_personal_code", "lt_personal_code", True),
    ("ee_personal_code", "lv_personal_code", False),
    ("library_card", "library_card", True),
    ("none", "no_birth_number", True),
    ("none", "none", True),
])  # fmt: skip
def test_which_code_ends_which(clerk, anna, first, second, ends):
    for kind, since in ((first, BORN), (second, DAY)):
        add_code(by=clerk, person_id=anna.pk, code=Code(kind=kind, value="1"), since=since)
    assert [until for *_, until in codes_of(anna)] == [DAY if ends else None, None]


@given(st.lists(st.integers(0, 20), unique=True, min_size=1, max_size=5))
@settings(max_examples=15)
def test_in_whatever_order_codes_are_told_their_days_follow_each_other(offsets):
    row = person("Walk")
    days = [DAY + timedelta(days=offset) for offset in offsets]
    for day in days:
        code = Code(kind="lt_personal_code", value=f"{day:%j}")
        add_code(by=SERVICE, person_id=row.pk, code=code, since=day)
    expected = [*sorted(days), None]
    assert [(since, until) for _, _, since, until in codes_of(row)] == list(pairwise(expected))


@pytest.mark.parametrize(("precision", "doubt"), [("day", "date-mismatch"), ("year", "")])
def test_a_date_known_by_its_year_contradicts_no_code(clerk, anna, precision, doubt):
    change(anna, birth_date=date(1985, 1, 1), birth_precision=precision)
    code = Code(kind=OLD, value="070385-10017")
    assert add_code(by=clerk, person_id=anna.pk, code=code, since=DAY).doubt == doubt


def test_a_name_is_found_at_once(clerk, anna):
    name = add_fact(by=clerk, fact=OtherName(person=anna, kind="alias", family="Putns", since=DAY))
    assert recorded("people.add_name") == [
        (clerk.party, anna.pk, "", "", [("people.othername", None, values(again(name)))])
    ]
    assert found("putns") == [anna.pk]


DETAILS = [
    Address(kind="actual", street="Upes 1", locality="Rīga", postcode="LV-1001", country="LV"),
    Contact(kind="phone", value="+371 2000 0001", note="evenings"),
    Relation(kind="parent", name="Velta Ozola", phone="", note="lives near"),
]


@pytest.mark.parametrize("detail", DETAILS, ids=lambda detail: type(detail).__name__)
def test_a_detail_is_added(clerk, anna, detail):
    detail.pk, detail.person, detail.since = None, anna, DAY
    detail._state.adding = True
    added = add_fact(by=clerk, fact=detail)
    row = again(added)
    assert values(row) == values(detail)
    label = type(detail)._meta.label_lower
    assert recorded("people.add_detail") == [
        (clerk.party, anna.pk, "", "", [(label, None, values(row))])
    ]


def test_an_alert_is_set_by_who_may(house, anna):
    officer = house.actor("prison_officer")
    alert = add_fact(by=officer, fact=Alert(person=anna, kind="escape", text="x", since=DAY))
    assert recorded("people.set_alert") == [
        (officer.party, anna.pk, "", "", [("people.alert", None, values(again(alert)))])
    ]
    with pytest.raises(Refused) as refused:
        add_fact(by=house.actor("mediator", "jelgava"), fact=Alert(person=anna, since=DAY))
    assert refused.value.reasons == [NO_ROLE]


FACTS: dict[str, Any] = {
    "address": lambda: Address(kind="actual", locality="Rīga", country="LV"),
    "contact": lambda: Contact(kind="email", value="anna@example.lv"),
    "relation": lambda: Relation(kind="friend", name="Jānis"),
    "name": lambda: OtherName(kind="alias", family="Putns"),
    "alert": lambda: Alert(kind="escape"),
}


@pytest.mark.parametrize("kind", FACTS)
def test_a_fact_ends(clerk, anna, kind):
    fact = FACTS[kind]()
    fact.person, fact.since = anna, DAY
    ended = end_fact(by=clerk, fact=kept(fact), until=DAY)
    assert (again(ended).until, again(ended).is_on(DAY)) == (DAY, False)
    label = type(fact)._meta.label_lower
    assert recorded("people.end_fact") == [
        (clerk.party, anna.pk, "", "", [(label, {"until": None}, {"until": "2026-03-02"})])
    ]


def test_a_fact_does_not_end_before_it_began(clerk, anna):
    fact = FACTS["address"]()
    fact.person, fact.since = anna, DAY
    kept(fact)
    assert why_not_end(fact, DAY) == []
    with pytest.raises(Refused) as refused:
        end_fact(by=clerk, fact=fact, until=DAY - timedelta(days=1))
    assert (codes(refused), again(fact).until, fact.until) == (["ends-before"], None, None)
    assert recorded("people.end_fact") == []


def test_a_death_is_noted_and_told_to_the_rooms_to_the_right(clerk, anna):
    told = []

    def listen(sender: Any, person: Person, by: Any, on: date, **_: Any) -> None:
        told.append((person.pk, by, on))

    died.connect(listen)
    try:
        note_death(by=clerk, person_id=anna.pk, died_on=DAY, source="certificate 17")
    finally:
        died.disconnect(listen)
    assert (told, again(anna).died_on, again(anna).version) == ([(anna.pk, clerk, DAY)], DAY, 2)
    change = (
        "people.person",
        {"died_on": None, "version": 1},
        {"died_on": "2026-03-02", "version": 2},
    )
    assert recorded("people.note_death") == [(clerk.party, anna.pk, "", "certificate 17", [change])]


def test_a_record_entered_in_error_is_found_no_more_and_stays(clerk, anna):
    told = []

    def listen(sender: Any, person: Person, by: Any, **_: Any) -> None:
        told.append((person.pk, by))

    assert found("ozola anna") == [anna.pk]
    entered_in_error.connect(listen)
    try:
        mark_entered_in_error(by=clerk, person_id=anna.pk, reason="a test entry")
    finally:
        entered_in_error.disconnect(listen)
    assert (told, found("ozola anna")) == ([(anna.pk, clerk)], [])
    assert (again(anna).entered_in_error, again(anna).version) == (True, 2)
    change = (
        "people.person",
        {"entered_in_error": False, "version": 1},
        {"entered_in_error": True, "version": 2},
    )
    assert recorded("people.mark_entered_in_error") == [
        (clerk.party, anna.pk, "", "a test entry", [change])
    ]


def test_a_category_changes_once(clerk, anna):
    for _ in range(2):
        set_category(by=clerk, person_id=anna.pk, category="suspect", reason="acquitted")
    change = (
        "people.person",
        {"category": "convicted", "version": 1},
        {"category": "suspect", "version": 2},
    )
    assert recorded("people.set_category") == [(clerk.party, anna.pk, "", "acquitted", [change])]


@settings(max_examples=15)
@given(st.lists(st.sampled_from(["suspect", "convicted", "contact"]), max_size=6))
def test_a_category_is_what_was_set_last_and_each_change_is_an_act(told):
    row = person("Walk", category="suspect")
    for category in told:
        set_category(by=SERVICE, person_id=row.pk, category=category, reason="x")
    steps = [pair for pair in pairwise(["suspect", *told]) if pair[0] != pair[1]]
    written = [
        (change[1]["category"], change[2]["category"])
        for _, subject, _, _, changes in recorded("people.set_category")
        for change in changes
        if subject == row.pk
    ]
    assert (written, again(row).version) == (steps, 1 + len(steps))
    assert again(row).category == (told[-1] if told else "suspect")


def writes(anna: Person) -> dict[str, Any]:
    """Every action on a person's data, as a call that still wants `by`."""
    fact = Address(person=anna, kind="actual", locality="Rīga", country="LV", since=DAY)
    name = OtherName(person=anna, kind="alias", family="Putns", since=DAY)
    who = Identity(family="Liepa", category="convicted")
    code, person_id = Code(kind="foreign_document", value="1"), anna.pk
    return {
        "correct": lambda by: correct_person(
            by=by, person_id=person_id, who=who, version=1, reason="x"
        ),
        "code": lambda by: add_code(by=by, person_id=person_id, code=code, since=DAY),
        "name": lambda by: add_fact(by=by, fact=name),
        "detail": lambda by: add_fact(by=by, fact=fact),
        "alert": lambda by: add_fact(by=by, fact=Alert(person=anna, kind="escape", since=DAY)),
        "end": lambda by: end_fact(by=by, fact=fact, until=DAY),
        "death": lambda by: note_death(by=by, person_id=person_id, died_on=DAY, source="x"),
        "error": lambda by: mark_entered_in_error(by=by, person_id=person_id, reason="x"),
    }


@pytest.mark.parametrize("name", list(writes(Person())))
def test_who_may_not_writes_nothing(house, anna, name):
    """Without the role, out of the unit, and – an officer – beyond the caseload."""
    write, before = writes(anna)[name], Payload.objects.count()
    reach = [] if name == "alert" else [(house.actor("prison_officer"), OUT_OF_REACH)]
    for by, why in [
        (house.actor("inspector"), NO_ROLE),
        (house.actor("head_of_unit", "olaine"), NOT_YOURS),
        *reach,
    ]:
        with pytest.raises(Refused) as refused:
            write(by)
        assert refused.value.reasons == [why]
    appointed = Payload.objects.exclude(subject_id=anna.pk).count()
    assert Payload.objects.count() - appointed == 1
    assert (before > 0, again(anna).version) == (True, 1)


def test_a_person_of_another_country_is_nobody(house):
    lithuanian = person("Kazlauskas", at=house.units["vilnius"], country="LT")
    with pytest.raises(Refused) as refused:
        note_death(by=house.actor("clerk"), person_id=lithuanian.pk, died_on=DAY, source="x")
    assert refused.value.reasons == [NOT_YOURS]
