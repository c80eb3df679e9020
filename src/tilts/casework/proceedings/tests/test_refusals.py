"""Nobody acts without the capability, nor on somebody out of their reach; nothing is written."""

from collections.abc import Callable
from typing import Any

import pytest

from tilts.casework.proceedings import actions
from tilts.casework.proceedings.models import Ending, Measure, Offence, Placement, Proceeding
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.models import Act

from .world import (
    CLERK,
    IN_FORCE,
    JUDGED,
    codes,
    days_ago,
    imprisoned,
    judged,
    new_actor,
    new_person,
    opened,
    sentenced,
    today,
)

Do = Callable[[Actor, Any], object]  # who acts, on what stands below
SENTENCE = actions.NewMeasure(kind="imprisonment", imposed_on=JUDGED, years=1)


@pytest.fixture
def stand(person, prison, other_prison) -> dict[str, Any]:
    """A person, their proceedings, a measure and units: what the actions below are done to."""
    measure = sentenced(person, prison)
    return {
        "person": person,
        "proceeding": measure.proceeding,
        "judged": judged(person, prison),
        "measure": measure,
        "prison": prison,
        "other": other_prison,
        "right": new_person(prison, "Cits"),
    }


def _open(by: Actor, s: Any) -> object:
    return actions.open_proceeding(
        by=by,
        person=s["person"],
        unit=s["prison"],
        authority="Court",
        reference="K-9",
        received_on=today(),
    )


RECORDING: dict[str, Do] = {
    "open": _open,
    "offence": lambda by, s: actions.add_offence(
        by=by, proceeding=s["proceeding"], code="176", committed_on=days_ago(900)
    ),
    "measure": lambda by, s: actions.impose_measure(
        by=by, proceeding=s["proceeding"], what=SENTENCE
    ),
    "start": lambda by, s: actions.start_measure(by=by, measure=s["measure"], start=IN_FORCE),
    "remand": lambda by, s: actions.count_remand(
        by=by, measure=s["measure"], days=3, reason="the judgment"
    ),
    "end": lambda by, s: actions.end_measure(
        by=by, measure=s["measure"], ended_on=today(), how=Ending.PARDONED, reason="amnesty"
    ),
    "appeal": lambda by, s: actions.advance(by=by, proceeding=s["judged"], code="appeal"),
    "right": lambda by, s: actions.record_on_right_person(
        by=by, proceeding=s["judged"], person_id=s["right"].pk, reason="a namesake"
    ),
}
PLACING: dict[str, Do] = {
    "place": lambda by, s: actions.place(
        by=by, person_id=s["person"].pk, unit=s["prison"], since=today()
    ),
    "move": lambda by, s: actions.move_unit(
        by=by, person_id=s["person"].pk, unit=s["other"], on=today()
    ),
    "leave": lambda by, s: actions.end_placement(
        by=by, person_id=s["person"].pk, on=today(), how=Placement.Ended.RELEASE
    ),
    "escape": lambda by, s: actions.note_escape(by=by, person_id=s["person"].pk, on=today()),
}


def counts() -> list[int]:
    with seen_by(SERVICE):
        return [m.objects.count() for m in (Act, Proceeding, Offence, Measure, Placement)]


def refusal(do: Do, by: Actor, stand: Any) -> list[str]:
    """Codes of the reasons, after which nothing may have changed."""
    before = counts()
    with seen_by(by), pytest.raises(Refused) as refused:
        do(by, stand)
    assert counts() == before
    return codes(refused)


@pytest.mark.parametrize("name", RECORDING)
def test_recording_needs_the_capability(stand, prison, name):
    others = tuple(code for code in CLERK if code != "proceedings.record")
    reader = new_actor(prison, capabilities=others)
    assert refusal(RECORDING[name], reader, stand) == ["no-role"]


@pytest.mark.parametrize("name", PLACING)
def test_placing_needs_the_capability(stand, prison, name):
    others = tuple(code for code in CLERK if code != "proceedings.place")
    reader = new_actor(prison, capabilities=others)
    assert refusal(PLACING[name], reader, stand) == ["no-role"]


@pytest.mark.parametrize("name", [*RECORDING, *PLACING])
def test_nobody_acts_on_somebody_out_of_sight(stand, other_prison, name):
    stranger = new_actor(other_prison)
    assert refusal({**RECORDING, **PLACING}[name], stranger, stand) == ["not-yours"]


@pytest.mark.parametrize("name", RECORDING)
def test_who_may_does(stand, prison, name):
    clerk, before = new_actor(prison), counts()
    with seen_by(clerk):
        RECORDING[name](clerk, stand)
    assert counts()[0] > before[0] or name == "start"  # the first day was that already


def test_a_court_clerk_of_one_unit_places_in_it_and_moves_on(stand, prison):
    clerk = new_actor(prison)
    with seen_by(clerk):
        for name in ("place", "leave"):
            PLACING[name](clerk, stand)
    assert [p.ended_how for p in Placement.objects.all()] == ["release"]


@pytest.mark.parametrize("code", ["record_judgment", "enter_into_force", "mark_wrong_person"])
def test_a_step_that_needs_more_is_not_taken_without_it(person, prison, code):
    proceeding = judged(person, prison)
    imprisoned(proceeding)
    with pytest.raises(Refused) as refused:
        actions.advance(by=SERVICE, proceeding=proceeding, code=code, reason="x")
    assert codes(refused) == ["own-step"]
    assert Proceeding.objects.get(pk=proceeding.pk).state == "judged"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("begin_serving", ["not-from-here"]),
        ("complete", ["not-from-here"]),
        ("transfer_abroad", ["not-from-here"]),
        ("appeal", ["not-from-here"]),
        ("person_died", ["not-by-hand"]),
        ("dance", ["not-from-here"]),
    ],
)
def test_what_is_not_possible_at_this_stage(person, prison, code, expected):
    with pytest.raises(Refused) as refused:
        actions.advance(by=SERVICE, proceeding=opened(person, prison), code=code, reason="because")
    assert codes(refused) == expected


def test_who_moves_first_wins_and_the_other_is_told(person, prison):
    proceeding = judged(person, prison)
    mine, yours = (Proceeding.objects.get(pk=proceeding.pk) for _ in range(2))
    actions.advance(by=SERVICE, proceeding=mine, code="appeal")
    with pytest.raises(Refused) as refused:
        actions.advance(by=SERVICE, proceeding=yours, code="appeal")
    assert codes(refused) == ["moved-meanwhile"]
