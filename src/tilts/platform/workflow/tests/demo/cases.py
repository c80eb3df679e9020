"""The machine of a loan of books from a prison library."""

from typing import Any

from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.access.visibility import SEE
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.guards import guard
from tilts.platform.workflow.kinds import work
from tilts.platform.workflow.machines import CaseMachine
from tilts.platform.workflow.moves import Closed, Move, Stage

LEND = SEE  # a capability that is there: another would belong to no role
CHOOSE = work("demo_room.choose", "Choose a book", deadline="case_file_opened")
BRING_BACK = work("demo_room.bring_back", "See that the book comes back")
NO_BOOK = Reason("no-book", "No book has been chosen.")
TORN = Reason("torn", "The book is torn.")


@guard("a book is chosen")
def book_chosen(case: Any, by: Actor) -> Reasons:
    return [] if case.book else [NO_BOOK]


@guard("the book is whole")
def book_whole(case: Any, by: Actor) -> Reasons:
    return [TORN] if case.torn else []


class Loan(CaseMachine):
    title = "Loan"
    opens = (CHOOSE,)

    asked = Stage("asked for", initial=True)
    lent = Stage("lent")
    overdue = Stage("overdue")
    returned = Closed("returned")

    choose = Move(transitions=asked.to.itself(), title="Choose", needs=LEND, form="demo_room:book")
    lend = Move(
        transitions=asked.to(lent),
        title="Lend",
        description="The person takes the book.",
        needs=LEND,
        guards=(book_chosen, book_whole),
        likely=True,
        closes=(CHOOSE,),
        opens=(BRING_BACK,),
    )
    remind = Move(transitions=lent.to(overdue), title="The time is over")
    take_back = Move(
        transitions=lent.to(returned) | overdue.to(returned),
        title="Take back",
        needs=LEND,
        likely=True,
    )
