"""What an instrument says is wrong, in the language of the page."""

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.engines.instruments import Instrument
from tilts.engines.instruments.graph import inputs
from tilts.engines.instruments.schema.items import Date
from tilts.engines.instruments.scoring.results import Problem
from tilts.platform.access.reasons import Text

SAID: dict[str, Text] = {
    "wrong-type": lazy("“%(value)s” is not a number"),
    "too-fine": lazy("“%(value)s” has more decimals than %(places)s"),
    "too-low": lazy("“%(value)s” is below %(limit)s"),
    "too-high": lazy("“%(value)s” is above %(limit)s"),
    "unknown-code": lazy("“%(value)s” is none of %(codes)s"),
    "not-computable": lazy("this cannot be computed from these answers"),
}
NOT_WHOLE = lazy("“%(value)s” is not a whole number")
ORDER = lazy("“%(second)s” lies before “%(first)s”. Look at both dates.")
NO_DATE = lazy("“%(value)s” is not a date like 2026-01-31")


def said(problem: Problem, of: Instrument) -> str:
    """A problem as a sentence that begins with its question; a refusal in its own words."""
    language = get_language() or "en"
    if problem.reason:
        return problem.reason.to(language)
    if problem.code == "wrong-order":
        return str(ORDER) % {name: called(one, of) for name, one in problem.values.items()}
    text = str(_text(problem, of)) % problem.values
    words = {"question": called(problem.about, of), "problem": text}
    return _("%(question)s: %(problem)s.") % words


def _text(problem: Problem, of: Instrument) -> Text:
    if problem.code == "wrong-type" and isinstance(of.items.get(problem.about), Date):
        return NO_DATE
    if problem.code == "too-fine" and problem.values["places"] == "0":
        return NOT_WHOLE
    return SAID[problem.code]


def called(name: str, of: Instrument) -> str:
    """An item, or what is computed, in words: a step on the way by what it is computed from."""
    return ", ".join(dict.fromkeys(_labels(name, of)))


def _labels(name: str, of: Instrument) -> Iterator[str]:
    language = get_language() or "en"
    one = of.items.get(name) or next((score for score in of.scores if score.id == name), None)
    if one is not None:
        yield one.label.to(language)
    elif name in of.quantities:
        for behind in inputs(of.quantities[name]):
            yield from _labels(behind, of)
    else:
        yield name
