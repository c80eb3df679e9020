"""tilts createadmin."""

import pytest

from tilts.doors.cli.founding import createadmin
from tilts.jurisdictions.loading import packs
from tilts.platform.organisation.models import Account, RoleAssignment, Unit

from .running import invoke

pytestmark = pytest.mark.django_db
PASSWORD = "slow-river-under-the-bridge"
WHO = ("--given", "Ilze", "--family", "Kalna", "--email", "Ilze@example.lv")


def last(errors: str) -> str:
    """What was wrong, without the usage."""
    return errors.splitlines()[-1]


def test_the_first_administrator(db):
    done = invoke(createadmin, "--agency", "vpd", *WHO, "--password", PASSWORD)
    account = Account.objects.get()
    assert done == (0, f"Ilze Kalna can sign in as {account.email}.\n", "")
    assert account.email.lower() == "ilze@example.lv"
    assert account.check_password(PASSWORD)
    held = RoleAssignment.objects.get()
    assert (held.role, held.staff_id, held.unit) == ("administrator", account.staff_id, None)
    assert Unit.objects.filter(agency="vpd").exists()


def test_what_is_not_given_is_asked(db):
    typed = f"Ilze\nKalna\nilze@example.lv\n{PASSWORD}\n{PASSWORD}\n"
    code, output, _ = invoke(createadmin, "--agency", "vpd", typed=typed)
    assert (code, output.splitlines()[-1]) == (0, "Ilze Kalna can sign in as ilze@example.lv.")
    assert PASSWORD not in output


def test_an_agency_that_no_pack_has(db, settings):
    code, _, errors = invoke(createadmin, "--agency", "nasa", *WHO, "--password", PASSWORD)
    known = sorted(a.code for pack in packs(settings.PACKS).values() for a in pack.agencies)
    error = f"Error: No country pack has the agency “nasa”. There are: {', '.join(known)}."
    assert (code, last(errors)) == (2, error)
    assert not Account.objects.exists()


def test_a_weak_password_is_refused(db):
    code, _, errors = invoke(createadmin, "--agency", "vpd", *WHO, "--password", "12345")
    assert code == 2
    assert "This password is too short." in last(errors)
    assert not Account.objects.exists()


def test_an_address_that_is_taken_is_refused(db):
    arguments = ("--agency", "vpd", *WHO, "--password", PASSWORD)
    invoke(createadmin, *arguments)
    code, _, errors = invoke(createadmin, *arguments)
    assert (code, last(errors)) == (
        2,
        "Error: Somebody on the staff has that e-mail address.",
    )
    assert Account.objects.count() == 1
