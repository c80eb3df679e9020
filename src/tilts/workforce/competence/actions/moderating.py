"""From two ratings to one result, and to the talk about it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.engines.instruments.schema.items import Item
from tilts.platform.access.reasons import Reason, Reasons, refuse_if
from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.answering import Answer, why_not_answer
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.parties.models import PartyKind
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import move, react
from tilts.platform.workflow.machines import NOT_FROM_HERE

from ..limits import least_agreement
from ..models import Observation
from ..queries import both_sheets, definition_of
from ..results import agreement, computed, settled

OWN_STEPS = ("moderate", "feed_back", "develop", "observe_again")
OWN_STEP = Reason("own-step", _("More must be said for this. Take the step made for it."))
NOT_SETTLED = Reason("not-settled", _("Settle every question on which the two differ."))
WHY_DIFFER = Reason(
    "why-differ", _("The two agree less than they should. Say why, and what is done about it.")
)


def moderate(
    *, by: Actor, observation: Observation, chosen: Mapping[str, Any], why: str = ""
) -> Observation:
    """Settle what stands where the observers differ: `chosen` has it by question.

    Who agree less than the country's threshold want a word on why. An observation that was asked
    for by an earlier one closes that one.
    """
    refuse_if([] if observation.state == "rated" else [NOT_FROM_HERE])
    with act("competence.moderate", by=by):
        of, (one, other) = definition_of(observation), both_sheets(observation)
        found = agreement(of, one, other)
        refuse_if(_why_not(observation, found.differing, chosen))
        low = found.kappa is not None and found.kappa < least_agreement(observation)
        refuse_if([WHY_DIFFER] if low and not why.strip() else [])
        agreed = settled(of, one, other, chosen)
        move(
            case=observation,
            code="moderate",
            by=by,
            agreed=agreed,
            results=computed(of, agreed),
            moderated_on=timezone.localdate(),
            moderated_by_id=by.party if by.kind == PartyKind.STAFF else None,
            moderated_why=why,
        )
        _close_former(observation, by)
    return observation


def _why_not(
    observation: Observation, differing: tuple[Item, ...], chosen: Mapping[str, Any]
) -> Reasons:
    """An optional question may stay without an answer that stands."""
    if any(item.required and chosen.get(item.id) is None for item in differing):
        return [NOT_SETTLED]
    of = definition_of(observation)
    given = {item.id: chosen.get(item.id) for item in differing}
    return [r for name, value in given.items() for r in why_not_answer(of, name, Answer(value))]


def _close_former(observation: Observation, by: Actor) -> None:
    with seen_by(SERVICE):
        former = Observation.objects.filter(pk=observation.former_id, state="awaiting").first()
        if former:
            react(case=former, code="observed_again", by=by)


def feed_back(*, by: Actor, observation: Observation, on: date, words: str = "") -> Observation:
    """The result was talked over on a day; `words` are the facilitator's own."""
    move(case=observation, code="feed_back", by=by, fed_back_on=on, words=words)
    return observation


def advance(*, by: Actor, observation: Observation, code: str, reason: str = "") -> Observation:
    """Any other move of an observation."""
    refuse_if([OWN_STEP] if code in OWN_STEPS else [])
    move(case=observation, code=code, by=by, reason=reason)
    return observation
