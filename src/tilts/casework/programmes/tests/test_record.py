"""What the record tells of an accreditation: each step, by whom, under whose key."""

from datetime import date

from tilts.casework.people.tests.desk import recorded
from tilts.casework.programmes import actions
from tilts.casework.programmes.models import Seat
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import SERVICE_ID

from .board import TODAY, Board


def test_a_licence_tells_its_days_and_the_reasons(board: Board):
    case = board.decide(board.called(), "license", "license", "license", conditions="Two.")
    ((who, subject, wall, reason, changes),) = recorded("programmes.license")
    assert (who, subject, wall, reason) == (
        board.secretary.party,
        SERVICE_ID,
        "",
        "As most of us see it.",
    )
    ((row, before, after),) = changes
    assert row == "programmes.accreditation"
    assert before == {
        "state": "commission",
        "licensed_on": None,
        "valid_to": None,
        "conditions": "",
    }
    assert case.valid_to is not None
    assert after == {
        "state": "licensed",
        "licensed_on": TODAY.isoformat(),
        "valid_to": case.valid_to.isoformat(),
        "conditions": "Two.",
    }


def test_a_vote_lies_under_the_key_of_the_member(board: Board):
    meeting = board.called()
    board.vote(meeting, "refuse")
    ((who, subject, _wall, _reason, changes),) = recorded("programmes.vote")
    member = board.members[0]
    assert (who, subject) == (member.pk, member.pk)
    ((row, before, after),) = changes
    assert (row, before["vote"], after["vote"], after["because"]) == (
        "programmes.seat",
        "",
        "refuse",
        "I am for refuse.",
    )


def test_a_vote_that_is_changed_tells_both(board: Board):
    meeting = board.called()
    board.vote(meeting, "refuse")
    board.vote(meeting, "license")
    votes = [
        (changes[0][1]["vote"], changes[0][2]["vote"])
        for *_, changes in recorded("programmes.vote")
    ]
    assert votes == [("", "refuse"), ("refuse", "license")]


def test_a_vote_said_twice_is_told_once(board: Board):
    meeting = board.called()
    board.vote(meeting, "refuse")
    board.vote(meeting, "refuse")
    assert len(recorded("programmes.vote")) == 1


def test_a_conflict_takes_the_vote_away_on_the_record(board: Board):
    meeting, member = board.called(), board.members[0]
    board.vote(meeting, "refuse")
    seat = Seat.objects.get(meeting=meeting, member=member)
    actions.declare_conflict(by=actor_for(member, TODAY), seat=seat, what="My brother.")
    ((*_, changes),) = recorded("programmes.declare_conflict")
    assert changes[0][1:] == (
        {
            "vote": "refuse",
            "because": "I am for refuse.",
            "voted_on": TODAY.isoformat(),
            "conflict": "",
        },
        {"vote": "", "because": "", "voted_on": None, "conflict": "My brother."},
    )


def test_an_opinion_lies_under_the_key_of_the_expert(board: Board):
    board.judged()
    rows = recorded("programmes.give_opinion")
    assert [(who, subject) for who, subject, *_ in rows] == [
        (board.expert_staff.pk, board.expert_staff.pk)
    ]
    ((*_, changes),) = rows
    assert changes[0][2]["summary"] == "A sound programme."


def test_why_a_licence_was_suspended_is_told(board: Board):
    case = board.licensed()
    actions.advance(by=board.secretary, case=case, code="suspend", reason="No leaders.")
    ((who, _subject, _wall, reason, changes),) = recorded("programmes.suspend")
    assert (who, reason) == (board.secretary.party, "No leaders.")
    assert changes == [("programmes.accreditation", {"state": "licensed"}, {"state": "suspended"})]


def test_what_ends_by_itself_is_told_by_the_service(board: Board):
    case = board.licensed()
    assert case.valid_to is not None
    actions.expire_licences(by=SERVICE, day=date(2099, 1, 1))
    ((who, subject, *_rest),) = recorded("programmes.expire")
    assert (who, subject) == (SERVICE_ID, SERVICE_ID)


def test_what_an_application_lacked_is_told(board: Board):
    case = board.submitted()
    actions.return_application(by=board.secretary, case=case, lacking="Handouts.")
    ((*_, changes),) = recorded("programmes.return_it")
    assert changes[0][2] == {"state": "returned", "lacking": "Handouts."}


def test_a_document_is_told_with_its_register(board: Board):
    case = board.draft()
    board.hand_in(case, "text")
    ((*_, changes),) = recorded("programmes.hand_in")
    assert [row for row, *_ in changes] == ["programmes.part"]
    ((*_, made),) = recorded("documents.make")
    assert made[-1][2]["thing"] == case.case_ref()
