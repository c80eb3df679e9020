"""What home visits have for My day: who is out now, alarms first, and one's own visits of today."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.platform.access.scoped import seen_by
from tilts.platform.design.addresses import page_of
from tilts.platform.design.display import local
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.my_day import Row, register_section

from .capabilities import VISIT
from .models import CheckIn, HomeVisit
from .queries import out_now, today_of

SHOWN = 20


def visiting(actor: Actor) -> list[Row]:
    """Who is out among the visits one may answer for, then one's own of today: two queries."""
    with seen_by(actor, VISIT):
        out = [_out(row) for row in out_now()[:SHOWN]]
        return out + [_own(visit) for visit in today_of(actor, timezone.localdate())]


def _out(row: CheckIn) -> Row:
    said = _("no word since %(when)s") if row.alarmed_at else _("out until %(when)s")
    return Row(
        text=f"{row.officer.short_name}: {said % {'when': local(row.ends_at)}}",
        person=row.person_id,
        url=page_of(row.visit_id, "visits:one"),
        tone="danger" if row.alarmed_at else "info",
    )


def _own(visit: HomeVisit) -> Row:
    return Row(
        text=f"{local(visit.planned_at)} · {visit.state_title}",
        person=visit.person_id,
        url=page_of(visit.pk, "visits:one"),
    )


register_section(
    "visits", title=lazy("Home visits"), order=6, provider=visiting, needs=VISIT, rare=True
)
