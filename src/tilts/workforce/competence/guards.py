"""What must hold before an observation moves on, each with its reasons why not."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.engines.calendars.months import add_months
from tilts.jurisdictions.schema import Competence
from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.design.display import local
from tilts.platform.forms.about import label
from tilts.platform.forms.catalogue import instrument
from tilts.platform.organisation.models import Qualification, Staff
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.common import ERRORS
from tilts.platform.workflow.guards import guard

from .results import to_develop

NOT_YOUR_RATING = Reason("not-your-rating", lazy("This is for another rater to fill in."))
TOO_LATE = Reason("too-late", lazy("This observation takes no more ratings."))
NO_REASON = Reason("reason-missing", lazy("Say why."))
DONE = Reason("rating-done", lazy("This rating is finished. It stands as it is."))
# Stages in which a part rates; the observed must have done so before they hear of the others.
RATED_IN = {
    "first": ("planned",),
    "second": ("planned",),
    "own": ("planned", "rated", "moderated"),
}


@guard(lazy("both observers have rated"))
def both_rated(case: Any, by: Actor) -> Reasons:
    """The ratings of both stand for good."""
    rows = case.ratings.select_related("sheet", "rater").exclude(part="own")
    text = _("%(name)s has not finished rating.")
    return [
        Reason("not-rated", text % {"name": row.rater.short_name})
        for row in rows.order_by("part")
        if not row.is_done
    ]


@guard(lazy("whoever decides is not the observed"))
def not_the_observed(case: Any, by: Actor) -> Reasons:
    """Nobody decides on how they themselves work."""
    if by.party != case.person_id:
        return []
    return [Reason("own-observation", _("This is about your own work. Somebody else decides."))]


@guard(lazy("no area has to be developed"))
def nothing_to_develop(case: Any, by: Actor) -> Reasons:
    """An area in the lowest range of the instrument asks for a development plan."""
    of = instrument(case.instrument, case.version)
    areas = [label(of, name) for name in to_develop(of, case.results)] if of else []
    text = _("To be developed: %(areas)s. Plan the development first.")
    return [Reason("to-develop", text % {"areas": ", ".join(areas)})] if areas else []


@guard(lazy("something to develop is agreed"))
def something_planned(case: Any, by: Actor) -> Reasons:
    """Looking again makes sense once something was to change."""
    if case.developments.exists():
        return []
    return [Reason("nothing-planned", _("Agree first what is to be developed."))]


def why_not_observers(person: UUID, observers: Iterable[UUID]) -> Reasons:
    """Reasons why these two do not observe that member of staff."""
    chosen = list(observers)
    reasons = []
    if len(set(chosen)) != len(chosen):
        text = _("Two people observe, each apart. Choose two.")
        reasons.append(Reason("same-observer", text))
    if person in chosen:
        reasons.append(Reason("observes-self", _("Nobody observes themself. Choose another.")))
    return reasons


def why_not_session(person: UUID, gathering: Any) -> Reasons:
    """Reasons why a member of staff is not observed at a scheduled session."""
    if gathering is None:
        return []
    reasons = []
    if gathering.is_cancelled:
        reasons.append(Reason("session-cancelled", _("This session is cancelled.")))
    if not gathering.led_by.filter(party=person).exists():
        text = _("They do not lead this session. Choose one of its leaders.")
        reasons.append(Reason("leads-not", text))
    return reasons


def why_not_rate(rating: Any, by: Actor) -> Reasons:
    """Reasons why this actor does not answer in this rating (any more)."""
    if by.party != rating.rater_id:
        return [NOT_YOUR_RATING]
    if rating.is_done:
        return [DONE]
    return [] if rating.observation.state in RATED_IN[rating.part] else [TOO_LATE]


def why_not_withdraw(certificate: Qualification, on: date, reason: str) -> Reasons:
    """Reasons why a certificate is not withdrawn from a day on."""
    if not reason.strip():
        return [NO_REASON]
    if certificate.until is None or on <= certificate.until:
        return []
    text = _("This certificate ends on %(day)s already. Choose an earlier day.")
    return [Reason("ends-earlier", text % {"day": local(certificate.until)})]


def why_not_certify(by: Actor, staff: Staff, known: Competence, since: date) -> Reasons:
    """Reasons why somebody is not certified for a competence from a day on."""
    if by.party == staff.pk:
        return [Reason("certifies-self", _("Nobody certifies themself. Ask a colleague."))]
    held = staff.qualifications.filter(code=known.code)
    if held.filter(until=None).exists():
        return [Reason("certified-already", _("They hold this certificate without an end."))]
    if last := held.filter(until__gt=since).order_by("-until").first():
        text = _("They hold this certificate until %(day)s. Choose a day from then on.")
        return [Reason("certified-already", text % {"day": local(last.until)})]
    if not known.observed_with or _seen_at_work(staff, known, since):
        return []
    text = _("This certificate rests on an observation in which nothing has to be developed.")
    return [Reason("not-seen-at-work", text)]


def _seen_at_work(staff: Staff, known: Competence, since: date) -> bool:
    """The last moderated observation of the term before that day shows nothing to develop."""
    rows: Any = staff.observations.filter(
        instrument__in=known.observed_with,
        moderated_on__lte=since,
        moderated_on__gt=add_months(since, -known.months),
        trial=False,
    )
    last = rows.exclude(state__in=ERRORS).order_by("moderated_on", "pk").last()
    of = instrument(last.instrument, last.version) if last else None
    return of is not None and not to_develop(of, last.results)
