"""Ratings of sessions, and what is said on paper without a name, as uses of their forms."""

from collections.abc import Sequence

from django.db.models import F, UUIDField, Value
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.models import Sheet
from tilts.platform.organisation.models import Agency
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.common import ERRORS
from tilts.platform.workflow.tools import ListedUses, Rows, Use, Uses, register_uses

from .models import Rating
from .queries import FEEDBACK, TRIAL
from .rules import SEE

NO_UNIT = Value(None, output_field=UUIDField())


def rated(agency: Agency) -> Rows:
    """Every finished rating of an observed session in an agency."""
    rows = Rating.objects.filter(
        observation__unit__agency=agency, sheet__fixed_at__isnull=False
    ).exclude(observation__state__in=ERRORS)
    found: Rows = rows.annotate(
        tool=F("observation__instrument"),
        used_on=F("observation__planned_for"),
        used_in=F("observation__unit_id"),
        used_in_path=F("observation__unit__path"),
        used_by=F("rater_id"),
    )
    return found


def seen(actor: Actor, agency: Agency) -> Rows:
    """Those of colleagues whose observations an actor may see."""
    with seen_by(actor, SEE):
        return rated(agency).select_related("observation__person")


def told(rows: Sequence[Rating]) -> list[Use]:
    """Who was observed at which session; who looks at their own is told of nobody else."""
    return [
        Use(
            f"{row.observation.person.name}: {row.observation.session}",
            reverse("competence:one", args=[row.observation_id]),
            row.person_id,
        )
        for row in rows
    ]


def papers(agency: Agency) -> Rows:
    """Papers of participants and of who tries a form: neither name nor unit is kept with them."""
    rows = Sheet.of_things.filter(
        agency=agency, instrument__in=(FEEDBACK, TRIAL), fixed_at__isnull=False
    )
    found: Rows = rows.annotate(
        tool=F("instrument"),
        used_on=TruncDate("fixed_at"),
        used_in=NO_UNIT,
        used_in_path=Value(f"{agency.pk}."),
    )
    return found


register_uses(
    ListedUses(
        code="ratings",
        kind="instrument",
        title=_("Ratings of sessions"),
        rows=rated,
        staff=rated,
        see=SEE,
        seen=seen,
        told=told,
    )
)
register_uses(Uses(code="papers", kind="instrument", title=_("Papers without a name"), rows=papers))
