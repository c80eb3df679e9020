"""Steps of an observation: a page with one form each."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tilts.platform.design.display import local
from tilts.platform.organisation.queries import agency_seen_by

from .. import verbs
from ..queries import one_development, one_observation
from ..rules import LEAD, SEE
from ..sessions import one_session, session_title, soon
from ..verbs import Verb
from .common import entered, looked, take


@entered(LEAD)
def plan(request: Any) -> HttpResponse:
    """Plan an observation of somebody of one's own agency."""
    agency = agency_seen_by(request.actor, request.actor.agency)
    if agency is None:
        raise Http404
    back = reverse("competence:list")
    verb = verbs.observe_as(request.actor)
    onwards, coming = _to_it, [(one, session_title(one)) for one in soon(request.actor)]
    return take(request, verb, agency, onwards=onwards, back=back, coming=coming)


@entered(LEAD)
def plan_session(request: Any, gathering_id: UUID) -> HttpResponse:
    """Plan the observation of a scheduled session: who leads it is known, and when it is."""
    session = one_session(request.actor, gathering_id)
    verb, back = verbs.observe_session_as(request.actor), reverse("competence:plan")
    day = local(timezone.localtime(session.starts_at))
    told = f"{session_title(session)} · {day}"
    return take(request, verb, session, onwards=_to_it, back=back, told=told)


def _to_it(made: Any) -> tuple[Any, ...]:
    return ("competence:one", made.pk)


@entered(LEAD)
def moderate(request: Any, observation_id: UUID) -> HttpResponse:
    """Settle what stands where the observers differ."""
    told = _("What both rated alike stands. Settle the rest; nobody's rating is changed by it.")
    return _step(request, observation_id, verbs.MODERATE, told=told)


@entered(LEAD)
def feed_back(request: Any, observation_id: UUID) -> HttpResponse:
    """Note the talk with the facilitator."""
    return _step(request, observation_id, verbs.FEED_BACK)


@entered(LEAD)
def develop(request: Any, observation_id: UUID) -> HttpResponse:
    """Agree what is developed."""
    return _step(request, observation_id, verbs.DEVELOP)


@entered(LEAD)
def add(request: Any, observation_id: UUID) -> HttpResponse:
    """Agree on one more thing."""
    return _step(request, observation_id, verbs.ADD)


@entered(LEAD)
def again(request: Any, observation_id: UUID) -> HttpResponse:
    """Plan the observation that shows what has changed."""
    return _step(request, observation_id, verbs.AGAIN, to_new=True)


@entered(LEAD)
def moved(request: Any, observation_id: UUID, code: str) -> HttpResponse:
    """Any other move that staff make."""
    return _step(request, observation_id, verbs.moving(code))


@entered(LEAD)
def reached(request: Any, development_id: UUID) -> HttpResponse:
    """Note that something is done well now."""
    development = one_development(development_id)
    looked(request.actor, development.observation)
    back = reverse("competence:one", args=[development.observation_id])
    onwards = ("competence:one", development.observation_id)
    told = development.what
    return take(
        request, verbs.REACHED, development, onwards=lambda done: onwards, back=back, told=told
    )


@entered(SEE)
def paper(request: Any, observation_id: UUID) -> HttpResponse:
    """Enter the paper of one participant, then the next."""
    observation = one_observation(observation_id)
    looked(request.actor, observation)

    def onwards(done: object) -> tuple[Any, ...]:
        messages.success(request, _("The paper is entered. Here is room for the next one."))
        return ("competence:paper", observation_id)

    back = reverse("competence:one", args=[observation_id])
    told = _("One paper at a time, without a name. Leave out what is not answered.")
    return take(request, verbs.PAPER, observation, onwards=onwards, back=back, told=told)


def _step(
    request: Any, observation_id: UUID, verb: Verb, *, to_new: bool = False, **more: Any
) -> HttpResponse:
    observation = one_observation(observation_id)
    looked(request.actor, observation)

    def onwards(done: Any) -> tuple[Any, ...]:
        return ("competence:one", done.pk if to_new else observation.pk)

    back = reverse("competence:one", args=[observation.pk])
    return take(request, verb, observation, onwards=onwards, back=back, **more)
