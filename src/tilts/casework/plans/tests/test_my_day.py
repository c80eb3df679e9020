"""Who of one's own people has no plan yet."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tilts.casework.people.pairs import merge_people
from tilts.casework.people.tests.people import person
from tilts.casework.plans.actions import advance
from tilts.casework.plans.my_day import unplanned
from tilts.casework.plans.queries import without_plan
from tilts.casework.proceedings.models import Ending, Measure
from tilts.casework.proceedings.tests.world import IN_FORCE, judged, sentenced
from tilts.jurisdictions.loading import packs
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

from .desk import TODAY, url


def due(settings, day=IN_FORCE):
    return packs(settings.PACKS)["LV"].due("plan_agreed", day)


@pytest.fixture
def convicted(desk):
    sentenced(desk.anna, desk.house.units["riga"])
    return desk.anna


def listed(desk):
    return [(row.person, row.when, row.url, row.tone) for row in unplanned(desk.officer)]


def test_who_serves_a_sentence_wants_a_plan(desk, convicted, settings):
    page = url("of", convicted)
    assert listed(desk) == [(convicted.pk, due(settings), page, "danger")]


def test_it_is_late_only_after_its_day(desk, convicted, settings):
    with act("test.start", by=SERVICE):
        Measure.objects.update(start=TODAY)
    page = url("of", convicted)
    assert listed(desk) == [(convicted.pk, due(settings, TODAY), page, "neutral")]


def test_who_has_one_in_whatever_stage_is_not_listed(desk, convicted):
    plan = desk.draft()
    assert listed(desk) == []
    advance(by=desk.officer, plan=plan, code="end", reason="so")
    assert [whom for whom, *_ in listed(desk)] == [convicted.pk]


def test_nor_who_is_presumed_innocent(desk):
    judged(desk.anna, desk.house.units["riga"])
    assert listed(desk) == []


def test_nor_whose_sentence_is_over_or_has_not_begun(desk, convicted):
    with act("test.later", by=SERVICE):
        Measure.objects.update(start=TODAY + timedelta(days=3))
    assert listed(desk) == []
    with act("test.ended", by=SERVICE):
        Measure.objects.update(start=IN_FORCE, ended_on=TODAY, ended_how=Ending.SERVED)
    assert without_plan([convicted.pk]) == {}


def test_nor_whom_a_colleague_has(desk, convicted):
    colleague = actor_for(desk.house.member("prison_officer"), TODAY)
    with seen_by(colleague):
        assert unplanned(colleague) == []


def test_a_plan_on_a_merged_record_is_a_plan(desk, convicted):
    twin = person("Ozolina", at=desk.house.units["riga"], country="LV")
    desk.hand_to(desk.staff, twin)
    desk.draft(twin)
    merge_people(by=SERVICE, kept_id=convicted.pk, gone_id=twin.pk, reason="the same face")
    assert without_plan([convicted.pk]) == {}


def test_the_section_stands_on_my_day(desk, convicted):
    page = desk.browser.get("/").content.decode()
    assert ("Without a plan" in page, url("of", convicted) in page) == (True, True)


def test_as_many_queries_for_three_people_as_for_one(desk, convicted):
    counts = []
    for family in ("", "Liepa", "Egle"):
        if family:
            sentenced(desk.add(family), desk.house.units["riga"])
        with CaptureQueriesContext(connection) as asked:
            unplanned(desk.officer)
        counts.append(len(asked))
    assert counts == [counts[0]] * 3
