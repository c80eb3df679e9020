"""Units below another by their path: the same as `startswith` finds, on both databases."""

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from tilts.platform.organisation.models import RoleAssignment, Unit
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

PATHS = ("x.", "x.x_riga.", "x.x_riga.centre.", "x.x_rigas.", "xy.", "x.xariga.", "x.x%.")


@pytest.fixture
def paths(house):
    like = house.units["riga"]
    shared = {"agency_id": like.agency_id, "kind": like.kind, "since": like.since, "names": {}}
    with act("test.found", by=SERVICE):
        for number, path in enumerate(PATHS):
            Unit(code=f"u{number}", path=path, **shared).save()
    return PATHS


def below(condition):
    return set(Unit.objects.filter(condition, path__in=PATHS).values_list("path", flat=True))


@pytest.mark.parametrize("path", ["", *PATHS, "x.x", "x.x_", "ķ", "z"])
def test_as_startswith(paths, path):
    assert below(Q(path__under=path)) == {one for one in paths if one.startswith(path)}
    assert below(~Q(path__under=path)) == {one for one in paths if not one.startswith(path)}


def test_through_a_relation(house):
    staff = house.member("clerk", "riga_w1")
    held = RoleAssignment.objects.filter(staff=staff)
    (own,) = held
    found = {
        code: list(held.filter(unit__path__under=unit.path)) for code, unit in house.units.items()
    }
    above = {"riga", "riga_w1"}
    assert found == {code: [own] if code in above else [] for code in house.units}


def test_sqlite_is_given_no_pattern(paths):
    with CaptureQueriesContext(connection) as asked:
        below(Q(path__under="x."))
    patterns = [" LIKE " in one["sql"] for one in asked]
    assert patterns == [connection.vendor != "sqlite"]
