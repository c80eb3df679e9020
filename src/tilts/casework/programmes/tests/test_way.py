"""From application to licence: each step, its work, and the reasons why not."""

from datetime import date

import pytest
from django.db import connection

from tilts.casework.programmes import actions
from tilts.casework.programmes.choices import PartKind
from tilts.casework.programmes.licences import last_day
from tilts.casework.programmes.models import Accreditation, Part
from tilts.platform.access.reasons import Refused
from tilts.platform.documents.queries import open_paper
from tilts.platform.parties.models import SERVICE_ID
from tilts.platform.record.models import Act
from tilts.platform.record.verifying import Fault
from tilts.platform.workflow.models import Status, WorkItem
from tilts.platform.workflow.queries import history
from tilts.platform.workflow.state_check import state_faults

from .board import PDF, TODAY, Board


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def open_work(case: Accreditation) -> list[tuple[str, object]]:
    """Kinds of open work of a case, and whose they are."""
    rows = WorkItem.objects.filter(case=case.case_ref(), closed_at=None).order_by("pk")
    return [(row.kind, row.owner_id) for row in rows]


def test_the_way_to_a_licence(board: Board):
    case = board.licensed()
    assert (case.state, case.licensed_on, case.valid_to) == (
        "licensed",
        TODAY,
        last_day("LV", TODAY),
    )
    steps = [(row.move, row.to_state) for row in history(case)]
    assert steps == [
        ("", "draft"),
        ("submit", "submitted"),
        ("accept", "expert_opinion"),
        ("call_commission", "commission"),
        ("license", "licensed"),
    ]
    assert open_work(case) == []
    assert case.submitted_on == TODAY


def test_a_licence_lasts_three_years_its_last_day_included(board: Board):
    assert last_day("LV", date(2026, 11, 26)) == date(2029, 11, 25)
    assert last_day("LT", date(2028, 2, 29)) == date(2031, 2, 27)


def test_what_is_nobodys_is_recorded_under_the_service(board: Board):
    case = board.submitted()
    assert case.person_id is None
    people = set(Status.objects.filter(case=case.case_ref()).values_list("person_id", flat=True))
    assert people == {SERVICE_ID}
    assert {item.person_id for item in WorkItem.objects.filter(case=case.case_ref())} == {None}
    assert state_faults() == []


def test_a_status_that_was_altered_is_found(board: Board):
    case = board.submitted()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE programmes_accreditation SET state = 'expert_opinion'")
    assert state_faults() == [
        Fault("altered", f"{case.case_ref()} is not as its status row 2 says")
    ]


def test_work_goes_to_whoever_is_next(board: Board):
    board.use_form()
    lead, case = board.secretary_staff, board.submitted()
    assert open_work(case) == [("programmes.check", lead.pk)]
    actions.return_application(by=board.secretary, case=case, lacking="The handouts.")
    assert (case.state, case.lacking) == ("returned", "The handouts.")
    assert open_work(case) == [("programmes.complete", board.applicant_staff.pk)]
    actions.advance(by=board.applicant, case=case, code="submit")
    assert (case.lacking, open_work(case)) == ("", [("programmes.check", lead.pk)])
    actions.advance(by=board.secretary, case=case, code="accept")
    assert open_work(case) == []
    actions.invite_expert(by=board.secretary, case=case, expert=board.expert_staff)
    assert open_work(case) == [("programmes.opine", board.expert_staff.pk)]


def test_nothing_is_handed_in_without_its_documents(board: Board):
    case = board.draft()
    board.hand_in(case, PartKind.TEXT)
    with pytest.raises(Refused) as refused:
        actions.advance(by=board.applicant, case=case, code="submit")
    assert [str(reason.text) for reason in refused.value.reasons] == [
        "Not handed in yet: self-evaluation.",
        "Not handed in yet: description.",
        "Not handed in yet: research that it rests on.",
        "Not handed in yet: materials that it needs.",
    ]
    assert case.state == "draft"


