"""The benchmarks are honest: both sides do the same work, on data that the service takes."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bench.bench_import import write
from bench.bench_search import edited, look_up
from bench.million import insert, names, prepare
from tilts.casework.people.imports import import_people
from tilts.casework.people.models import Person
from tilts.casework.people.names import FUZZY_FROM, fold
from tilts.casework.people.search import search
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE


@given(st.text("abcdefgijklāčē", min_size=1, max_size=12), st.integers())
def test_a_name_is_misspelt_by_one_edit_at_most(name, seed):
    """Else the search would be asked for what it need not find."""
    other = edited(name, Random(seed))
    assert OSA.distance(fold(name), fold(other)) <= 1
    assert other == name or len(other) >= FUZZY_FROM


@pytest.mark.parametrize("length", [5, 9])
def test_most_names_are_misspelt(length):
    name, rng = "kalupetsin"[:length], Random(3)
    told = {edited(name, rng) for _ in range(100)}
    assert {len(other) - length for other in told} == {-1, 0, 1}


@pytest.mark.django_db
def test_the_look_up_finds_the_people_that_the_search_finds():
    """The same people, in the same order where all names are as exact."""
    insert(list(names(200)), prepare())
    with seen_by(SERVICE):
        person = Person.objects.order_by("file_number")[0]
        found = search(f"{person.family} {person.given}")
        rows = look_up(found)()
        sought = [hit for hit in found.hits if hit.sort_key == person.sort_key]
    assert {row[2] for row in rows} == {hit.file_number for hit in found.hits}
    assert [row[2] for row in rows if row[1] == person.sort_key] == [h.file_number for h in sought]


@pytest.mark.django_db
def test_nobody_found_is_looked_up_as_nobody():
    insert(list(names(5)), prepare())
    with seen_by(SERVICE):
        found = search("Xyzabcdefg Qwertyuiop")
        assert (found.hits, look_up(found)()) == ((), [])


@pytest.mark.django_db
def test_the_imported_file_is_taken_whole_and_the_same_each_time(tmp_path):
    files = [tmp_path / name for name in ("one.csv", "other.csv")]
    for path in files:
        write(path, 25)
    assert files[0].read_bytes() == files[1].read_bytes()
    prepare()
    report = import_people(files[0], by=SERVICE, system="bench")
    assert (report.written.added, report.rejects, report.ignored) == (25, None, [])
