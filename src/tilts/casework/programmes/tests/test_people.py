"""Who leads, who may be called, from which unit one applies, and who sees what is inside."""

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tilts.casework.programmes.actions import invite_expert
from tilts.casework.programmes.conflicts import conflicts_of, why_not_member
from tilts.casework.programmes.queries import applications, sees_inside
from tilts.casework.programmes.secretaries import (
    callable_in,
    secretary_of,
    why_not_callable,
)
from tilts.casework.programmes.verbs import experts_for, label, members_for
from tilts.platform.organisation.actions import give_role, open_account
from tilts.platform.organisation.models import Account
from tilts.platform.organisation.queries import unit_of
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

from .board import TODAY, Board

DAY = timedelta(days=1)


def test_the_quality_manager_leads(board: Board):
    assert secretary_of("ievp", TODAY) is None
    lead = board.secretary_staff
    assert (secretary_of("ievp", TODAY), secretary_of("vpd", TODAY)) == (lead.pk, None)
    assert secretary_of("ievp", date(2019, 12, 31)) is None


def test_of_two_who_lead_the_first_by_name_does(board: Board):
    second, first = board.secretary_staff, board.member("Auziņa", "quality_manager", "riga")
    assert secretary_of("ievp", TODAY) == first.pk != second.pk


def test_who_may_be_called_holds_a_role_for_it(board: Board):
    able = [
        board.member("A", "psychologist"),
        board.member("B", "training_officer"),
        board.member("C", "staff_supervisor"),
        board.member("D", "quality_manager"),
        board.member("E", "head_of_unit", "jelgava"),
        board.member("F", "analyst"),
    ]
    not_able = [board.member("G", "prison_officer"), board.member("H", "clerk")]
    abroad = board.member("I", "psychologist", "vilnius")
    assert callable_in("LV", TODAY) == able
    assert callable_in("LT", TODAY) == [abroad]
    found = why_not_callable("LV", [*able, *not_able, abroad], TODAY)
    assert [str(one.text) for one in found] == [
        f"{one.short_name} holds no role with which opinions and votes are given."
        for one in (*not_able, abroad)
    ]


def test_whose_account_is_shut_is_not_called(board: Board):
    one = board.member("A", "psychologist")
    open_account(by=SERVICE, staff=one)
    assert callable_in("LV", TODAY) == [one]
    with act("test.shut", by=SERVICE):
        Account.objects.filter(staff=one).update(is_active=False)
    assert callable_in("LV", TODAY) == []


def test_the_unit_is_where_one_works(board: Board):
    house = board.house
    assert unit_of(board.applicant_staff.pk, TODAY) == house.units["riga"]
    nobody, everywhere = house.hire("ievp", "Nobody"), house.hire("ievp", "Everywhere")
    give_role(by=SERVICE, staff=everywhere, role="analyst", unit=None, since=TODAY)
    assert unit_of(nobody.pk, TODAY) is None
    assert unit_of(everywhere.pk, TODAY) == house.units["olaine"]
    assert unit_of(everywhere.pk, TODAY - DAY) is None


def test_conflicts_are_the_applicant_and_their_unit(board: Board):
    case = board.draft()
    near, far = board.member("Near", "psychologist", "riga"), board.expert_staff
    found = conflicts_of(case, [board.applicant_staff, near, far], TODAY)
    assert {pk: [one.code for one in why] for pk, why in found.items()} == {
        board.applicant_staff.pk: ["applicant"],
        near.pk: ["own-unit"],
        far.pk: [],
    }


def test_who_worked_there_once_has_none(board: Board):
    case, former = board.draft(), board.house.hire("ievp", "Former")
    unit = board.house.units["riga"]
    since = TODAY - 9 * DAY
    held = give_role(by=SERVICE, staff=former, role="psychologist", unit=unit, since=since)
    with act("test.end", by=SERVICE):
        held.until = TODAY
        held.save()
    days = (TODAY - DAY, TODAY)
    assert [len(conflicts_of(case, [former], day)[former.pk]) for day in days] == [1, 0]


def test_an_expert_does_not_vote_as_well(board: Board):
    case = board.asked().accreditation
    found = why_not_member(case, [board.expert_staff, *board.members], TODAY)
    assert [[one.code for one in why] for why in found.values()] == [["expert"], [], [], []]


def test_conflicts_ask_as_much_for_three_as_for_one(board: Board):
    case = board.asked().accreditation
    counts = []
    for members in (board.members[:1], board.members):
        with CaptureQueriesContext(connection) as asked:
            why_not_member(case, members, TODAY)
        counts.append(len(asked))
    assert counts == [2, 2]


def test_the_lists_to_choose_from_leave_out_who_is_barred(board: Board):
    board.member("Near", "psychologist", "riga")
    case, members = board.with_experts(), board.members
    board.use_form()
    able = sorted([board.expert_staff, board.secretary_staff, *members], key=lambda s: s.sort_key)
    assert experts_for(case) == [(str(one.pk), label(one)) for one in able]
    invite_expert(by=board.secretary, case=case, expert=board.expert_staff)
    left = [one for one in able if one != board.expert_staff]
    assert experts_for(case) == members_for(case) == [(str(one.pk), label(one)) for one in left]


def test_inside_see_who_leads_who_is_asked_and_who_votes(board: Board):
    opinion = board.asked()
    case, outside = opinion.accreditation, board.house.actor("psychologist", "jelgava")
    actors = (board.secretary, board.expert, board.applicant, outside, SERVICE)
    assert [sees_inside(one, case) for one in actors] == [True, True, False, False, True]


def test_everybody_sees_what_was_decided(board: Board):
    case = board.decide(board.called(), "refuse", "refuse", "refuse")
    assert [sees_inside(one, case) for one in (board.applicant, board.expert)] == [True, True]


def test_a_country_sees_its_own_applications(board: Board):
    case = board.draft()
    abroad = board.house.actor("quality_manager", "vilnius")
    found = [list(applications(one)) for one in (board.applicant, abroad, SERVICE)]
    assert found == [[case], [], [case]]
