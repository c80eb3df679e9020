"""Units are opened and closed, never deleted."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tilts.platform.access.reasons import Refused
from tilts.platform.organisation.actions import (
    admit_client,
    close_unit,
    end_role,
    give_role,
    open_unit,
    revoke_client,
)
from tilts.platform.organisation.models import Agency, Unit
from tilts.platform.organisation.queries import unit_tree
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = date(2026, 11, 23)


def codes(reasons) -> list[str]:
    return [reason.code for reason in reasons]


def tree(house, day=DAY, **options):
    branches = unit_tree(house.agencies["ievp"], day, **options)
    return [(branch.unit.code, branch.depth, branch.staff) for branch in branches]


def test_the_tree_shows_each_unit_below_its_own_with_its_staff(house):
    house.member("prison_officer", "riga_w1")
    house.member("prison_officer", "riga_w1")
    house.member("probation_officer", "zemgale")
    assert tree(house) == [("olaine", 0, 0), ("riga", 0, 0), ("riga_w1", 1, 2)]


def test_somebody_with_two_roles_in_a_unit_is_counted_once(house):
    staff, olaine = house.member("prison_officer", "olaine"), house.units["olaine"]
    give_role(by=SERVICE, staff=staff, role="facilitator", unit=olaine, since=DAY)
    assert tree(house)[0] == ("olaine", 0, 1)


def test_a_closed_unit_leaves_the_tree_and_comes_back_when_asked_for(house):
    close_unit(by=SERVICE, unit=house.units["olaine"], until=DAY)
    assert tree(house) == [("riga", 0, 0), ("riga_w1", 1, 0)]
    assert tree(house, ended=True) == [("olaine", 0, 0), ("riga", 0, 0), ("riga_w1", 1, 0)]
    assert tree(house, date(2026, 11, 22)) == [("olaine", 0, 0), ("riga", 0, 0), ("riga_w1", 1, 0)]


def test_a_unit_with_open_units_below_it_stays_open(house):
    with pytest.raises(Refused) as refused:
        close_unit(by=SERVICE, unit=house.units["riga"], until=DAY)
    assert codes(refused.value.reasons) == ["units-below"]


def test_a_unit_in_which_somebody_holds_a_role_stays_open_until_they_do_not(house):
    staff = house.member("prison_officer", "olaine")
    with pytest.raises(Refused) as refused:
        close_unit(by=SERVICE, unit=house.units["olaine"], until=DAY)
    assert codes(refused.value.reasons) == ["roles-there"]
    end_role(by=SERVICE, assignment=staff.assignments.get(), until=DAY)
    assert close_unit(by=SERVICE, unit=house.units["olaine"], until=DAY).until == DAY


def test_a_unit_does_not_end_before_it_began(house):
    with pytest.raises(Refused) as refused:
        close_unit(by=SERVICE, unit=house.units["olaine"], until=date(2019, 1, 1))
    assert codes(refused.value.reasons) == ["ends-before"]


def opened(house, **values):
    given = {"agency": house.agencies["ievp"], "code": "new", "kind": "wing", "names": {"en": "N"}}
    return open_unit(by=house.administrator, **{**given, "since": DAY, **values})


def test_a_unit_knows_its_path(house):
    below = opened(house, code="below", parent=house.units["riga_w1"])
    assert (below.path, below.depth) == ("ievp.riga.riga_w1.below.", 2)
    assert (opened(house).path, opened(house, code="other").depth) == ("ievp.new.", 0)


@pytest.mark.parametrize(
    ("code", "parent", "since", "expected"),
    [
        ("riga", None, DAY, ["code-taken"]),
        ("riga", "olaine", DAY, ["code-taken"]),
        ("Riga", None, DAY, ["code-letters"]),
        ("riga.w1", None, DAY, ["code-letters"]),
        ("_riga", None, DAY, ["code-letters"]),
        ("r%", None, DAY, ["code-letters"]),
        ("", None, DAY, ["code-letters"]),
        ("new", "zemgale", DAY, ["unit-elsewhere"]),
        ("new", "riga", date(2019, 1, 1), ["unit-closed"]),
    ],
)
def test_why_a_unit_cannot_be_opened(house, code, parent, since, expected):
    above = house.units[parent] if parent else None
    with pytest.raises(Refused) as refused:
        opened(house, code=code, parent=above, since=since)
    assert codes(refused.value.reasons) == expected


def test_only_an_administrator_of_the_agency_opens_its_units(house):
    asked: dict[str, Any] = {"code": "new", "kind": "wing", "names": {}, "since": DAY}
    with pytest.raises(Refused) as refused:
        open_unit(by=house.administrator, agency=house.agencies["vpd"], **asked)
    assert codes(refused.value.reasons) == ["other-agency"]
    with pytest.raises(Refused) as refused:
        open_unit(by=house.actor("prison_officer"), agency=house.agencies["ievp"], **asked)
    assert codes(refused.value.reasons) == ["no-role"]
    assert not Unit.objects.filter(code="new").exists()


def saved(house, **values):
    """A unit of the prison service, past the action."""
    own = {"agency": house.agencies["ievp"], "kind": "wing", "names": {}, "since": DAY}
    unit = Unit(**{**own, **values})
    with act("test.unit", by=SERVICE):
        unit.save()


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "Riga_w9", "path": "ievp.Riga_w9."},
        {"code": "riga", "path": "ievp.olaine.riga."},
        {"code": "new", "path": "ievp.riga."},
        {"code": "new", "path": "ievp.new.", "until": date(2026, 11, 22)},
    ],
)
def test_the_database_too_keeps_paths_apart(house, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        saved(house, **wrong)
    assert not Unit.objects.filter(kind="wing").exclude(code="riga_w1").exists()


def test_another_agency_may_use_the_code(house):
    asked: dict[str, Any] = {"kind": "centre", "names": {"en": "Riga"}, "since": DAY}
    unit = open_unit(by=SERVICE, agency=house.agencies["vpd"], code="riga", **asked)
    assert unit.path == "vpd.riga."


def test_a_role_that_never_was_keeps_no_unit_open(house):
    staff, olaine = house.hire(), house.units["olaine"]
    later = date(2027, 1, 1)
    planned = give_role(by=SERVICE, staff=staff, role="clerk", unit=olaine, since=later)
    with pytest.raises(Refused) as refused:
        close_unit(by=SERVICE, unit=olaine, until=DAY)
    assert codes(refused.value.reasons) == ["roles-there"]
    end_role(by=SERVICE, assignment=planned, until=later)
    assert close_unit(by=SERVICE, unit=olaine, until=DAY).until == DAY


def test_a_system_that_uses_the_api_there_keeps_a_unit_open(house):
    olaine, ends = house.units["olaine"], timezone.localdate() + timedelta(days=30)
    asked: dict[str, Any] = {"name": "IIS", "role": "data_exchange", "expires": ends}
    client, _ = admit_client(by=SERVICE, agency=house.agencies["ievp"], unit=olaine, **asked)
    with pytest.raises(Refused) as refused:
        close_unit(by=SERVICE, unit=olaine, until=ends - timedelta(days=1))
    assert codes(refused.value.reasons) == ["systems-there"]
    assert close_unit(by=SERVICE, unit=olaine, until=ends).until == ends
    revoke_client(by=SERVICE, client=client)
    assert close_unit(by=SERVICE, unit=olaine, until=DAY).until == DAY


@pytest.mark.parametrize(
    ("names", "language", "expected"),
    [
        ({"lv": "Rīga", "en": "Riga"}, "en", "Riga"),
        ({"lv": "Rīga", "en": "Riga"}, "lt", "Rīga"),
        ({"lv": "", "en": "Riga"}, "lv", ""),
        ({}, "en", "riga"),
    ],
)
def test_a_unit_is_called_in_the_readers_language_or_the_countrys(names, language, expected):
    assert Unit(code="riga", names=names).name_in(language) == expected
    assert Agency(code="riga", names=names).name_in(language) == expected


def test_a_unit_closes_with_the_one_above_it_and_not_after(house):
    """A wing opened in a prison that is to close is open as long as the prison."""
    olaine = house.units["olaine"]
    ends = date(2027, 6, 1)
    close_unit(by=SERVICE, unit=olaine, until=ends)
    wing = opened(house, parent=olaine)
    assert wing.until == ends
    with pytest.raises(Refused) as refused:
        close_unit(by=SERVICE, unit=wing, until=date(2027, 6, 2))
    assert codes(refused.value.reasons) == ["unit-above"]
    assert close_unit(by=SERVICE, unit=wing, until=date(2027, 1, 1)).until == date(2027, 1, 1)
