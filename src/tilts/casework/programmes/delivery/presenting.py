"""People's ways through programmes as the pages show them."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tilts.casework.people.models import Person
from tilts.jurisdictions.schema import Programme
from tilts.platform.design.display import local
from tilts.platform.gatherings.hooks import names_of
from tilts.platform.gatherings.models import ATTENDED, Attendance, Enrolment, Outcome
from tilts.platform.parties.actors import Actor

from ..catalogue import named, programmes_on
from ..choices import WAITS_IN
from ..models import Participation
from ..queries import licences
from .eligibility import Line, facts_about, lines, unmet
from .progress import Dose, doses, marked_in

TONES = {
    "referred": "info",
    "waiting": "warning",
    "deferred": "neutral",
    "scheduled": "info",
    "on_programme": "info",
    "completed": "success",
    "excluded": "danger",
}
RARE = ("finish", "reopen", "mark_error", "mark_wrong_person")


def said(case: Participation, dose: Dose) -> str:
    """How far it is, in a few words: how long somebody waits, or what they have done."""
    if case.state in ("referred", *WAITS_IN):
        return " · ".join([_waited(case), *([_done(dose)] if dose.sessions else [])])
    if case.state == "scheduled":
        return _("has a place, not begun")
    return _done(dose)


def said_shortly(case: Participation) -> str:
    """How long somebody waits, or since when they are on it."""
    if case.state in ("referred", *WAITS_IN):
        return _waited(case)
    return _("since %(day)s") % {"day": local(case.started_on)} if case.started_on else ""


def _waited(case: Participation) -> str:
    if case.state == "deferred" and case.deferred_until:
        return _("until %(day)s") % {"day": local(case.deferred_until)}
    days = case.waited(timezone.localdate())
    return ngettext("%(n)s day waited", "%(n)s days waited", days) % {"n": days}


def _done(dose: Dose) -> str:
    told = {"done": dose.hours, "all": dose.of_hours, "n": dose.sessions, "of": dose.of_sessions}
    return _("%(done)s of %(all)s hours, %(n)s of %(of)s sessions") % told


def suiting(actor: Actor, person: Person) -> list[dict[str, Any]]:
    """The programmes of the country for somebody, those that suit best first, with its lines."""
    today, facts = timezone.localdate(), facts_about(actor, person)
    known = licensed_on(person.country)
    found = [(of, lines(of, facts)) for of in programmes_on(person.country, today)]
    found.sort(key=lambda item: (len(unmet(item[1])), item[0].code not in known))
    return [_row(of, told, of.code in known) for of, told in found]


def licensed_on(country: str) -> set[str]:
    """Codes of the programmes that may be given today."""
    today = timezone.localdate()
    return {one for one, case in licences(country, today).items() if case.holds_on(today)}


def _row(of: Programme, told: list[Line], licensed: bool) -> dict[str, Any]:
    against = unmet(told)
    return {"of": of, "name": named(of), "lines": told, "against": against, "licensed": licensed}


def session_lines(case: Participation) -> list[dict[str, Any]]:
    """What was marked, in order: the session, its day, what came of it, whether it is still due."""
    marked = marked_in(case)
    done = {one.session.code for one in marked if one.outcome in ATTENDED}
    return [
        {
            "row": one,
            "name": _session(one),
            "outcome": Outcome(one.outcome).label,
            "tone": "success" if one.outcome in ATTENDED else "warning",
            "due": one.outcome not in ATTENDED and one.session.code not in done,
            "made_good": one.outcome not in ATTENDED and one.session.code in done,
        }
        for one in marked
    ]


def _session(one: Attendance) -> str:
    outlined = one.session.outlined
    return outlined.name_in(get_language() or "en") if outlined else one.session.code


def in_group(enrolments: Iterable[Enrolment]) -> list[dict[str, Any]]:
    """Who takes part or took part in a group, with what they have done: four queries."""
    rows = list(enrolments)
    journeys = {row.journey: row for row in rows}
    cases = Participation.objects.filter(journey__in=list(journeys)).select_related("unit__agency")
    by_journey = {case.journey: case for case in cases}
    done = doses(by_journey.values())
    names = names_of([row.party_id for row in rows])
    return [
        _member(row, names.get(row.party_id), by_journey.get(row.journey), done) for row in rows
    ]


def _member(
    row: Enrolment, shown: Any, case: Participation | None, done: Mapping[UUID, Dose]
) -> dict[str, Any]:
    return {
        "enrolment": row,
        "shown": shown,
        "case": case,
        "tone": TONES.get(case.state, "neutral") if case else "neutral",
        "dose": done[case.pk] if case else None,
    }


def leader_names(by_session: Mapping[UUID, list[UUID]]) -> dict[UUID, str]:
    """Who leads each session, in words."""
    everybody = {one for leaders in by_session.values() for one in leaders}
    names = names_of(everybody)
    return {
        session: ", ".join(names[one].name for one in leaders if one in names)
        for session, leaders in by_session.items()
    }
