"""The people of the benchmarks: the same each time, and indexed as the service would."""

import pytest

from bench.million import FAMILY, SIZE, file_number, insert, names, prepare, size_of
from tilts.casework.people.indexing import index_people
from tilts.casework.people.models import NameVariant, Person, PersonToken
from tilts.casework.people.search import search
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE


@pytest.mark.parametrize(
    ("arguments", "size"),
    [([], SIZE), (["--json"], SIZE), (["--size=7"], 7), (["--size=7", "--size=9"], 9)],
)
def test_how_many_were_asked_for(arguments, size):
    assert size_of(["bench", *arguments]) == size


def test_file_numbers_are_different_and_as_long_as_real_ones():
    numbers = [file_number(n) for n in (0, 99_999, 100_000, 999_999)]
    assert numbers == ["00-00000", "00-99999", "01-00000", "09-99999"]


def test_names_are_the_same_each_time():
    assert list(names(50)) == list(names(50))


def test_names_are_as_unequal_as_in_life():
    families = [family for _number, family, _given in names(3000)]
    common = sum(family in FAMILY for family in families) / len(families)
    assert 0.1 < common < 0.4
    assert len(set(families)) > len(families) / 3


@pytest.mark.django_db
def test_the_index_is_that_of_the_service():
    told = list(names(40))
    insert(told, prepare())
    with seen_by(SERVICE):
        people = list(Person.objects.order_by("file_number"))
        assert [(p.family, p.given) for p in people] == [row[1:] for row in told]
        loaded = indexed()
        index_people(person.pk for person in people)
        assert (loaded, NameVariant.objects.count() > 40) == (indexed(), True)
        hits = search(f"{people[7].family} {people[7].given}").hits
        assert people[7].pk in {hit.person for hit in hits}


def indexed() -> list[tuple[object, ...]]:
    columns = ("person__file_number", "key", "sort_key", "kind", "under")
    return sorted(PersonToken.objects.values_list(*columns))
