"""One click becomes a role, in a demonstration and nowhere else."""

from datetime import date

import pytest
from django.test import Client

from tilts.platform.organisation.actions import (
    NewStaff,
    appoint,
    end_role,
    give_role,
    open_account,
)
from tilts.platform.organisation.models import Agency, RoleAssignment
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

from .people import colleague

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.urls("tilts.doors.web.tests.urls"),
]
BANNER = "Demonstration: fictional people"
DOOR = "/sign/demo/become/clerk/"


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def offered(client) -> list[str]:
    roles = client.get("/sign/login/").context["demo_roles"]
    return [role.code for role, _ in roles()]


def test_one_click_becomes_a_clerk(client, demo):
    clerk = colleague("anna", "clerk")
    answer = client.post(DOOR)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(clerk.pk)


def test_outside_a_demonstration_there_is_no_such_door(client, settings):
    settings.DEMO = False
    colleague("anna", "clerk")
    assert [client.post(DOOR).status_code, client.get(DOOR).status_code] == [404, 404]
    assert "_auth_user_id" not in client.session


def test_a_link_is_not_a_click(client, demo):
    colleague("anna", "clerk")
    assert client.get(DOOR).status_code == 404


def test_another_site_cannot_click(demo, client):
    colleague("anna", "clerk")
    assert Client(enforce_csrf_checks=True).post(DOOR).status_code == 403


@pytest.mark.parametrize("role", ["head_of_unit", "no_such_role"])
def test_a_role_that_nobody_has_opens_nothing(client, demo, role):
    colleague("anna", "clerk")
    assert client.post(f"/sign/demo/become/{role}/").status_code == 404


def test_the_page_offers_the_roles_that_somebody_has_in_the_tables_order(client, demo):
    colleague("anna", "clerk")
    colleague("ilze")
    assert offered(client) == ["probation_officer", "clerk"]


def test_a_role_that_ended_is_not_offered(client, demo):
    colleague("anna", "clerk")
    assignment = RoleAssignment.objects.get()
    end_role(by=SERVICE, assignment=assignment, until=assignment.since.replace(month=2))
    assert offered(client) == []


def test_outside_a_demonstration_no_role_is_offered(client, settings):
    settings.DEMO = False
    colleague("anna", "clerk")
    page = client.get("/sign/login/")
    assert offered(client) == []
    assert [text in page.content.decode() for text in (BANNER, "demo/become")] == [False, False]


def test_every_page_says_that_it_is_a_demonstration(client, demo):
    colleague("anna", "clerk")
    before = client.get("/sign/login/")
    client.post(DOOR)
    after = client.get("/sign/second-factor/")
    assert [page.content.decode().count(BANNER) for page in (before, after)] == [1, 1]


def test_latvian_staff_come_first(client, demo):
    with act("test.found", by=SERVICE):
        lpt = Agency.objects.create(code="lpt", country="LT", kind="probation", names={})
    rasa = appoint(
        by=SERVICE, agency=lpt, who=NewStaff(given="Rasa", family="Gudaitė", email="rasa@lpt.test")
    )
    give_role(by=SERVICE, staff=rasa, role="clerk", since=date(2020, 1, 1))
    open_account(by=SERVICE, staff=rasa)
    anna = colleague("anna", "clerk")
    anna_s_agency = Agency.objects.get(code="vpd")
    with act("test.found", by=SERVICE):
        anna_s_agency.country = "LV"
        anna_s_agency.save()
    client.post(DOOR)
    assert client.session["_auth_user_id"] == str(anna.pk)
