"""The index of names follows corrections, merges, splits, errors and erasures."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tilts.casework.people.actions import Identity, correct_person, mark_entered_in_error
from tilts.casework.people.indexing import (
    chunks,
    forget_unused_tokens,
    index_newcomers,
    index_people,
    token_ids,
)
from tilts.casework.people.models import NameToken, NameVariant, Person, PersonToken
from tilts.casework.people.models.index import pair_key
from tilts.casework.people.names import variants
from tilts.casework.people.pairs import merge_people, split_people
from tilts.casework.people.search import search
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE

from .people import change, other_name, person

pytestmark = pytest.mark.usefixtures("all_seen")


def found(text: str) -> list[str]:
    return [hit.name for hit in search(text).hits]


def index_of(*people: Person) -> list[tuple[str, str, str]]:
    """Tokens (and pairs as "a+b") of people, with the kind and text of the name they are of."""
    texts = dict(NameToken.objects.values_list("pk", "text"))
    pairs = {pair_key(a, b): "+".join(sorted((texts[a], texts[b])))
             for a in texts for b in texts if a < b}  # fmt: skip
    rows = PersonToken.objects.filter(person__in=people)
    return sorted((texts.get(r.key) or pairs[r.key], r.kind, r.under) for r in rows)


def test_every_token_and_every_pair_of_them():
    row = person("Kalniņa-Ozola", "Anna")
    assert index_of(row) == [
        ("anna", "", ""), ("anna+kalnina", "", ""), ("anna+ozola", "", ""),
        ("kalnina", "", ""), ("kalnina+ozola", "", ""), ("ozola", "", ""),
    ]  # fmt: skip


def test_another_name_says_so_in_each_of_its_pairs():
    row = person("Liepa", "Anna")
    other_name(row, "Ozola", "Anna")
    assert index_of(row) == [
        ("anna", "", ""), ("anna+liepa", "", ""), ("anna+ozola", "former", "Ozola, Anna"),
        ("liepa", "", ""), ("liepa+ozola", "former", "Ozola, Anna"),
        ("ozola", "former", "Ozola, Anna"),
    ]  # fmt: skip


def test_newcomers_are_indexed_as_if_they_were_read_again():
    row = person("Kalniņa-Ozola", "Anna", patronymic="Pētera")
    before = index_of(row)
    PersonToken.objects.all().delete()
    index_newcomers([row])
    assert index_of(row) == before


def test_indexing_again_changes_nothing():
    row = person("Liepa", "Anna")
    other_name(row, "Ozola", "Anna")
    before = index_of(row)
    index_people([row.pk, row.pk])
    assert index_of(row) == before


def test_a_token_is_kept_once_with_its_variants():
    first = token_ids(["anna", "ozola"])
    assert token_ids(["ozola", "anna", "ozola"]) == first
    rows = NameVariant.objects.filter(token=first["anna"]).values_list("text", "spelt")
    assert sorted(rows) == [(text, "anna") for text in sorted(variants("anna"))]
    assert NameToken.objects.count() == 2


def correct(row: Person, family: str) -> None:
    who = Identity(family=family, given=row.given, category="convicted")
    row.refresh_from_db()
    correct_person(by=SERVICE, person_id=row.pk, who=who, version=row.version, reason="passport")


def test_after_a_correction_both_names_lead_to_the_person():
    row = person("Ozola", "Anna")
    correct(row, family="Liepa")
    assert (found("liepa anna"), found("ozola anna")) == (["Liepa, Anna"], ["Liepa, Anna"])
    assert [(hit.kind, hit.under) for hit in search("ozola").hits] == [("former", "Ozola, Anna")]


def test_after_a_correction_the_list_is_in_the_new_order():
    first, second = person("Ābele", "Anna"), person("Bērza", "Anna")
    correct(first, family="Ziediņa")
    assert [hit.person for hit in search("anna").hits] == [second.pk, first.pk]


def test_a_merge_and_a_split():
    kept, gone = person("Ozola", "Anna"), person("Liepa", "Ance")
    alone = index_of(kept), index_of(gone)
    merge_people(by=SERVICE, kept_id=kept.pk, gone_id=gone.pk, reason="the same face")
    assert (found("liepa ance"), found("ozola ance")) == (["Ozola, Anna"], ["Ozola, Anna"])
    assert [(hit.kind, hit.under) for hit in search("liepa").hits] == [("merged", "Liepa, Ance")]
    assert index_of(gone) == []
    split_people(by=SERVICE, gone_id=gone.pk, reason="a brother")
    assert (index_of(kept), index_of(gone)) == alone
    assert (found("liepa ance"), found("ozola ance")) == (["Liepa, Ance"], [])


def test_a_former_name_of_a_merged_record_goes_along():
    kept, gone = person("Ozola", "Anna"), person("Liepa", "Ance")
    other_name(gone, "Egle")
    merge_people(by=SERVICE, kept_id=kept.pk, gone_id=gone.pk, reason="the same face")
    assert [(hit.name, hit.kind, hit.under) for hit in search("egle").hits] == [
        ("Ozola, Anna", "former", "Egle")
    ]


def test_a_correction_of_a_merged_record_is_found_under_the_one_that_stands():
    kept, gone = person("Ozola", "Anna"), person("Liepa", "Ance")
    change(gone, merged_into=kept)
    change(gone, family="Egle")
    assert (found("egle"), found("liepa")) == (["Ozola, Anna"], [])


def test_a_record_entered_in_error_leaves_the_index():
    row = person("Ozola", "Anna")
    mark_entered_in_error(by=SERVICE, person_id=row.pk, reason="typed twice")
    assert (index_of(row), found("ozola"), search("ozolla anna").suggestions) == ([], [], ())


def test_names_that_nobody_has_any_more_are_forgotten():
    row = person("Ozola", "Anna")
    person("Liepa", "Anna")
    PersonToken.objects.filter(person=row).delete()
    with seen_by(None):  # whoever asks: it looks at all of them
        assert forget_unused_tokens() == 1
    assert set(NameToken.objects.values_list("text", flat=True)) == {"liepa", "anna"}
    assert not NameVariant.objects.filter(text="ozola").exists()


def test_letters_that_grow_when_they_are_folded_fit_the_index():
    """Яяя… doubles its letters, ﷺ makes eighteen of one: more than a name may have."""
    rows = [person("Я" * 80, "ﷺ" * 80), person("x" * 79 + "a", "Xa" * 40)]
    assert [search(row.family).hits[0].person for row in rows] == [row.pk for row in rows]


def test_the_number_of_queries_does_not_grow():
    rows = [person(family, "Anna") for family in ("Ozola", "Liepa", "Egle")]
    counts = []
    for some in (rows[:1], rows):
        with CaptureQueriesContext(connection) as queries:
            index_people(row.pk for row in some)
        counts.append(len(queries))
    assert counts == [counts[0]] * 2


def test_chunks():
    assert list(chunks(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(chunks([], 2)) == []
