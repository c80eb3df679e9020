"""A visit is written up: once for each key, changed on the record, with one contact note."""

from dataclasses import replace
from uuid import UUID

import pytest

from tilts.casework.people.actions import add_fact
from tilts.casework.people.models import Address, Alert, Relation
from tilts.casework.people.tests.desk import recorded
from tilts.casework.supervision.models import ContactNote
from tilts.casework.visits.actions import (
    close_alarm,
    extend,
    say_safe,
    take_alarm,
    write_up,
)
from tilts.casework.visits.choices import Met
from tilts.casework.visits.content import Report
from tilts.casework.visits.models import HomeVisit
from tilts.casework.visits.queries import addresses, around, last_report, today_of, visits_of
from tilts.doors.web.kinds import kind_title
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act
from tilts.platform.record.state import check_state
from tilts.platform.workflow.models import WorkItem
from tilts.platform.workflow.state_check import state_faults

from .desk import TODAY, check_in

FOUND = Report(met=Met.PERSON, note="Tidy.", agreed="Tuesday.", key=UUID(int=9))


def written(desk, visit, **changed):
    return write_up(by=desk.officer, visit=visit, what=replace(FOUND, **changed))


def contacts():
    rows = ContactNote.objects.order_by("pk").values_list("how", "text", "staff_id")
    return list(rows)


def test_the_same_key_counts_once(desk):
    visit = desk.under_way()
    first, second = written(desk, visit), written(desk, visit, note="Other words.")
    assert (first.note, second.note) == ("Tidy.", "Tidy.")
    assert contacts() == [("visit", "Tidy.\n\nTuesday.", desk.staff.pk)]
    assert Act.objects.filter(kind="visits.write_up").count() == 1


def test_another_key_changes_what_stands_and_leaves_one_contact(desk):
    visit = desk.under_way()
    written(desk, visit)
    after = written(desk, visit, note="Not so tidy.", key=UUID(int=10))
    assert (after.note, len(contacts())) == ("Not so tidy.", 1)
    changes = [change for *_, changes in recorded("visits.write_up") for change in changes]
    assert [(was["note"], now["note"]) for row, was, now in changes] == [
        ("", "Tidy."),
        ("Tidy.", "Not so tidy."),
    ]


@pytest.mark.parametrize(("met", "many"), [("person", 1), ("others", 0), ("nobody", 0)])
def test_only_who_was_met_leaves_a_contact(desk, met, many):
    visit = written(desk, desk.under_way(), met=Met(met))
    assert (len(contacts()), visit.contact_id is not None) == (many, bool(many))


def test_met_after_all_the_contact_follows(desk):
    visit = desk.under_way()
    written(desk, visit, met=Met.NOBODY)
    written(desk, visit, key=UUID(int=11))
    assert len(contacts()) == 1


@pytest.mark.parametrize("agreed", ["", "  "])
def test_nothing_agreed_leaves_the_note_alone(desk, agreed):
    written(desk, desk.under_way(), agreed=agreed)
    assert [text for _, text, _ in contacts()] == ["Tidy."]


def test_it_can_be_written_up_after_one_is_back_and_after_an_alarm(desk):
    back, alarmed = desk.under_way(), desk.alarmed()
    say_safe(by=desk.officer, visit=back)
    assert written(desk, back).note == "Tidy."
    close_alarm(by=desk.head, visit=alarmed, done="Rang.")
    assert written(desk, alarmed, key=UUID(int=12)).note == "Tidy."


def test_what_was_agreed_last_time(desk):
    first, second = desk.under_way(), desk.checked()
    assert last_report(second) is None
    written(desk, first)
    found = last_report(second)
    assert (found, last_report(first)) == (first, None)


def test_what_one_must_know_at_the_door(desk):
    own = {"person": desk.anna, "since": TODAY}
    add_fact(by=SERVICE, fact=Alert(**own, kind="staff-safety", text="Threw a chair."))
    add_fact(by=SERVICE, fact=Relation(**own, kind="partner", name="Ilga"))
    street = {"street": "Upes iela 3", "locality": "Jelgava", "country": "LV"}
    add_fact(by=SERVICE, fact=Address(**own, kind="declared", **street))
    found = around(desk.anna, TODAY)
    assert [alert.text for alert in found["alerts"]] == ["Threw a chair."]
    assert [relation.name for relation in found["relations"]] == ["Ilga"]
    assert addresses(desk.anna, TODAY) == ["Upes iela 3, Jelgava"]


def test_ones_own_visits_of_today(desk):
    visit = desk.planned()
    day = visit.planned_at.astimezone().date()
    with seen_by(desk.officer):
        assert list(today_of(desk.officer, max(day, TODAY))) == [visit]
        assert list(visits_of([desk.anna.pk])) == [visit]
    with seen_by(desk.head):
        assert list(today_of(desk.head, max(day, TODAY))) == []


def test_every_stage_leaves_its_work_to_somebody(desk):
    def open_work(visit):
        rows = WorkItem.objects.filter(case=visit.case_ref(), closed_at=None)
        return list(rows.values_list("kind", "owner_id"))

    owner = desk.staff.pk
    assert open_work(desk.planned()) == [("visits.check", owner)]
    assert open_work(desk.checked()) == [("visits.go", owner)]
    assert open_work(desk.under_way()) == []  # the check-in waits for them
    assert open_work(desk.alarmed()) == [("visits.answer", None)]


def test_every_act_has_a_title_and_the_record_is_whole(desk):
    alarmed, out = desk.alarmed(), desk.under_way()
    extend(by=desk.officer, visit=out, minutes=15)
    say_safe(by=desk.officer, visit=out)
    take_alarm(by=desk.head, visit=alarmed)
    close_alarm(by=desk.head, visit=alarmed, done="Rang.")
    written(desk, out)
    assert check_in(alarmed).taken_by_id == desk.head_staff.pk
    kinds = Act.objects.filter(kind__startswith="visits.").values_list("kind", flat=True)
    assert [kind for kind in kinds if kind_title(kind) == kind] == []
    assert (state_faults([HomeVisit]), check_state().faults) == ([], [])
