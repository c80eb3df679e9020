"""An erasure reaches everything of an occurrence, behind walls too."""

import pytest

from tilts.casework.protocols.actions import Taken, take_step, undo_step
from tilts.platform.erasure.reach import reach_of

from .desk import steps


@pytest.mark.parametrize(
    ("code", "many", "notes"),
    [
        ("violence", 6, "protocols.note"),
        ("suicide", 7, "protocols.healthnote"),
        ("child", 5, "protocols.childnote"),
    ],
)
def test_an_erasure_reaches_steps_takings_and_notes(desk, code, many, notes):
    case = desk.opened(code)
    first, second, *_ = steps(case)
    undo_step(by=desk.officer, taking=take_step(by=desk.officer, step=first, what=Taken()))
    take_step(by=desk.officer, step=second, what=Taken(words="In the kitchen."))
    counts = reach_of(desk.anna.pk).counts()
    assert {name: n for name, n in counts.items() if name.startswith("protocols.")} == {
        "protocols.occurrence": 1,
        "protocols.occurrencestep": many,
        "protocols.taking": 2,
        notes: 1,
    }


def test_what_happened_to_somebody_else_stays(desk):
    desk.opened()
    other = desk.add("Liepa")
    desk.opened("child", other)
    counts = reach_of(other.pk).counts()
    assert (counts["protocols.occurrence"], counts["protocols.occurrencestep"]) == (1, 5)
