"""Work is due by the calendar of its unit's country."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tilts.jurisdictions.tests.folders import entries, sound_pack, write
from tilts.jurisdictions.validity import NoSuchVersion
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.actions import open_unit
from tilts.platform.organisation.models import Agency, Unit
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import begin, open_item
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.kinds import work
from tilts.platform.workflow.models import WorkItem

from .demo.models import LoanCase

pytestmark = pytest.mark.django_db
INVITE = work("demo_room.invite", "Invite", deadline="victim_invitation")
ASSESS = work("demo_room.assess", "Assess", deadline="risk_and_needs_assessment")
APPEAL = work("demo_room.appeal", "Appeal", deadline="appeal")
REPORT = work("demo_room.report", "Report", deadline="data_breach_notification")
CHILD = work("demo_room.child", "Child", deadline="probation_observation_registration")
UNKNOWN = work("demo_room.unknown", "Unknown", deadline="no_such_deadline")


@pytest.mark.parametrize(
    ("place", "kind", "start", "due"),
    [
        ("riga", INVITE, date(2026, 3, 2), date(2026, 3, 5)),
        ("riga", INVITE, date(2026, 4, 2), date(2026, 4, 9)),  # Good Friday and Easter Monday
        ("vilnius", INVITE, date(2026, 4, 2), date(2026, 4, 8)),  # Easter Monday alone
        ("riga", INVITE, date(2026, 6, 19), date(2026, 6, 27)),  # a Saturday that is worked
        ("vilnius", INVITE, date(2026, 6, 19), date(2026, 6, 25)),
        ("riga", INVITE, date(2026, 11, 14), date(2026, 11, 19)),  # from a Saturday, over the 18th
        ("vilnius", INVITE, date(2026, 11, 14), date(2026, 11, 18)),
        ("riga", INVITE, date(2025, 12, 30), date(2026, 1, 7)),
        ("vilnius", INVITE, date(2025, 12, 30), date(2026, 1, 5)),
        ("jelgava", INVITE, date(2027, 12, 29), date(2028, 1, 4)),
        ("riga", ASSESS, date(2027, 12, 30), date(2028, 2, 29)),
        ("vilnius", ASSESS, date(2026, 12, 31), date(2027, 2, 28)),
        ("riga", APPEAL, date(2026, 11, 8), date(2026, 11, 19)),  # the tenth day is a holiday
        ("vilnius", APPEAL, date(2026, 2, 19), date(2026, 3, 12)),
    ],
)
def test_a_deadline_counts_in_the_units_country(house, person, place, kind, start, due):
    unit = house.units[place]
    item = open_item(by=SERVICE, kind=kind, person=person.pk, unit=unit, start=start)
    assert item.due == due
    with seen_by(SERVICE):
        assert WorkItem.objects.get().due == due


def test_a_day_itself_overrules_the_deadline_of_the_kind(house, person):
    given = date(2026, 12, 1)
    what = {"by": SERVICE, "kind": INVITE, "person": person.pk, "unit": house.units["riga"]}
    assert open_item(**what, start=date(2026, 3, 2), due=given).due == given


def tartu() -> Unit:
    """A unit of a country that only the installation knows."""
    with act("test.found", by=SERVICE):
        agency = Agency(code="vangla", country="EE", kind="prison", names={"en": "Vangla"})
        agency.save()
    return open_unit(
        by=SERVICE, agency=agency, code="tartu", kind="prison", names={}, since=date(2020, 1, 1)
    )


@pytest.fixture
def estonia(settings, tmp_path: Path) -> Path:
    settings.PACKS = sound_pack(tmp_path / "packs")
    return settings.PACKS


REGISTER = work("demo_room.register", "Register", deadline="register")


def test_a_country_of_the_installation_has_deadlines_and_moved_days(person, estonia):
    what = {"by": SERVICE, "kind": REGISTER, "person": person.pk, "unit": tartu()}
    # five working days from Monday 2 March; Monday the 9th is free by order
    assert open_item(**what, start=date(2026, 3, 2)).due == date(2026, 3, 10)


def test_the_version_of_the_day_that_starts_it(estonia):
    versions = [
        "{code: register, unit: working_days, amount: 5, starts: judged, names: {en: R, et: R},"
        " valid_to: 2026-06-30}",
        "{code: register, unit: calendar_days, amount: 5, starts: judged, names: {en: R, et: R},"
        " valid_from: 2026-07-01}",
    ]
    write(estonia, "deadlines", entries(*versions))
    found = [due_date("ee", "register", day) for day in (date(2026, 6, 30), date(2026, 7, 1))]
    assert found == [date(2026, 7, 7), date(2026, 7, 6)]


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        (UNKNOWN, NoSuchVersion),
        (CHILD, NoSuchVersion),  # Latvia's alone
        (REPORT, ValueError),  # hours are no matter of days
    ],
)
def test_a_deadline_that_cannot_be_counted_opens_nothing(house, person, kind, error):
    with pytest.raises(error):
        open_item(by=SERVICE, kind=kind, person=person.pk, unit=house.units["vilnius"])
    with seen_by(SERVICE):
        assert WorkItem.objects.count() == 0


def test_work_without_a_deadline_has_no_day(house, person):
    kind = work("demo_room.some_day", "Some day")
    item = open_item(by=SERVICE, kind=kind, person=person.pk, unit=house.units["riga"])
    assert (item.due, item.closed_at, item.opened_by) == (None, None, SERVICE.party)


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        (datetime(2026, 3, 2, 9, tzinfo=UTC), date(2026, 3, 4)),
        (datetime(2026, 3, 1, 21, 59, tzinfo=UTC), date(2026, 3, 3)),  # still Sunday in Rīga
        (datetime(2026, 3, 1, 22, 0, tzinfo=UTC), date(2026, 3, 4)),  # midnight there
        (datetime(2026, 6, 17, 21, 0, tzinfo=UTC), date(2026, 6, 25)),  # in summer an hour earlier
    ],
)
def test_work_of_a_case_counts_from_the_local_day_of_its_cause(house, person, moment, due):
    with seen_by(SERVICE):
        case = LoanCase(person=person, unit=house.units["riga"])
        begin(case=case, by=SERVICE, effective_at=moment)
        assert WorkItem.objects.get().due == due


def test_a_case_that_could_not_open_its_work_does_not_begin(person, estonia):
    with seen_by(SERVICE):
        with pytest.raises(NoSuchVersion):
            begin(case=LoanCase(person=person, unit=tartu()), by=SERVICE)
        assert (LoanCase.objects.count(), WorkItem.objects.count()) == (0, 0)
