"""People are in one place at a time, and leave with a reason."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilts.casework.people.actions import note_death
from tilts.casework.people.models import Person
from tilts.casework.proceedings.actions import (
    end_placement,
    move_unit,
    note_escape,
    note_return,
    place,
)
from tilts.casework.proceedings.models import Measure, Placement
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.actions import close_unit
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.queries import history

from .world import again, codes, days_ago, missing, new_actor, new_person, sentenced, today

RELEASE = Placement.Ended.RELEASE


def stays(person) -> list[tuple[str, date, date | None, str, str]]:
    rows = Placement.objects.filter(person=person).order_by("since").select_related("unit")
    return [(p.unit.code, p.since, p.until, p.reason, p.ended_how) for p in rows]


def test_admission_move_and_release(person, prison, other_prison):
    first, second, third = days_ago(30), days_ago(20), days_ago(10)
    place(by=SERVICE, person_id=person.pk, unit=prison, since=first)
    move_unit(by=SERVICE, person_id=person.pk, unit=other_prison, on=second)
    end_placement(by=SERVICE, person_id=person.pk, on=third, how=RELEASE)
    assert stays(person) == [
        ("riga", first, second, "admission", ""),
        ("jelgava", second, third, "transfer", "release"),
    ]


def test_nobody_is_placed_twice(person, prison, other_prison):
    place(by=SERVICE, person_id=person.pk, unit=prison, since=days_ago(9))
    with pytest.raises(Refused) as refused:
        place(by=SERVICE, person_id=person.pk, unit=other_prison, since=days_ago(5))
    assert codes(refused) == ["placed-already"]


def test_the_database_too_keeps_one_place_at_a_time(person, prison):
    place(by=SERVICE, person_id=person.pk, unit=prison, since=days_ago(9))
    second = Placement(person=person, unit=prison, since=days_ago(5), reason="admission")
    with pytest.raises(IntegrityError), transaction.atomic(), act("test.place", by=SERVICE):
        second.save()


def test_a_new_placement_begins_when_the_last_is_over(person, prison):
    place(by=SERVICE, person_id=person.pk, unit=prison, since=days_ago(30))
    end_placement(by=SERVICE, person_id=person.pk, on=days_ago(10), how=RELEASE)
    with pytest.raises(Refused) as refused:
        place(by=SERVICE, person_id=person.pk, unit=prison, since=days_ago(11))
    assert codes(refused) == ["too-early"]
    back = place(by=SERVICE, person_id=person.pk, unit=prison, since=days_ago(10))
    assert back.until is None


def test_what_cannot_be_a_place(person, prison, probation):
    def refusal(unit, since) -> list[str]:
        with pytest.raises(Refused) as refused:
            place(by=SERVICE, person_id=person.pk, unit=unit, since=since)
        return codes(refused)

    assert refusal(probation, today()) == ["not-a-prison"]
    assert refusal(prison, today() + timedelta(days=1)) == ["in-future"]
    close_unit(by=SERVICE, unit=prison, until=days_ago(5))
    assert refusal(prison, today()) == ["unit-closed"]


def test_one_moves_only_from_a_place_to_another(person, prison):
    with pytest.raises(Refused) as refused:
        move_unit(by=SERVICE, person_id=person.pk, unit=prison, on=today())
    assert codes(refused) == ["not-placed"]
    place(by=SERVICE, person_id=person.pk, unit=prison, since=days_ago(9))
    with pytest.raises(Refused) as refused:
        move_unit(by=SERVICE, person_id=person.pk, unit=prison, on=today())
    assert codes(refused) == ["same-unit"]


def test_nobody_leaves_before_they_came(person, prison):
    place(by=SERVICE, person_id=person.pk, unit=prison, since=days_ago(9))
    with pytest.raises(Refused) as refused:
        end_placement(by=SERVICE, person_id=person.pk, on=days_ago(10), how=RELEASE)
    assert codes(refused) == ["too-early"]


def test_an_escape_suspends_and_the_return_goes_on(person, prison):
    proceeding = sentenced(person, prison).proceeding
    place(by=SERVICE, person_id=person.pk, unit=prison, since=days_ago(90))
    note_escape(by=SERVICE, person_id=person.pk, on=days_ago(40), reason="from a work site")
    assert again(proceeding).state == "suspended"
    note_return(by=SERVICE, person_id=person.pk, unit=prison, on=days_ago(30))
    assert again(proceeding).state == "in_force"
    assert stays(person) == [
        ("riga", days_ago(90), days_ago(40), "admission", "escape"),
        ("riga", days_ago(30), None, "return", ""),
    ]


def test_only_who_escaped_returns(person, prison):
    place(by=SERVICE, person_id=person.pk, unit=prison, since=days_ago(90))
    end_placement(by=SERVICE, person_id=person.pk, on=days_ago(40), how=RELEASE)
    with pytest.raises(Refused) as refused:
        note_return(by=SERVICE, person_id=person.pk, unit=prison, on=days_ago(30))
    assert codes(refused) == ["never-escaped"]


def test_a_transfer_leaves_a_row_in_each_case_and_a_court_day_none(person, prison, other_prison):
    proceeding = sentenced(person, prison).proceeding
    place(by=SERVICE, person_id=person.pk, unit=prison, since=days_ago(90))
    court = Placement.Reason.COURT
    move_unit(by=SERVICE, person_id=person.pk, unit=other_prison, on=days_ago(60), reason=court)
    move_unit(by=SERVICE, person_id=person.pk, unit=prison, on=days_ago(50))
    moves = [row.move for row in history(proceeding)]
    assert moves == ["", "record_judgment", "enter_into_force", "person_transferred"]


def test_death_ends_everything_in_one_go(person, prison):
    measure = sentenced(person, prison)
    place(by=SERVICE, person_id=person.pk, unit=prison, since=days_ago(90))
    note_death(by=SERVICE, person_id=person.pk, died_on=days_ago(3), source="hospital")
    ended = again(measure)
    assert (ended.ended_on, ended.ended_how) == (days_ago(3), "death")
    assert again(measure.proceeding).state == "ended_by_death"
    assert stays(person) == [("riga", days_ago(90), days_ago(3), "admission", "death")]
    with pytest.raises(Refused) as refused:
        place(by=SERVICE, person_id=person.pk, unit=prison, since=today())
    assert codes(refused) == ["dead"]


def test_death_leaves_others_alone(person, prison):
    other = new_person(prison)
    measure = sentenced(other, prison)
    place(by=SERVICE, person_id=other.pk, unit=prison, since=days_ago(90))
    note_death(by=SERVICE, person_id=person.pk, died_on=days_ago(3), source="hospital")
    assert stays(other) == [("riga", days_ago(90), None, "admission", "")]
    assert (again(measure).ended_on, again(measure.proceeding).state) == (None, "in_force")


def test_who_may_not_place_does_not(person, prison):
    officer = new_actor(prison, capabilities=("people.see", "proceedings.record"))
    with seen_by(officer), pytest.raises(Refused) as refused:
        place(by=officer, person_id=person.pk, unit=prison, since=today())
    assert codes(refused) == ["no-role"]


def test_nobody_that_is_not_there_is_placed(clerk, prison):
    with seen_by(clerk), pytest.raises(Refused) as refused:
        place(by=clerk, person_id=missing(), unit=prison, since=today())
    assert codes(refused) == ["not-yours"]


def test_a_unit_reaches_who_is_placed_in_it_now(person, other_prison):
    officer = new_actor(other_prison, "Juris")

    def seen() -> list[Person]:
        with seen_by(officer):
            return list(Person.objects.all())

    assert seen() == []
    place(by=SERVICE, person_id=person.pk, unit=other_prison, since=days_ago(2))
    assert seen() == [person]
    end_placement(by=SERVICE, person_id=person.pk, on=today(), how=RELEASE)
    assert seen() == []


def test_a_unit_reaches_whose_measure_it_executes(person, prison, probation):
    officer = new_actor(probation, "Juris")
    measure = sentenced(person, prison, kind="probation_supervision", unit=probation)
    with seen_by(officer):
        assert list(Person.objects.all()) == [person]
        assert list(Measure.objects.all()) == [measure]


STEPS = st.tuples(
    st.sampled_from(["place", "move", "leave", "escape", "return"]),
    st.integers(0, 1),
    st.integers(0, 12),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=8))
def test_placements_never_overlap(prison, other_prison, steps):
    someone, units = new_person(prison), (prison, other_prison)
    for verb, which, ago in steps:
        try:
            do(verb, someone, units[which], days_ago(ago))
        except Refused:
            continue
    rows = stays(someone)
    ends = [until for _, _, until, _, _ in rows]
    begins = [since for _, since, _, _, _ in rows]
    assert all(end is not None for end in ends[:-1])
    assert all(end and end <= begin for end, begin in zip(ends[:-1], begins[1:], strict=True))
    assert len(set(begins)) == len(begins)


def do(verb: str, someone: Person, unit, on: date) -> None:
    who = {"by": SERVICE, "person_id": someone.pk}
    if verb == "place":
        place(**who, unit=unit, since=on)
    elif verb == "move":
        move_unit(**who, unit=unit, on=on)
    elif verb == "leave":
        end_placement(**who, on=on, how=RELEASE)
    elif verb == "escape":
        note_escape(**who, on=on)
    else:
        note_return(**who, unit=unit, on=on)