def test_a_document_is_kept_as_it_was_handed_in(board: Board):
    case = board.draft()
    board.hand_in(case, PartKind.TEXT)
    part = Part.objects.get()
    row, content = open_paper(part.document_id, case.case_ref())
    assert (content, row.title, row.person_id, row.template) == (PDF, "text.pdf", None, "")
    with pytest.raises(Refused) as refused:
        open_paper(part.document_id, "programmes.accreditation:another")
    assert codes(refused) == ["no-paper"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"MZ no pdf", "no-pdf"),
        (b"%PDF-" + b"0" * (20 * 1024 * 1024), "too-large"),
        (b"", "no-pdf"),
    ],
)
def test_what_is_no_pdf_is_not_taken_in(board: Board, content: bytes, code: str):
    case = board.draft()
    with pytest.raises(Refused) as refused:
        actions.hand_in(by=board.applicant, case=case, kind="text", title="x", content=content)
    assert (codes(refused), Part.objects.count()) == ([code], 0)


def test_documents_stand_once_the_application_is_handed_in(board: Board):
    case = board.submitted()
    with pytest.raises(Refused) as refused:
        board.hand_in(case, PartKind.TEXT)
    assert codes(refused) == ["handed-in"]


def test_only_the_applicant_goes_on_with_an_application(board: Board):
    case, another = board.whole(), board.house.actor("head_of_unit", "riga")
    with pytest.raises(Refused) as refused:
        actions.advance(by=another, case=case, code="submit")
    assert codes(refused) == ["not-yours-to-apply"]
    with pytest.raises(Refused) as refused:
        actions.hand_in(by=another, case=case, kind="text", title="x", content=PDF)
    assert codes(refused) == ["not-yours-to-apply"]


def test_one_application_of_a_programme_at_a_time(board: Board):
    first = board.draft()
    with pytest.raises(Refused) as refused:
        board.draft()
    assert codes(refused) == ["under-way"]
    actions.advance(by=board.applicant, case=first, code="withdraw")
    assert board.draft().state == "draft"


def test_what_the_catalogue_lacks_is_not_licensed(board: Board):
    with pytest.raises(Refused) as refused:
        board.draft("juggling")
    assert codes(refused) == ["unknown-programme"]


@pytest.mark.parametrize("code", ["license", "expire", "return_it", "call_commission", "nothing"])
def test_steps_of_their_own_are_not_taken_as_others(board: Board, code: str):
    with pytest.raises(Refused) as refused:
        actions.advance(by=board.secretary, case=board.submitted(), code=code)
    assert codes(refused) == ["own-step"]


@pytest.mark.parametrize(
    ("votes", "state"),
    [
        (("license", "license", "refuse"), "licensed"),
        (("refuse", "abstain", "refuse"), "refused"),
        (("revise", "abstain", "abstain"), "to_revise"),
    ],
)
def test_the_votes_decide(board: Board, votes: tuple[str, ...], state: str):
    case = board.decide(board.called(), *votes, conditions="With two leaders.")
    licensed = state == "licensed"
    assert (case.state, case.conditions, case.valid_to is not None) == (
        state,
        "With two leaders." if licensed else "",
        licensed,
    )
    work = [("programmes.complete", board.applicant_staff.pk)] if state == "to_revise" else []
    assert open_work(case) == work


def test_what_is_to_be_revised_goes_the_same_way_again(board: Board):
    case = board.decide(board.called(), "revise", "revise", "revise")
    board.hand_in(case, PartKind.TEXT)
    actions.advance(by=board.applicant, case=case, code="submit")
    actions.advance(by=board.secretary, case=case, code="accept")
    assert board.decide(board.call(case), "license", "license", "license").state == "licensed"


def test_each_step_is_on_the_record(board: Board):
    board.decide(board.called(), "license", "license", "license")
    kinds = set(Act.objects.filter(kind__startswith="programmes.").values_list("kind", flat=True))
    assert kinds == {
        "programmes.accept",
        "programmes.begin",
        "programmes.call_commission",
        "programmes.call_meeting",
        "programmes.decide",
        "programmes.give_opinion",
        "programmes.hand_in",
        "programmes.invite_expert",
        "programmes.license",
        "programmes.submit",
        "programmes.vote",
    }
