"""Deaths and errors: noted, told, and taken back – in actions and pages alike."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tilts.casework.people.actions import mark_entered_in_error, note_death, restore_person
from tilts.casework.people.models import Person
from tilts.casework.people.pairs import merge_people
from tilts.casework.people.queries import current_people
from tilts.casework.people.search import search
from tilts.platform.access.authority import NO_ROLE, NOT_YOURS, OUT_OF_REACH
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE

from .desk import browser, recorded, with_purpose
from .people import BORN, change, person

DAY = date(2026, 3, 2)


@pytest.fixture
def clerk(house):
    return house.actor("clerk")


@pytest.fixture
def desk(house, anna):
    return with_purpose(browser(house.member("clerk")), anna)


def again(row: Person) -> Person:
    with seen_by(SERVICE):
        found: Person = Person.objects.get(pk=row.pk)
    return found


def codes(refused: Any) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


@pytest.mark.usefixtures("all_seen")
class TestActions:
    @pytest.mark.parametrize(("died_on", "why"), [
        (BORN - timedelta(days=1), "dies-before-birth"),
        (timezone.localdate() + timedelta(days=2), "dies-later"),
    ])  # fmt: skip
    def test_a_day_on_which_nobody_can_have_died(self, clerk, anna, died_on, why):
        with pytest.raises(Refused) as refused:
            note_death(by=clerk, person_id=anna.pk, died_on=died_on, source="x")
        assert (codes(refused), again(anna).died_on, again(anna).version) == ([why], None, 1)

    def test_a_wrong_day_of_death_is_noted_anew(self, clerk, anna):
        for day in (DAY, DAY + timedelta(days=1)):
            note_death(by=clerk, person_id=anna.pk, died_on=day, source="certificate")
        before, after = recorded("people.note_death")[1][4][0][1:]
        assert before == {"died_on": "2026-03-02", "version": 2}
        assert after == {"died_on": "2026-03-03", "version": 3}

    def test_a_record_with_merged_ones_does_not_vanish_with_them(self, clerk, house, anna):
        gone = person("Ozole", at=house.units["riga"])
        merge_people(by=clerk, kept_id=anna.pk, gone_id=gone.pk, reason="x")
        with pytest.raises(Refused) as refused:
            mark_entered_in_error(by=clerk, person_id=anna.pk, reason="a slip")
        assert (codes(refused), again(anna).entered_in_error) == (["merged-into"], False)
        assert recorded("people.mark_entered_in_error") == []

    def test_what_was_no_error_is_listed_and_found_again(self, clerk, anna):
        mark_entered_in_error(by=clerk, person_id=anna.pk, reason="a slip")
        assert (list(current_people()), search("ozola").hits) == ([], ())
        restored = restore_person(by=clerk, person_id=anna.pk, reason="it was she after all")
        assert (list(current_people()), restored.version) == ([anna], 3)
        assert [hit.person for hit in search("ozola").hits] == [anna.pk]
        change = (
            "people.person",
            {"entered_in_error": True, "version": 2},
            {"entered_in_error": False, "version": 3},
        )
        assert recorded("people.restore") == [
            (clerk.party, anna.pk, "", "it was she after all", [change])
        ]

    def test_who_lives_is_dead_no_more(self, clerk, anna):
        note_death(by=clerk, person_id=anna.pk, died_on=DAY, source="x")
        restore_person(by=clerk, person_id=anna.pk, reason="a namesake")
        assert (again(anna).died_on, again(anna).version) == (None, 3)
        ((*_, changes),) = recorded("people.restore")
        assert changes == [
            (
                "people.person",
                {"died_on": "2026-03-02", "version": 2},
                {"died_on": None, "version": 3},
            )
        ]

    def test_there_must_be_something_to_take_back(self, clerk, anna):
        with pytest.raises(Refused) as refused:
            restore_person(by=clerk, person_id=anna.pk, reason="x")
        assert (codes(refused), recorded("people.restore")) == (["nothing-to-restore"], [])

    @pytest.mark.parametrize(("role", "unit", "why"), [
        ("inspector", "riga", NO_ROLE),
        ("head_of_unit", "olaine", NOT_YOURS),
        ("prison_officer", "riga", OUT_OF_REACH),
    ])  # fmt: skip
    def test_who_may_not_takes_nothing_back(self, house, anna, role, unit, why):
        change(anna, died_on=DAY)
        with pytest.raises(Refused) as refused:
            restore_person(by=house.actor(role, unit), person_id=anna.pk, reason="x")
        assert (refused.value.reasons, again(anna).died_on) == ([why], DAY)


class TestPages:
    def test_a_death_before_birth_is_said_at_its_day_and_the_source_stays(self, desk, anna):
        sent = {"died_on": "1985-03-06", "reason": "certificate 17"}
        page = desk.post(reverse("people:death", args=[anna.pk]), sent)
        form = page.context["form"]
        told = ["This date lies before the birth date. Correct one of the two."]
        assert (page.status_code, form.errors, form["reason"].value()) == (
            422, {"died_on": told}, "certificate 17",
        )  # fmt: skip

    def test_an_error_that_others_were_merged_into(self, desk, house, anna):
        change(person("Ozole", at=house.units["riga"]), merged_into=anna)
        page = desk.post(reverse("people:error", args=[anna.pk]), {"reason": "a slip"})
        (told,) = page.context["form"].errors["reason"]
        assert (page.status_code, "Split them first." in told) == (422, True)
        assert again(anna).entered_in_error is False

    @pytest.mark.parametrize("values", [{"died_on": DAY}, {"entered_in_error": True}])
    def test_it_is_offered_and_taken_back(self, desk, anna, values):
        change(anna, **values)
        step = reverse("people:restore", args=[anna.pk])
        path = reverse("web:person", args=[anna.pk])
        assert step in desk.get(path).content.decode()
        page = desk.post(step, {"reason": ""})
        assert (page.status_code, list(page.context["form"].errors)) == (422, ["reason"])
        answer = desk.post(step, {"reason": "a namesake"})
        assert (answer.status_code, answer.url) == (302, path)
        assert (again(anna).died_on, again(anna).entered_in_error) == (None, False)
        assert step not in desk.get(path).content.decode()

    def test_nothing_is_taken_back_from_who_lives(self, desk, anna):
        page = desk.post(reverse("people:restore", args=[anna.pk]), {"reason": "x"})
        assert page.context["form"].errors["reason"] == [
            "This record is neither of somebody who died nor entered in error."
        ]
