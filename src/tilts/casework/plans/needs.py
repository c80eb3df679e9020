"""The needs that a person's last final assessment shows: what their plan is likely about."""

from uuid import UUID

from tilts.casework.assessment.capabilities import SEE
from tilts.casework.assessment.levels import bands
from tilts.casework.assessment.models import Assessment
from tilts.casework.assessment.presenting import instrument_of
from tilts.casework.assessment.queries import latest_final
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
    found: list[tuple[int, str, str]] = []
    for score in of.scores if of else ():
        titles = {band.id: words(band.label) for band in bands(score)}
        band = (assessment.scores.get(score.id) or {}).get("band")
        if score.id in Need.values and band in titles:
            found.append((list(titles).index(band), score.id, titles[band]))
    found.sort(key=lambda one: -one[0])
    return {need: title for height, need, title in found if height}
