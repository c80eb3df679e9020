"""Reads of observations. The caller's scope says whose: views open it with `competence.see`."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F, QuerySet
from django.utils import timezone

from tilts.engines.instruments import Instrument
from tilts.jurisdictions.loading import packs
from tilts.jurisdictions.validity import valid
from tilts.platform.access.authority import NOT_YOURS
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.access.visibility import visible_to
from tilts.platform.forms.answering import values_in
from tilts.platform.forms.catalogue import instrument
from tilts.platform.forms.models import Sheet
from tilts.platform.forms.queries import FILE_GONE, usable
from tilts.platform.organisation.models import Agency, Qualification, Staff
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.workflow.common import ERRORS

from .models import OBSERVERS, Development, Observation, Part, Rating
from .rules import LEAD, SEE

SOON = timedelta(days=60)  # a certificate that ends within it is marked: time for the course
FEEDBACK, TRIAL = "session-feedback", "trial-feedback"


def observations() -> QuerySet[Any]:
    """Every observation within sight, the latest first."""
    rows = Observation.objects.select_related("person", "unit")
    newest: QuerySet[Any] = rows.order_by("-planned_for", "-pk")
    return newest


def one_observation(observation_id: UUID) -> Observation:
    """The observation; raises Refused when it is not within sight."""
    rows = Observation.objects.select_related(
        "person__agency", "unit", "moderated_by", "former", "gathering"
    )
    found: Observation | None = rows.filter(pk=observation_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def one_rating(rating_id: UUID) -> Rating:
    """The rating; raises Refused when it is not within sight."""
    rows = Rating.objects.select_related("observation__person__agency", "sheet", "rater")
    found: Rating | None = rows.filter(pk=rating_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def one_development(development_id: UUID) -> Development:
    """What is to be developed; raises Refused when it is not within sight."""
    rows = Development.objects.select_related("observation__person")
    found: Development | None = rows.filter(pk=development_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def ratings_of(observation: Observation) -> list[Rating]:
    """First observer, second observer, the observed."""
    rows = Rating.objects.filter(observation=observation).select_related("sheet", "rater")
    order = list(Part)
    return sorted(rows, key=lambda row: order.index(Part(row.part)))


def ratings_waiting(actor: Actor) -> list[Rating]:
    """Ratings that an actor has still to finish, the earliest session first."""
    rows = Rating.objects.filter(rater=actor.party, observation__state="planned")
    open_ones = rows.exclude(sheet__fixed_at__isnull=False)
    shown = open_ones.select_related("observation", "person")
    return list(shown.order_by("observation__planned_for", "pk"))


def developments_of(observation: Observation) -> list[Development]:
    """What is to be developed, by when it is due."""
    return list(Development.objects.filter(observation=observation).order_by("due", "pk"))


def both_sheets(observation: Observation) -> tuple[Sheet, Sheet]:
    """What both observers answered, read apart from the scope: the caller decides who is told."""
    with seen_by(SERVICE):
        rows = Rating.objects.filter(observation=observation, part__in=OBSERVERS)
        one, other = (row.sheet for row in rows.select_related("sheet").order_by("part"))
    return one, other


def definition_of(observation: Observation) -> Instrument:
    """The instrument of an observation; Refused when its file is gone."""
    found = instrument(observation.instrument, observation.version)
    if found is None:
        raise Refused([FILE_GONE])
    return found


def instruments_for(agency: Agency) -> list[Instrument]:
    """What staff of an agency are observed with: what its country names, in use or on trial."""
    today = timezone.localdate()
    named = {
        name
        for competence in valid(packs(settings.PACKS)[agency.country].competences, on=today)
        for name in competence.observed_with
    }
    return [one for one in usable(agency.pk, today) if one.id in named]


def feedback_form(observation: Observation) -> Instrument | None:
    """The participants' form, if the agency uses or tries it; its latest version."""
    return _latest(observation.person.agency_id, FEEDBACK)


def trial_form(agency: str) -> Instrument | None:
    """The form in which staff say what they think of an instrument on trial, likewise."""
    return _latest(agency, TRIAL)


def _latest(agency: str, name: str) -> Instrument | None:
    offered = usable(agency, timezone.localdate())
    return next((one for one in reversed(offered) if one.id == name), None)


def tried(on_trial: Instrument) -> str:
    """How a sheet names the instrument that it is about."""
    return f"instrument:{on_trial.id}:{on_trial.version}"


def feedback_on(observation: Observation) -> list[dict[str, Any]]:
    """The answers of each participant by question, in no order that tells who they are."""
    return _said(Sheet.of_things.filter(thing=observation.case_ref(), instrument=FEEDBACK))


def trial_feedback(agency: str, on_trial: Instrument) -> list[dict[str, Any]]:
    """What the staff of an agency said of an instrument, likewise."""
    rows = Sheet.of_things.filter(thing=tried(on_trial), agency=agency, instrument=TRIAL)
    return _said(rows)


def _said(rows: Any) -> list[dict[str, Any]]:
    answers = [values_in(row.answers) for row in rows.filter(fixed_at__isnull=False)]
    return sorted(answers, key=lambda one: sorted(map(str, one.items())))


def staff_led_by(actor: Actor) -> Any:
    """The members of staff whose observations an actor plans, by name."""
    rows = visible_to(actor, LEAD).narrow(Staff.objects.all(), "party_id")
    return rows.select_related("agency").order_by("sort_key", "pk")


def colleagues(agencies: Iterable[str]) -> Any:
    """Everybody who may observe: the staff of an agency, by name."""
    return Staff.objects.filter(agency__in=list(agencies)).order_by("sort_key", "pk")


def certificates(actor: Actor) -> QuerySet[Any]:
    """Qualifications of everybody within an actor's sight, those that end first on top."""
    rows = Qualification.objects.select_related("staff__agency")
    seen: QuerySet[Any] = visible_to(actor, SEE).narrow(rows, "staff_id")
    return seen.order_by(F("until").asc(nulls_last=True), "staff__sort_key", "pk")


def ending(party: UUID, today: date) -> list[Qualification]:
    """Somebody's last certificate of each kind, where it ended or ends soon."""
    last: dict[str, Qualification] = {}
    for row in Qualification.objects.filter(staff=party, since__lte=today).order_by("since", "pk"):
        last[row.code] = max(last.get(row.code, row), row, key=lambda one: one.until or date.max)
    return [row for row in last.values() if row.until and row.until <= today + SOON]


def one_certificate(actor: Actor, certificate_id: int) -> Qualification:
    """The certificate; raises Refused when it is not within sight."""
    found: Qualification | None = certificates(actor).filter(pk=certificate_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def pairs_by_form(agency: str) -> dict[tuple[str, str], list[tuple[Sheet, Sheet]]]:
    """Both sheets of every observation of an agency that both observers rated, by instrument."""
    found: dict[tuple[str, str], list[tuple[Sheet, Sheet]]] = {}
    with seen_by(SERVICE):
        done = Rating.objects.filter(person__agency=agency, part__in=OBSERVERS)
        rows = done.filter(sheet__fixed_at__isnull=False).select_related("sheet", "observation")
        by_case: dict[UUID, list[Rating]] = {}
        for row in rows.exclude(observation__state__in=ERRORS).order_by("observation_id", "part"):
            by_case.setdefault(row.observation_id, []).append(row)
    for two in by_case.values():
        if len(two) == 2:
            of = (two[0].observation.instrument, two[0].observation.version)
            found.setdefault(of, []).append((two[0].sheet, two[1].sheet))  # type: ignore[arg-type] # a fixed sheet is there
    return found
