"""Visits as pages show them."""

from collections.abc import Mapping, Sequence

from tilts.jurisdictions.schema import VisitQuestion
from tilts.platform.organisation.certified import in_words

from .choices import Said

TONES = {
    "planned": "warning",
    "checked": "info",
    "under_way": "info",
    "alarmed": "danger",
    "safe": "success",
    "resolved": "success",
}


def answered(
    asked: Sequence[VisitQuestion], answers: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """Each question of the check with its answer in words, and a tone where it asks for care."""
    found = [(one, Said(answers.get(one.code, Said.NOT_KNOWN))) for one in asked]
    return [
        (in_words(one.names), str(said.label), "neutral" if said == one.safe else "warning")
        for one, said in found
    ]
