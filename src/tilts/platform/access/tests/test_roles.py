"""The one table of roles agrees with what the rooms declare."""

import pytest
from django.apps import apps

from tilts.platform.access.apps import check_roles
from tilts.platform.access.capabilities import declared
from tilts.platform.access.roles import disagreements, faults, roles
from tilts.platform.organisation.models import AgencyKind
from tilts.platform.parties.actors import Scope


def test_the_shipped_table_has_no_fault():
    assert (faults(), check_roles(None)) == ([], [])
    assert apps.ready is True


@pytest.mark.parametrize(
    ("granted", "known", "expected"),
    [
        ({"a.do"}, {"a.do"}, []),
        ({"a.do", "b.do"}, {"a.do"}, ["roles.yaml grants b.do, which no room declares"]),
        ({"a.do"}, {"a.do", "b.do"}, ["b.do is declared, but roles.yaml grants it to no role"]),
        (
            {"z.do", "y.do"},
            {"a.do"},
            [
                "roles.yaml grants y.do, which no room declares",
                "roles.yaml grants z.do, which no room declares",
                "a.do is declared, but roles.yaml grants it to no role",
            ],
        ),
    ],
)
def test_what_is_wrong_with_a_table(granted, known, expected):
    assert disagreements(granted, known) == expected


def test_every_role_has_its_name_in_each_language_of_staff(settings):
    lacking = [
        (role.code, language)
        for role in roles().values()
        for language in settings.STAFF_LANGUAGES
        if not role.names.get(language)
    ]
    assert lacking == []
    assert roles()["clerk"].name_in("lv") == "Uzskaites darbinieks"
    assert roles()["clerk"].name_in("ru") == "Records clerk"


def test_every_role_is_of_a_kind_of_agency_that_there_is():
    assert {kind for role in roles().values() for kind in role.agencies} == set(AgencyKind.values)


def test_every_role_of_staff_signs_in_and_none_reaches_beyond_a_country():
    for role in roles().values():
        assert role.may["web.enter"] is Scope.SELF
        assert set(role.may.values()) <= set(Scope)


def test_capabilities_stand_in_order_each_with_a_title():
    codes = list(declared())
    assert codes == sorted(codes)
    assert [c.code for c in declared().values() if not str(c.title)] == []


def test_who_breaks_the_glass_does_not_review_it():
    both = {"access.break_glass", "access.review_glass"}
    assert [role.code for role in roles().values() if both <= role.may.keys()] == []


def test_an_erasure_needs_two_roles():
    both = {"record.erase_propose", "record.erase_approve"}
    assert [role.code for role in roles().values() if both <= role.may.keys()] == []
