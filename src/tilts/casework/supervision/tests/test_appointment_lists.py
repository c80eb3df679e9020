"""The API of appointments read whole: lists, pages of them, moments, and the contact standard."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tilts.casework.people.tests.desk import kept
from tilts.casework.supervision.actions import record_outcome
from tilts.casework.supervision.models import Appointment, ContactNote
from tilts.casework.supervision.outcomes import Said
from tilts.casework.supervision.standard import quarter_of
from tilts.doors.api.tests.callers import Caller, browser
from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.models import Place
from tilts.platform.parties.actors import SERVICE

from .meetings import HALF_AN_HOUR, agreed, begun
from .notes import at
from .test_standings import supervised

TODAY = timezone.localdate()


@pytest.fixture
def officer(caseload) -> Caller:
    return browser(caseload.officer)


def address(whom: Any, *more: Any) -> str:
    return "/".join(["", "people", str(whom.pk), "appointments", *map(str, more)])


def codes(answer: Any) -> tuple[int, list[str]]:
    return answer.status_code, [reason["code"] for reason in answer.json()["reasons"]]


def named(answer: Any) -> tuple[int, list[str]]:
    return answer.status_code, [one["field"] for one in answer.json()["errors"]]


def test_an_appointment_is_told_whole(officer, caseload, anna):
    unit = caseload.house.units["jelgava"]
    with seen_by(SERVICE):
        room = kept(Place(unit=unit, name="Room 2", seats=4, since=TODAY))
        row = agreed(caseload.actor, anna, about="Work", minutes=45, place=room)
    (told,) = officer.get(address(anna)).json()["items"]
    assert told == {
        "id": str(row.pk),
        "person": str(anna.pk),
        "staff": str(caseload.officer.pk),
        "starts_at": told["starts_at"],
        "minutes": 45,
        "how": "office",
        "place": str(room.pk),
        "where": "",
        "about": "Work",
        "agreed_how": "spoken",
        "called_off_by": "",
        "called_off_because": "",
        "replaces": None,
        "follows": None,
        "outcome": "",
        "excuse": "",
        "late": False,
    }
    assert datetime.fromisoformat(told["starts_at"]) == row.starts_at


def test_the_latest_comes_first_and_the_next_page_goes_on(officer, caseload, anna):
    with seen_by(SERVICE):
        rows = [begun(anna, caseload.officer, at(-days)) for days in (1, 2, 3)]
        record_outcome(
            by=caseload.actor, appointment=rows[1], said=Said(choice="late", text="Found work.")
        )
    first = officer.get(address(anna), {"size": 2}).json()
    second = officer.get(address(anna), {"size": 2, "cursor": first["next"]}).json()
    found = [
        (one["id"], one["outcome"], one["late"])
        for page in (first, second)
        for one in page["items"]
    ]
    assert found == [
        (str(rows[0].pk), "", False),
        (str(rows[1].pk), "complied", True),
        (str(rows[2].pk), "", False),
    ]
    assert second["next"] is None


def test_a_moment_of_any_offset_is_the_same_moment(officer, anna):
    """And one without an offset is none."""
    wanted = at(7, 10)
    elsewhere = timezone.localtime(wanted, timezone.get_fixed_timezone(-300))
    made = officer.post(address(anna), {"starts_at": elsewhere.isoformat()})
    naive = officer.post(address(anna), {"starts_at": f"{at(8, 10):%Y-%m-%dT%H:%M:%S}"})
    far = officer.post(address(anna), {"starts_at": "0001-01-01T00:00:00+05:00"})
    with seen_by(SERVICE):
        found = list(Appointment.objects.values_list("pk", "starts_at"))
    assert [(str(pk), moment) for pk, moment in found] == [(made.json()["id"], wanted)]
    assert [named(one) for one in (naive, far)] == [(422, ["body.starts_at"])] * 2


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"minutes": 725}, "minutes"),
        ({"minutes": 31}, "minutes"),
        ({"how": "letter"}, "how"),
        ({"agreed_how": "dreamt"}, "agreed_how"),
        ({"about": "x" * 301}, "about"),
        ({"where": "x" * 121}, "where"),
        ({"mood": "good"}, "mood"),
    ],
)
def test_what_an_appointment_cannot_be(officer, anna, values, field):
    answer = officer.post(address(anna), {"starts_at": at(7, 10).isoformat(), **values})
    with seen_by(SERVICE):
        assert (named(answer), Appointment.objects.count()) == ((422, [f"body.{field}"]), 0)


def test_a_next_one_that_clashes_leaves_nothing_recorded(officer, caseload, anna):
    with seen_by(SERVICE):
        row = begun(anna, caseload.officer)
        agreed(caseload.actor, caseload.add("Berta"), 7, 10)
    said = {"choice": "complied", "text": "Found work.", "next_at": at(7, 10).isoformat()}
    answer = officer.post(address(anna, row.pk, "outcome"), said)
    with seen_by(SERVICE):
        notes = ContactNote.objects.count()
    listed = officer.get(address(anna)).json()["items"]
    assert (codes(answer), notes) == ((422, ["clash"]), 0)
    assert [(one["id"], one["outcome"]) for one in listed] == [(str(row.pk), "")]


def test_what_was_talked_of_is_read_among_the_contacts(officer, caseload, anna):
    with seen_by(SERVICE):
        row = begun(anna, caseload.officer)
    said = {
        "choice": "complied", "text": "Found work.", "agreed": "Bring the contract.",
        "behaviour": "Calm", "concerns": "Debts", "with_whom": "her mother",
    }  # fmt: skip
    officer.post(address(anna, row.pk, "outcome"), said)
    (told,) = officer.get(f"/people/{anna.pk}/contact-notes").json()["items"]
    words = ("text", "agreed", "behaviour", "concerns", "with_whom")
    assert [told[word] for word in words] == [said[word] for word in words]
    assert (told["how"], told["appointment"]) == ("office", str(row.pk))


def test_whom_one_does_not_see_is_not_there(caseload, anna):
    stranger = browser(caseload.house.member("prison_officer", "riga"))
    found = [
        stranger.get(address(anna)).status_code,
        stranger.get(f"/people/{anna.pk}/contact-standard").status_code,
        stranger.post(address(anna), {"starts_at": at(7, 10).isoformat()}).status_code,
    ]
    assert found == [stranger.get(f"/people/{anna.pk}").status_code] * 3


def test_the_contact_standard_is_told_whole(officer, caseload):
    with seen_by(SERVICE):
        whom = supervised(caseload, "Ozola")
        begun(whom, caseload.officer, timezone.now() - HALF_AN_HOUR)
    told = officer.get(f"/people/{whom.pk}/contact-standard").json()
    last = TODAY.replace(day=monthrange(TODAY.year, TODAY.month)[1])
    left = (last - TODAY).days + 1
    assert told == {
        "level": "",
        "provisional": True,
        "contacts": {
            "asked": 2, "done": 0, "ahead": 0, "missing": 2, "until": last.isoformat(),
        },
        "visits": {
            "asked": 0, "done": 0, "ahead": 0, "missing": 0,
            "until": quarter_of(TODAY).last.isoformat(),
        },
        "behind": left <= 2 * timedelta(weeks=1).days,
        "missing": told["missing"],
        "why": told["why"],
    }  # fmt: skip
    assert (len(told["missing"]), len(told["why"])) == (1, 3)


def test_whoever_sees_no_level_may_not_ask_for_the_standard(caseload):
    with seen_by(SERVICE):
        whom = supervised(caseload, "Ozola", since=date(2026, 1, 5))
    clerk = browser(caseload.house.member("clerk", "jelgava"))
    assert clerk.get(f"/people/{whom.pk}/contact-standard").status_code == 403
