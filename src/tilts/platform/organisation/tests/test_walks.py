"""Whatever is planned, changed and ended, in any order: leave and roles never contradict."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilts.platform.access.reasons import Refused
from tilts.platform.organisation.actions import (
    close_unit,
    end_absence,
    end_role,
    give_role,
    open_unit,
    plan_absence,
)
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Absence, RoleAssignment, Unit
from tilts.platform.organisation.queries import standing_in_for
from tilts.platform.parties.actors import SERVICE

from .house import House, build_house

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
FIRST = date(2026, 11, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(8)]
days = st.integers(0, 6)
some = settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def in_a_house(walk: Callable[[House], None]) -> None:
    """Walk through a house of its own, which is gone afterwards."""
    with transaction.atomic(), transaction.atomic("keys"):
        walk(build_house())
        transaction.set_rollback(True)
        transaction.set_rollback(True, "keys")


def tried(verb: Callable[..., object], **given: Any) -> bool:
    """True when it was done, False when it was refused."""
    try:
        verb(by=SERVICE, **given)
    except Refused:
        return False
    return True


def on(rows: Any, day: date) -> list[Any]:
    """Rows in force on a day, by their own word."""
    return [row for row in rows if row.is_on(day)]


plans = st.tuples(st.just("plan"), st.integers(0, 2), days, days, st.none() | st.integers(0, 2))
changes = st.tuples(st.just("change"), st.integers(0, 4), days, st.just(0), st.none())


@pytest.mark.usefixtures("db")
@some
@given(steps=st.lists(plans | changes, max_size=8))
def test_nobody_is_away_twice_and_a_substitution_ends_with_the_leave(steps):
    def walk(house: House) -> None:
        staff = [house.hire() for _ in range(3)]
        for verb, which, first, last, other in steps:
            known = list(Absence.objects.order_by("pk"))
            if verb == "plan":
                span = {"since": DAYS[first], "until": DAYS[last]}
                substitute = None if other is None else staff[other]
                tried(plan_absence, staff=staff[which], substitute=substitute, **span)
            elif which < len(known):
                tried(end_absence, absence=known[which], until=DAYS[first])
        leave = list(Absence.objects.select_related("substitute"))
        for day in DAYS:
            away = [row.staff_id for row in on(leave, day)]
            assert len(away) == len(set(away))
            for one in staff:
                stood_in_for = {row.staff_id for row in on(leave, day) if row.substitute == one}
                assert standing_in_for(one.pk, day) == stood_in_for

    in_a_house(walk)


gifts = st.tuples(st.just("give"), st.sampled_from(["clerk", "prison_officer"]), days)
ends = st.tuples(st.just("end"), st.integers(0, 4), days)


@pytest.mark.usefixtures("db")
@some
@given(steps=st.lists(gifts | ends, max_size=8))
def test_nobody_holds_a_role_twice_and_it_grants_on_the_days_it_is_held(steps):
    def walk(house: House) -> None:
        staff, unit = house.hire(), house.units["riga"]
        for verb, what, number in steps:
            held = list(RoleAssignment.objects.filter(staff=staff).order_by("pk"))
            if verb == "give":
                free = not any(_lasts(row, number) for row in held if row.role == what)
                given = {"staff": staff, "role": what, "unit": unit, "since": DAYS[number]}
                assert tried(give_role, **given) == free
            elif what < len(held):
                tried(end_role, assignment=held[what], until=DAYS[number])
        held = list(RoleAssignment.objects.filter(staff=staff))
        for day in DAYS:
            roles = [row.role for row in on(held, day)]
            assert sorted(roles) == sorted(set(roles))
            assert set(actor_for(staff, day).roles) == set(roles)

    in_a_house(walk)


def _lasts(row: RoleAssignment, number: int) -> bool:
    """Held on some day from that one on, for ever included."""
    return row.until is None or any(row.is_on(day) for day in DAYS[number:])


openings = st.tuples(st.just("open"), st.sampled_from("abc"), st.none() | st.sampled_from("abc"))
closings = st.tuples(st.just("close"), st.sampled_from("abc"), days)


@pytest.mark.usefixtures("db")
@some
@given(steps=st.lists(openings | closings, max_size=8))
def test_a_tree_has_each_code_once_and_nothing_open_below_what_is_closed(steps):
    def walk(house: House) -> None:
        agency = house.agencies["lkt"]
        for verb, code, more in steps:
            known = {unit.code: unit for unit in Unit.objects.filter(agency=agency)}
            if verb == "open" and (more is None or more in known):
                above = known.get(more or "")
                asked = {"kind": "wing", "names": {}, "since": FIRST}
                done = tried(open_unit, agency=agency, code=code, parent=above, **asked)
                assert done == (code not in known and (above is None or above.is_on(FIRST)))
            elif verb == "close" and code in known:
                tried(close_unit, unit=known[code], until=DAYS[more])
        units = list(Unit.objects.filter(agency=agency).select_related("parent"))
        for unit in units:
            above_path = unit.parent.path if unit.parent else "lkt."
            assert unit.path == f"{above_path}{unit.code}."
            below = [one for one in units if one.parent_id == unit.pk]
            for day in DAYS:
                assert unit.is_on(day) or not on(below, day)
        assert not any(a.path == b.path for a, b in combinations(units, 2))

    in_a_house(walk)
