"""Records that become one: what happened on either is the person's."""

from datetime import timedelta

import pytest

from tilts.casework.people.pairs import merge_people
from tilts.casework.people.queries import records_of
from tilts.casework.protocols.actions import Taken, take_step
from tilts.casework.protocols.queries import occurrences_of, one_occurrence, open_now
from tilts.platform.parties.actors import SERVICE

from .desk import steps, url


@pytest.fixture
def other(desk):
    return desk.add("Ozoliņa")


def test_what_happened_on_either_record_is_the_persons(desk, other):
    first, second = desk.opened(), desk.opened("child", other)
    merge_people(by=SERVICE, kept_id=desk.anna.pk, gone_id=other.pk, reason="the same")
    desk.anna.refresh_from_db()
    assert len(records_of(desk.anna)) == 2
    assert set(occurrences_of([desk.anna.pk])) == {first, second}
    page = desk.browser.get(url("of", desk.anna))
    assert [row.protocol for row, _ in page.context["rows"]] == ["child", "violence"]


def test_steps_go_on_after_the_records_became_one(desk, other):
    case = desk.opened("violence", other)
    merge_people(by=SERVICE, kept_id=desk.anna.pk, gone_id=other.pk, reason="the same")
    taken = take_step(by=desk.officer, step=steps(case)[0], what=Taken())
    assert (taken.undone_at, one_occurrence(case.pk).state) == (None, "open")


def test_no_protocol_is_offered_on_the_record_that_is_gone(desk, other):
    merge_people(by=SERVICE, kept_id=desk.anna.pk, gone_id=other.pk, reason="the same")
    page = desk.browser.get(url("of", other))
    assert [reason.code for reason in page.context["why_not"]] == ["gone"]
    assert page.context["header"].urgent == []


def test_what_is_open_is_listed_the_oldest_first(desk, other):
    first, second = desk.opened(), desk.opened("child", other)
    found = open_now(second.opened_at + timedelta(days=60))
    assert [(case, case.late) for case in found] == [(first, 6), (second, 5)]
