"""How somebody's way through a programme goes: referred, judged, waiting, placed, done.

domain.md, state machine 5: referral from a goal of the plan, suitability, waiting list, scheduled,
on programme; completed, withdrawn, excluded, deferred. What follows from a group happens by itself.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tilts.platform.workflow.kinds import work
from tilts.platform.workflow.machines import CaseMachine
from tilts.platform.workflow.moves import Closed, Move, Stage

from ..capabilities import DELIVER, REFER
from .guards import no_other_programme, no_second_referral, nothing_excludes

PAGE = "programmes:participation"
JUDGE = work(
    "programmes.judge",
    _("Judge whether a programme suits"),
    deadline="programme_suitability",
    page=PAGE,
)
TAKE_UP = work("programmes.take_up", _("Take up the programme that was put off"), page=PAGE)


class ParticipationMachine(CaseMachine):
    """One person and one programme, from the referral to what came of it."""

    title = _("Programme of a person")
    opens = (JUDGE,)
    reopens_if = (no_second_referral, no_other_programme)

    referred = Stage(_("referred, suitability to be judged"), initial=True)
    waiting = Stage(pgettext_lazy("for a programme", "waiting for a place"))
    deferred = Stage(pgettext_lazy("a programme", "put off"))
    scheduled = Stage(_("has a place"))
    on_programme = Stage(_("on the programme"))
    completed = Closed(pgettext_lazy("a programme", "completed"))
    unsuitable = Closed(_("found not to suit"))
    withdrawn = Closed(pgettext_lazy("from a programme", "withdrawn"))
    excluded = Closed(pgettext_lazy("from a programme", "excluded"))

    judge = Move(
        transitions=referred.to(waiting),
        title=_("Judge whether it suits"),
        description=_(
            "You say what speaks for it and against it. Who is suited waits for a place."
        ),
        needs=REFER,
        guards=(nothing_excludes,),
        form="programmes:judge",
        likely=True,
        closes=(JUDGE,),
    )
    decline = Move(
        transitions=referred.to(unsuitable),
        title=_("It does not suit"),
        needs=REFER,
        form="programmes:judge",
        needs_reason=True,
        closes=(JUDGE,),
    )
    place = Move(
        transitions=waiting.to(scheduled),
        title=_("Has a place in a group"),
        guards=(no_other_programme,),
    )
    start = Move(transitions=scheduled.to(on_programme), title=_("Attended the first session"))
    complete = Move(
        transitions=on_programme.to(completed) | scheduled.to(completed),
        title=_("Attended every session"),
    )
    lose_place = Move(
        transitions=scheduled.to(waiting) | on_programme.to(waiting),
        title=_("Lost the place; hours and waiting days stay"),
    )
    left = Move(
        transitions=scheduled.to(withdrawn) | on_programme.to(withdrawn),
        title=_("Withdrew from the group"),
    )
    sent_off = Move(
        transitions=scheduled.to(excluded) | on_programme.to(excluded),
        title=_("Was excluded from the group"),
    )
    finish = Move(
        transitions=on_programme.to(completed),
        title=_("Count it as completed"),
        description=_("Although a session is missing. Say why it is enough."),
        needs=DELIVER,
        needs_reason=True,
    )
    defer = Move(
        transitions=waiting.to(deferred) | scheduled.to(deferred) | on_programme.to(deferred),
        title=_("Put it off"),
        description=_("Hours and waiting days stay. On the day you give it is taken up again."),
        needs=DELIVER,
        form="programmes:defer",
    )
    take_up = Move(
        transitions=deferred.to(waiting),
        title=_("Take it up again"),
        description=_("The person waits for a place; the days waited before count."),
        needs=DELIVER,
        likely=True,
        closes=(TAKE_UP,),
    )
    take_out = Move(
        transitions=referred.to(withdrawn)
        | waiting.to(withdrawn)
        | deferred.to(withdrawn)
        | scheduled.to(withdrawn)
        | on_programme.to(withdrawn),
        title=pgettext_lazy("from a programme", "Withdraw"),
        description=_("The person does not go on. Say why."),
        needs=DELIVER,
        needs_reason=True,
    )
    exclude = Move(
        transitions=scheduled.to(excluded) | on_programme.to(excluded),
        title=_("Exclude"),
        description=_("The group goes on without the person. Say why."),
        needs=DELIVER,
        needs_reason=True,
    )
