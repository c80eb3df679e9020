"""Where an empty service begins: its first agency and administrator."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone

from tilts.platform.access.reasons import Refused
from tilts.platform.organisation.actions import NewStaff
from tilts.platform.organisation.founding import NewAgency, create_admin, why_not_admin
from tilts.platform.organisation.grants import actor_of
from tilts.platform.organisation.models import Account, Agency, RoleAssignment, Staff
from tilts.platform.parties.models import SERVICE_ID
from tilts.platform.record.models import Act

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

VPD = NewAgency(code="vpd", country="lv", kind="probation", names={"lv": "Probācijas dienests"})
ANNA = NewStaff(given="Anna", family="Ozola", email="Anna@VPD.test")
PASSWORD = "slow-river-under-the-bridge"


def codes(agency=VPD, who=ANNA, password=PASSWORD) -> list[str]:
    return [reason.code for reason in why_not_admin(agency, who, password)]


def test_an_empty_service_gets_an_agency_and_an_administrator():
    account = create_admin(agency=VPD, who=ANNA, password=PASSWORD)
    agency = Agency.objects.get()
    assert (agency.code, agency.country, agency.kind) == ("vpd", "lv", "probation")
    assert agency.names == {"lv": "Probācijas dienests"}
    assert (account.email, account.check_password(PASSWORD)) == ("anna@vpd.test", True)
    role = RoleAssignment.objects.get()
    assert (role.staff, role.role, role.unit) == (account.staff, "administrator", None)
    assert (role.since, role.until) == (timezone.localdate(), None)


def test_the_administrator_may_run_the_organisation():
    actor = actor_of(create_admin(agency=VPD, who=ANNA, password=PASSWORD))
    assert (actor.roles, actor.agency, actor.name) == (("administrator",), "vpd", "Anna Ozola")
    assert "organisation.run" in actor.capabilities


def test_all_of_it_is_on_the_record():
    create_admin(agency=VPD, who=ANNA, password=PASSWORD)
    acts = list(Act.objects.order_by("recorded_at", "pk").values_list("kind", "actor_id"))
    assert acts == [
        ("organisation.found", SERVICE_ID),
        ("organisation.appoint", SERVICE_ID),
        ("organisation.account", SERVICE_ID),
        ("organisation.give_role", SERVICE_ID),
    ]


def test_an_agency_without_a_name_is_called_by_its_code():
    create_admin(agency=replace(VPD, names={}), who=ANNA, password=PASSWORD)
    assert Agency.objects.get().names == {"en": "vpd"}


def test_a_second_administrator_joins_the_agency_that_is_there():
    first = create_admin(agency=VPD, who=ANNA, password=PASSWORD)
    again = replace(VPD, names={"lv": "Cits nosaukums"})
    second = create_admin(agency=again, who=replace(ANNA, email="b@vpd.test"), password=PASSWORD)
    assert Agency.objects.get().names == {"lv": "Probācijas dienests"}
    assert {first.staff.agency_id, second.staff.agency_id} == {"vpd"}


def test_nothing_stands_in_the_way_of_the_first():
    assert codes() == []


@pytest.mark.parametrize("other", [{"country": "lt"}, {"kind": "prison"}])
def test_the_code_of_another_agency_is_refused(other):
    create_admin(agency=VPD, who=ANNA, password=PASSWORD)
    assert codes(replace(VPD, **other), replace(ANNA, email="b@vpd.test")) == ["agency-other"]


def test_an_agency_is_a_prison_or_probation_service():
    assert codes(replace(VPD, kind="police")) == ["agency-kind"]


def test_an_email_is_somebodys_own_whatever_its_case():
    create_admin(agency=VPD, who=ANNA, password=PASSWORD)
    assert codes(who=replace(ANNA, email="ANNA@vpd.TEST")) == ["email-taken"]


@pytest.mark.parametrize(
    ("password", "count"), [("short", 1), ("password1234", 1), ("anna@vpd.test", 1), ("qwerty", 2)]
)
def test_a_weak_password_is_refused_with_each_reason(password, count):
    assert codes(password=password) == ["password-weak"] * count


def test_a_refusal_leaves_nothing_behind():
    with pytest.raises(Refused) as refused:
        create_admin(agency=replace(VPD, kind="police"), who=ANNA, password="short")
    assert [reason.code for reason in refused.value.reasons] == ["agency-kind", "password-weak"]
    left = [model.objects.count() for model in (Agency, Staff, Account, Act)]
    assert left == [0, 0, 0, 0]


def test_the_role_counts_from_today():
    account = create_admin(agency=VPD, who=ANNA, password=PASSWORD)
    before = RoleAssignment.objects.on(date(2020, 1, 1)).filter(staff=account.staff)
    assert list(before) == []
