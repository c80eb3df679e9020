"""What can be imposed, when it ends, and what stands behind the wall."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tilts.casework.proceedings.actions import (
    NewMeasure,
    add_offence,
    advance,
    count_remand,
    end_measure,
    impose_measure,
    start_measure,
)
from tilts.casework.proceedings.models import Ending, Measure, Offence, OffenceDetail
from tilts.casework.proceedings.queries import circumstances, find_offences
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import WallClosed, behind, seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.models import Consultation, Payload

from .world import (
    CLERK,
    IN_FORCE,
    JUDGED,
    again,
    codes,
    imprisoned,
    judged,
    new_actor,
    new_person,
    opened,
    sentenced,
    today,
)

COMMITTED = date(2024, 11, 5)


def refusal(proceeding, **what) -> list[str]:
    usual = {"kind": "imprisonment", "imposed_on": JUDGED, "years": 2}
    with pytest.raises(Refused) as refused:
        impose_measure(by=SERVICE, proceeding=proceeding, what=NewMeasure(**{**usual, **what}))
    return codes(refused)


def test_an_offence_is_what_the_code_said_on_its_day(person, prison):
    proceeding = opened(person, prison)
    add_offence(
        by=SERVICE,
        proceeding=proceeding,
        code="176",
        committed_on=COMMITTED,
        attempt=True,
        circumstances="with a broken bottle",
    )
    rows = Offence.objects.values_list("code", "iccs", "gravity", "attempt", "circumstances")
    assert list(rows) == [("176", "04", "serious", True, "with a broken bottle")]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"code": "999"}, ["unknown-offence"]),
        ({"committed_on": date(1990, 1, 1)}, ["unknown-offence"]),
        ({"committed_until": date(2024, 11, 4)}, ["period-reversed"]),
        ({"committed_on": date(2124, 1, 1)}, ["in-future"]),
    ],
)
def test_what_is_no_offence(person, prison, values, expected):
    usual = {"code": "175", "committed_on": COMMITTED}
    with pytest.raises(Refused) as refused:
        add_offence(by=SERVICE, proceeding=opened(person, prison), **{**usual, **values})
    assert codes(refused) == expected


def test_closed_proceedings_take_no_offence_and_no_measure(person, prison):
    proceeding = opened(person, prison)
    advance(by=SERVICE, proceeding=proceeding, code="terminate", reason="withdrawn")
    with pytest.raises(Refused) as refused:
        add_offence(by=SERVICE, proceeding=proceeding, code="175", committed_on=COMMITTED)
    assert codes(refused) == ["is-over"]
    assert refusal(proceeding, kind="evaluation_report") == ["is-over"]


@pytest.fixture
def sexual(person, prison) -> Offence:
    return add_offence(
        by=SERVICE,
        proceeding=opened(person, prison),
        code="160",
        committed_on=COMMITTED,
        circumstances="what happened",
    )


def test_the_circumstances_of_a_sexual_offence_stand_behind_the_wall(sexual):
    assert sexual.circumstances == ""
    with pytest.raises(WallClosed):
        OffenceDetail.objects.count()
    with behind("sexual-offences"):
        assert [d.circumstances for d in OffenceDetail.objects.all()] == ["what happened"]
    walls = Payload.objects.filter(act__kind="proceedings.add_offence").values_list("wall")
    assert list(walls) == [("",)]
    details = Payload.objects.filter(act__kind="proceedings.add_detail").values_list("wall")
    assert list(details) == [("sexual-offences",)]


def test_the_database_too_refuses_them_in_front_of_it(sexual):
    sexual.circumstances = "what happened"
    with pytest.raises(IntegrityError), transaction.atomic(), act("test.write", by=SERVICE):
        sexual.save()


def test_the_wall_opens_to_who_may_and_the_look_is_recorded(sexual, prison):
    head = new_actor(prison, capabilities=(*CLERK, "proceedings.open_sexual"))
    with seen_by(head):
        assert circumstances(sexual, by=head, purpose="check") == "what happened"
    looks = Consultation.objects.values_list("actor_id", "shown__person_id", "purpose", "about")
    assert list(looks) == [(head.party, sexual.person_id, "check", "wall:sexual-offences")]


def test_the_wall_stays_closed_to_others(sexual, clerk):
    with seen_by(clerk), pytest.raises(Refused) as refused:
        circumstances(sexual, by=clerk, purpose="check")
    assert codes(refused) == ["no-role"]


def test_offences_are_found_by_number_and_title_in_any_language():
    def found(text: str) -> list[str]:
        return [entry.code for entry in find_offences("LV", text, COMMITTED)]

    assert found("25") == ["253", "253.1"]
    assert found("Izvarošana") == found("rape") == ["159"]
    assert found("no such thing") == []


def test_before_judgment_there_are_orders_but_no_sentences(person, prison):
    proceeding = opened(person, prison)
    assert refusal(proceeding) == ["presumed-innocent"]
    remand = NewMeasure(kind="remand", imposed_on=JUDGED)
    assert impose_measure(by=SERVICE, proceeding=proceeding, what=remand).ended_on is None


def test_each_thing_that_is_wrong_with_a_measure_is_said(person, prison, probation):
    proceeding = judged(person, prison)
    tomorrow = today() + timedelta(days=1)
    assert refusal(proceeding, kind="flogging") == ["unknown-kind"]
    assert refusal(proceeding, years=0) == ["no-length"]
    assert refusal(proceeding, suspended=True) == ["no-probation"]
    assert refusal(proceeding, probation_months=6) == ["not-suspended"]
    assert refusal(proceeding, imposed_on=tomorrow) == ["in-future"]
    assert refusal(proceeding, unit=probation) == ["wrong-unit"]
    assert refusal(proceeding, suspended=True, probation_months=6, unit=prison) == ["wrong-unit"]
    assert refusal(proceeding, years=0, suspended=True) == ["no-length", "no-probation"]
    assert list(Measure.objects.all()) == []


def test_only_a_term_in_prison_follows_one(person, prison):
    proceeding = judged(person, prison)
    first = imprisoned(proceeding)
    supervision = imprisoned(proceeding, kind="probation_supervision")
    other = imprisoned(judged(new_person(prison), prison))
    assert refusal(proceeding, follows=supervision) == ["not-in-a-row"]
    assert refusal(proceeding, follows=other) == ["not-in-a-row"]
    assert refusal(proceeding, follows=first, kind="probation_supervision") == ["not-in-a-row"]
    assert refusal(proceeding, follows=first, start=IN_FORCE) == ["own-start"]
    assert imprisoned(proceeding, follows=first).follows == first


def test_hours_and_money_are_lengths_too(person, prison):
    proceeding = judged(person, prison)
    hours = imprisoned(proceeding, kind="community_service", years=0, minutes=120 * 60)
    life = imprisoned(proceeding, kind="life_imprisonment", years=0)
    assert (hours.minutes, life.years) == (7200, 0)


def test_remand_is_counted_and_corrected(person, prison):
    measure = sentenced(person, prison)
    count_remand(by=SERVICE, measure=measure, days=60, reason="the judgment")
    count_remand(by=SERVICE, measure=measure, days=61, reason="a clerical error of the court")
    assert again(measure).remand_days == 61


def test_a_measure_ends_as_served_only_when_it_is(person, prison):
    measure = sentenced(person, prison, years=0, months=2)
    last = date(2025, 5, 19)
    with pytest.raises(Refused) as refused:
        served(measure, last - timedelta(days=1))
    assert codes(refused) == ["not-served"]
    assert served(measure, last).ended_on == last
    with pytest.raises(Refused) as refused:
        served(measure, last)
    assert codes(refused) == ["ended-already"]


def served(measure, on: date) -> Measure:
    return end_measure(by=SERVICE, measure=measure, ended_on=on, how=Ending.SERVED)


def test_any_other_end_has_its_reason(person, prison):
    measure = sentenced(person, prison)
    values: dict[str, Any] = {
        "by": SERVICE,
        "measure": measure,
        "ended_on": IN_FORCE,
        "how": Ending.PARDONED,
    }
    with pytest.raises(Refused) as refused:
        end_measure(**values)
    assert codes(refused) == ["reason-missing"]
    assert end_measure(**values, reason="by the President").ended_how == "pardoned"


def test_nothing_ends_before_it_was_imposed(person, prison):
    measure = sentenced(person, prison)
    with pytest.raises(Refused) as refused:
        end_measure(
            by=SERVICE,
            measure=measure,
            ended_on=date(2025, 1, 1),
            how=Ending.QUASHED,
            reason="on appeal",
        )
    assert codes(refused) == ["ends-too-early"]


def test_what_follows_another_has_no_first_day_of_its_own(person, prison):
    proceeding = judged(person, prison)
    second = imprisoned(proceeding, follows=imprisoned(proceeding))
    with pytest.raises(Refused) as refused:
        start_measure(by=SERVICE, measure=second, start=IN_FORCE)
    assert codes(refused) == ["start-derived"]
