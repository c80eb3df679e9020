"""Appointing, roles, leave and qualifications: what may be, and what is said when it may not."""

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone

from tilts.platform.access.reasons import Refused
from tilts.platform.access.roles import roles
from tilts.platform.organisation.actions import (
    NewStaff,
    appoint,
    correct_staff,
    end_absence,
    end_role,
    give_role,
    open_account,
    plan_absence,
    qualify,
    reopen_account,
    shut_account,
)
from tilts.platform.organisation.forms import role_choices
from tilts.platform.organisation.models import Absence, Account, RoleAssignment
from tilts.platform.organisation.queries import staff_found, standing_in_for
from tilts.platform.organisation.sorting import folded
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.models import Act, Payload

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY, WEEK = date(2026, 11, 23), date(2026, 11, 30)


def codes(refused) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_somebody_appointed_is_found_by_a_name_without_its_marks(house):
    klavina = house.hire(family="Kļaviņa", given="Žanete")
    house.hire(family="Ozola")
    assert folded("  Kļaviņa Žanete ") == klavina.sort_key == "klavina zanete"
    assert list(staff_found(house.administrator, "zan klav")) == [klavina]
    assert list(staff_found(house.administrator, "KĻAV")) == [klavina]
    assert list(staff_found(house.administrator, klavina.email)) == [klavina]
    assert list(staff_found(house.administrator, "nobody")) == []


def test_staff_are_found_in_the_own_country_and_in_a_unit_and_below(house):
    here, below = house.member("clerk", "riga"), house.member("clerk", "riga_w1")
    other, abroad = house.member("probation_officer", "jelgava"), house.member("clerk", "vilnius")
    seen = set(staff_found(house.administrator))
    assert seen - {here, below, other} == {house.administrator_staff}
    assert set(staff_found(SERVICE)) == seen | {abroad}
    in_riga = set(staff_found(SERVICE, unit=house.units["riga"]))
    assert in_riga == {here, below, house.administrator_staff}


def test_who_has_left_a_unit_or_is_to_come_is_not_found_in_it(house):
    today = timezone.localdate()
    left, back = house.member("clerk", "riga"), house.member("clerk", "riga")
    for staff in (left, back):
        end_role(by=SERVICE, assignment=staff.assignments.get(), until=today)
    give_role(by=SERVICE, staff=back, role="clerk", unit=house.units["riga"], since=today)
    house.member("clerk", "riga", since=today + timedelta(days=1))
    assert list(staff_found(SERVICE, unit=house.units["riga"])) == [back]


def test_nobody_is_appointed_twice_under_an_e_mail(house):
    staff = house.hire()
    who = NewStaff(given="I", family="K", email=staff.email.upper())
    with pytest.raises(Refused) as refused:
        appoint(by=house.administrator, agency=house.agencies["ievp"], who=who)
    assert codes(refused) == ["email-taken"]


def corrected(house, staff, email: str) -> None:
    who = NewStaff(given=staff.given, family=staff.family, email=email, phone="1")
    correct_staff(by=house.administrator, staff=staff, who=who)


def test_a_corrected_e_mail_opens_the_account_and_the_old_one_no_more(house):
    staff, without = house.hire(), house.hire()
    account = open_account(by=SERVICE, staff=staff)
    EmailAddress.objects.create(user=account, email=staff.email, verified=True)
    corrected(house, staff, "New@example.lv")
    corrected(house, without, "none@example.lv")
    found = Account.objects.get_by_natural_key("new@example.lv")
    assert (found.pk, found.email, found.staff.email) == (account.pk, *["new@example.lv"] * 2)
    assert not EmailAddress.objects.exists()


def test_an_e_mail_of_another_is_not_taken_and_ones_own_stays(house):
    staff, other = house.hire(), house.hire()
    with pytest.raises(Refused) as refused:
        corrected(house, staff, other.email.upper())
    assert codes(refused) == ["email-taken"]
    corrected(house, staff, staff.email)
    staff.refresh_from_db()
    assert (staff.phone, staff.email) == ("1", "s1@example.lv")


