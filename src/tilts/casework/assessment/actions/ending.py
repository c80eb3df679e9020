"""Moves that say no more than a reason."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.actions import move

from ..models import Assessment

OWN_STEPS = ("record_interview", "score", "finalise", "propose_override", "decide")
OWN_STEP = Reason("own-step", _("More must be said for this. Take the step made for it."))


def advance(*, by: Actor, assessment: Assessment, code: str, reason: str = "") -> Assessment:
    """Any other move of an assessment."""
    refuse_if([OWN_STEP] if code in OWN_STEPS else [])
    move(case=assessment, code=code, by=by, reason=reason)
    return assessment
