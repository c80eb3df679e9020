"""Forms offer what an action takes, and show each refusal at its field."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from tilts.platform.access.reasons import Reason
from tilts.platform.organisation.actions import close_unit
from tilts.platform.organisation.forms import (
    WIDE_SPACE,
    ClientForm,
    EndForm,
    LeaveForm,
    RoleForm,
    StaffForm,
    UnitForm,
)
from tilts.platform.organisation.templatetags.organisation import named, role_named
from tilts.platform.parties.actors import SERVICE

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TODAY = timezone.localdate()


def offered(field) -> list[str]:
    """Labels of a choice, without the empty one."""
    return [str(label) for value, label in field.choices if value]


@pytest.mark.parametrize(
    ("form", "field"), [(UnitForm, "parent"), (RoleForm, "unit"), (ClientForm, "unit")]
)
def test_units_are_offered_as_the_tree_of_the_agency(house, form, field):
    close_unit(by=SERVICE, unit=house.units["olaine"], until=TODAY)
    shown = offered(form(agency=house.agencies["ievp"]).fields[field])
    assert shown == ["Riga", f"{WIDE_SPACE}Riga_W1"]


def test_a_unit_of_another_agency_is_no_choice(house):
    values = {"role": "clerk", "unit": house.units["jelgava"].pk, "since": TODAY}
    form = RoleForm(values, agency=house.agencies["ievp"])
    assert list(form.errors) == ["unit"]


def test_colleagues_are_offered_to_stand_in(house):
    away = house.hire(family="Kalna")
    house.hire("vpd", family="Liepa")
    house.hire(family="Ozola")
    shown = LeaveForm(staff=away).fields["substitute"]
    assert offered(shown) == ["Ilze Ozola"]


@pytest.mark.parametrize(
    ("agency", "role", "fits"),
    [
        ("ievp", "prison_officer", True),
        ("ievp", "probation_officer", False),
        ("vpd", "probation_officer", True),
        ("vpd", "prison_officer", False),
        ("vpd", "librarian", False),
    ],
)
def test_a_system_is_let_in_with_a_role_of_its_agency(house, agency, role, fits):
    values = {"name": "IIS", "role": role, "expires": TODAY + timedelta(days=1)}
    form = ClientForm(values, agency=house.agencies[agency])
    assert (form.is_valid(), list(form.errors)) == (fits, [] if fits else ["role"])


def test_the_name_of_a_unit_is_asked_in_each_language_of_staff(house, settings):
    values = {f"name_{code}": code.upper() for code in settings.STAFF_LANGUAGES}
    form = UnitForm(
        {**values, "code": "new", "kind": "wing", "since": TODAY}, agency=house.agencies["ievp"]
    )
    assert (form.is_valid(), form.names()) == (True, {"en": "EN", "lv": "LV", "lt": "LT"})
    lacking = UnitForm({"code": "new"}, agency=house.agencies["ievp"])
    assert set(values) <= set(lacking.errors)


def test_a_refusal_stands_at_the_field_that_it_concerns_or_on_top():
    form = EndForm({"until": TODAY})
    assert form.is_valid()
    form.refuse([Reason("units-below", "Close them."), Reason("other-agency", "Ask them.")])
    assert form.errors == {"until": ["Close them."], "__all__": ["Ask them."]}


def test_an_email_is_asked_after_the_name():
    assert list(StaffForm().fields) == ["given", "family", "email", "phone", "language"]


@pytest.mark.parametrize("wrong", ["ilze", "ilze@", "@example.lv", ""])
def test_what_is_no_e_mail_is_not_taken(wrong):
    who = {"given": "Ilze", "family": "Kalna", "email": wrong, "language": "lv"}
    assert list(StaffForm(who).errors) == ["email"]


def test_an_end_is_a_day():
    soon = TODAY + timedelta(days=1)
    assert EndForm({"until": soon.isoformat()}).is_valid()
    assert list(EndForm({"until": "tomorrow"}).errors) == ["until"]
    assert list(EndForm({}).errors) == ["until"]


def test_places_and_roles_are_named_in_the_readers_language(house):
    unit = house.units["riga"]
    unit.names = {"en": "Riga Prison", "lv": "Rīgas cietums"}
    with override("lv"):
        assert (named(unit), role_named("clerk")) == ("Rīgas cietums", "Uzskaites darbinieks")
    with override("lt"):
        assert named(unit) == "Riga Prison"
    assert (named(None), role_named("librarian")) == ("", "librarian")
