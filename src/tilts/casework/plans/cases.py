"""How a plan moves: written, put to the person, answered, in force, reviewed, over."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tilts.platform.workflow.kinds import work
from tilts.platform.workflow.machines import CaseMachine
from tilts.platform.workflow.moves import Closed, Move, Stage

from .capabilities import COUNTERSIGN, WRITE
from .guards import (
    by_staff,
    goals_settled,
    has_goals,
    no_other_plan,
    not_own_work,
    nothing_in_preparation,
    steps_said,
)

AGREE = work("plans.agree", _("Agree the plan with the person"), deadline="plan_agreed")
SIGN = work("plans.countersign", _("Countersign the plan"))
REVIEW = work("plans.review", _("Review the plan"), deadline="plan_review")  # by jobs.py, in time


class PlanMachine(CaseMachine):
    """One version of a plan. The next version takes its place when it comes into force."""

    title = _("Plan")
    opens = (AGREE,)
    reopens_if = (no_other_plan,)

    draft = Stage(_("being written"), initial=True)
    with_person = Stage(_("with the person"))
    answered = Stage(_("answered, to be countersigned"))
    active = Stage(pgettext_lazy("a plan", "in force"))
    under_review = Stage(_("in force, under review"))
    superseded = Closed(_("replaced by the next version"))
    completed = Closed(_("completed"))
    ended = Closed(_("ended before it was completed"))

    propose = Move(
        transitions=draft.to(with_person),
        title=_("Put it to the person"),
        description=_("The plan is explained to the person, who says what they think of it."),
        needs=WRITE,
        guards=(has_goals, steps_said),
        likely=True,
    )
    record_answer = Move(
        transitions=with_person.to(answered),
        title=_("Record what the person says"),
        description=_("Whether they agree, in their own words. The plan goes on either way."),
        needs=WRITE,
        form="plans:answer",
        likely=True,
        opens=(SIGN,),
        closes=(AGREE,),
    )
    countersign = Move(
        transitions=answered.to(active),
        title=_("Countersign"),
        description=_("The plan comes into force; an earlier version ends with that."),
        needs=COUNTERSIGN,
        guards=(by_staff, not_own_work),
        likely=True,
        closes=(SIGN,),
    )
    revise = Move(
        transitions=with_person.to(draft) | answered.to(draft),
        title=_("Write it anew"),
        description=_("Goals and steps can be changed again; the answer is asked for again."),
        needs=WRITE,
        opens=(AGREE,),
        closes=(AGREE, SIGN),
    )
    start_review = Move(
        transitions=active.to(under_review),
        title=_("Review the plan"),
        description=_("The next version begins as a copy. This one stays in force until then."),
        needs=WRITE,
        closes=(REVIEW,),
    )
    keep = Move(
        transitions=under_review.to(active),
        title=_("Keep as it is"),
        description=_("The review changed nothing; the next one is due later."),
        needs=WRITE,
        guards=(nothing_in_preparation,),
    )
    supersede = Move(
        transitions=under_review.to(superseded), title=_("Replaced by the next version")
    )
    complete = Move(
        transitions=active.to(completed),
        title=_("Complete"),
        description=_("Nothing is left to be done."),
        needs=WRITE,
        guards=(goals_settled,),
    )
    end = Move(
        transitions=draft.to(ended) | with_person.to(ended) | answered.to(ended) | active.to(ended),
        title=_("End before it is completed"),
        description=_("What was not reached stays to be read, with the reason."),
        needs=WRITE,
        needs_reason=True,
    )
