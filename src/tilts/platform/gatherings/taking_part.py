"""Whether somebody can take part in a series: asked when they are enrolled, or taken up again."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone

from tilts.platform.access.reasons import Reasons
from tilts.platform.parties.models import Party

from .clashes import why_not_elsewhere, why_not_near
from .guards import (
    why_not_free,
    why_not_kind,
    why_not_open,
    why_not_seat,
    why_not_together,
    why_not_twice,
)
from .holding import still_planned
from .hooks import Intent, vetoes
from .models import Enrolment, Series, Session


def planned_from(series: Series, since: date) -> list[Session]:
    """The sessions still to come, from a day on."""
    return [one for one in still_planned(series) if timezone.localdate(one.starts_at) >= since]


def why_not_take_part(
    row: Enrolment, since: date, coming: Sequence[Session], *, as_: UUID
) -> Reasons:
    """Every reason why somebody cannot be at these sessions of a held series.

    `as_` is the record of theirs of which other rooms are asked.
    """
    series, party = row.series, row.party_id
    intent = Intent(what="enrol", template=series.template, series=series, party=as_, day=since)
    kind = Party.objects.values_list("kind", flat=True).get(pk=party)
    return [
        *why_not_open(series),
        *why_not_kind(row.kind, kind),
        *why_not_twice(series, party, since),
        *why_not_seat(series, since),
        *why_not_together(series, party, since),
        *why_not_free(coming, [party]),
        *why_not_elsewhere(coming, [party]),
        *_why_not_near(coming, party),
        *vetoes(intent),
    ]


def _why_not_near(coming: Sequence[Session], party: UUID) -> Reasons:
    return [reason for session in coming for reason in why_not_near(session, [party])]
