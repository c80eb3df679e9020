"""How proceedings move: before judgment, judged, in force, being served, completed."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.workflow.machines import CaseMachine
from tilts.platform.workflow.moves import Closed, Move, Stage

from .capabilities import RECORD
from .guards import appeal_term_over, measure_imposed, nothing_running, offence_recorded, started


class ProceedingMachine(CaseMachine):
    """Proceedings against a person, from the prosecutor to the last day served."""

    title = _("Proceeding")

    before_judgment = Stage(_("before judgment"), initial=True)
    judged = Stage(_("judged, may be appealed"))
    appealed = Stage(_("appealed"))
    in_force = Stage(_("in force"))
    being_served = Stage(_("being served"))
    completed = Closed(_("completed"))
    acquitted = Closed(_("acquitted"))
    terminated = Closed(_("terminated"))
    transferred_abroad = Closed(_("transferred abroad"))

    record_judgment = Move(
        transitions=before_judgment.to(judged) | appealed.to(judged),
        title=_("Record the judgment"),
        description=_("The court has found the person guilty. It may still be appealed."),
        needs=RECORD,
        guards=(offence_recorded,),
        form="proceedings:judgment",
        likely=True,
    )
    enter_into_force = Move(
        transitions=judged.to(in_force),
        title=_("Enter into force"),
        description=_("The judgment is final; from now on the record speaks of a conviction."),
        needs=RECORD,
        guards=(measure_imposed, appeal_term_over),
        form="proceedings:in_force",
        likely=True,
    )
    appeal = Move(
        transitions=judged.to(appealed),
        title=_("Note an appeal"),
        description=_("A higher court decides; record its judgment when it comes."),
        needs=RECORD,
    )
    begin_serving = Move(
        transitions=in_force.to(being_served),
        title=_("Begin to serve"),
        description=_("The first sentence or measure has begun."),
        needs=RECORD,
        guards=(started,),
        likely=True,
    )
    complete = Move(
        transitions=in_force.to(completed) | being_served.to(completed),
        title=_("Complete"),
        description=_("Nothing is left to be served or done."),
        needs=RECORD,
        guards=(nothing_running,),
        likely=True,
    )
    acquit = Move(
        transitions=before_judgment.to(acquitted) | appealed.to(acquitted),
        title=_("Acquitted"),
        description=_("The court has found the person not guilty."),
        needs=RECORD,
        needs_reason=True,
    )
    terminate = Move(
        transitions=before_judgment.to(terminated) | appealed.to(terminated),
        title=_("Terminated"),
        description=_("The proceedings ended without a judgment."),
        needs=RECORD,
        needs_reason=True,
    )
    transfer_abroad = Move(
        transitions=in_force.to(transferred_abroad) | being_served.to(transferred_abroad),
        title=_("Transferred abroad"),
        description=_("Another country carries out the sentence."),
        needs=RECORD,
        needs_reason=True,
    )
