"""Who may be the same person is proposed with the signs, unless it was decided otherwise."""

from datetime import date

import hypothesis
import hypothesis.strategies as st
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilts.casework.people.duplicates import (
    Description,
    Sign,
    Twin,
    duplicates_of,
    possible_duplicates,
)
from tilts.casework.people.models import Identifier, PairDecision, Person
from tilts.casework.people.pairs import keep_apart, merge_people, split_people, why_not_merge
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

from .people import BORN, change, other_name, person

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
OTHER = date(1990, 1, 1)


def code(of: Person, value: str) -> None:
    with act("test.code", by=SERVICE), seen_by(SERVICE):
        Identifier(person=of, kind="lv_personal_code", value=value, since=BORN).save()


def twins(of: Person) -> list[tuple[str, tuple[Sign, ...], str]]:
    with seen_by(SERVICE):
        return [(t.person.name, t.signs, t.band) for t in duplicates_of(of)]


@pytest.mark.parametrize(("family", "given", "born", "signs", "band"), [
    ("Berzins", "Jānis", BORN, (Sign.NAME, Sign.BIRTH), "likely"),
    ("Bērziņ", "Jānis", BORN, (Sign.SIMILAR, Sign.BIRTH), "likely"),
    ("Jānis", "Bērziņš", None, (Sign.NAME,), "possible"),
    ("Ozols", "Jānis", BORN, (Sign.PART, Sign.BIRTH), "possible"),
])  # fmt: skip
def test_signs(family, given, born, signs, band):
    row = person("Bērziņš", "Jānis")
    twin = person(family, given, birth_date=born)
    assert twins(row) == [(twin.name, signs, band)]


@pytest.mark.parametrize(("family", "given", "born"), [
    ("Bērziņš", "Jānis", OTHER), ("Ozols", "Jānis", None), ("Ozols", "Pēteris", BORN),
])  # fmt: skip
def test_what_is_not_proposed(family, given, born):
    row = person("Bērziņš", "Jānis")
    person(family, given, birth_date=born)
    assert twins(row) == []


def test_the_same_code_under_another_name():
    row, twin = person("Bērziņš", "Jānis"), person("Ozols", "Pēteris")
    for one in (row, twin):
        code(one, "32867300679")
    assert twins(row) == [("Ozols, Pēteris", (Sign.CODE, Sign.BIRTH), "certain")]


def test_a_former_name():
    row, twin = person("Bērziņa", "Anna"), person("Ozola", "Anna")
    other_name(row, "Ozola", "Anna")
    signs = (Sign.OTHER_NAME, Sign.BIRTH)
    assert twins(row) == [("Ozola, Anna", signs, "likely")]
    assert twins(twin) == [("Bērziņa, Anna", signs, "likely")]


def test_decided_different():
    row, twin = person("Bērziņš", "Jānis"), person("Bērziņš", "Jānis")
    lower, higher = sorted((row, twin), key=lambda p: p.pk)
    with act("test.decide", by=SERVICE), seen_by(SERVICE):
        PairDecision(
            person=lower, other=higher, decision="different", decided_at=timezone.now()
        ).save()
    assert (twins(row), twins(twin)) == ([], [])


def test_merged_ones_and_errors_are_not_proposed():
    row = person("Bērziņš", "Jānis")
    change(person("Bērziņš", "Jānis"), merged_into=row)
    change(person("Bērziņš", "Jānis"), entered_in_error=True)
    assert twins(row) == []


def test_before_a_registration():
    row = person("Bērziņš", "Jānis")
    wanted = Description(names=("Berzins, Janis",), birth_date=BORN)
    with seen_by(SERVICE):
        assert possible_duplicates(wanted) == [Twin(row, (Sign.NAME, Sign.BIRTH))]
    with seen_by(None):
        assert possible_duplicates(wanted) == []


@pytest.mark.parametrize(("family", "given", "signs"), [
    ("Берзинш", "Янис", (Sign.NAME, Sign.BIRTH)),
    ("Bērziņš", "Jānis Pēteris", (Sign.NAME, Sign.BIRTH)),
    ("Bērziņš-Ozols", "Jānis", (Sign.NAME, Sign.BIRTH)),
    ("Berzins", "Janis", (Sign.NAME, Sign.BIRTH)),
    ("Bērziņa", "Jānis", (Sign.SIMILAR, Sign.BIRTH)),
    ("Bērziņš", "Pēteris", (Sign.PART, Sign.BIRTH)),
])  # fmt: skip
def test_names_are_alike_across_scripts_orders_and_parts(family, given, signs):
    row, twin = person("Bērziņš", "Jānis"), person(family, given)
    assert twins(row) == [(twin.name, signs, Twin(twin, signs).band)]
    assert twins(twin) == [(row.name, signs, Twin(row, signs).band)]


@pytest.mark.parametrize("precision", ["month", "year"])
def test_a_birth_date_that_is_not_exact_speaks_neither_for_nor_against(precision):
    row = person("Bērziņš", "Jānis")
    for born in (BORN, OTHER):
        twin = person("Bērziņš", "Jānis", birth_date=born, birth_precision=precision)
        assert twins(row) == [(twin.name, (Sign.NAME,), "possible")]
        change(twin, entered_in_error=True)


