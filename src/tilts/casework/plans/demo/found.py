"""What assessments of fictional people found: what plans answer to, and what came of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tilts.casework.assessment.models import Assessment
from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.catalogue import instrument
from tilts.platform.organisation.demo import Course
from tilts.platform.parties.actors import SERVICE

from ..needs import heights


@dataclass(frozen=True)
class Found:
    """A final assessment: its day, and each need above the lowest band, the highest first."""

    on: date
    needs: Mapping[str, int]


def found_of(courses: Iterable[Course]) -> dict[UUID, list[Found]]:
    """The final assessments of those who are here now, oldest first."""
    people = [course.person.pk for course in courses if course.now is not None]
    by_person: dict[UUID, list[Found]] = defaultdict(list)
    with seen_by(SERVICE):
        final = Assessment.objects.filter(person__in=people, level__gt="")
        for one in final.order_by("decided_on", "assessed_on"):
            of = instrument(one.instrument, one.version)
            needs = heights(of, one.scores) if of else {}
            by_person[one.person_id].append(Found(one.decided_on, needs))
    return by_person


def known_on(found: Sequence[Found], day: date) -> Found | None:
    """The assessment that a plan of a day rests on: the last one by then, else the first one."""
    return next((one for one in reversed(found) if one.on <= day), found[0] if found else None)


def changes(found: Sequence[Found], since: date) -> dict[str, int]:
    """How each need has changed from the assessment of a day to the last one; above 0 it grew."""
    before, now = known_on(found, since), found[-1] if found else None
    if before is None or now is None:
        return {}
    needs = {*before.needs, *now.needs}
    return {need: now.needs.get(need, 0) - before.needs.get(need, 0) for need in needs}
