"""Readings of drawn work as uses of the form that their readers answer."""

from collections.abc import Sequence

from django.db.models import F
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.telling import told_once
from tilts.platform.organisation.models import Agency
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.common import ERRORS
from tilts.platform.workflow.tools import ListedUses, Rows, Use, register_uses

from .models import Drawn, Reading
from .presenting import drawn_title
from .rules import LEAD, reached


def read(agency: Agency) -> Rows:
    """Every finished reading in an agency."""
    rows = Reading.objects.filter(drawn__unit__agency=agency, sheet__fixed_at__isnull=False)
    found: Rows = rows.exclude(drawn__state__in=ERRORS).annotate(
        tool=F("sheet__instrument"),
        used_on=TruncDate("sheet__fixed_at"),
        used_in=F("drawn__unit_id"),
        used_in_path=F("drawn__unit__path"),
        used_by=F("reader_id"),
    )
    return found


def seen(actor: Actor, agency: Agency) -> Rows:
    """Those in units where an actor leads readings."""
    led = Drawn.objects.filter(reached(actor, LEAD))
    rows = read(agency).filter(drawn__in=led.values("pk"))
    return rows.select_related("drawn__stratum__draw", "drawn__stratum__unit")


@told_once()
def told(rows: Sequence[Reading]) -> list[Use]:
    """What was read, without anybody's name."""
    return [
        Use(drawn_title(row.drawn), reverse("quality:drawn", args=[row.drawn_id])) for row in rows
    ]


register_uses(
    ListedUses(
        code="readings",
        kind="instrument",
        title=_("Readings of finished work"),
        rows=read,
        staff=read,
        see=LEAD,
        seen=seen,
        told=told,
    )
)
