"""What may stand in tiers.yaml and workload.yaml: how intensively, and how much work it is."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from tilts.engines.tiers import HIGHEST, LOWEST, Rule
from tilts.jurisdictions.schema import Entry

CODES = ("levels", "measures", "offences")
DAYS = ("released", "breached")
SETTINGS = ("custody", "early_release", "community")
WORK = ("report", "contact_for_others", "contact_by_others")
ONE_THING = "a rule asks one of levels, measures, offences, released_days and breached_days"
PER_TIER = HIGHEST - LOWEST + 1
TierNumber = Annotated[int, Field(ge=LOWEST, le=HIGHEST)]
Days = Annotated[int, Field(ge=1)]


class Tier(Entry):
    """A rule: who has one of these levels, measures or offences, or was released within
    so many days, or warned of a breach or brought before the court for one, is worked with at
    least in this tier.

    Offences are groups of the ICCS by the beginning of their code. A rule asks one thing.
    """

    tier: TierNumber
    levels: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    offences: tuple[str, ...] = ()
    released_days: Days | None = None
    breached_days: Days | None = None

    @model_validator(mode="after")
    def _asks_one_thing(self) -> Self:
        if len(self._asked()) != 1:
            raise ValueError(ONE_THING)
        return self

    def _asked(self) -> list[str]:
        codes = [fact for fact in CODES if getattr(self, fact)]
        return codes + [fact for fact in DAYS if getattr(self, f"{fact}_days")]

    def rule(self) -> Rule:
        """The rule as the engine takes it."""
        (fact,) = self._asked()
        if fact in DAYS:
            return Rule(self.code, self.tier, fact, within_days=getattr(self, f"{fact}_days"))
        among = getattr(self, fact)
        return Rule(self.code, self.tier, fact, among, begins=fact == "offences")


class Workload(Entry):
    """A weight of the workload, in points.

    A `setting` has one number for each tier, lowest first, and may name the `measures` that put
    somebody into it; a piece of `work` one number, below
    nought where others did it for somebody. A `role` has the points that its holder can carry in a
    full week of `weekly_minutes`; a `reduction` takes minutes from that week, usually so many.
    """

    kind: Literal["setting", "work", "role", "reduction"]
    points: tuple[int, ...] = ()
    weekly_minutes: Annotated[int, Field(ge=0, le=10080)] = 0
    measures: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        wanted = {"setting": PER_TIER, "work": 1, "role": 1, "reduction": 0}[self.kind]
        if len(self.points) != wanted:
            raise ValueError(f"a {self.kind} has {wanted} numbers of points")
        if self.kind in ("role", "reduction") and not self.weekly_minutes:
            raise ValueError(f"a {self.kind} names weekly_minutes")
        if self.kind == "setting" and list(self.points) != sorted(self.points):
            raise ValueError("a higher tier has no fewer points than a lower one")
        if self.kind == "setting" and self.points[0] < 0:
            raise ValueError("a setting has no points below nought")
        if self.kind == "role" and self.points[0] < 1:
            raise ValueError("a role carries at least one point")
        if self.kind != "setting" and self.measures:
            raise ValueError("only a setting names measures")
        return self
