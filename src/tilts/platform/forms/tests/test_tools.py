"""Instruments as tools: how an agency stands to each, whatever its versions."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tilts.platform.forms.actions import Decision, decide
from tilts.platform.forms.catalogue import own_folder, versions
from tilts.platform.forms.tools import instruments
from tilts.platform.organisation.certified import competences
from tilts.platform.parties.actors import SERVICE

pytestmark = pytest.mark.usefixtures("all_seen")
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def decided(
    level: str, since: date, until: date | None = None, version: int = 0, requires: str = ""
):
    of = versions("needs")[version]
    made = Decision(level, "The director", "A trial.", since, until, requires)
    return decide(by=SERVICE, agency="ievp", of=of, decision=made)


def needs_tool(house):
    (found,) = [t for t in instruments(house.agencies["ievp"], TODAY) if t.code == "needs"]
    return found


def standing(house) -> tuple[str, bool, date | None]:
    found = needs_tool(house)
    return found.standing, found.in_force, found.since


def test_what_nobody_decided_about_is_a_reference(house, needs):
    assert standing(house) == ("reference", False, None)
    assert needs_tool(house).page == "/instruments/needs/1/"


@pytest.mark.parametrize(
    ("level", "told"),
    [
        ("use", ("in use", True, TODAY)),
        ("trial", ("on trial", False, None)),
        ("withdrawn", ("withdrawn", False, None)),
        ("reference", ("reference", False, None)),
    ],
)
def test_it_stands_as_the_agency_decided(house, needs, level, told):
    decided(level, TODAY)
    assert standing(house) == told


def test_another_agency_decides_for_itself(house, needs):
    decided("use", TODAY)
    other = [t for t in instruments(house.agencies["vpd"], TODAY) if t.code == "needs"]
    assert [(t.standing, t.in_force) for t in other] == [("reference", False)]


def test_a_trial_before_does_not_count_as_use(house, needs):
    decided("trial", date(2024, 1, 1))
    decided("use", date(2025, 1, 1))
    assert standing(house) == ("in use", True, date(2025, 1, 1))


def test_a_break_begins_it_anew(house, needs):
    decided("use", date(2023, 1, 1))
    decided("withdrawn", date(2024, 1, 1))
    decided("use", date(2025, 1, 1))
    assert standing(house) == ("in use", True, date(2025, 1, 1))


def test_a_new_version_goes_on_where_the_old_one_ended(house, needs):
    other = own_folder() / "needs-2.yaml"
    other.write_text((own_folder() / "needs.yaml").read_text().replace('"1"', '"2"', 1))
    try:
        decided("use", date(2023, 1, 1))
        decided("withdrawn", date(2025, 1, 1))
        decided("use", date(2025, 1, 1), version=1)
        assert standing(house) == ("in use", True, date(2023, 1, 1))
        assert needs_tool(house).page == "/instruments/needs/2/"
    finally:
        other.unlink()


def test_it_is_learnt_by_its_own_name_and_by_the_certificate_that_it_wants(house, needs):
    assert needs_tool(house).taught_by == {"needs"}
    code = sorted(competences("LV", TODAY))[0]
    decided("use", TODAY, requires=code)
    assert needs_tool(house).taught_by == {"needs", code}
