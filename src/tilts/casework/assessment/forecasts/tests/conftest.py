"""A prison service with a register of forecasting models."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from tilts.casework.assessment.tests.conftest import Desk as Assessing
from tilts.casework.people.models import Person
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.actions import Decision, decide
from tilts.platform.forms.catalogue import versions
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.tests.flushing import flushable_record

from .desk import Desk

__all__ = ["flushable_record"]


@pytest.fixture
def all_seen(db: None) -> Iterator[None]:
    """Reads of the test itself see everybody."""
    with seen_by(SERVICE):
        yield


@pytest.fixture
def desk(all_seen: None) -> Desk:
    return Desk(build_house())


@pytest.fixture
def scoring(desk: Desk) -> Assessing:
    """An officer of the same service who assesses with the demonstration instrument."""
    (rvn,) = versions("rvn-demo")
    used = Decision("use", "The director, order 14", "A trial with 60 people.", date(2020, 1, 1))
    decide(by=SERVICE, agency="ievp", of=rvn, decision=used)
    house = desk.house
    return Assessing(house, house.member("prison_officer"), house.member("head_of_unit"), rvn)


@pytest.fixture
def edgars(scoring: Assessing) -> Person:
    """One of the officer's people."""
    return scoring.add("Vītols", sex="male", birth_date=date(1988, 5, 1))


@pytest.fixture
def refused() -> Callable[[Callable[[], Any]], list[str]]:
    """The codes of the reasons for which something is refused; fails when it is not."""

    def codes(do: Callable[[], Any]) -> list[str]:
        with pytest.raises(Refused) as found:
            do()
        return [one.code for one in found.value.reasons]

    return codes
