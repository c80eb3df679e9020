"""Who may be the same person is proposed with the signs, unless it was decided otherwise."""

from datetime import date

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
