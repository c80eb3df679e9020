"""Which units are asked for reports, and who is offered to write one."""

from datetime import timedelta
from uuid import UUID

import pytest

from tilts.casework.court_reports.actions import advance, pass_on
from tilts.casework.court_reports.units import units_asked, writers_for
from tilts.casework.court_reports.verbs import ASSIGN, PASS_ON, requesting
from tilts.platform.organisation.actions import end_role, give_role, open_unit
from tilts.platform.organisation.models import RoleAssignment
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE

from .desk import TODAY

DAY = timedelta(days=1)


def offered(case) -> dict[UUID, int]:
    return {staff.pk: many for staff, many in writers_for(case)}


@pytest.mark.parametrize(
    ("role", "unit", "expected"),
    [
        ("head_of_unit", "jelgava", ["jelgava"]),
        ("head_of_unit", "zemgale", ["zemgale", "jelgava"]),
        ("probation_officer", "jelgava", ["jelgava"]),
        ("clerk", "jelgava", ["zemgale", "jelgava"]),  # registers for the whole agency
        ("clerk", "riga", ["riga", "riga_w1", "olaine"]),
        ("psychologist", "jelgava", []),
    ],
)
def test_the_units_for_which_one_registers(desk, role, unit, expected):
    actor = desk.house.actor(role, unit=unit)
    assert sorted(one.code for one in units_asked(actor)) == sorted(expected)


def test_a_unit_that_opens_later_is_asked_later(desk):
    open_unit(
        by=SERVICE,
        agency=desk.house.agencies["vpd"],
        code="dobele",
        kind="probation_department",
        names={"en": "Dobele"},
        since=TODAY + DAY,
        parent=desk.house.units["zemgale"],
    )
    head = desk.house.actor("head_of_unit", unit="zemgale")
    assert sorted(one.code for one in units_asked(head)) == ["jelgava", "zemgale"]


def test_those_of_the_unit_are_offered_and_none_from_elsewhere(desk):
    case = desk.requested()
    mine = [desk.staff, desk.colleague_staff]
    desk.house.member("probation_officer", "zemgale")
    desk.house.member("clerk", "jelgava")
    assert offered(case) == dict.fromkeys([one.pk for one in (*mine, desk.head_staff)], 0)


def test_a_unit_in_which_nobody_writes_is_offered_the_whole_agency(desk):
    unit = open_unit(
        by=SERVICE,
        agency=desk.house.agencies["vpd"],
        code="dobele",
        kind="probation_department",
        names={"en": "Dobele"},
        since=LONG_AGO,
        parent=desk.house.units["zemgale"],
    )
    case = desk.requested()
    case.unit = unit
    assert offered(case) == {desk.head_staff.pk: 0}
    officer = desk.house.member("probation_officer", "jelgava")
    assert offered(case) == {desk.head_staff.pk: 0, officer.pk: 0}


def test_who_holds_the_role_no_more_or_not_yet_is_not_offered(desk):
    case = desk.requested()
    gone, coming = desk.staff, desk.house.hire("vpd")
    row = RoleAssignment.objects.get(staff=gone)
    end_role(by=SERVICE, assignment=row, until=TODAY)
    unit = desk.house.units["jelgava"]
    give_role(by=SERVICE, staff=coming, role="probation_officer", unit=unit, since=TODAY + DAY)
    assert offered(case) == {desk.head_staff.pk: 0}


def test_who_holds_two_roles_is_offered_once(desk):
    case = desk.requested()
    unit = desk.house.units["jelgava"]
    give_role(
        by=SERVICE, staff=desk.head_staff, role="probation_officer", unit=unit, since=LONG_AGO
    )
    assert [staff.pk for staff, _many in writers_for(case)] == [desk.head_staff.pk]


def test_who_writes_the_fewest_comes_first_and_what_is_over_does_not_count(desk):
    case, colleague = desk.assigned(), desk.colleague_staff
    desk.assigned(desk.add("Kalna"))
    found = writers_for(case)
    assert found[-1] == (desk.staff, 2)
    assert {staff.pk for staff, many in found if many == 0} == {
        colleague.pk,
        desk.head_staff.pk,
    }
    pass_on(by=desk.head, case=case, to=colleague, reason="ill")
    assert offered(case) == {desk.staff.pk: 1, colleague.pk: 1, desk.head_staff.pk: 0}
    advance(by=desk.head, case=case, code="withdraw", reason="dropped")
    assert offered(case)[colleague.pk] == 0


def test_the_form_to_pass_it_on_leaves_its_writer_out(desk):
    case, _other = desk.assigned(), desk.colleague_staff
    chosen = {
        verb: {code for code, _name in verb.form(None, case).fields["to"].widget.choices}
        for verb in (ASSIGN, PASS_ON)
    }
    assert chosen[ASSIGN] - chosen[PASS_ON] == {str(desk.staff.pk)}
    assert str(desk.colleague_staff.pk) in chosen[PASS_ON]


def test_the_form_of_a_request_proposes_the_persons_unit_and_the_countrys_language(desk):
    form = requesting(desk.head).form(None, desk.anna)
    assert (form.initial["wished"], form.initial["unit"]) == (
        "lv",
        str(desk.house.units["jelgava"].pk),
    )
    assert form.fields["unit"].widget.choices == [
        (str(desk.house.units["jelgava"].pk), "Jelgava"),
    ]
    assert form.fields["proceeding"].widget.choices == [("", "not on record yet")]
