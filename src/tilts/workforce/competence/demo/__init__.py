"""Fictional competence: in each agency a facilitator whose work fell off, and recovered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from tilts.engines.calendars.months import add_months
from tilts.engines.instruments.schema.items import Scale
from tilts.platform.forms.actions import Decision, decide
from tilts.platform.forms.catalogue import versions
from tilts.platform.forms.models import Sheet
from tilts.platform.organisation.demo import Batch, register_maker
from tilts.platform.organisation.models import Agency, Qualification, RoleAssignment, Staff, Unit
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.actions import Past, Step, enter_all

from ..models import Development, Observation, Part, Rating
from ..queries import FEEDBACK, TRIAL
from ..results import computed
from .papers import TRIED, of_participants, on_trial

FORM = "facilitator-observation"
DECIDED = {FORM: "use", FEEDBACK: "use", TRIAL: "use", TRIED: "trial"}
WEAK = ("models_and_reinforces", "evokes_change")
WAY = {  # stage → the moves that led there
    "closed": ("both_done", "moderate", "feed_back", "close"),
    "seen_again": (
        "both_done",
        "moderate",
        "feed_back",
        "develop",
        "observe_again",
        "observed_again",
    ),
}
TO = {
    "both_done": "rated",
    "moderate": "moderated",
    "feed_back": "fed_back",
    "develop": "developing",
    "observe_again": "awaiting",
    "observed_again": "closed",
    "close": "closed",
}


@dataclass(frozen=True)
class Told:
    """One observation of the story: how many days ago, how good, how it went on."""

    days: int
    session: str
    good: bool
    way: str


STORY = (
    Told(700, "Life skills, session 4", True, "closed"),
    Told(260, "Life skills, session 9", False, "seen_again"),
    Told(60, "Life skills, session 12", True, "closed"),
)


@dataclass(frozen=True)
class Cast:
    """Who plays in an agency."""

    facilitator: Staff
    observers: tuple[Staff, Staff]
    manager: Staff
    unit: Unit


def make_competence(batch: Batch) -> None:
    """Once, in each agency: the forms, the certificates, the story, and a session to come."""
    if "competence" in batch.made:
        return
    batch.made["competence"] = True
    for agency in Agency.objects.order_by("code"):
        for name, level in DECIDED.items():
            (of,) = versions(name)
            since = batch.today - timedelta(days=1000)
            why = "Made up for the demonstration."
            decision = Decision(level, "A fictional director, order 2", why, since)
            decide(by=SERVICE, agency=agency.pk, of=of, decision=decision)
        said = on_trial(batch.random, agency, _at(batch.today - timedelta(days=40)))
        Sheet.of_things.bulk_create(list(said))
        if cast := _cast(agency):
            _play(batch, cast)


def _cast(agency: Agency) -> Cast | None:
    held = RoleAssignment.objects.filter(staff__agency=agency).select_related("staff")
    by_role = {row.role: row.staff for row in held.order_by("-pk")}
    roles = ("facilitator", "psychologist", "social_worker", "quality_manager")
    unit = agency.units.filter(until=None).order_by("path").last()
    if unit is None or not all(role in by_role for role in roles):
        return None
    facilitator, first, second, manager = (by_role[role] for role in roles)
    return Cast(facilitator, (first, second), manager, unit)


def _play(batch: Batch, cast: Cast) -> None:
    observations = [_observation(batch.today, cast, told) for told in STORY]
    observations[2].former = observations[1]
    pasts = [_past(one, told) for one, told in zip(observations, STORY, strict=True)]
    enter_all(cases=observations[:2], pasts=pasts[:2], by=SERVICE)
    to_come = _blank(cast, batch.today + timedelta(days=5), "Life skills, session 15")
    enter_all(
        cases=[observations[2], to_come], pasts=[pasts[2], Past(_at(batch.today))], by=SERVICE
    )
    rated = [
        rating
        for one, told in zip(observations, STORY, strict=True)
        for rating in _ratings(batch, cast, one, told)
    ]
    Sheet.of_things.bulk_create([row.sheet for row in rated])
    papers = of_participants(batch.random, observations[2], _at(observations[2].planned_for))
    Sheet.of_things.bulk_create(list(papers))
    Rating.objects.bulk_create([*rated, *_parts(cast, to_come)])
    Development.objects.bulk_create([_development(observations[1])])
    Qualification.objects.bulk_create(_certificates(batch.today, cast))


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(15)))


def _blank(cast: Cast, day: date, session: str) -> Observation:
    (of,) = versions(FORM)
    return Observation(
        person=cast.facilitator,
        unit=cast.unit,
        instrument=of.id,
        version=of.version,
        planned_for=day,
        session=session,
    )


def _observation(today: date, cast: Cast, told: Told) -> Observation:
    day = today - timedelta(days=told.days)
    one = _blank(cast, day, told.session)
    (of,) = versions(FORM)
    one.agreed = _answers(told.good)
    one.results = computed(of, one.agreed)
    one.moderated_on, one.moderated_by = day + timedelta(days=2), cast.manager
    one.fed_back_on = day + timedelta(days=4)
    one.words = "" if told.good else "I was tired, and I talked too much."
    return one


def _answers(good: bool) -> dict[str, Any]:
    """Threes and fours; weak in practice where the work had fallen off."""
    (of,) = versions(FORM)
    scales = [item.id for item in of.items.values() if isinstance(item, Scale)]
    even = {name: 3 + number % 2 for number, name in enumerate(scales)}
    return {**even, **({} if good else dict.fromkeys(WEAK, 2))}


def _past(one: Observation, told: Told) -> Past:
    """Each move two days after the one before."""
    began = _at(one.planned_for - timedelta(days=7))
    at = _at(one.planned_for)
    moves = enumerate(WAY[told.way])
    return Past(began, tuple(Step(code, TO[code], at + timedelta(days=2 * n)) for n, code in moves))


def _ratings(batch: Batch, cast: Cast, one: Observation, told: Told) -> Iterator[Rating]:
    """What each of three said: the observers a step apart in one question, the observed higher."""
    apart = batch.random.choice(["time_kept", "fits_learning", "all_take_part"])
    first = _answers(told.good)
    said = {
        Part.FIRST: first,
        Part.SECOND: {**first, apart: 7 - first[apart]},
        Part.OWN: _answers(True),
    }
    for rating in _parts(cast, one):
        rating.sheet = _sheet(one, said[Part(rating.part)], rating.rater)
        yield rating


def _parts(cast: Cast, one: Observation) -> list[Rating]:
    raters = zip(Part, (*cast.observers, cast.facilitator), strict=True)
    return [
        Rating(observation=one, person=cast.facilitator, part=part, rater=rater)
        for part, rater in raters
    ]


def _sheet(one: Observation, said: dict[str, Any], rater: Staff) -> Sheet:
    (of,) = versions(FORM)
    at = _at(one.planned_for)
    return Sheet(
        subject_id=one.person_id,
        agency_id=rater.agency_id,
        instrument=of.id,
        version=of.version,
        digest=of.digest,
        answers={name: {"value": value, "saved": 1} for name, value in said.items()},
        opened_at=at,
        opened_by=rater,
        fixed_at=at + timedelta(hours=1),
    )


def _development(one: Observation) -> Development:
    return Development(
        observation=one,
        person=one.person,
        area="practice",
        what="Let participants say their own reasons; praise what was done, by name.",
        course="Motivational interviewing",
        due=one.planned_for + timedelta(days=120),
        reached_on=one.planned_for + timedelta(days=200),
    )


def _certificates(today: date, cast: Cast) -> list[Qualification]:
    """The facilitator was certified two years ago and lately; the observers are."""
    first, last = (today - timedelta(days=days) for days in (690, 50))
    terms = [
        (cast.facilitator, "programme_facilitator", first, last),
        (cast.facilitator, "programme_facilitator", last, add_months(last, 24)),
        (cast.observers[0], "observer", first, add_months(first, 36)),
        (cast.observers[1], "observer", first, today + timedelta(days=40)),
    ]
    return [Qualification(staff=s, code=c, since=a, until=b) for s, c, a, b in terms]


register_maker("competence", 60, make_competence)
