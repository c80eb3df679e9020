"""A case says what can happen next, and why something cannot."""

import pytest

from tilts.platform.access.authority import NO_ROLE
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.workflow.actions import move
from tilts.platform.workflow.options import offered, options

from .demo.cases import NO_BOOK, Loan

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def told(found) -> list[tuple[object, ...]]:
    return [(o.code, o.by_itself, o.reasons, o.suggested) for o in found]


def test_options_are_every_move_out_of_the_present_state(loan):
    assert told(options(loan, SERVICE)) == [
        ("choose", False, [], False),
        ("lend", False, [NO_BOOK], False),
        ("mark_error", False, [], False),
        ("mark_wrong_person", False, [], False),
        ("person_died", True, [], False),
        ("person_escaped", True, [], False),
        ("person_transferred", True, [], False),
    ]


def test_the_usual_next_step_is_suggested_when_it_is_possible(loan):
    loan.book = "x"
    assert [o.code for o in options(loan, SERVICE) if o.suggested] == ["lend"]


def test_what_happens_by_itself_is_not_offered(loan):
    codes = [option.code for option in offered(loan, SERVICE)]
    assert codes == ["choose", "lend", "mark_error", "mark_wrong_person"]


def test_who_may_not_reads_so_instead_of_the_guards(loan, officer):
    nobody = Actor(party=officer.party, kind="staff", name="x")
    with seen_by(officer):
        assert {tuple(o.reasons) for o in offered(loan, nobody)} == {(NO_ROLE,)}
        assert [o.code for o in offered(loan, officer) if o.possible] == ["choose"]


def test_an_option_leads_to_its_form(loan):
    forms = {option.code: option.move.form for option in offered(loan, SERVICE)}
    assert forms["choose"] == "demo_room:book"
    assert forms["lend"] == ""


def test_a_closed_case_can_only_reopen_or_be_an_error(loan):
    loan.book = "x"
    for code in ("lend", "take_back"):
        move(case=loan, code=code, by=SERVICE)
    codes = [option.code for option in options(loan, SERVICE)]
    assert codes == ["reopen", "mark_error", "mark_wrong_person"]


def test_moves_that_need_a_reason_say_so():
    needing = [code for code, move in Loan.moves.items() if move.needs_reason]
    assert needing == ["reopen", "mark_error", "mark_wrong_person"]
