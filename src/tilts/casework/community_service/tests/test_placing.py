"""Placing: what speaks for and against each provider, what forbids it, and victims' safety."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tilts.casework.community_service.actions import keep_away, place, postpone, sign_contract
from tilts.casework.community_service.matching import matches
from tilts.casework.community_service.models import KeptAway, Placement
from tilts.casework.community_service.placing_guards import Agreement
from tilts.casework.people.models import Victim
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import WallClosed, seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.models import Consultation
from tilts.platform.record.state import check_state

from .at_work import EVERY_DAY, FIVE, NINE, TODAY, codes, days_ago, now

pytestmark = pytest.mark.django_db
AGREED: dict[str, Any] = {"since": TODAY, "weekdays": [0], "from_time": NINE, "to_time": FIVE}


def refused(by, case, provider, **what):
    with pytest.raises(Refused) as no:
        place(by=by, case=case, provider=provider, what=Agreement(**{**AGREED, **what}))
    return codes(no)


def victim(whom, name="Anna Vītola", contact="Dārza iela 5, Jelgava"):
    with act("test.victim", by=SERVICE):
        Victim(person=whom, name=name, contact=contact, since=days_ago(9)).save()


def told(at_work, case):
    """Every provider in its order: name, distance, and what speaks against it."""
    with seen_by(at_work.officer):
        found = matches(at_work.officer, case)
    return [(one.provider.name, one.km, [line.code for line in one.against]) for one in found]


def test_providers_stand_in_their_order_each_with_its_reasons(at_work):
    case = at_work.registered(weekdays=[5, 6], must_not=["heavy"], must=["indoors"])
    fits = {"traits": ["light", "indoors"]}
    at_work.provider(name="Far", municipality="riga", **fits)
    at_work.provider(name="No contract", contract=False, **fits)
    at_work.provider(name="Near", **fits)
    at_work.provider(name="Heavy", traits=["heavy", "indoors"])
    at_work.provider(name="Weekdays", weekdays=[0, 1], traits=["outdoors"])
    assert told(at_work, case) == [
        ("Near", 0, []),
        ("Heavy", 0, ["not-heavy"]),
        ("Far", 41, ["distance"]),
        ("Weekdays", 0, ["must-indoors", "days"]),
        ("No contract", 0, ["contract"]),
    ]


def test_every_reason_is_told_in_words(at_work):
    case = at_work.registered()
    provider = at_work.provider(contract=False, places=1)
    last = TODAY + timedelta(days=20)
    sign_contract(by=at_work.officer, provider=provider, number="2", since=TODAY, last_day=last)
    with seen_by(at_work.officer):
        (found,) = matches(at_work.officer, case)
    texts = [line.text for line in found.lines]
    assert texts[0].startswith("The contract ends on ")
    assert texts[0].endswith(" It lapses soon.")
    assert texts[1:] == [
        "1 place is free.",
        "The work is possible for the person.",
        "Days that fit: Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday.",
        "In the same town.",
    ]


def test_a_town_that_is_not_known_is_said_and_held_against_nobody(at_work):
    case = at_work.registered(municipality="")
    at_work.provider()
    assert [(km, against) for _name, km, against in told(at_work, case)] == [(None, [])]


def test_a_contract_that_lapsed_blocks_whatever_is_said(at_work):
    case = at_work.registered()
    provider = at_work.provider(contract=False)
    given = {"by": at_work.officer, "provider": provider, "number": "3", "since": days_ago(99)}
    sign_contract(**given, last_day=days_ago(1))
    assert refused(at_work.officer, case, provider, despite="All the same.") == ["contract"]
    assert (now(case).state, Placement.plain.count()) == ("registered", 0)


def test_the_last_place_is_given_once(at_work):
    provider = at_work.provider(places=1)
    at_work.placed(provider=provider)
    case = at_work.registered()
    assert refused(at_work.officer, case, provider, despite="x") == ["places"]


def test_what_speaks_against_wants_a_reason(at_work):
    case = at_work.registered(must_not=["outdoors"])
    provider = at_work.provider()
    assert refused(at_work.officer, case, provider) == ["despite-missing"]
    row = at_work.placed(case, provider, since=TODAY, despite="Light work in the shade.")
    assert (now(row).despite, now(case).state) == ("Light work in the shade.", "placed")


def test_whoever_has_a_place_is_not_placed_again(at_work):
    placement = at_work.placed()
    case, provider = now(placement.service), at_work.provider()
    assert refused(at_work.officer, case, provider) == ["not-from-here"]
    assert Placement.plain.count() == 1


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"weekdays": []}, "no-day"),
        ({"weekdays": [6]}, "other-days"),
        ({"from_time": FIVE, "to_time": NINE}, "no-time"),
        ({"since": days_ago(41)}, "too-early"),
    ],
)
def test_an_agreement_that_cannot_be_is_refused(at_work, what, code):
    case, provider = at_work.registered(), at_work.provider(weekdays=[0, 1, 2])
    assert refused(at_work.officer, case, provider, **what) == [code]


class TestVictims:
    """The wall answers yes or no, and every look behind it is written."""

    def test_a_provider_where_a_victim_would_be_met_is_blocked_without_saying_why(self, at_work):
        case, provider = at_work.registered(), at_work.provider()
        keep_away(by=at_work.head, case=case, provider=provider, why="The victim works there.")
        with seen_by(at_work.officer):
            (found,) = matches(at_work.officer, case)
        assert [line.text for line in found.blocked] == [
            "A protected reason. Ask the head of unit, who may open the victims' wall, or choose "
            "another provider."
        ]
        assert refused(at_work.officer, case, provider, despite="x") == ["victim-safety"]

    @pytest.mark.parametrize(
        ("of_victim", "against"),
        [
            ({"name": "Zane Egle"}, ["victim-safety"]),
            ({"name": "ZANE  EGLE"}, ["victim-safety"]),
            ({"contact": "Strādā: parka iela 1"}, ["victim-safety"]),
            ({}, []),
        ],
    )
    def test_a_victim_who_is_the_contact_or_is_reached_there(self, at_work, of_victim, against):
        case, provider = at_work.registered(), at_work.provider()
        at_work.contact(provider, "Zane Egle")
        victim(case.person, **of_victim)
        assert told(at_work, case)[0][2] == against

    @pytest.mark.parametrize(
        ("state", "becomes"), [("placed", "registered"), ("postponed", "postponed")]
    )
    def test_whoever_works_there_does_so_no_more(self, at_work, state, becomes):
        placement = at_work.placed()
        case = placement.service
        if state == "postponed":
            until = TODAY + timedelta(days=9)
            postpone(by=at_work.officer, case=case, until=until, reason="Ill.")
        given = {"case": case, "provider": placement.provider, "why": "A. Vītola works there."}
        keep_away(by=at_work.head, **given)
        row = now(placement)
        assert (now(case).state, row.until) == (becomes, TODAY)
        assert row.ended_because.startswith("A protected reason.")
        assert "Vītola" not in row.ended_because
        assert check_state().faults == []

    def test_whoever_works_elsewhere_stays(self, at_work):
        placement = at_work.placed()
        given = {"case": placement.service, "provider": at_work.provider(), "why": "x"}
        keep_away(by=at_work.head, **given)
        assert (now(placement.service).state, now(placement).until) == ("placed", None)

    def test_another_persons_victims_are_no_reason(self, at_work):
        case, other = at_work.registered(), at_work.registered()
        provider = at_work.provider()
        keep_away(by=at_work.head, case=other, provider=provider, why="x")
        assert told(at_work, case)[0][2] == []

    def test_the_look_behind_the_wall_is_written(self, at_work):
        case = at_work.registered()
        told(at_work, case)
        (look,) = Consultation.objects.filter(about="wall:victims")
        assert (look.actor_id, look.purpose) == (at_work.staff.pk, "caseload")

    def test_only_who_opens_the_wall_notes_it_and_once(self, at_work):
        case, provider = at_work.registered(), at_work.provider()
        given = {"case": case, "provider": provider, "why": "x"}
        with pytest.raises(Refused) as no:
            keep_away(by=at_work.officer, **given)
        assert codes(no) == ["no-role"]
        keep_away(by=at_work.head, **given)
        with pytest.raises(Refused) as no:
            keep_away(by=at_work.head, **given)
        assert codes(no) == ["kept-already"]
        with pytest.raises(WallClosed):
            KeptAway.objects.count()


def test_who_may_not_place_places_nobody(at_work):
    case, provider = at_work.registered(), at_work.provider()
    clerk = at_work.house.actor("clerk", "jelgava")
    assert refused(clerk, case, provider, weekdays=EVERY_DAY) == ["no-role"]


def test_matching_asks_the_same_of_the_database_for_one_provider_and_for_three(
    at_work,
):
    case = at_work.registered()
    counted = []
    for more in (1, 2):
        for _one in range(more):
            at_work.provider()
        with seen_by(at_work.officer), CaptureQueriesContext(connection) as asked:
            matches(at_work.officer, case)
        counted.append(len(asked))
    assert counted[0] == counted[1]
