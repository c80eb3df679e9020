"""How an assessment goes: drafted, interviewed, scored, reviewed, final.

domain.md, state machine 2: draft, interviewed, scored, override proposed with its reason, second
review, final, superseded or annulled.
"""

from django.utils.translation import gettext_lazy as _

from tilts.platform.workflow.kinds import work
from tilts.platform.workflow.machines import CaseMachine
from tilts.platform.workflow.moves import Closed, Move, Stage

from .capabilities import ASSESS, REVIEW
from .guards import all_answered, another_level, not_the_assessor, score_computed

DUE = work("assessment.due", _("Assess risks and needs"), deadline="risk_and_needs_assessment")
AGAIN = work("assessment.again", _("Assess risks and needs again"))
DECIDE = work("assessment.decide", _("Decide on another level than the score gives"))
ANSWER = work("assessment.answer", _("Answer the person who asks to review their assessment"))


class AssessmentMachine(CaseMachine):
    """An assessment with one instrument, from the first answer to its end."""

    title = _("Assessment")

    draft = Stage(_("draft"), initial=True)
    interviewed = Stage(_("interviewed"))
    scored = Stage(_("scored"))
    override_proposed = Stage(_("another level proposed"))
    second_review = Stage(_("second review"))
    final = Stage(_("final"))
    superseded = Closed(_("superseded"))
    annulled = Closed(_("annulled"))
    given_up = Closed(_("not completed"))

    record_interview = Move(
        transitions=draft.to(interviewed),
        title=_("Record the interview"),
        description=_("The person was asked for their own view, and answered or would not."),
        needs=ASSESS,
        form="assessment:interview",
        likely=True,
    )
    score = Move(
        transitions=interviewed.to(scored),
        title=_("Compute the score"),
        description=_("The answers become final, and give the level."),
        needs=ASSESS,
        guards=(all_answered, score_computed),
        form="assessment:score",
        likely=True,
    )
    finalise = Move(
        transitions=scored.to(final),
        title=_("Make final"),
        description=_("The level of the score stands."),
        needs=ASSESS,
        form="assessment:finalise",
        likely=True,
    )
    propose_override = Move(
        transitions=scored.to(override_proposed),
        title=_("Propose another level"),
        description=_("The score advises; you say why another level is right, and a head decides."),
        needs=ASSESS,
        guards=(another_level,),
        form="assessment:override",
        opens=(DECIDE,),
    )
    begin_review = Move(
        transitions=override_proposed.to(second_review) | scored.to(second_review),
        title=_("Begin a second review"),
        description=_("Another assessor looks at it, or scores it again, before it is decided."),
        needs=REVIEW,
        guards=(not_the_assessor,),
    )
    decide = Move(
        transitions=override_proposed.to(final) | second_review.to(final),
        title=_("Decide the level"),
        description=_("The decision and its reason stand beside the score."),
        needs=REVIEW,
        guards=(not_the_assessor,),
        form="assessment:decide",
        closes=(DECIDE,),
        likely=True,
    )
    give_up = Move(
        transitions=draft.to(given_up) | interviewed.to(given_up),
        title=_("Give up"),
        description=_("It cannot be completed: say why. What was answered stays readable."),
        needs=ASSESS,
        needs_reason=True,
    )
    annul = Move(
        transitions=final.to(annulled),
        title=_("Annul"),
        description=_("It must not be relied on any more. It stays readable, marked."),
        needs=REVIEW,
        needs_reason=True,
    )
    supersede = Move(
        transitions=final.to(superseded),
        title=_("Superseded by a newer one"),
    )
