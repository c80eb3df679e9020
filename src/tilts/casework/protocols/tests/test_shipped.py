"""What the shipped protocols name is known to the house: roles, walls, and who takes a step."""

from datetime import date

import pytest

from tilts.casework.protocols.models import NOTES, Words
from tilts.casework.protocols.presenting import BY
from tilts.casework.protocols.queries import OPENED_BY
from tilts.casework.protocols.telling import RESPONSIBLE
from tilts.jurisdictions.loading import packs
from tilts.jurisdictions.schema import Protocol
from tilts.platform.access.capabilities import declared
from tilts.platform.access.roles import roles

DAY = date(2026, 11, 22)
SHIPPED = [(country, one) for country, pack in packs().items() for one in pack.protocols]
EACH = pytest.mark.parametrize(
    "protocol", [one for _, one in SHIPPED], ids=[f"{c}-{one.code}" for c, one in SHIPPED]
)


@EACH
def test_who_is_told_holds_a_role_that_there_is(protocol: Protocol):
    assert set(protocol.tells) - {RESPONSIBLE} <= set(roles())
    assert RESPONSIBLE in protocol.tells


@EACH
def test_its_wall_is_one_that_somebody_can_open(protocol: Protocol):
    assert issubclass(NOTES[protocol.wall], Words)
    assert not protocol.wall or OPENED_BY[protocol.wall] in declared()


@EACH
def test_each_step_says_who_takes_it_in_words(protocol: Protocol):
    assert {step.by for step in protocol.steps} <= set(BY)


@EACH
def test_somebody_is_called_or_told_within_the_first_minutes(protocol: Protocol):
    for setting in protocol.settings:
        first = protocol.steps_in(setting)[0]
        assert first.within <= 15


def test_a_life_in_danger_has_a_number_to_call():
    for pack in packs().values():
        for code in ("suicide", "violence", "child"):
            assert any(step.calls for step in pack.protocol(code, on=DAY).steps_in("community"))
