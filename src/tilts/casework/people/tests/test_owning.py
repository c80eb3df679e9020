"""What another system keeps is shown as such, and refused for editing with the reason."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tilts.casework.people.actions import Code, Identity, add_code, correct_person
from tilts.casework.people.models import Identifier, Person, SourceRow
from tilts.casework.people.owning import origins
from tilts.doors.api.tests.callers import browser as calling
from tilts.platform.access.reasons import Refused

from .desk import browser, recorded, with_purpose
from .files import ANNA, HEADER, JANIS, csv_file, run
from .people import person

pytestmark = pytest.mark.usefixtures("all_seen")
KEPT = "iis2 keeps the %s. Change it there: the next import brings it here."
KNOWN = {"family": "Bērziņš", "given": "Jānis", "birth_date": date(1975, 11, 16),
         "birth_precision": "day", "category": "convicted"}  # fmt: skip
WHY = {"Tilts-Purpose": "cover"}
TODAY = timezone.localdate()


@pytest.fixture
def clerk(house):
    return house.actor("clerk")


@pytest.fixture
def janis(house, tmp_path) -> Person:
    """Somebody whom another system keeps."""
    run(csv_file(tmp_path / "people.csv", [JANIS]), "iis2")
    found: Person = Person.objects.get()
    return found


def correct(by: Any, whom: Person, **values: Any) -> Person:
    who = Identity(**{**KNOWN, **values})
    return correct_person(by=by, person_id=whom.pk, who=who, version=whom.version, reason="said so")


@pytest.mark.parametrize(("values", "facts"), [
    ({"family": "Bērzs"}, ["family name"]),
    ({"given": ""}, ["given names"]),
    ({"birth_date": date(1975, 11, 17)}, ["birth date"]),
    ({"birth_precision": "year"}, ["birth date"]),
    ({"birth_date": None, "birth_precision": "unknown"}, ["birth date"]),
    ({"category": "suspect"}, ["category"]),
    ({"family": "Bērzs", "category": "contact", "sex": "male"}, ["family name", "category"]),
])  # fmt: skip
def test_what_another_system_keeps_is_not_corrected(clerk, janis, values, facts):
    before = Person.objects.values().get()
    with pytest.raises(Refused) as refused:
        correct(clerk, janis, **values)
    reasons = [(reason.code, str(reason.text)) for reason in refused.value.reasons]
    assert reasons == [("owned", KEPT % fact) for fact in facts]
    assert (Person.objects.values().get(), recorded("people.correct")) == (before, [])


@pytest.mark.parametrize("values", [
    {"patronymic": "Pētera"}, {"sex": "male"}, {"citizenships": ["LV"]},
    {"languages": ["lv"], "interpreter": "lv"},
])  # fmt: skip
def test_what_it_does_not_give_is_kept_here(clerk, janis, values):
    correct(clerk, janis, **values)
    now = Person.objects.get()
    assert {name: getattr(now, name) for name in values} == values


def test_a_field_without_a_value_at_the_source_is_nobodys(clerk, house, tmp_path):
    run(csv_file(tmp_path / "people.csv", [["k2", "Ozola", "", "", *ANNA[4:]]]), "iis2")
    row = Person.objects.get()
    who = {"family": "Ozola", "given": "Anna", "category": "suspect"}
    correct(clerk, row, **who)
    assert (Person.objects.get().given, Person.objects.get().birth_date) == (
        "Anna", date(1975, 11, 16),
    )  # fmt: skip


def test_a_file_behind_which_no_system_stands_owns_nothing(clerk, house, tmp_path):
    run(csv_file(tmp_path / "people.csv", [JANIS]), "file")
    correct(clerk, Person.objects.get(), family="Bērzs")
    assert Person.objects.get().family == "Bērzs"


def test_who_was_registered_here_is_ours(clerk, house):
    row = person("Bērziņš", "Jānis", at=house.units["riga"], country="LV")
    correct(clerk, row, family="Bērzs")
    assert Person.objects.get().family == "Bērzs"


def test_its_code_is_not_succeeded_here(clerk, janis):
    code = Code(kind="lv_personal_code_old", value="010180-12345")
    with pytest.raises(Refused) as refused:
        add_code(by=clerk, person_id=janis.pk, code=code, since=TODAY)
    assert [str(why.text) for why in refused.value.reasons] == [KEPT % "personal code"]
    other = Code(kind="foreign_document", value="AB 1")
    add_code(by=clerk, person_id=janis.pk, code=other, since=TODAY)
    assert sorted(Identifier.objects.values_list("value", "until")) == [
        ("16117519997", None), ("AB1", None),
    ]  # fmt: skip


def test_where_people_came_from(clerk, janis, tmp_path):
    row = [*ANNA[:6], "", "ru"]
    run(csv_file(tmp_path / "more.csv", [row], [*HEADER, "languages"]), "plus")
    run(csv_file(tmp_path / "more.csv", [["k9", *ANNA[1:]]]), "file")
    people = list(Person.objects.order_by("file_number").values_list("pk", flat=True))
    here = person("Liepa")
    found = origins(clerk, [*people, here.pk])
    told = {
        pk: [(owner.system, owner.key, [str(fact) for fact in owner.facts]) for owner in owners]
        for pk, owners in found.items()
    }
    names = ["family name", "given names", "birth date", "category", "unit"]
    assert told == {
        people[0]: [("iis2", "k1", [*names, "personal code"])],
        people[1]: [("plus", "k2", [*names, "languages"])],
        people[2]: [("file", "k9", [])],
    }
    assert here.pk not in found
    assert found[people[0]][0].seen_at == SourceRow.objects.get(key="k1").seen_at


def test_origins_of_three_take_as_many_queries_as_of_one(clerk, janis, tmp_path):
    rows = [["k5", *ANNA[1:]], ["k6", *ANNA[1:]]]
    run(csv_file(tmp_path / "more.csv", rows), "iis2")
    people = list(Person.objects.values_list("pk", flat=True))
    counts = []
    for some in (people[:1], people):
        with CaptureQueriesContext(connection) as queries:
            assert len(origins(clerk, some)) == len(some)
        counts.append(len(queries))
    assert counts == [1, 1]


class TestPages:
    @pytest.fixture
    def desk(self, house, janis):
        return with_purpose(browser(house.member("clerk")), janis)

    def test_the_person_page_shows_where_the_record_came_from(self, desk, janis):
        html = desk.get(reverse("web:person", args=[janis.pk])).content.decode()
        told = ["From other systems", "iis2", "k1", "family name, given names, birth date"]
        assert [text for text in told if text not in html] == []

    def test_who_was_registered_here_has_no_such_panel(self, desk, house):
        row = person("Ozola", at=house.units["riga"], country="LV")
        page = with_purpose(desk, row).get(reverse("web:person", args=[row.pk]))
        assert (page.status_code, b"From other systems" in page.content) == (200, False)

    def test_a_correction_that_is_refused_says_why_and_keeps_what_was_typed(self, desk, janis):
        sent = {"family": "Bērzs", "given": "Jānis", "birth_date": "1975-11-16", "sex": "unknown",
                "birth_precision": "day", "category": "convicted", "reason": "said so",
                "version": "1"}  # fmt: skip
        page = desk.post(reverse("people:correct", args=[janis.pk]), sent)
        assert page.status_code == 422
        assert page.context["form"].non_field_errors() == [KEPT % "family name"]
        assert 'value="Bērzs"' in page.content.decode()
        assert Person.objects.get().family == "Bērziņš"

    def test_a_code_that_is_refused_says_why(self, desk, janis):
        sent = {"kind": "lv_personal_code_old", "value": "010180-12345", "since": "2026-01-01"}
        page = desk.post(reverse("people:add_code", args=[janis.pk]), sent)
        assert page.context["form"].non_field_errors() == [KEPT % "personal code"]
        assert (page.status_code, Identifier.objects.count()) == (422, 1)


class TestApi:
    BODY = {"family": "Bērziņš", "given": "Jānis", "birth_date": "1975-11-16",
            "birth_precision": "day", "sex": "unknown", "category": "convicted",
            "reason": "said so", "version": 1}  # fmt: skip

    @pytest.fixture
    def api(self, house, janis):
        return calling(house.member("clerk"))

    def correct(self, api: Any, whom: Person, **values: Any) -> Any:
        path = f"/people/{whom.pk}/corrections"
        return api.post(path, {**self.BODY, **values}, **WHY)

    def test_a_correction_of_what_another_system_keeps_is_refused(self, api, janis):
        answer = self.correct(api, janis, family="Bērzs")
        told = [(reason["code"], reason["text"]) for reason in answer.json()["reasons"]]
        assert told == [("owned", KEPT % "family name")]
        assert Person.objects.get().family == "Bērziņš"

    def test_a_correction_of_the_rest_is_made(self, api, janis):
        answer = self.correct(api, janis, sex="male")
        assert (answer.status_code, Person.objects.get().sex) == (201, "male")

    def test_who_was_overtaken_is_told_that_first(self, api, janis):
        answer = self.correct(api, janis, family="Bērzs", version=7)
        assert [reason["code"] for reason in answer.json()["reasons"]] == ["edited-meanwhile"]
