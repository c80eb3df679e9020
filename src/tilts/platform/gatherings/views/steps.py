"""Steps that are one form and one action: about a group, a session, an enrolment."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from tilts.platform.access.doors import View, door
from tilts.platform.parties.actors import Actor

from .. import verbs
from ..models import Series
from ..presenting import title_of
from ..rules import RUN, require_series
from ..verbs import Verb
from .common import found_enrolment, found_series, found_session, take

Beforehand = Callable[[Any], dict[str, Any]]


def _nothing(asked: Any) -> dict[str, Any]:
    return {}


def _asked_for(asked: Any) -> dict[str, Any]:
    """Which session for whom, as the link that led here says."""
    return {"initial": {name: asked[name] for name in ("code", "alone") if name in asked}}


def _of_series(verb: Verb, beforehand: Beforehand = _nothing) -> View:
    @door(RUN)
    def view(request: Any, series_id: UUID) -> HttpResponse:
        row = found_series(request.actor, series_id)
        require_series(request.actor, RUN, row)
        back, more = ("gatherings:series", row.pk), beforehand(request.GET)
        return take(request, verb, row, back=back, about=row.name, **more)

    return view


def _of_session(verb: Verb) -> View:
    @door(RUN)
    def view(request: Any, session_id: UUID) -> HttpResponse:
        row = found_session(request.actor, session_id)
        require_series(request.actor, RUN, row.series)
        return take(request, verb, row, back=("gatherings:session", row.pk), about=title_of(row))

    return view


def _of_enrolment(verb_for: Callable[[Actor], Verb]) -> View:
    @door(RUN)
    def view(request: Any, enrolment_id: UUID) -> HttpResponse:
        row = found_enrolment(request.actor, enrolment_id)
        series: Series = row.series
        require_series(request.actor, RUN, series)
        back = ("gatherings:series", series.pk)
        return take(request, verb_for(request.actor), row, back=back, about=series.name)

    return view


add_session = _of_series(verbs.ADD_SESSION, _asked_for)
add_leader = _of_series(verbs.ADD_LEADER)
replace_leader = _of_series(verbs.REPLACE_LEADER)
set_capacity = _of_series(verbs.SET_CAPACITY)
close = _of_series(verbs.CLOSE)
move = _of_session(verbs.MOVE)
cancel = _of_session(verbs.CANCEL)
cover = _of_session(verbs.COVER)
end = _of_enrolment(lambda by: verbs.END)
transfer = _of_enrolment(verbs.transferring)
