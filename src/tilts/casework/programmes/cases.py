"""How an accreditation goes: handed in, checked, judged by experts, decided, licensed, ended.

domain.md, state machine 4: draft, submitted, completeness check (returned), expert opinion,
commission, licensed, refused or to revise; extension requested, suspended, expired, revoked.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tilts.platform.workflow.kinds import work
from tilts.platform.workflow.machines import CaseMachine
from tilts.platform.workflow.moves import Closed, Move, Stage

from .capabilities import ACCREDIT, APPLY
from .guards import (
    all_parts_there,
    extension_decided,
    licence_not_over,
    no_other_licence,
    nothing_missing,
    opinions_given,
    own_application,
    to_license,
    to_refuse,
    to_revise_first,
)

PAGE = "programmes:application"
CHECK = work("programmes.check", _("Check an application for a programme"), page=PAGE)
COMPLETE = work("programmes.complete", _("Complete an application for a programme"), page=PAGE)
CONVENE = work("programmes.convene", _("Call the commission on the extension"), page=PAGE)
OPINE = work("programmes.opine", _("Give an expert opinion on a programme"), page=PAGE)
VOTE = work("programmes.vote", _("Vote on a programme"), page=PAGE)
FIRST_WARNING = work(
    "programmes.first_warning", _("The licence of “%(programme)s” ends in six months"), page=PAGE
)
LAST_WARNING = work(
    "programmes.last_warning", _("The licence of “%(programme)s” ends in three months"), page=PAGE
)


class AccreditationMachine(CaseMachine):
    """An application for a programme, and the licence that comes of it. It is nobody's case."""

    title = _("Accreditation of a programme")
    of_person = False
    reopens_if = (licence_not_over,)

    draft = Stage(_("being written"), initial=True)
    submitted = Stage(pgettext_lazy("an application", "handed in, to be checked"))
    returned = Stage(pgettext_lazy("an application", "returned to be completed"))
    expert_opinion = Stage(_("with the experts"))
    commission = Stage(_("before the commission"))
    to_revise = Stage(_("to be revised"))
    licensed = Stage(pgettext_lazy("a programme", "licensed"))
    extension_requested = Stage(_("licensed, extension asked for"))
    suspended = Stage(pgettext_lazy("a licence", "suspended"))
    refused = Closed(pgettext_lazy("a licence", "refused"))
    expired = Closed(pgettext_lazy("a licence", "expired"))
    revoked = Closed(pgettext_lazy("a licence", "revoked"))
    withdrawn = Closed(pgettext_lazy("an application", "withdrawn"))

    submit = Move(
        transitions=draft.to(submitted) | returned.to(submitted) | to_revise.to(submitted),
        title=pgettext_lazy("an application", "Hand it in"),
        description=_("Whether it is complete is checked next."),
        needs=APPLY,
        guards=(own_application, all_parts_there),
        likely=True,
        opens=(CHECK,),
        closes=(COMPLETE,),
    )
    return_it = Move(
        transitions=submitted.to(returned),
        title=_("Return it as incomplete"),
        description=_("You say what is missing; the applicant completes it."),
        needs=ACCREDIT,
        form="programmes:return",
        opens=(COMPLETE,),
        closes=(CHECK,),
    )
    accept = Move(
        transitions=submitted.to(expert_opinion),
        title=_("Accept it as complete"),
        description=_("Experts are asked for their opinions next."),
        needs=ACCREDIT,
        guards=(nothing_missing,),
        likely=True,
        closes=(CHECK,),
    )
    call_commission = Move(
        transitions=expert_opinion.to(commission),
        title=_("Call the commission"),
        description=_("Its members vote, each with a reason. Conflicts of interest are barred."),
        needs=ACCREDIT,
        guards=(opinions_given,),
        form="programmes:call",
        likely=True,
    )
    license = Move(
        transitions=commission.to(licensed),
        title=_("The commission licenses it"),
        guards=(to_license, no_other_licence),
    )
    refuse = Move(
        transitions=commission.to(refused),
        title=_("The commission refuses it"),
        guards=(to_refuse,),
    )
    ask_revision = Move(
        transitions=commission.to(to_revise),
        title=_("The commission asks for a revision"),
        guards=(to_revise_first,),
        opens=(COMPLETE,),
    )
    ask_extension = Move(
        transitions=licensed.to(extension_requested),
        title=_("Ask for an extension"),
        description=_("The commission decides. The licence holds until its last day meanwhile."),
        needs=APPLY,
        guards=(own_application,),
        opens=(CONVENE,),
        closes=(FIRST_WARNING, LAST_WARNING),
    )
    decide_extension = Move(
        transitions=extension_requested.to(licensed),
        title=_("The commission decides on the extension"),
        guards=(extension_decided,),
        closes=(CONVENE,),
    )
    suspend = Move(
        transitions=licensed.to(suspended) | extension_requested.to(suspended),
        title=pgettext_lazy("a licence", "Suspend"),
        description=_("No group starts or goes on until it is lifted."),
        needs=ACCREDIT,
        needs_reason=True,
    )
    lift = Move(
        transitions=suspended.to(licensed),
        title=_("Lift the suspension"),
        description=_("The licence holds again, until its last day."),
        needs=ACCREDIT,
        needs_reason=True,
        likely=True,
    )
    revoke = Move(
        transitions=licensed.to(revoked) | extension_requested.to(revoked) | suspended.to(revoked),
        title=pgettext_lazy("a licence", "Revoke"),
        description=_("The licence ends for good; a new one wants a new application."),
        needs=ACCREDIT,
        needs_reason=True,
    )
    expire = Move(
        transitions=licensed.to(expired) | extension_requested.to(expired) | suspended.to(expired),
        title=_("The licence ended"),
    )
    withdraw = Move(
        transitions=draft.to(withdrawn)
        | submitted.to(withdrawn)
        | returned.to(withdrawn)
        | expert_opinion.to(withdrawn)
        | to_revise.to(withdrawn),
        title=pgettext_lazy("an application", "Withdraw it"),
        description=_("It can be reopened later."),
        needs=APPLY,
        guards=(own_application,),
    )
