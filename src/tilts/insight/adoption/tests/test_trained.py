"""Who learnt a tool and does not use it; who is told their names."""

import pytest

from tilts.insight.adoption.tests.conftest import TODAY, Service, acting, ago, one
from tilts.insight.adoption.trained import names_of
from tilts.platform.organisation.actions import end_role, qualify
from tilts.platform.organisation.models import RoleAssignment, Staff
from tilts.platform.parties.actors import SERVICE


def learnt(service: Service, code: str) -> tuple[set[Staff], set[Staff]]:
    found = one(service.quality, code).trained
    everybody, idle = (set(Staff.objects.filter(pk__in=ids)) for ids in (found.all, found.idle))
    return everybody, idle


def test_who_led_a_session_in_the_last_year_uses_it(service):
    lately, long_ago, never = (service.learnt("equip") for _ in range(3))
    service.give(ago(3), "equip", "riga", lately)
    service.give(ago(14), "equip", "riga", long_ago)
    assert learnt(service, "equip") == ({lately, long_ago, never}, {long_ago, never})


def test_another_programme_is_another_tool(service):
    leader = service.learnt("equip")
    service.give(ago(3), "pathfinder", "riga", leader)
    assert learnt(service, "equip") == ({leader}, {leader})
    assert learnt(service, "pathfinder") == (set(), set())


def test_who_assesses_uses_the_instrument(service):
    service.use()
    one, other = (service.learnt("rvn-demo", "prison_officer") for _ in range(2))
    service.assess("riga", ago(1), by=one)
    assert learnt(service, "rvn-demo") == ({one, other}, {other})


def test_the_certificate_that_an_instrument_wants_counts_as_having_learnt_it(service):
    assessor = service.learnt("risk_assessor", "prison_officer")
    service.use()
    assert learnt(service, "rvn-demo") == (set(), set())
    service.use(since=TODAY, requires="risk_assessor")
    assert learnt(service, "rvn-demo") == ({assessor}, {assessor})


def test_who_works_here_no_more_or_learnt_it_too_long_ago_is_not_counted(service):
    gone = service.learnt("equip")
    (post,) = RoleAssignment.objects.filter(staff=gone)
    end_role(by=SERVICE, assignment=post, until=TODAY)
    lapsed = service.house.member("facilitator")
    qualify(by=SERVICE, staff=lapsed, code="equip", since=ago(30), until=ago(6))
    service.learnt("equip", unit="zemgale")  # of another agency
    assert learnt(service, "equip") == (set(), set())


@pytest.fixture
def idle(service):
    return [service.learnt("equip", unit=unit) for unit in ("riga", "olaine")]


def test_names_are_told_to_who_sees_what_staff_are_certified_for(service, idle):
    near, far = idle
    told = {
        name: names_of(acting(staff), [near.pk, far.pk])
        for name, staff in (
            ("quality", service.quality),
            ("head", service.head),
            ("analyst", service.analyst),
            ("oneself", near),
        )
    }
    assert told == {"quality": [near, far], "head": [near], "analyst": [], "oneself": [near]}
