"""The fictional population: who the people are, each the same whoever is made before them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from tilts.platform.organisation.demo import Course

from . import codes, names
from .standings import standings
from .ways import Offences, Place, Way

SEED = 2026
MEN = 0.9
LITHUANIAN = 1 / 9  # where the service has units there
TWINS = 150  # one record in so many is a second one of somebody
PLAIN = str.maketrans("āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽąęėįųĄĘĖĮŲ", "acegiklnsuzACEGIKLNSUZaeeiuAEEIU")


@dataclass(frozen=True)
class _Identity:
    country: str
    sex: str
    family: str
    given: str
    born: date
    languages: list[str]
    code: tuple[str, str] | None
    locality: str


def population(
    size: int, places: Sequence[Place], offences: Mapping[str, Offences], today: date
) -> Iterator[Course]:
    """`size` courses in the proportions of standings.py, for a day."""
    countries = sorted({place.country for place in places})
    for number, standing in enumerate(standings(Random(SEED), size)):
        who = _second(number, countries, today) or _identity(number, countries, today)
        random = Random(f"{SEED} way {number}")
        local = [place for place in places if place.country == who.country]
        way = Way(random, who.sex, who.born, local, offences[who.country], today)
        yield Course(stages=way.stages(standing), **vars(who))


def _second(number: int, countries: Sequence[str], today: date) -> _Identity | None:
    """Now and then the person of a few numbers before, once more: in plain letters, no code."""
    if number % TWINS != TWINS // 2:
        return None
    who = _identity(number - 7, countries, today)
    return replace(who, family=who.family.translate(PLAIN), code=None)


def _identity(number: int, countries: Sequence[str], today: date) -> _Identity:
    random = Random(f"{SEED} person {number}")
    country = "LT" if "LT" in countries and random.random() < LITHUANIAN else countries[-1]
    sex = "male" if random.random() < MEN else "female"
    people = names.community(random, country)
    given, family = names.name(random, people, sex)
    # the mean of two chances: most are in their thirties
    days = (random.randint(18 * 365, 72 * 365) + random.randint(19 * 365, 42 * 365)) // 2
    born = today - timedelta(days=days)
    return _Identity(
        country=country,
        sex=sex,
        family=family,
        given=given,
        born=born,
        languages=names.LANGUAGES[people],
        code=codes.personal_code(random, country, sex, born),
        locality=random.choice(names.table()["localities"][country]),
    )
