"""A second run changes what changed at the source, and nothing else."""

from datetime import date
from typing import Any

import pytest

from tilts.casework.people.actions import Identity, correct_person
from tilts.casework.people.models import Identifier, OtherName, Person, SourceRow
from tilts.casework.people.search import search
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act

from .desk import kept, recorded
from .files import ANNA, BOTH, HEADER, JANIS, csv_file, imported, run, written
from .people import change, person

pytestmark = pytest.mark.usefixtures("house", "all_seen")


@pytest.fixture
def send(tmp_path):
    """Imports rows, twice if there are two tables of them."""

    def sent(*rows: list[str], header: list[str] | None = None, system: str = "old") -> Any:
        return run(csv_file(tmp_path / "people.csv", list(rows), header), system).written

    return sent


def names() -> dict[str, list[tuple[str, str]]]:
    """Other names by the present one."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in OtherName.objects.select_related("person").order_by("pk"):
        found.setdefault(row.person.name, []).append((row.kind, row.name))
    return found


def codes() -> list[tuple[str, str, bool]]:
    rows = Identifier.objects.order_by("pk")
    return [(code.kind, code.value, code.until is None) for code in rows]


def test_the_same_rows_change_nothing_in_any_order(send):
    send(JANIS, ANNA)
    kept = list(Person.objects.order_by("pk").values())
    assert send(ANNA, JANIS) == written(unchanged=2)
    assert list(Person.objects.order_by("pk").values()) == kept
    assert Act.objects.filter(kind="people.import").count() == 1


def test_rows_that_are_missing_the_second_time_stay(send):
    send(JANIS, ANNA)
    assert (send(ANNA), imported()) == (written(unchanged=1), BOTH)


def test_new_rows_come_beside_the_old_ones(send):
    send(JANIS)
    assert (send(JANIS, ANNA), imported()) == (written(added=1, unchanged=1), BOTH)


def test_the_same_key_in_another_system_is_somebody_else(send):
    send(JANIS)
    assert send(["k1", *ANNA[1:]], system="plus") == written(added=1)
    assert imported() == BOTH
    assert sorted(SourceRow.objects.values_list("system", "key")) == [("old", "k1"), ("plus", "k1")]


FIELDS: list[tuple[str, str, dict[str, Any]]] = [
    ("family", "Bērzs", {"family": "Bērzs"}),
    ("given", "Jānis Pēteris", {"given": "Jānis Pēteris"}),
    ("birth_date", "1975", {"birth_date": date(1975, 1, 1), "birth_precision": "year"}),
    ("birth_date", "", {"birth_date": None, "birth_precision": "unknown"}),
    ("category", "contact", {"category": "contact"}),
    ("unit", "vilnius", {"country": "LT", "unit__code": "vilnius"}),
    ("sex", "male", {"sex": "male"}),
    ("citizenships", "LT lv", {"citizenships": ["LT", "LV"]}),
    ("languages", "ru", {"languages": ["ru"]}),
    ("interpreter", "ru", {"interpreter": "ru"}),
]


@pytest.mark.parametrize(("column", "value", "expected"), FIELDS)
def test_each_column_changes_its_own_fields(send, column, value, expected):
    header = [*HEADER, "sex", "citizenships", "languages", "interpreter"]
    row = dict(zip(header, [*JANIS, "", "", "", ""], strict=True))
    send(list(row.values()), header=header)
    fields = ["family", "given", "birth_date", "birth_precision", "category", "country", "sex",
              "citizenships", "languages", "interpreter", "unit__code", "version"]  # fmt: skip
    before = Person.objects.values(*fields).get()
    assert send([*(row | {column: value}).values()], header=header) == written(changed=1)
    assert Person.objects.values(*fields).get() == {**before, **expected, "version": 2}
    assert SourceRow.objects.get().row[column] == value


def test_a_former_name_is_kept_and_still_found(send):
    send(JANIS, ANNA)
    send(JANIS, ["k2", "Liepa", *ANNA[2:]])
    assert names() == {"Liepa, Anna": [("former", "Ozola, Anna")]}
    found = [(hit.name, hit.under) for hit in search("ozola anna").hits]
    assert found == [("Liepa, Anna", "Ozola, Anna")]
    assert [hit.under for hit in search("liepa anna").hits] == [""]
    assert [hit.name for hit in search("anna").hits] == ["Liepa, Anna"]


def test_the_order_of_names_follows_the_new_one(send):
    send(JANIS, ANNA)
    send(["k1", "Zariņš", *JANIS[2:]])
    rows = Person.objects.order_by("sort_key")
    assert [row.family for row in rows] == ["Ozola", "Zariņš"]


def test_a_former_family_name_of_the_source_is_added_when_it_comes(send):
    header = [*HEADER, "former_family"]
    send([*ANNA, ""], header=header)
    send([*ANNA, "Kalniņa"], header=header)
    assert names() == {"Ozola, Anna": [("former", "Kalniņa")]}
    assert [hit.under for hit in search("kalnina").hits] == ["Kalniņa"]


def test_a_new_code_ends_the_old_one(send):
    send(JANIS)
    send([*JANIS[:6], "328673-00679"])
    assert codes() == [
        ("lv_personal_code_old", "16117519997", False),
        ("lv_personal_code", "32867300679", True),
    ]


def test_a_code_that_the_source_gives_no_more_ends(send):
    send(JANIS)
    send([*JANIS[:6], ""])
    assert codes() == [("lv_personal_code_old", "16117519997", False)]


def test_a_code_that_was_added_here_stays(send):
    send(ANNA)
    code = Identifier(
        person=Person.objects.get(), kind="foreign_document", value="AB1", since=date(2020, 1, 1)
    )
    kept(code)
    send([*ANNA[:6], "161175-19997"])
    assert codes() == [
        ("foreign_document", "AB1", True), ("lv_personal_code_old", "16117519997", True),
    ]  # fmt: skip


def test_what_was_corrected_here_stays_when_another_column_changes(send):
    """A file without a system behind it: what it gave is ours to correct."""
    send(JANIS, system="file")
    row = Person.objects.get()
    who = Identity(family="Bērziņš", given="Jānis Pēteris", birth_date=row.birth_date, sex="male",
                   category="convicted")  # fmt: skip
    correct_person(by=SERVICE, person_id=row.pk, who=who, version=1, reason="his passport")
    changed = [*JANIS[:4], "suspect", *JANIS[5:]]
    assert send(changed, system="file") == written(changed=1)
    now = Person.objects.get()
    assert (now.given, now.sex, now.category, now.version) == (
        "Jānis Pēteris", "male", "suspect", 3,
    )  # fmt: skip


def test_a_column_that_comes_later_is_a_change(send):
    send(JANIS[:6], header=HEADER[:6])
    assert send(JANIS) == written(changed=1)
    assert codes() == [("lv_personal_code_old", "16117519997", True)]


def test_a_column_that_is_left_out_later_is_none(send):
    send(JANIS)
    assert send(JANIS[:6], header=HEADER[:6]) == written(unchanged=1)
    assert codes() == [("lv_personal_code_old", "16117519997", True)]


def test_the_record_says_what_changed(send):
    send(ANNA)
    send(["k2", *ANNA[1:4], "convicted", *ANNA[5:]])
    changes = {
        name: (old, new) for *_, rows in recorded("people.import") for name, old, new in rows
    }
    old, new = changes["people.person"]
    assert (old, new) == (
        {"category": "suspect", "version": 1}, {"category": "convicted", "version": 2},
    )  # fmt: skip


def test_a_merged_record_goes_on_changing_and_leads_to_the_one_that_stands(send):
    send(JANIS)
    gone, stands = Person.objects.get(), person("Krūmiņš", "Jānis")
    change(gone, merged_into=stands)
    send(["k1", "Bērzs", *JANIS[2:]])
    assert [hit.person for hit in search("berzs").hits] == [stands.pk]
    assert Person.objects.get(pk=stands.pk).family == "Krūmiņš"


def test_a_record_that_was_an_error_here_stays_out_of_the_lists(send):
    send(JANIS)
    change(Person.objects.get(), entered_in_error=True)
    assert send(["k1", "Bērzs", *JANIS[2:]]) == written(changed=1)
    assert (search("berzs").hits, search("berzins").hits) == ((), ())
