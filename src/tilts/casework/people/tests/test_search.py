"""People are found under misspelt names, under every name they had, and by every code."""

from datetime import date

import pytest

from tilts.casework.people.models import Identifier
from tilts.casework.people.search import Found, search
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

from .people import BORN, change, other_name, person

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def found(text: str, **options: int) -> list[str]:
    with seen_by(SERVICE):
        return [hit.name for hit in search(text, **options).hits]


@pytest.fixture
def janis():
    return person("Bērziņš", "Jānis")


@pytest.mark.parametrize("text", [
    "Bērziņš Jānis", "janis berzins", "BERZINS, JANIS", "brzins janis", "berzinss jnais",
    "Берзинш Янис", "berzins", "jaanis", "Berzins 1985", "1985", "26-00001", "26 00001",
])  # fmt: skip
def test_a_person_is_found(janis, text):
    assert found(text) == ["Bērziņš, Jānis"]


@pytest.mark.parametrize("text", [
    "", "  ", "?", "berzins peteris", "brzns", "berzins 1986", "1986", "26-00002", "jan",
])  # fmt: skip
def test_a_person_is_not_found(janis, text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["Мария Иванова", "Marija Ivanova", "Maria Ivanova", "Mariya Ivanova"]
)
def test_transcriptions_meet(text):
    for given in ("Мария", "Marija", "Maria", "Mariya"):
        person("Ivanova", given)
    assert len(found(text)) == 4


def test_exact_names_come_first_then_fewer_edits_then_the_alphabet():
    for family in ("Berzini", "Čabe", "Berziņi", "Bērziņa", "Bērziņš", "Berzins"):
        person(family, "Anna")
    person("Bērziņš", "Inna")
    assert found("berzins anna") == [
        "Berzins, Anna", "Bērziņš, Anna",
        "Berzini, Anna", "Bērziņa, Anna", "Berziņi, Anna", "Bērziņš, Inna",
    ]  # fmt: skip


def test_parts_need_tokens_of_their_own():
    person("Anna", "Berta")
    person("Anna", "Anda")
    assert found("anna anna") == ["Anna, Anda"]
    assert found("anna anda anna") == []


def test_three_parts():
    person("Kalniņa-Ozola", "Anna", patronymic="Pētera")
    person("Kalniņa", "Anna")
    assert found("ozola kalnina ana") == ["Kalniņa-Ozola, Anna Pētera"]
    assert found("anna petera ozole kalnine") == ["Kalniņa-Ozola, Anna Pētera"]


def test_a_former_name_is_named():
    row = person("Bērziņa", "Anna")
    other_name(row, "Ozola")
    with seen_by(SERVICE):
        hits = search("anna ozola").hits
        assert [(hit.name, hit.kind, hit.under) for hit in hits] == [
            ("Bērziņa, Anna", "former", "Ozola")
        ]
        hits = search("anna berzina ozola").hits
        assert [(hit.name, hit.kind, hit.under) for hit in hits] == [
            ("Bērziņa, Anna", "former", "Ozola")
        ]
        hits = search("anna").hits
        assert [(hit.name, hit.kind, hit.under) for hit in hits] == [("Bērziņa, Anna", "", "")]


def test_merged_names_lead_to_the_survivor():
    survivor, second, third = (
        person("Ozols", "Jānis"),
        person("Liepa", "Jon"),
        person("Egle", "Jan"),
    )
    change(third, merged_into=second)
    change(second, merged_into=survivor)
    assert [found(text) for text in ("liepa", "egle jan", "ozols", third.file_number)] == [
        ["Ozols, Jānis"]
    ] * 4
    change(second, merged_into=None)
    change(survivor)
    assert [found(text) for text in ("liepa", "egle", "ozols")] == [
        ["Liepa, Jon"], ["Liepa, Jon"], ["Ozols, Jānis"],
    ]  # fmt: skip


def test_a_record_entered_in_error_is_not_shown(janis):
    change(janis, entered_in_error=True)
    assert (found("berzins janis"), found("26-00001"), found("1985")) == ([], [], [])


@pytest.fixture
def code(janis):
    with act("test.code", by=SERVICE), seen_by(SERVICE):
        Identifier(person=janis, kind="lv-old", value="16117519997", since=BORN).save()
    return janis


@pytest.mark.parametrize("text", ["161175-19997", "16117519997", "161175 19997", "1611 7519 997",
    "161175-19997 Bērziņš", "berzinss 161175-19997"])  # fmt: skip
def test_a_personal_code(code, text):
    assert found(text) == ["Bērziņš, Jānis"]


def test_a_code_with_another_name_finds_nobody(code):
    assert found("161175-19997 Ozols") == []


def test_did_you_mean(janis):
    with seen_by(SERVICE):
        assert search("berzinnss jnis") == Found(suggestions=("Bērziņš, Jānis",))
        assert search("berzinnss janis 1985") == Found(suggestions=("Bērziņš, Jānis",))
        assert search("berzinnss janis 1986") == Found()


def test_the_answer_is_cut_and_says_so():
    for family in ("Cīrule", "Ābele", "Bērza"):
        row = person(family, "Anna")
        other_name(row, family, "Anna", kind="alias")
    assert found("anna", limit=2) == ["Ābele, Anna", "Bērza, Anna"]
    assert found("an", limit=2) == []
    assert found("anns", limit=2) == ["Ābele, Anna", "Bērza, Anna"]
    assert found("1985", limit=1) == ["Ābele, Anna"]
    with seen_by(SERVICE):
        assert [search("anna", limit=n).more for n in (2, 3)] == [True, False]


def test_a_hit_carries_what_tells_people_apart(janis):
    with seen_by(SERVICE):
        (hit,) = search("jani berzins").hits
    assert (hit.person, hit.unit, hit.birth_date, hit.birth_year, hit.edits) == (
        janis.pk, janis.unit_id, date(1985, 3, 7), 1985, 1,
    )  # fmt: skip


def test_an_unknown_birth_date(janis):
    person("Ozols", "Jānis", birth_date=None)
    with seen_by(SERVICE):
        assert [hit.birth_year for hit in search("janis").hits] == [1985, None]
