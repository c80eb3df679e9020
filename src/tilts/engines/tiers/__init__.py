"""How intensively somebody is worked with: the highest of independent rules, with its working.

Each rule asks one fact and, when it holds, asks for a tier. None adds to another: a reader sees
which rule set the tier. What is not known is not taken for good: the tier is then provisional, as
long as knowing could raise it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LOWEST, HIGHEST = 1, 4


@dataclass(frozen=True)
class Rule:
    """Asks for a tier when a fact has one of some codes, or happened within some days.

    With `begins` a code needs only to begin so, as groups of offences do.
    """

    code: str
    tier: int
    fact: str
    among: tuple[str, ...] = ()
    within_days: int | None = None
    begins: bool = False


@dataclass(frozen=True)
class Facts:
    """What is known of somebody: codes by fact, and how many days ago something happened last.

    A fact that is in neither and not `missing` is known not to be so.
    """

    codes: Mapping[str, frozenset[str]]
    days: Mapping[str, int]
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Step:
    """What came of one rule: whether it holds; None when its fact is missing."""

    rule: str
    tier: int
    fact: str
    holds: bool | None


@dataclass(frozen=True)
class Tiered:
    """The tier, every rule that was asked, and the missing facts that could raise it."""

    tier: int
    steps: tuple[Step, ...]
    could_raise: tuple[str, ...]

    @property
    def provisional(self) -> bool:
        """Whether something that is missing could raise it."""
        return bool(self.could_raise)


def tiered(facts: Facts, rules: Iterable[Rule]) -> Tiered:
    """The tier by all rules; the lowest where none holds."""
    steps = tuple(Step(rule.code, rule.tier, rule.fact, _holds(rule, facts)) for rule in rules)
    tier = max((step.tier for step in steps if step.holds), default=LOWEST)
    could = {step.fact for step in steps if step.holds is None and step.tier > tier}
    return Tiered(tier, steps, tuple(sorted(could)))


def _holds(rule: Rule, facts: Facts) -> bool | None:
    if rule.fact in facts.missing:
        return None
    if rule.within_days is not None:
        ago = facts.days.get(rule.fact)
        return ago is not None and 0 <= ago <= rule.within_days
    known = facts.codes.get(rule.fact, frozenset())
    if rule.begins:
        return any(code.startswith(rule.among) for code in known)
    return not known.isdisjoint(rule.among)
