"""How a drawn piece of work goes: it waits to be read; who is unsure calls a second reader."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tilts.platform.workflow.kinds import work
from tilts.platform.workflow.machines import CaseMachine
from tilts.platform.workflow.moves import Closed, Move, Stage

from .guards import not_read_yet

LEAD = "competence.lead"  # whoever leads observations leads readings
PAGE = "quality:drawn"
FIRST = work(
    "quality.read_first",
    _("Read work that was drawn by chance"),
    deadline="monitored_reading",
    page=PAGE,
)
SECOND = work(
    "quality.read_second",
    _("Read drawn work of which the first reader is unsure"),
    deadline="monitored_reading",
    page=PAGE,
)


class DrawnMachine(CaseMachine):
    """A piece of finished work that was drawn by chance, until it is read. It is nobody's case."""

    title = _("Reading of drawn work")
    of_person = False
    opens = (FIRST,)
    reopens_if = (not_read_yet,)

    waiting = Stage(_("to be read"), initial=True)
    doubted = Stage(_("to be read by a second reader"))
    read = Closed(pgettext_lazy("drawn work", "read"))
    left_out = Closed(pgettext_lazy("drawn work", "left out"))

    read_surely = Move(transitions=waiting.to(read), title=_("The first reader is sure"))
    doubt = Move(
        transitions=waiting.to(doubted),
        title=_("The first reader is unsure"),
        closes=(FIRST,),
        opens=(SECOND,),
    )
    read_again = Move(transitions=doubted.to(read), title=_("The second reader has read it"))
    leave_out = Move(
        transitions=waiting.to(left_out) | doubted.to(left_out),
        title=pgettext_lazy("drawn work", "Leave it out"),
        description=_("There is nothing to read, or nobody who could: say why. It stays counted."),
        needs=LEAD,
        needs_reason=True,
    )
