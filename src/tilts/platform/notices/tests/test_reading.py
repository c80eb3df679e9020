"""Whose notices a page shows, who is told of broken glass, and what is not a page."""

import pytest

from tilts.platform.access.actions import break_glass
from tilts.platform.conftest import BACKEND
from tilts.platform.notices.actions import mark_read, notify
from tilts.platform.notices.alarms import GLASS
from tilts.platform.notices.kinds import NoticeKind, kinds
from tilts.platform.notices.models import Notice
from tilts.platform.notices.queries import notices_of, unread_count
from tilts.platform.organisation.actions import end_role, open_account
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import RoleAssignment
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.models import Act

pytestmark = pytest.mark.django_db
DULL = NoticeKind("tests.dull", "It rained %(hours)s hours")
WHY = "His mother rang: he is in danger."


@pytest.fixture
def person(db):
    return Party.objects.create(kind=PartyKind.PERSON)


def reader(staff):
    return actor_for(staff, LONG_AGO)


def rained(to, *hours):
    return [notify(by=SERVICE, to=to, kind=DULL, hours=n) for n in hours]


def test_each_reads_their_own_newest_first(house):
    ilze, anna = house.member("clerk"), house.member("clerk")
    first, second = rained(ilze, 1, 2)
    (other,) = rained(anna, 3)
    assert list(notices_of(reader(ilze))) == [second, first]
    assert list(notices_of(reader(anna))) == [other]
    assert list(notices_of(SERVICE)) == []


def test_reading_is_of_what_was_unread_and_ones_own(house):
    ilze, anna = house.member("clerk"), house.member("clerk")
    rained(ilze, 1, 2)
    rained(anna, 3)
    assert (mark_read(by=reader(ilze)), mark_read(by=reader(ilze))) == (2, 0)
    assert (unread_count(reader(ilze)), unread_count(reader(anna))) == (0, 1)
    assert Act.objects.filter(kind="notices.mark_read").count() == 1


def test_a_text_without_values_is_taken_as_it_stands():
    assert NoticeKind("tests.plain", "100% dry").text_with({}) == "100% dry"
    assert DULL.text_with({"hours": 3}) == "It rained 3 hours"


def test_kinds_are_listed_by_code():
    assert list(kinds()) == sorted(kinds())
    assert kinds()[GLASS.code] == GLASS


def test_the_officers_of_the_agency_are_told_of_broken_glass(house, person):
    officers = [house.member("data_protection_officer") for _ in range(2)]
    house.member("data_protection_officer", "jelgava")  # of the other agency
    gone = house.member("data_protection_officer")
    end_role(by=SERVICE, assignment=RoleAssignment.objects.get(staff=gone), until=LONG_AGO)
    who = house.actor("prison_officer")
    break_glass(by=who, person=person.pk, reason=WHY)
    told = Notice._base_manager.order_by("to")
    assert [(row.to, row.code, row.person_id) for row in told] == [
        (officer, GLASS.code, person.pk) for officer in sorted(officers, key=lambda o: o.pk)
    ]
    assert {row.text for row in told} == {
        f"{who.name} broke the glass: review it under “Broken glass”."
    }


def test_reading_all_is_no_link(house, client):
    staff = house.member("clerk")
    client.force_login(open_account(by=SERVICE, staff=staff), backend=BACKEND)
    rained(staff, 1)
    assert client.get("/notices/read/").status_code == 405
    assert unread_count(reader(staff)) == 1


@pytest.mark.parametrize("way", ["get", "post"])
def test_who_is_signed_out_signs_in(client, db, way):
    for path in ("/notices/", "/notices/read/"):
        answer = getattr(client, way)(path)
        assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={path}")
