"""The stages of a fictional way: when each began, how long, where, with whom, and how it ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tilts.engines.calendars.months import add_months
from tilts.platform.organisation.demo import Stage
from tilts.platform.organisation.models import Staff, Unit

from .standings import FIVE_YEARS, Standing

Offences = Mapping[str, Sequence[str]]  # "light", "heavy" or "killing" → codes

MONTHS = {
    "remand": (3, 10),
    "prison": (6, 84),
    "life": (0, 0),
    "suspended": (12, 36),
    "supervision": (12, 36),
    "community": (4, 12),
    "release": (3, 24),
    "monitored": (2, 12),
    "report": (1, 2),
    "discharge": (6, 18),
}
IN_PRISON = ("remand", "prison", "life")
AFTER_PRISON = ("release", "monitored")
EARLIER = ("suspended", "community", "community", "supervision", "prison")
FOR_WOMEN = ("ilguciems", "panevezys")
FOR_THE_YOUNG = ("cesis",)
A_MOVE = 150  # days in prison after which a move is likely
MOST_UNEVEN = (1.7, 0.5)  # caseload of the first officer of a unit and of the last


@dataclass(frozen=True)
class Place:
    """A unit with the officers who work there and what it is for."""

    unit: Unit
    officers: Sequence[Staff]
    country: str
    kind: str


@dataclass(frozen=True)
class Way:
    """What stages are made from: chance, the person's sex and birth, and what the country has."""

    random: Random
    sex: str
    born: date
    places: Sequence[Place]
    offences: Offences
    today: date

    def stages(self, standing: Standing) -> list[Stage]:
        """The stages that lead to a standing, oldest first."""
        last = self._last(standing)
        own = [self._prison_before(last), last] if last.kind in AFTER_PRISON else [last]
        if self.random.random() < standing.before and (earlier := self._earlier(own[0])):
            own.insert(0, earlier)
        return own

    def _last(self, standing: Standing) -> Stage:
        kind, fate = standing.kind, standing.fate
        months = self.random.randint(*MONTHS[kind])
        if standing.ended is None:
            return self._stage(kind, self._begun(kind, fate, months), months, fate=fate)
        end = self.today - timedelta(days=self.random.randint(1, standing.ended))
        return self._ended(kind, min(months, 40), end, fate)

    def _begun(self, kind: str, fate: str, months: int) -> date:
        """The first day of what is under way, some of which has not begun."""
        if fate == "waiting":
            return self.today + timedelta(days=self.random.randint(2, 12))
        days = months * 30 if months else 20 * 365
        return self.today - timedelta(days=int(days * self.random.uniform(0.02, 0.85)) + 3)

    def _ended(self, kind: str, months: int, end: date, fate: str) -> Stage:
        start = add_months(end + timedelta(days=1), -months)
        if fate != "served":
            start += timedelta(days=int((end - start).days * self.random.uniform(0.2, 0.7)))
        return self._stage(kind, start, months, end=end, fate=fate)

    def _prison_before(self, last: Stage) -> Stage:
        """The term from which somebody was released into the last stage."""
        months = last.months + self.random.randint(12, 40)
        start = add_months(last.start, last.months - months)
        return self._stage(
            "prison", start, months, end=last.start, fate="released", offence=last.offence
        )

    def _earlier(self, first: Stage) -> Stage | None:
        """Something that ended before the first stage; None when that is too long ago."""
        kind = self.random.choice(EARLIER)
        months = min(self.random.randint(*MONTHS[kind]), 18)
        end = first.start - timedelta(days=self.random.randint(200, 700))
        if (self.today - end).days > FIVE_YEARS:
            return None
        revoked = kind != "prison" and self.random.random() < 0.1
        return self._ended(kind, months, end, "revoked" if revoked else "served")

    def _stage(
        self,
        kind: str,
        start: date,
        months: int,
        *,
        end: date | None = None,
        fate: str = "",
        offence: str = "",
    ) -> Stage:
        until = min(end or self.today, self.today)
        local = self._local(kind, start, until)
        place = self.random.choice(local)
        officer = self.random.choices(place.officers, _weights(len(place.officers)))[0]
        code = offence or self._offence(kind)
        before = self._before(local, place, start, until) if kind in IN_PRISON else ()
        return Stage(kind, start, months, code, place.unit, officer, end, fate, before)

    def _offence(self, kind: str) -> str:
        heavy = self.random.random() < (0.45 if kind in IN_PRISON else 0.05)
        chosen = "killing" if kind == "life" else "heavy" if heavy else "light"
        return self.random.choice(self.offences[chosen])

    def _local(self, kind: str, since: date, until: date) -> list[Place]:
        """Where the person can be. Women and the very young have prisons of their own."""
        wanted = "prison" if kind in IN_PRISON else "probation"
        local = [p for p in self.places if p.kind == wanted and p.unit.since <= until]
        if wanted == "probation":
            return local
        young = (since - self.born).days < 21 * 365
        own = FOR_WOMEN if self.sex == "female" else FOR_THE_YOUNG if young else ()
        found = [place for place in local if place.unit.code in own]
        others = (*FOR_WOMEN, *FOR_THE_YOUNG)
        return found or [place for place in local if place.unit.code not in others]

    def _before(
        self, local: Sequence[Place], place: Place, since: date, until: date
    ) -> tuple[Unit, ...]:
        """Other prisons before this one: at most two, one at least if it has only opened since."""
        units = [place.unit]
        others = [other.unit for other in local if other.unit.since <= since]
        least = int(place.unit.since > since)
        most = max(least, min(2, (until - since).days // A_MOVE))
        for _ in range(self.random.randint(least, most) if len(others) > 1 else 0):
            units.insert(0, self.random.choice([unit for unit in others if unit != units[0]]))
        return tuple(units[:-1])


def _weights(officers: int) -> list[float]:
    """Caseloads are uneven: the first officer of a unit has three times as many as the last."""
    most, least = MOST_UNEVEN
    return [most - (most - least) * n / max(1, officers - 1) for n in range(officers)]
