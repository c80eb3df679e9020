"""Final assessments as work that may be drawn by chance and read again."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.catalogue import versions
from tilts.platform.forms.questions import words
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.common import ERRORS
from tilts.platform.workflow.samples import Finished, Material, register_material

from .models import Assessment
from .queries import RELIED_ON


def finished(agency: str, since: date, before: date) -> Iterator[Finished]:
    """What was decided from a day on and before another, and whose answers are here to read."""
    with seen_by(SERVICE):
        rows = Assessment.objects.filter(
            unit__agency=agency,
            decided_on__gte=since,
            decided_on__lt=before,
            state__in=RELIED_ON,
            level__gt="",
            sheet__isnull=False,
            person__entered_in_error=False,
        )
        found = list(rows.values_list("pk", "instrument", "unit_id"))
    return (Finished(str(pk), instrument, unit) for pk, instrument, unit in found)


def workers(piece: str) -> frozenset[UUID]:
    """Who assessed and who decided; nobody for what turned out to be an error."""
    with seen_by(SERVICE):
        rows = Assessment.objects.filter(pk=piece).exclude(state__in=ERRORS)
        found = rows.values_list("assessor_id", "decided_by_id")
        return frozenset(one for row in found for one in row if one)


def strand(agency: str, instrument: str) -> str:
    """The title of an instrument; its code when its file is gone."""
    known = versions(instrument)
    return words(known[-1].title) if known else instrument


def page(piece: str) -> str:
    """Where the assessment is seen, by who may see it."""
    return reverse("assessment:one", args=[piece])


register_material(
    "assessments",
    Material(
        title=_("Assessments"),
        form="assessment-reading",
        finished=finished,
        workers=workers,
        strand=strand,
        page=page,
    ),
)
