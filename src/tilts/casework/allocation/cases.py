"""How a person goes from one unit to another: asked, answered, completed or withdrawn."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tilts.platform.workflow.kinds import work
from tilts.platform.workflow.machines import CaseMachine
from tilts.platform.workflow.moves import Closed, Move, Stage

from .capabilities import ASSIGN, TRANSFER
from .guards_of_transfers import (
    day_has_come,
    no_other_transfer,
    receiving_side,
    sending_side,
    unit_is_open,
)

PAGE = "allocation:transfer"
ANSWER = work(
    "allocation.answer_transfer",
    _("Answer whether the unit takes them"),
    deadline="transfer_answer",
    page=PAGE,
)
DECIDE = work(
    "allocation.decide_transfer",
    _("Decide what follows the refused transfer"),
    deadline="transfer_answer",
    page=PAGE,
)
MEET = work(
    "allocation.meet_transferred",
    _("Meet the person who comes from another unit"),
    deadline="transfer_meeting",
    page=PAGE,
)


class TransferMachine(CaseMachine):
    """One person from one unit to another; the sender is responsible until it is accepted."""

    title = _("Transfer to another unit")
    opens = (ANSWER,)
    reopens_if = (no_other_transfer,)

    asked = Stage(pgettext_lazy("a transfer", "asked, to be answered"), initial=True)
    refused = Stage(pgettext_lazy("a transfer", "refused, the sender decides"))
    accepted = Stage(pgettext_lazy("a transfer", "accepted"))
    completed = Closed(pgettext_lazy("a transfer", "completed"))
    withdrawn = Closed(pgettext_lazy("a transfer", "withdrawn"))

    accept = Move(
        transitions=asked.to(accepted),
        title=pgettext_lazy("a transfer", "Accept"),
        description=_("You name the officer who takes the person, and from which day."),
        needs=ASSIGN,
        guards=(receiving_side, unit_is_open),
        form="allocation:accept_transfer",
        likely=True,
        closes=(ANSWER,),
        opens=(MEET,),
    )
    refuse = Move(
        transitions=asked.to(refused),
        title=pgettext_lazy("a transfer", "Refuse"),
        description=_("The sending unit stays responsible and decides what follows. Say why."),
        needs=ASSIGN,
        guards=(receiving_side,),
        needs_reason=True,
        closes=(ANSWER,),
        opens=(DECIDE,),
    )
    ask_again = Move(
        transitions=refused.to(asked),
        title=pgettext_lazy("a transfer", "Ask again"),
        description=_("Say what has changed."),
        needs=TRANSFER,
        guards=(sending_side, unit_is_open),
        needs_reason=True,
        likely=True,
        closes=(DECIDE,),
        opens=(ANSWER,),
    )
    withdraw = Move(
        transitions=asked.to(withdrawn) | refused.to(withdrawn),
        title=pgettext_lazy("a transfer", "Withdraw"),
        description=_("The person stays with the unit. Say why."),
        needs=TRANSFER,
        guards=(sending_side,),
        needs_reason=True,
    )
    complete = Move(
        transitions=accepted.to(completed),
        title=pgettext_lazy("a transfer", "Complete"),
        description=_("The new officer has met the person; nothing is left to hand over."),
        needs=TRANSFER,
        guards=(receiving_side, day_has_come),
        likely=True,
        closes=(MEET,),
    )
