"""Sessions of programmes that were held, as work that may be drawn by chance and read again."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.telling import once
from tilts.platform.gatherings.models import PRESENT, Attendance, Leading, Session, Template
from tilts.platform.workflow.samples import Finished, Material, register_material

KIND = "programme"  # of the templates whose sessions are drawn; courses are evaluated otherwise


def finished(agency: str, since: date, before: date) -> Iterator[Finished]:
    """Sessions to which somebody came, that began from a day on and before another."""
    came = Attendance.plain.filter(session=OuterRef("pk"), outcome__in=PRESENT)
    rows = Session.objects.filter(
        Exists(came),
        series__agency=agency,
        series__template__kind=KIND,
        starts_at__date__gte=since,
        starts_at__date__lt=before,
        cancelled_because="",
    )
    found = rows.values_list("pk", "series__template__code", "series__unit_id")
    return (Finished(str(pk), code, unit) for pk, code, unit in found)


def workers(piece: str) -> frozenset[UUID]:
    """Who led it."""
    rows = Leading.objects.filter(session__pk=piece)
    return frozenset(rows.values_list("party_id", flat=True))


def strand(agency: str, code: str) -> str:
    """The name of the programme, by the last template of that code; the code itself for none."""
    last = once(("programmes", agency), lambda: _templates(agency)).get(code)
    return last.name_in(get_language() or "en") if last else code


def _templates(agency: str) -> dict[str, Template]:
    """The last template of each code."""
    rows = Template.objects.filter(agency=agency).order_by("since", "pk")
    return {row.code: row for row in rows}


def page(piece: str) -> str:
    """Where the session and its attendance are seen, by who may see them."""
    return reverse("gatherings:session", args=[piece])


register_material(
    "sessions",
    Material(
        title=_("Sessions"),
        form="facilitator-observation",
        finished=finished,
        workers=workers,
        strand=strand,
        page=page,
    ),
)
