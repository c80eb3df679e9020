"""The fictional population: how many people, on what way, since when.

Proportions follow the field's published figures (docs/demo.md): a third of those on a day are in
prison, nine in ten are men, a seventh is not convicted, a quarter comes back within five years.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tilts.platform.organisation.demo import Course, Stage
from tilts.platform.organisation.models import Staff, Unit

from . import codes, names

ACTIVE_SHARE = 0.5  # of all people made; the others' way ended within the last five years
PRISON, PROBATION = 0.35, 0.65  # of those on a day
MEN = 0.9
KINDS = ("suspended", "supervision", "community", "community", "monitored", "report")
MONTHS = {
    "remand": (2, 9),
    "prison": (6, 84),
    "suspended": (12, 36),
    "supervision": (6, 36),
    "community": (3, 12),
    "monitored": (1, 12),
    "report": (1, 2),
}
HISTORY = 5 * 365  # days


@dataclass(frozen=True)
class Place:
    """A unit with the officers who work there and what it is for."""

    unit: Unit
    officers: Sequence[Staff]
    country: str
    kind: str


def population(
    random: Random, size: int, places: Sequence[Place], offences: dict[str, list[str]], today: date
) -> Iterator[Course]:
    """`size` courses; one in nine in Lithuania where the service has units there."""
    countries = sorted({place.country for place in places})
    for _ in range(size):
        country = "LT" if "LT" in countries and random.random() < 1 / 9 else countries[-1]
        local = [place for place in places if place.country == country]
        yield _course(random, country, local, offences[country], today)


def _course(
    random: Random, country: str, places: Sequence[Place], offences: Sequence[str], today: date
) -> Course:
    sex = "male" if random.random() < MEN else "female"
    people = names.community(random, country)
    given, family = names.name(random, people, sex)
    born = today - timedelta(days=random.randint(18 * 365, 65 * 365))
    _, locality = names.address(random, country)
    return Course(
        country=country,
        family=family,
        given=given,
        sex=sex,
        born=born,
        languages=names.LANGUAGES[people],
        code=codes.personal_code(random, country, sex, born),
        stages=_stages(random, places, offences, today),
        locality=locality,
    )


def _stages(
    random: Random, places: Sequence[Place], offences: Sequence[str], today: date
) -> list[Stage]:
    stages = []
    if random.random() < 0.25:
        stages.append(_past(random, places, offences, today - timedelta(days=900)))
    last = _present if random.random() < ACTIVE_SHARE else _past
    return [*stages, last(random, places, offences, today)]


def _kind(random: Random) -> str:
    if random.random() < PRISON:
        return "remand" if random.random() < 0.25 else "prison"
    return random.choice(KINDS)


def _place(random: Random, places: Sequence[Place], kind: str) -> Place:
    wanted = "prison" if kind in ("remand", "prison") else "probation"
    return random.choice([place for place in places if place.kind == wanted])


def _present(
    random: Random, places: Sequence[Place], offences: Sequence[str], today: date
) -> Stage:
    kind = _kind(random)
    months = random.randint(*MONTHS[kind])
    served = random.randint(1, max(1, months * 28))
    return _stage(random, places, offences, kind, months, today - timedelta(days=served))


def _past(random: Random, places: Sequence[Place], offences: Sequence[str], until: date) -> Stage:
    kind = _kind(random)
    months = min(random.randint(*MONTHS[kind]), 40)
    end = until - timedelta(days=random.randint(1, 330 if random.random() < 0.6 else 900))
    start = max(end - timedelta(days=months * 30), until - timedelta(days=HISTORY))
    ended_by = random.choices(("completed", "released", "revoked"), (80, 15, 5))[0]
    return _stage(random, places, offences, kind, months, min(start, end), end, ended_by)


def _stage(
    random: Random,
    places: Sequence[Place],
    offences: Sequence[str],
    kind: str,
    months: int,
    start: date,
    end: date | None = None,
    ended_by: str = "",
) -> Stage:
    place = _place(random, places, kind)
    officer = random.choice(place.officers)
    offence = random.choice(offences)
    return Stage(kind, start, months, offence, place.unit, officer, end, ended_by)
