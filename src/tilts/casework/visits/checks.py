"""The check before a visit: its questions, and what the answers suggest. People decide."""

from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from tilts.jurisdictions.loading import packs
from tilts.jurisdictions.schema import VisitQuestion
from tilts.jurisdictions.validity import valid
from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.organisation.certified import in_words

from .choices import CAREFUL, Decision, Said


def questions(country: str, day: date) -> list[VisitQuestion]:
    """What is asked before a visit, in the order of the pack."""
    return list(valid(packs(settings.PACKS)[country].visit_checks, on=day))


def raised(asked: list[VisitQuestion], answers: Mapping[str, str]) -> list[VisitQuestion]:
    """The questions whose answers speak for more care; what is not known does so too."""
    return [one for one in asked if answers.get(one.code, Said.NOT_KNOWN) != one.safe]


def suggested(asked: list[VisitQuestion], answers: Mapping[str, str]) -> Decision:
    """The most careful of what the answers speak for; alone where none does."""
    found = [Decision(one.suggests) for one in raised(asked, answers)]
    return max([Decision.ALONE, *found], key=CAREFUL.index)


def why_explained(
    asked: list[VisitQuestion], answers: Mapping[str, str], decision: Decision, why: str
) -> Reasons:
    """A decision that is less careful than the check suggests wants its reason."""
    suggestion = suggested(asked, answers)
    if CAREFUL.index(decision) >= CAREFUL.index(suggestion) or why.strip():
        return []
    for_it = [in_words(one.names) for one in raised(asked, answers) if one.suggests == suggestion]
    text = _("The check suggests: %(what)s (%(because)s). Say why you decide otherwise.")
    values = {"what": suggestion.label, "because": "; ".join(for_it)}
    return [Reason("less-careful", text % values)]