def test_nobody_gives_or_ends_a_role_of_their_own(house):
    me, mine = house.administrator, house.administrator_staff
    held = mine.assignments.get()
    for attempt in (
        lambda: give_role(by=me, staff=mine, role="clerk", since=DAY),
        lambda: end_role(by=me, assignment=held, until=WEEK),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert codes(refused) == ["own-role"]
    assert end_role(by=SERVICE, assignment=held, until=WEEK).until == WEEK


@pytest.mark.parametrize(
    ("role", "unit", "since", "expected"),
    [
        ("probation_officer", "riga", DAY, ["role-elsewhere"]),
        ("no_such_role", None, DAY, ["role-elsewhere"]),
        ("clerk", "jelgava", DAY, ["unit-elsewhere"]),
        ("clerk", "riga", date(2019, 1, 1), ["unit-closed"]),
        ("clerk", "olaine", DAY, ["role-held"]),
        ("clerk", "olaine", date(2026, 12, 1), []),
        ("clerk", None, DAY, []),
    ],
)
def test_why_a_role_cannot_be_given(house, role, unit, since, expected):
    staff = house.member("clerk", "olaine")
    end_role(by=SERVICE, assignment=staff.assignments.get(), until=date(2026, 12, 1))
    place = house.units[unit] if unit else None
    found = []
    try:
        give_role(by=house.administrator, staff=staff, role=role, unit=place, since=since)
    except Refused as refused:
        found = [reason.code for reason in refused.reasons]
    assert found == expected
    assert staff.assignments.count() == (1 if expected else 2)


def test_the_form_offers_the_roles_of_the_kind_of_agency(house):
    offered = [code for code, _ in role_choices(house.agencies["ievp"])]
    assert offered == [r.code for r in roles().values() if "prison" in r.agencies]
    assert ("prison_officer" in offered, "probation_officer" in offered) == (True, False)


def test_a_role_ends_not_before_it_began_and_only_once_said_by_its_own_administrator(house):
    held = house.member("probation_officer", "jelgava").assignments.get()
    with pytest.raises(Refused) as refused:
        end_role(by=house.administrator, assignment=held, until=DAY)
    assert codes(refused) == ["other-agency"]
    with pytest.raises(Refused) as refused:
        end_role(by=SERVICE, assignment=held, until=date(2019, 12, 31))
    assert codes(refused) == ["ends-before"]
    assert RoleAssignment.objects.get(pk=held.pk).until is None


def test_a_substitute_stands_in_while_the_leave_lasts(house):
    away, colleague = house.hire(), house.hire()
    plan_absence(by=house.administrator, staff=away, since=DAY, until=WEEK, substitute=colleague)
    days = [date(2026, 11, 22), DAY, date(2026, 11, 29), WEEK]
    assert [standing_in_for(colleague.pk, day) for day in days] == [
        set(),
        {away.pk},
        {away.pk},
        set(),
    ]
    assert standing_in_for(away.pk, DAY) == set()


def test_who_is_back_early_is_stood_in_for_no_more(house):
    away, colleague = house.hire(), house.hire()
    leave = plan_absence(by=SERVICE, staff=away, since=DAY, until=WEEK, substitute=colleague)
    end_absence(by=house.administrator, absence=leave, until=date(2026, 11, 25))
    assert standing_in_for(colleague.pk, date(2026, 11, 25)) == set()
    with pytest.raises(Refused) as refused:
        end_absence(by=house.administrator, absence=leave, until=date(2026, 11, 1))
    assert codes(refused) == ["ends-before"]


def test_why_leave_cannot_be_planned(house):
    away, colleague, other = house.hire(), house.hire(), house.hire("vpd")
    plan_absence(by=SERVICE, staff=colleague, since=DAY, until=WEEK, substitute=None)

    def why(staff, since, until, substitute):
        with pytest.raises(Refused) as refused:
            plan_absence(by=SERVICE, staff=staff, since=since, until=until, substitute=substitute)
        return codes(refused)

    assert why(away, DAY, WEEK, away) == ["substitute-self"]
    assert why(away, DAY, WEEK, other) == ["substitute-elsewhere"]
    assert why(away, date(2026, 11, 29), date(2026, 12, 9), colleague) == ["substitute-away"]
    assert why(colleague, date(2026, 11, 1), date(2026, 11, 24), None) == ["leave-overlaps"]
    assert why(away, WEEK, DAY, None) == ["ends-before"]
    assert Absence.objects.count() == 1


def test_a_role_that_was_given_anew_is_not_drawn_out_over_that(house):
    staff = house.hire()
    first = give_role(by=SERVICE, staff=staff, role="clerk", since=DAY)
    end_role(by=SERVICE, assignment=first, until=WEEK)
    anew = give_role(by=SERVICE, staff=staff, role="clerk", since=date(2026, 12, 5))
    assert end_role(by=SERVICE, assignment=first, until=date(2026, 12, 5)) == first
    with pytest.raises(Refused) as refused:
        end_role(by=SERVICE, assignment=first, until=date(2026, 12, 6))
    assert codes(refused) == ["role-held"]
    assert end_role(by=SERVICE, assignment=anew, until=date(2027, 1, 1)) == anew


def leave(staff, since, until, substitute=None):
    return plan_absence(by=SERVICE, staff=staff, since=since, until=until, substitute=substitute)


def why_not_changed(absence, until) -> list[str]:
    """Why leave cannot be changed; it stays as it was."""
    before = absence.until
    with pytest.raises(Refused) as refused:
        end_absence(by=SERVICE, absence=absence, until=until)
    assert Absence.objects.get(pk=absence.pk).until == before
    return codes(refused)


def test_leave_is_not_drawn_out_over_other_leave(house):
    away, colleague = house.hire(), house.hire()
    first = leave(away, DAY, WEEK, colleague)
    leave(away, date(2026, 12, 2), date(2026, 12, 9))
    leave(colleague, date(2026, 12, 1), date(2026, 12, 3))
    assert why_not_changed(first, date(2026, 12, 2)) == ["substitute-away"]
    assert why_not_changed(first, date(2026, 12, 3)) == ["leave-overlaps", "substitute-away"]
    longer = end_absence(by=SERVICE, absence=first, until=date(2026, 12, 1))
    assert standing_in_for(colleague.pk, WEEK) == {away.pk}
    assert longer.until == date(2026, 12, 1)


def test_leave_that_was_called_off_stands_in_nobodys_way(house):
    away, colleague = house.hire(), house.hire()
    for staff in (away, colleague):
        called_off = leave(staff, date(2026, 11, 25), WEEK)
        end_absence(by=SERVICE, absence=called_off, until=called_off.since)
    planned = leave(away, DAY, WEEK, colleague)
    assert standing_in_for(colleague.pk, date(2026, 11, 26)) == {away.pk}
    assert end_absence(by=SERVICE, absence=planned, until=date(2026, 12, 5)).substitute == colleague


def test_a_role_that_never_was_is_given_after_all(house):
    staff = house.hire()
    planned = give_role(by=SERVICE, staff=staff, role="clerk", since=WEEK)
    with pytest.raises(Refused) as refused:
        give_role(by=SERVICE, staff=staff, role="clerk", since=DAY)
    assert codes(refused) == ["role-held"]
    end_role(by=SERVICE, assignment=planned, until=WEEK)
    given = give_role(by=SERVICE, staff=staff, role="clerk", since=DAY)
    assert [row for row in staff.assignments.all() if row.is_on(WEEK)] == [given]


def test_leave_may_begin_on_the_day_another_ends(house):
    away = house.hire()
    plan_absence(by=SERVICE, staff=away, since=DAY, until=WEEK, substitute=None)
    later = plan_absence(
        by=SERVICE, staff=away, since=WEEK, until=date(2026, 12, 5), substitute=None
    )
    assert later.since == WEEK


def test_the_database_too_lets_nobody_stand_in_for_themselves(house):
    staff = house.hire()
    own = Absence(staff=staff, since=DAY, until=WEEK, substitute=staff)
    with pytest.raises(IntegrityError), transaction.atomic(), act("test.leave", by=SERVICE):
        own.save()


def test_a_qualification_holds_from_a_day_until_another(house):
    staff = house.hire()
    held = qualify(by=house.administrator, staff=staff, code="rvn", since=DAY, until=WEEK)
    assert [held.is_on(day) for day in (DAY, WEEK)] == [True, False]
    with pytest.raises(Refused) as refused:
        qualify(by=house.administrator, staff=staff, code="rvn", since=WEEK, until=DAY)
    assert codes(refused) == ["ends-before"]


def test_an_account_is_opened_once_shut_and_opened_again_on_the_record(house):
    staff = house.hire()
    account = open_account(by=house.administrator, staff=staff)
    assert (account.is_active, account.has_usable_password()) == (True, False)
    with pytest.raises(Refused) as refused:
        open_account(by=house.administrator, staff=staff)
    assert codes(refused) == ["account-there"]
    assert shut_account(by=house.administrator, account=account).is_active is False
    assert reopen_account(by=house.administrator, account=account).is_active is True
    written = Act.objects.filter(kind="organisation.account")
    assert written.count() == 3
    assert set(Payload.objects.filter(act__in=written).values_list("subject_id", flat=True)) == {
        staff.pk
    }


def test_only_who_runs_the_organisation_does(house):
    officer, staff = house.actor("prison_officer"), house.hire()
    for verb in (
        lambda: give_role(by=officer, staff=staff, role="clerk", since=DAY),
        lambda: plan_absence(by=officer, staff=staff, since=DAY, until=WEEK, substitute=None),
        lambda: qualify(by=officer, staff=staff, code="rvn", since=DAY),
        lambda: open_account(by=officer, staff=staff),
    ):
        with pytest.raises(Refused) as refused:
            verb()
        assert codes(refused) == ["no-role"]
