"""What must hold before an occurrence is begun or closed, with the reasons why not."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.guards import guard

GOING_ON = ("open", "suspended")
GONE = Reason("gone", lazy("No protocol is opened on a record that is closed."))
NO_SUCH = Reason(
    "no-such-protocol", lazy("Your service has no such protocol today. Choose another.")
)
OTHER_OPEN = Reason(
    "other-open", lazy("The same protocol is open already. Go on with that occurrence.")
)
OVER = Reason("occurrence-over", lazy("This occurrence is closed. Reopen it to take steps."))
TAKEN = Reason("step-taken", lazy("Somebody recorded this step already. Look at the page again."))
UNDONE = Reason("step-undone", lazy("This step was taken back already. Look at the page again."))
WORDS_MISSING = Reason("words-missing", lazy("Say in a few words why it was not possible."))


@guard(lazy("every step was taken, or it is said why not"))
def steps_taken(case: Any, by: Actor) -> Reasons:
    """How many steps are still open."""
    left = case.steps.exclude(takings__undone_at=None, takings__isnull=False).count()
    if not left:
        return []
    text = _("Steps that are neither taken nor said to be impossible: %(n)s.")
    return [Reason("steps-open", text % {"n": left})]


@guard(lazy("the same protocol is not open a second time"))
def no_other_open(case: Any, by: Actor) -> Reasons:
    """A closed occurrence does not come back beside one that is open."""
    others = type(case).objects.filter(person_id=case.person_id, protocol=case.protocol)
    open_now = others.exclude(pk=case.pk).filter(state__in=GOING_ON)
    return [OTHER_OPEN] if open_now.exists() else []


def why_not_begun(person: Any) -> Reasons:
    """A protocol is about somebody who is there."""
    closed = person.died_on or person.entered_in_error or person.merged_into_id
    return [GONE] if closed else []


def why_not_taken(case: Any) -> Reasons:
    """Steps are taken while the occurrence goes on; an escape does not stop them."""
    return [] if case.state in GOING_ON else [OVER]


def why_lost(step: Any) -> Reasons:
    """Nothing comes of a step that waited to be sent when another took it, or all is over."""
    taken = [TAKEN] if step.takings.filter(undone_at=None).exists() else []
    return taken or why_not_taken(step.occurrence)