def test_the_likeliest_come_first_and_then_the_alphabet():
    row = person("Bērziņš", "Jānis")
    for family, born in (("Bērziņš", None), ("Bērzinš", BORN), ("Berziņš", BORN), ("Bērziņ", BORN)):
        person(family, "Jānis", birth_date=born)
    assert [(name, band) for name, _, band in twins(row)] == [
        ("Bērzinš, Jānis", "likely"), ("Berziņš, Jānis", "likely"), ("Bērziņ, Jānis", "likely"),
        ("Bērziņš, Jānis", "possible"),
    ]  # fmt: skip


def test_the_evidence_in_words():
    row, twin = person("Bērziņa", "Anna"), person("Ozola", "Anna", birth_date=OTHER)
    other_name(twin, "Bērziņa", "Anna")
    for one in (row, twin):
        code(one, "32867300679")
    with seen_by(SERVICE):
        (found,) = duplicates_of(row)
    assert [str(text) for text in found.evidence] == [
        "The same personal code", "The name of one is a former or other name of the other",
        "Another birth date",
    ]  # fmt: skip
    assert (found.score, found.band) == (65, "likely")


@hypothesis.given(st.lists(st.sampled_from(Sign), unique=True))
def test_a_score_stands_between_nothing_and_certainty(signs):
    twin = Twin(Person(), tuple(signs))
    assert 0 <= twin.score <= 100
    assert len(twin.evidence) == len(signs)
    order = ["", "possible", "likely", "certain"]
    more = Twin(Person(), (*signs, Sign.CODE))
    assert order.index(more.band) >= order.index(twin.band)


def apart(one: Person, other: Person) -> None:
    keep_apart(by=SERVICE, one_id=one.pk, other_id=other.pk, reason="brothers")


def merge(kept: Person, gone: Person) -> None:
    merge_people(by=SERVICE, kept_id=kept.pk, gone_id=gone.pk, reason="the same face")


@pytest.fixture
def three():
    """Three records that look alike."""
    return [person("Bērziņš", "Jānis") for _ in range(3)]


def proposed(of: Person) -> list[str]:
    with seen_by(SERVICE):
        return [twin.person.file_number for twin in duplicates_of(of)]


def test_those_kept_apart_are_proposed_no_more(three):
    one, other, third = three
    with seen_by(SERVICE):
        apart(one, other)
    assert [proposed(row) for row in three] == [
        [third.file_number], [third.file_number], [one.file_number, other.file_number],
    ]  # fmt: skip


def test_what_was_merged_keeps_its_record_apart_too(three):
    """A merge of the first and the third would join a pair that was decided to be two."""
    one, other, third = three
    with seen_by(SERVICE):
        apart(one, other)
        merge(third, other)
        assert [why.code for why in why_not_merge(one, third)] == ["different"]
    assert (proposed(one), proposed(third)) == ([], [])


def test_the_record_into_which_one_was_merged_is_no_duplicate_of_it(three):
    one, other, third = three
    with seen_by(SERVICE):
        merge(one, other)
    assert proposed(other) == [third.file_number]
    assert proposed(one) == [third.file_number]
    assert proposed(third) == [one.file_number]


def test_after_a_split_the_two_are_proposed_no_more(three):
    one, other, third = three
    with seen_by(SERVICE):
        merge(one, other)
        split_people(by=SERVICE, gone_id=other.pk, reason="a brother")
    assert (proposed(one), proposed(other)) == ([third.file_number], [third.file_number])


@pytest.mark.parametrize("sign", [Sign.CODE, Sign.OTHER_NAME])
def test_what_a_merged_record_knew_is_evidence_for_the_one_that_stands(sign):
    kept, gone = person("Ozols", "Pēteris"), person("Liepa", "Ansis", birth_date=None)
    code(gone, "32867300679")
    with seen_by(SERVICE):
        merge(kept, gone)
    wanted = {
        Sign.CODE: Description(("Egle, Ints",), BORN, frozenset({"32867300679"})),
        Sign.OTHER_NAME: Description(("Liepa, Ansis",), BORN),
    }[sign]
    with seen_by(SERVICE):
        found = possible_duplicates(wanted)
    assert [(twin.person.pk, twin.signs) for twin in found] == [(kept.pk, (sign, Sign.BIRTH))]


def test_codes_without_a_value_are_not_the_same():
    row, twin = person("Bērziņš", "Jānis"), person("Ozols", "Pēteris", birth_date=None)
    for one in (row, twin):
        code(one, "")
    assert twins(row) == []


def test_no_more_than_were_asked_for():
    for _ in range(4):
        person("Bērziņš", "Jānis")
    with seen_by(SERVICE):
        found = possible_duplicates(Description(("Bērziņš, Jānis",), BORN), limit=2)
    assert [twin.person.file_number for twin in found] == ["26-00001", "26-00002"]


def test_the_number_of_queries_does_not_grow():
    wanted = Description(names=("Berzins, Janis",), birth_date=BORN)
    counts = []
    for more in (1, 2):
        for _ in range(more):
            person("Bērziņš", "Jānis")
        with seen_by(SERVICE), CaptureQueriesContext(connection) as queries:
            possible_duplicates(wanted)
        counts.append(len(queries))
    assert counts == [counts[0]] * 2
