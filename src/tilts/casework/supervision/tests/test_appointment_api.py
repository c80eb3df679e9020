"""The API of appointments: the same forms, the same actions, the same reasons as the pages."""

from typing import Any

import pytest

from tilts.casework.supervision.models import Appointment
from tilts.doors.api.tests.callers import Caller, browser
from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.models import Attendance
from tilts.platform.parties.actors import SERVICE

from .meetings import agreed, begun
from .notes import at
from .test_standings import supervised


@pytest.fixture
def officer(caseload) -> Caller:
    return browser(caseload.officer)


def address(whom: Any, *more: Any) -> str:
    return "/".join(["", "people", str(whom.pk), "appointments", *map(str, more)])


def reasons(answer: Any) -> tuple[int, list[str]]:
    return answer.status_code, [reason["code"] for reason in answer.json()["reasons"]]


def test_agreed_moved_called_off_and_listed(officer, caseload, anna):
    body = {"starts_at": at(7, 10).isoformat(), "about": "Work", "how": "visit"}
    first = officer.post(address(anna), body).json()["id"]
    moved = {**body, "starts_at": at(8, 10).isoformat(), "side": "person"}
    second = officer.post(address(anna, first, "reschedulings"), moved).json()["id"]
    off = {"side": "service", "because": "Ill"}
    assert officer.post(address(anna, second, "calling-off"), off).status_code == 201
    rows = officer.get(address(anna)).json()["items"]
    assert [
        (row["id"], row["replaces"], row["called_off_by"], row["called_off_because"], row["about"])
        for row in rows
    ] == [
        (second, first, "service", "Ill", "Work"),
        (first, None, "person", "moved to another time", "Work"),
    ]


def test_an_outcome_is_recorded_once_and_taken_back(officer, caseload, anna):
    with seen_by(SERVICE):
        row = begun(anna, caseload.officer)
    said = {
        "choice": "excused:medical", "sheet": "00000000-0000-0000-0000-000000000007",
        "next_at": at(7, 10).isoformat(),
    }  # fmt: skip
    answers = [officer.post(address(anna, row.pk, "outcome"), said).status_code for _ in range(2)]
    (listed,) = [one for one in officer.get(address(anna)).json()["items"] if one["outcome"]]
    assert (answers, listed["outcome"], listed["excuse"]) == ([201, 201], "excused", "medical")
    with seen_by(SERVICE):
        assert Appointment.objects.filter(follows=row).count() == 1
    back = officer.post(address(anna, row.pk, "outcome", "taking-back"), {"because": "x"})
    assert (back.status_code, Attendance.plain.count()) == (201, 0)


def test_what_cannot_be_says_why(officer, caseload, anna):
    past = {"starts_at": at(-1, 10).isoformat()}
    assert reasons(officer.post(address(anna), past)) == (422, ["in-the-past"])
    with seen_by(SERVICE):
        ahead = agreed(caseload.actor, anna)
    early = officer.post(address(anna, ahead.pk, "outcome"), {"choice": "unacceptable"})
    assert reasons(early) == (422, ["not-begun"])


def test_the_contact_standard_of_somebody(officer, caseload, anna):
    with seen_by(SERVICE):
        whom = supervised(caseload, "Berta")
    asked = f"/people/{whom.pk}/contact-standard"
    told = officer.get(asked).json()
    assert (told["level"], told["provisional"], told["contacts"]["asked"]) == ("", True, 2)
    assert officer.get(f"/people/{anna.pk}/contact-standard").status_code == 404
