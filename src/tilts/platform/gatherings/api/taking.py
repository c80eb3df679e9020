"""How an operation takes what was sent: through the page's form, to the page's action."""

from typing import Any
from uuid import UUID

from tilts.platform.access.operations import ApiRequest, Body, valid

from ..models import Enrolment
from ..overview import done_by
from ..queries import leaders_by_session
from ..verbs import Verb
from ..views.common import found_series
from .shapes import TimetableIn


def done(request: ApiRequest, verb: Verb, subject: Any, body: Body) -> dict[str, Any]:
    """The page's form takes what was sent, and its action is called."""
    return do(request, verb, subject, {name: _plain(said) for name, said in body.dict().items()})


def do(request: ApiRequest, verb: Verb, subject: Any, sent: dict[str, Any]) -> dict[str, Any]:
    made = verb.do(request.actor, subject, valid(verb.form(sent, subject)))
    return {"id": str(getattr(made, "pk", None) or subject.pk), "version": None}


def _plain(said: Any) -> Any:
    """As a form would send it."""
    if isinstance(said, list):
        return [_plain(one) for one in said]
    return "" if said is None else str(said) if isinstance(said, UUID) else said


def timetable(request: ApiRequest, verb: Verb, series_id: UUID, body: TimetableIn) -> Any:
    times = {
        key: value
        for n, one in enumerate(body.weekly)
        for key, value in ((f"weekday_{n}", str(one.weekday)), (f"at_{n}", one.at))
    }
    places = [str(place) for place in body.places]
    sent = {**times, "since": body.since, "places": places}
    return do(request, verb, found_series(request.actor, series_id), sent)


def enrolment_rows(rows: list[Enrolment]) -> list[dict[str, Any]]:
    done, plain = done_by(rows), ("series_id", "party_id", "kind", "since", "until")
    return [
        {
            "id": row.pk,
            **{name: getattr(row, name) for name in (*plain, "waiting_days", "ended_how")},
            "sessions": done[row.pk].sessions,
            "minutes": done[row.pk].minutes,
        }
        for row in rows
    ]


def session_rows(rows: list[Any]) -> list[Any]:
    leading = leaders_by_session(rows)
    for row in rows:
        row.leaders = leading.get(row.pk, [])
    return rows
