"""The needs that a person's last final assessment shows: what their plan is likely about."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from tilts.casework.assessment.capabilities import SEE
from tilts.casework.assessment.levels import bands
from tilts.casework.assessment.models import Assessment
from tilts.casework.assessment.presenting import instrument_of
from tilts.casework.assessment.queries import latest_final
from tilts.engines.instruments import Instrument
from tilts.platform.access.authority import why_not
from tilts.platform.forms.questions import words
from tilts.platform.parties.actors import Actor

from .choices import Need


def shown_needs(by: Actor, person_id: UUID) -> dict[str, str]:
    """The needs above the lowest band, the highest first, each with its band in words.

    Nothing without an assessment, or for whoever may not see it.
    """
    if why_not(by, SEE, person_id):
        return {}
    assessment = latest_final([person_id]).get(person_id)
    return _above_the_lowest(assessment) if assessment else {}


def _above_the_lowest(assessment: Assessment) -> dict[str, str]:
    of = instrument_of(assessment)
    if of is None:
        return {}
    scores = {score.id: score for score in of.scores}
    return {
        need: words(bands(scores[need])[height].label)
        for need, height in heights(of, assessment.scores).items()
    }


def heights(of: Instrument, scores: Mapping[str, Any]) -> dict[str, int]:
    """How many bands above the lowest each need was found, the highest first; without the lowest.

    `scores` are those that an assessment keeps.
    """
    found: dict[str, int] = {}
    for score in of.scores:
        places = {band.id: place for place, band in enumerate(bands(score))}
        height = places.get((scores.get(score.id) or {}).get("band") or "", 0)
        if score.id in Need.values and height:
            found[score.id] = height
    return dict(sorted(found.items(), key=lambda one: -one[1]))
