"""Whose uses are counted, by unit and month; small numbers hidden, perhaps rounded."""

import pytest

from tilts.casework.people.tests.people import change
from tilts.insight.adoption.counting import counted
from tilts.insight.adoption.months import code_of
from tilts.insight.adoption.tests.conftest import DAY, TODAY, acting, ago, one
from tilts.insight.statistics.tables import Hidden
from tilts.platform.access.actions import bar
from tilts.platform.access.models import BarGround
from tilts.platform.parties.actors import SERVICE

NOW, LAST = code_of(ago(0)), code_of(ago(1))
RVN = "rvn-demo"


def cells(service, staff, kind="instrument", code=RVN) -> dict[tuple[str, str], int]:
    """Uses by the code of the unit and the month."""
    called = {str(unit.pk): name for name, unit in service.house.units.items()}
    found = counted(acting(staff), service.house.agencies["ievp"], kind, TODAY)[code]
    return {(called[unit], month): number for (unit, month), number in found.number.items()}


def test_uses_by_unit_and_month(service):
    service.assess("riga", ago(0), 2)
    service.assess("riga", ago(1), 3)
    service.assess("olaine", ago(1))
    expected = {("riga", NOW): 2, ("riga", LAST): 3, ("olaine", LAST): 1}
    assert cells(service, service.analyst) == expected


def test_a_head_counts_in_their_unit_and_below(service):
    for unit in ("riga", "riga_w1", "olaine"):
        service.assess(unit, ago(1))
    assert cells(service, service.head) == {("riga", LAST): 1, ("riga_w1", LAST): 1}


def test_an_agency_counts_its_own_instruments_alone(service):
    service.assess("zemgale", ago(1))
    assert cells(service, service.analyst) == {}


def test_who_has_left_was_assessed_all_the_same(service):
    """The use is counted where it was, wherever the person is now."""
    (who,) = service.assess("riga", ago(1))
    change(who, unit=service.house.units["zemgale"])
    assert cells(service, service.head) == {("riga", LAST): 1}


def test_older_ones_count_for_the_first_and_last_use_alone(service):
    for month in (40, 12, 11):
        service.assess("riga", ago(month))
    found = counted(acting(service.head), service.house.agencies["ievp"], "instrument", TODAY)[RVN]
    assert (found.first, found.last, found.last_of_all) == (ago(40), ago(11), ago(11))
    assert list(found.number.values()) == [1]
    assert (found.ways, found.of_people) == ({"assessments"}, True)


def test_the_last_use_of_all_is_known_to_who_counts_in_one_unit(service):
    """Else a head would read that a tool is shelved which the next unit uses."""
    service.assess("olaine", ago(2))
    found = counted(acting(service.head), service.house.agencies["ievp"], "instrument", TODAY)[RVN]
    assert (found.first, found.last, found.last_of_all) == (None, None, ago(2))


def test_who_is_barred_from_somebody_does_not_count_them(service):
    (who,) = service.assess("riga", ago(1))
    bar(by=SERVICE, staff=service.analyst.pk, person=who.pk, ground=BarGround.RELATIVE, since=TODAY)
    assert (cells(service, service.analyst), cells(service, service.head)) == (
        {},
        {("riga", LAST): 1},
    )


def test_programmes_count_their_sessions_wherever_in_the_country_they_are_seen(service):
    service.give(ago(1))
    service.give(ago(1) + DAY)
    service.give(ago(0), unit="zemgale")
    assert cells(service, service.analyst, "programme", "equip") == {("riga", LAST): 2}


def numbers(staff, code=RVN):
    found = one(staff, code)
    return found.table.cells, found.of_year, found.rounded


def test_small_numbers_of_people_are_hidden(service):
    service.use()
    service.assess("riga", ago(1), 7)
    service.assess("riga", ago(0), 4)
    ((cells,), year, rounded) = numbers(service.head)
    assert (list(cells[-2:]), year, rounded) == ([Hidden.NEAR, Hidden.FEW], 11, False)


def test_who_may_not_see_the_people_gets_multiples_of_three(service):
    service.use()
    for back in range(6):
        service.assess("riga", ago(back), 7 + back)
    ((cells,), year, rounded) = numbers(service.analyst)
    told = [*cells[-6:], year]
    exact = [12, 11, 10, 9, 8, 7, 57]
    assert rounded
    assert [n % 3 for n in told] == [0] * 7
    assert [abs(n - m) < 3 for n, m in zip(told, exact, strict=True)] == [True] * 7
    assert told == [*numbers(service.analyst)[0][0][-6:], numbers(service.analyst)[1]]


def test_sessions_are_about_nobody_and_stand_as_they_are(service):
    service.license()
    service.give(ago(0))
    ((cells,), year, rounded) = numbers(service.analyst, "equip")
    assert (cells[-1], sum(cells), year, rounded) == (1, 1, 1, False)


@pytest.mark.parametrize("code", [RVN, "psa"])
def test_what_was_not_used_has_an_empty_table(service, code):
    service.use()
    table = one(service.head, code).table
    assert (table.rows, table.of_columns, table.of_all) == ([], [0] * 12, 0)


def test_units_stand_as_in_the_tree(service):
    for unit in ("riga_w1", "olaine", "riga"):
        service.assess(unit, ago(1), 5)
    service.use()
    units = {str(unit.pk): name for name, unit in service.house.units.items()}
    assert [units[code] for code in one(service.analyst, RVN).table.rows] == [
        "olaine", "riga", "riga_w1",
    ]  # fmt: skip
