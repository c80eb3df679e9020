"""A licence in time: warnings, extension, suspension, revocation, its end, and what it guards."""

from datetime import date, timedelta

import pytest

from tilts.casework.programmes import actions
from tilts.casework.programmes.jobs import licences_in_time
from tilts.casework.programmes.licences import last_day, why_not_given
from tilts.casework.programmes.models import Accreditation
from tilts.engines.calendars.months import add_months
from tilts.platform.access.reasons import Refused
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import move
from tilts.platform.workflow.models import WorkItem

from .board import TODAY, Board

DAY = timedelta(days=1)


def warnings(case: Accreditation) -> list[str]:
    """The open warnings of a licence, in words."""
    rows = WorkItem.objects.filter(case=case.case_ref(), closed_at=None).order_by("pk")
    return [row.title for row in rows]


def why(day: date, programme: str = "equip") -> list[str]:
    return [reason.code for reason in why_not_given("LV", programme, day)]


def ends_on(case: Accreditation, day: date) -> Accreditation:
    """The same licence, ending on another day."""
    with act("test.end", by=SERVICE):
        case.licensed_on, case.valid_to = add_months(day, -36), day
        case.save()
    return case


def test_warnings_six_and_three_months_before_each_once(board: Board):
    case = board.licensed()
    assert case.valid_to is not None
    six, three = add_months(case.valid_to, -6), add_months(case.valid_to, -3)
    opened = [
        actions.warn_of_ends(by=SERVICE, day=day)
        for day in (six - DAY, six, six, three - DAY, three, three + DAY, case.valid_to + DAY)
    ]
    assert opened == [0, 1, 0, 0, 1, 0, 0]
    assert warnings(case) == [
        "The licence of “EQUIP” ends in six months",
        "The licence of “EQUIP” ends in three months",
    ]
    item = WorkItem.objects.filter(kind="programmes.last_warning").get()
    assert (item.owner_id, item.due, item.person_id) == (
        board.applicant_staff.pk,
        case.valid_to,
        None,
    )


def test_an_extension_ends_the_warnings_and_lengthens_the_licence(board: Board):
    case = board.licensed()
    until = case.valid_to
    assert until is not None
    actions.warn_of_ends(by=SERVICE, day=add_months(until, -6))
    actions.advance(by=board.applicant, case=case, code="ask_extension")
    assert (warnings(case), case.holds_on(TODAY)) == (
        ["Call the commission on the extension"],
        True,
    )
    meeting = board.call(case)
    assert (case.state, meeting.question) == ("extension_requested", "extension")
    board.decide(meeting, "license", "license", "refuse", conditions="Evaluate it.")
    assert (case.state, case.valid_to) == ("licensed", last_day("LV", until + DAY))
    assert (warnings(case), case.conditions) == ([], "Evaluate it.")
    assert actions.warn_of_ends(by=SERVICE, day=add_months(until, -6)) == 0


def test_an_extension_that_is_refused_leaves_the_licence_as_it_is(board: Board):
    case = board.licensed()
    until = case.valid_to
    actions.advance(by=board.applicant, case=case, code="ask_extension")
    board.decide(board.call(case), "refuse", "refuse", "license")
    assert (case.state, case.valid_to) == ("licensed", until)


def test_a_licence_ends_by_itself_and_does_not_come_back(board: Board):
    case = ends_on(board.licensed(), TODAY)
    licences_in_time()
    case.refresh_from_db()
    assert (case.state, why(TODAY)) == ("licensed", [])
    ends_on(case, TODAY - DAY)
    licences_in_time()
    licences_in_time()
    case.refresh_from_db()
    assert (case.state, why(TODAY), warnings(case)) == ("expired", ["licence-lapsed"], [])
    with pytest.raises(Refused) as refused:
        move(case=case, code="reopen", by=SERVICE, reason="We want it back.")
    assert [one.code for one in refused.value.reasons] == ["licence-over"]


def test_a_lapsed_licence_bars_even_before_the_worker_came_by(board: Board):
    case = ends_on(board.licensed(), TODAY - DAY)
    assert (case.state, why(TODAY), why(TODAY - DAY)) == ("licensed", ["licence-lapsed"], [])
    (reason,) = why_not_given("LV", "equip", TODAY)
    assert "Apply for its extension, or anew." in str(reason.text)


def test_a_suspended_licence_bars_until_it_is_lifted(board: Board):
    case = board.licensed()
    with pytest.raises(Refused) as refused:
        actions.advance(by=board.secretary, case=case, code="suspend")
    assert [one.code for one in refused.value.reasons] == ["reason-missing"]
    actions.advance(by=board.secretary, case=case, code="suspend", reason="No trained leaders.")
    assert why(TODAY) == ["licence-suspended"]
    actions.advance(by=board.secretary, case=case, code="lift", reason="They are trained.")
    assert why(TODAY) == []


def test_a_revoked_licence_bars_for_good(board: Board):
    case = board.licensed()
    actions.advance(by=board.secretary, case=case, code="revoke", reason="It does harm.")
    assert (why(TODAY), case.is_over) == (["licence-revoked"], True)
    assert board.draft().state == "draft"


def test_a_licence_holds_from_its_first_day_to_its_last(board: Board):
    case = board.licensed()
    assert case.valid_to is not None
    days = (TODAY - DAY, TODAY, case.valid_to, case.valid_to + DAY)
    assert [why(day) for day in days] == [["licence-not-begun"], [], [], ["licence-lapsed"]]
    assert why(TODAY, "motivation") == ["never-licensed"]


def test_the_licence_of_one_country_is_none_in_another(board: Board):
    board.licensed()
    found = [[one.code for one in why_not_given(c, "equip", TODAY)] for c in ("LV", "LT")]
    assert found == [[], ["never-licensed"]]


def test_who_does_not_lead_neither_suspends_nor_revokes(board: Board):
    case = board.licensed()
    for code in ("suspend", "revoke"):
        with pytest.raises(Refused) as refused:
            actions.advance(by=board.applicant, case=case, code=code, reason="x")
        assert [one.code for one in refused.value.reasons] == ["no-role"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("suspend", "The licence is suspended. Ask the quality manager when it will be lifted."),
        (
            "revoke",
            "The licence was revoked. A new application is needed before it is given again.",
        ),
    ],
)
def test_why_not_says_what_to_do(board: Board, code: str, text: str):
    case = board.licensed()
    actions.advance(by=board.secretary, case=case, code=code, reason="x")
    assert [str(reason.text) for reason in why_not_given("LV", "equip", TODAY)] == [text]


def test_of_what_was_never_licensed_one_applies(board: Board):
    (reason,) = why_not_given("LV", "thames", TODAY)
    assert str(reason.text) == "The programme has no licence. Apply for its accreditation."
    board.licensed()
    assert why(TODAY, "thames") == ["never-licensed"]
