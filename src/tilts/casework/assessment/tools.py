"""Assessments as uses of their instruments."""

from collections.abc import Sequence

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.models import Agency
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.common import ERRORS
from tilts.platform.workflow.tools import ListedUses, Rows, Use, register_uses

from .capabilities import SEE
from .models import Assessment


def used(agency: Agency) -> Rows:
    """Every assessment of an agency that was answered, whatever came of it."""
    rows = Assessment.objects.filter(unit__agency=agency, assessed_on__isnull=False)
    found: Rows = rows.exclude(state__in=ERRORS).annotate(
        tool=F("instrument"),
        used_on=F("assessed_on"),
        used_in=F("unit_id"),
        used_in_path=F("unit__path"),
        used_by=F("assessor_id"),
    )
    return found


def seen(actor: Actor, agency: Agency) -> Rows:
    """Those of people whose assessments an actor may see."""
    with seen_by(actor, SEE):
        return used(agency).select_related("person")


def told(rows: Sequence[Assessment]) -> list[Use]:
    """Whom each of them is about."""
    return [
        Use(row.person.name, reverse("assessment:one", args=[row.pk]), row.person_id)
        for row in rows
    ]


register_uses(
    ListedUses(
        code="assessments",
        kind="instrument",
        title=_("Assessments"),
        rows=used,
        staff=used,
        see=SEE,
        seen=seen,
        told=told,
        person="person_id",
    )
)
