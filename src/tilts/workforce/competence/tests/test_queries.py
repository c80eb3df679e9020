"""Reads of observations: whose, in which order, and what enters the reliability of a form."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.actions import Decision, decide
from tilts.platform.organisation.actions import note_qualification
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.workforce.competence.actions import advance, begin_rating, plan_observation
from tilts.workforce.competence.actions.planning import Plan
from tilts.workforce.competence.models import Observation, Part
from tilts.workforce.competence.queries import (
    both_sheets,
    certificates,
    colleagues,
    definition_of,
    ending,
    instruments_for,
    observations,
    one_development,
    one_observation,
    one_rating,
    pairs_by_form,
    ratings_of,
    ratings_waiting,
)
from tilts.workforce.competence.rules import SEE

from .conftest import TODAY, Service, used

pytestmark = pytest.mark.usefixtures("all_seen")
FORM = ("facilitator-observation", "2026.1")


def on(service: Service, days: int) -> Observation:
    """An observation planned for so many days from today."""
    observers = (service.first, service.second)
    day = TODAY + timedelta(days=days)
    plan = Plan(day, f"Session of {days}", service.house.units["riga"], observers)
    of = used("facilitator-observation")
    return plan_observation(by=service.leader, staff=service.facilitator, of=of, plan=plan)


def test_the_latest_observation_stands_first(service: Service):
    made = [on(service, days) for days in (5, -3, 9)]
    assert list(observations()) == [made[2], made[0], made[1]]


def test_what_one_has_to_rate_stands_by_its_day(service: Service):
    late, soon = on(service, 9), on(service, 1)
    first = service.actor(service.first)
    assert [row.observation for row in ratings_waiting(first)] == [soon, late]
    service.rate(soon, Part.FIRST)
    assert [row.observation for row in ratings_waiting(first)] == [late]
    advance(by=service.leader, observation=late, code="cancel", reason="Fell out.")
    assert ratings_waiting(first) == []


def test_who_rates_nothing_waits_for_nothing(service: Service):
    on(service, 1)
    assert ratings_waiting(service.leader) == []
    assert len(ratings_waiting(service.actor(service.facilitator))) == 1


def test_ratings_stand_in_the_order_of_their_parts(service: Service):
    parts = [row.part for row in ratings_of(on(service, 1))]
    assert parts == ["first", "second", "own"]


@pytest.mark.parametrize("read", [one_observation, one_rating, one_development])
def test_what_is_not_there_is_refused_as_what_is_not_seen(service: Service, read: Any):
    with pytest.raises(Refused) as refused:
        read(uuid4())
    assert [reason.code for reason in refused.value.reasons] == ["not-yours"]


def test_of_an_instrument_whose_file_is_gone_the_reason_is_said(service: Service):
    observation = on(service, 1)
    observation.version = "of-old"
    with pytest.raises(Refused) as refused:
        definition_of(observation)
    assert [reason.code for reason in refused.value.reasons] == ["file-gone"]


def test_both_sheets_are_those_of_the_observers(service: Service):
    observation = service.rated({"time_kept": 4}, {"time_kept": 2})
    service.rate(observation, Part.OWN, time_kept=1)
    values = [one.answers["time_kept"]["value"] for one in both_sheets(observation)]
    assert values == [4, 2]


def test_staff_are_observed_with_what_their_country_names_and_their_agency_uses(service: Service):
    agencies = service.house.agencies
    assert [one.id for one in instruments_for(agencies["ievp"])] == [
        "facilitator-observation",
        "miti4",
    ]
    assert instruments_for(agencies["vpd"]) == []
    gone = Decision("withdrawn", "x", "y", TODAY)
    decide(by=SERVICE, agency="ievp", of=used("miti4"), decision=gone)
    assert [one.id for one in instruments_for(agencies["ievp"])] == ["facilitator-observation"]


def test_a_risk_instrument_in_use_observes_nobody(service: Service):
    used_here = Decision("use", "x", "y", date(2020, 1, 1))
    decide(by=SERVICE, agency="ievp", of=used("rvn-demo"), decision=used_here)
    assert "rvn-demo" not in [one.id for one in instruments_for(service.house.agencies["ievp"])]


def test_colleagues_are_of_the_agency_by_name(service: Service):
    stranger = service.house.member("prison_officer", "vilnius")
    last = service.house.hire(family="Ziediņa")
    first = service.house.hire(family="Ābola")
    found = list(colleagues(["ievp"]))
    assert (found[0], found[-1]) == (first, last)
    assert stranger not in found


def test_what_both_rated_counts_for_the_form_and_what_one_did_does_not(service: Service):
    service.rated({}, {})
    half = on(service, 1)
    service.rate(half, Part.FIRST)
    service.rate(half, Part.OWN)
    assert {key: len(both) for key, both in pairs_by_form("ievp").items()} == {FORM: 1}
    assert pairs_by_form("vpd") == {}


def test_what_was_entered_in_error_counts_not(service: Service):
    observation = service.rated({}, {})
    why = "Typed twice."
    advance(by=service.leader, observation=observation, code="mark_error", reason=why)
    assert pairs_by_form("ievp") == {}


def test_each_form_has_its_own_pairs_the_first_observers_first(service: Service):
    service.rated({"time_kept": 4}, {"time_kept": 1})
    service.rated({"time_kept": 2}, {"time_kept": 3})
    told = [
        [sheet.answers["time_kept"]["value"] for sheet in pair]
        for pair in pairs_by_form("ievp")[FORM]
    ]
    assert told == [[4, 1], [2, 3]]


def test_certificates_that_end_first_stand_on_top(service: Service):
    for staff, code, days in (
        (service.first, "observer", 400),
        (service.second, "observer", 20),
        (service.first, "risk_assessor", None),
    ):
        until = None if days is None else TODAY + timedelta(days=days)
        since = TODAY - timedelta(days=9)
        note_qualification(by=SERVICE, staff=staff, code=code, since=since, until=until)
    rows = certificates(service.leader)
    assert [(row.staff, row.code) for row in rows] == [
        (service.second, "observer"),
        (service.first, "observer"),
        (service.first, "risk_assessor"),
    ]


def test_what_ends_is_told_of_the_last_certificate_of_each_kind(service: Service):
    def hold(code: str, since: int, until: int | None) -> None:
        end = None if until is None else TODAY + timedelta(days=until)
        begin = TODAY + timedelta(days=since)
        note_qualification(by=SERVICE, staff=service.first, code=code, since=begin, until=end)

    hold("observer", -900, -100)
    hold("observer", -100, 30)
    hold("risk_assessor", -900, -5)
    hold("risk_assessor", -5, None)
    hold("programme_facilitator", -900, -200)
    hold("motivational_interviewing", 10, 20)  # has not begun
    found = ending(service.first.pk, TODAY)
    assert [(row.code, (row.until - TODAY).days) for row in found if row.until] == [
        ("observer", 30),
        ("programme_facilitator", -200),
    ]


def test_lists_ask_as_much_for_many_as_for_one(service: Service, django_assert_num_queries):
    first = service.actor(service.first)
    for many in (1, 4):
        while Observation.objects.count() < many:
            on(service, many)
        with seen_by(first, SEE), django_assert_num_queries(1):
            assert len(ratings_waiting(first)) == many
        with django_assert_num_queries(1):
            assert [row.person.name for row in observations()] == ["Ilze Kalna"] * many


def test_a_rating_that_began_and_is_open_still_waits(service: Service):
    observation = on(service, 0)
    rating = service.rating(observation, Part.FIRST)
    begun = begin_rating(by=service.actor(service.first), rating=rating)
    assert ratings_waiting(service.actor(service.first)) == [begun]
    with act("test.fix", by=SERVICE):
        assert begun.sheet
        begun.sheet.fixed_at = begun.sheet.opened_at
        begun.sheet.save()
    assert ratings_waiting(service.actor(service.first)) == []
