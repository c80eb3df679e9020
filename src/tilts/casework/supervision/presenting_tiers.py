"""A tier in words: what each rule asked and what came of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import get_language, pgettext_lazy

from tilts.casework.proceedings.catalogue import name_in
from tilts.jurisdictions.tiering import Tier

FACTS = {
    "levels": pgettext_lazy("what sets a tier", "an assessed level"),
    "measures": pgettext_lazy("what sets a tier", "a measure that runs"),
    "offences": pgettext_lazy("what sets a tier", "the offences behind the measure"),
    "released": pgettext_lazy("what sets a tier", "the day of release"),
    "breached": pgettext_lazy("what sets a tier", "a breach that was answered"),
}


def missing_in_words(facts: Iterable[str]) -> str:
    """What is missing, as a list in a sentence."""
    return ", ".join(str(FACTS.get(fact, fact)) for fact in facts)


def lines(steps: Iterable[Mapping[str, Any]], rules: Iterable[Tier]) -> list[dict[str, Any]]:
    """Each rule that was asked: its name, its tier, and whether it held, the highest first."""
    names = {rule.code: name_in(rule, get_language() or "en") for rule in rules}
    inorder = sorted(steps, key=lambda step: (not step["holds"], -step["tier"]))
    return [
        {
            "name": names.get(step["rule"], step["rule"]),
            "tier": step["tier"],
            "fact": FACTS.get(step["fact"], step["fact"]),
            "holds": step["holds"],
        }
        for step in inorder
    ]
