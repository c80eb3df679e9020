"""People's programmes in words: on lists, on the plan, on the page of a group."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from tilts.casework.plans.models import Goal
from tilts.casework.programmes.delivery.presenting import (
    TONES,
    in_group,
    leader_names,
    licensed_on,
    said,
    session_lines,
    suiting,
)
from tilts.casework.programmes.delivery.progress import Dose, dose_of, running
from tilts.casework.programmes.delivery.toward import shown
from tilts.casework.programmes.licences import last_day
from tilts.casework.programmes.models import Participation
from tilts.casework.programmes.panels import present
from tilts.platform.access.scoped import seen_by
from tilts.platform.design.display import local
from tilts.platform.gatherings.models import Enrolment
from tilts.platform.gatherings.queries import leaders_by_session
from tilts.platform.organisation.grants import actor_for

from .delivery import PROGRAMME, TODAY, now, url

NOTHING = Dose(0, 0, 12, 1080)
SOME = Dose(3, 270, 12, 1080)


def case(state: str, **values) -> Participation:
    """One that is not saved."""
    made = Participation(programme=PROGRAMME, waiting_since=TODAY - timedelta(days=40), **values)
    made.state = state
    return made


@pytest.mark.parametrize(
    ("state", "dose", "words"),
    [
        ("referred", NOTHING, "40 days waited"),
        ("waiting", NOTHING, "40 days waited"),
        ("waiting", SOME, "40 days waited · 4.5 of 18 hours, 3 of 12 sessions"),
        ("scheduled", NOTHING, "has a place, not begun"),
        ("on_programme", SOME, "4.5 of 18 hours, 3 of 12 sessions"),
        ("completed", SOME, "4.5 of 18 hours, 3 of 12 sessions"),
        ("excluded", NOTHING, "0 of 18 hours, 0 of 12 sessions"),
        ("suspended", SOME, "4.5 of 18 hours, 3 of 12 sessions"),
    ],
)
def test_each_stage_says_how_far_it_is(state, dose, words):
    assert said(case(state), dose) == words


def test_what_was_put_off_says_until_when():
    put_off = case("deferred", deferred_until=date(2031, 3, 3))
    assert said(put_off, NOTHING) == "until 3 March 2031"
    assert said(put_off, SOME) == "until 3 March 2031 · 4.5 of 18 hours, 3 of 12 sessions"


def test_one_day_is_one_day():
    waits = case("waiting")
    waits.waiting_since = TODAY - timedelta(days=1)
    assert said(waits, NOTHING) == "1 day waited"


def test_days_stop_with_the_first_session():
    begun = case("on_programme", started_on=TODAY - timedelta(days=10))
    assert begun.waited(TODAY) == 30
    assert case("waiting").waited(TODAY) == 40


def test_the_tones_are_those_of_stages():
    assert set(TONES) <= set(Participation.machine.states_map)
    assert set(TONES.values()) <= {"neutral", "info", "success", "warning", "danger"}


def test_what_suits_best_comes_first_and_of_equals_what_is_licensed(delivery, licensed):
    whom = delivery.somebody(birth_date=date(TODAY.year - 40, 1, 1), sex="male")
    rows = suiting(delivery.officer, whom)
    against = [len(row["against"]) for row in rows]
    assert against == sorted(against)
    assert (rows[0]["of"].code, rows[0]["licensed"]) == (PROGRAMME, True)
    assert len(rows) == 13


def test_programmes_are_said_in_the_readers_language(delivery):
    whom = delivery.somebody()
    with override("lv"):
        names = {row["of"].code: row["name"] for row in suiting(delivery.officer, whom)}
    assert names[PROGRAMME] == "Motivācijas programma"


def test_only_a_licence_that_holds_counts(delivery):
    delivery.licensed(since=TODAY - timedelta(days=4 * 366))
    delivery.licensed("substances")
    assert licensed_on("LV") == {"substances"}
    assert last_day("LV", TODAY) > TODAY


def test_what_was_marked_says_what_is_due_and_what_was_made_good(delivery, licensed):
    series = delivery.group()
    mine = delivery.placed(series)
    first = delivery.past(series, 1)
    delivery.mark(first, mine, outcome="not-brought")
    delivery.mark(delivery.past(series, 2), mine)
    delivery.mark(delivery.past(series, 3), mine, outcome="unacceptable")
    again = delivery.past(series, 1, catches_up=first)
    delivery.mark(again, mine, catches_up=first.attendances.get().pk)
    rows = {
        (row["name"], str(row["outcome"])): (row["tone"], row["due"], row["made_good"])
        for row in session_lines(mine)
    }
    assert rows == {
        ("Where I am 1", "not brought, or no place (the service's fault)"): (
            "warning",
            False,
            True,
        ),
        ("Where I am 2", "attended and complied"): ("success", False, False),
        ("Where I am 3", "unacceptable absence"): ("warning", True, False),
        ("Where I am 1", "attended and complied"): ("success", False, False),
    }


def test_a_session_is_named_in_the_readers_language(delivery, licensed):
    series = delivery.group()
    mine = delivery.attended(series, delivery.placed(series), [5])
    with override("lv"):
        assert [row["name"] for row in session_lines(mine)] == ["Ko es vēlos 1"]


def test_a_group_shows_each_member_with_their_way(delivery, licensed, django_assert_num_queries):
    series = delivery.group()
    cases = [delivery.placed(series) for _ in range(3)]
    delivery.attended(series, cases[0], [1])
    rows = list(Enrolment.plain.filter(series=series).order_by("since", "pk"))
    found = in_group(rows)
    assert [(row["case"], row["dose"].sessions, row["tone"]) for row in found] == [
        (now(cases[0]), 1, "info"),
        (now(cases[1]), 0, "info"),
        (now(cases[2]), 0, "info"),
    ]
    assert [row["shown"].name for row in found] == [one.person.name for one in cases]


def test_who_was_enrolled_otherwise_is_shown_without_a_way(delivery, licensed):
    series = delivery.group()
    mine = delivery.placed(series)
    row = running(mine)
    assert row is not None
    row.journey = mine.pk
    (member,) = in_group([row])
    assert (member["case"], member["dose"], member["tone"]) == (None, None, "neutral")


def test_leaders_are_named_session_by_session(delivery, licensed):
    series = delivery.group()
    session = series.sessions.earliest("starts_at")
    names = leader_names(leaders_by_session([session]))
    assert names == {session.pk: ", ".join(one.short_name for one in delivery.leaders)}
    assert leader_names({}) == {}


def test_the_panel_shows_what_goes_on_only(delivery, licensed):
    whom = delivery.somebody()
    mine = delivery.waiting(whom)
    found = present(delivery.officer, [whom.pk])
    assert found == {
        whom.pk: [
            {
                "title": "Motivation",
                "url": url("participation", mine),
                "said": "0 days waited",
                "state": "waiting for a place",
                "tone": "warning",
            }
        ]
    }
    assert present(delivery.officer, []) == {}


def test_the_panel_says_since_when_somebody_is_on_it(delivery, licensed):
    series = delivery.group()
    mine = delivery.attended(series, delivery.placed(series), [1])
    ((line,),) = present(delivery.officer, [mine.person_id]).values()
    assert line["said"] == f"since {local(TODAY)}"
    placed = delivery.placed(series)
    ((line,),) = present(delivery.officer, [placed.person_id]).values()
    assert (line["said"], line["state"]) == ("", "has a place")


def test_the_panel_is_empty_for_who_does_not_see_the_person(delivery):
    mine = delivery.waiting()
    stranger = actor_for(delivery.house.member("prison_officer"), TODAY)
    with seen_by(stranger):
        assert present(stranger, [mine.person_id]) == {}


def test_the_plan_shows_programmes_at_their_goal_and_offers_one(delivery):
    whom = delivery.somebody()
    goal = delivery.goal(whom)
    mine = delivery.waiting(whom)
    (line, offer) = shown(delivery.officer, [goal])[goal.line]
    assert (line.text, line.url, line.note, line.badge, line.tone, line.offer) == (
        "Motivation",
        url("participation", mine),
        "0 days waited",
        "waiting for a place",
        "warning",
        False,
    )
    assert (offer.text, offer.url, offer.offer) == (
        "Refer to a programme",
        f"{url('of', whom)}?goal={goal.pk}",
        True,
    )


def test_who_does_not_refer_is_offered_nothing(delivery):
    whom = delivery.somebody()
    goal = delivery.goal(whom)
    assert shown(delivery.leader, [goal]) == {goal.line: []}


def test_a_programme_towards_a_goal_that_is_gone_stands_nowhere(delivery):
    whom = delivery.somebody()
    goal = delivery.goal(whom)
    delivery.waiting(whom)
    other = Goal(person=whom, plan=goal.plan, need="work", text="A job.")
    assert [one.offer for one in shown(delivery.officer, [other])[other.line]] == [True]


def test_plans_of_many_goals_ask_no_more_than_one(delivery):
    goals, counts = [], []
    for _ in range(3):
        whom = delivery.somebody()
        goals.append(delivery.goal(whom).pk)
        delivery.waiting(whom)
    for many in (1, 3):
        loaded = list(Goal.objects.filter(pk__in=goals[:many]).select_related("plan"))
        with CaptureQueriesContext(connection) as asked:
            shown(delivery.officer, loaded)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_dose_of_a_case_stands_in_its_words(delivery, licensed):
    series = delivery.group()
    mine = delivery.attended(series, delivery.placed(series), [1, 2])
    assert said(mine, dose_of(mine)) == "3 of 18 hours, 2 of 12 sessions"
