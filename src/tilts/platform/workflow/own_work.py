"""The room's own section of My day: work that is due."""

from datetime import date

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.parties.actors import Actor

from .models import WorkItem
from .my_day import Row, register_section
from .queries import open_items

MOST = 100  # rows; more work than that is no list for a day


def work_rows(actor: Actor) -> list[Row]:
    """Open work of the actor, the earliest due first; what has no date comes last."""
    today = timezone.localdate()
    items = list(open_items(actor).order_by(F("due").asc(nulls_last=True), "opened_at")[:MOST])
    return [_row(item, today) for item in items]


def _row(item: WorkItem, today: date) -> Row:
    waits = item.owner is None
    late = item.due is not None and item.due < today
    return Row(
        text=item.title,
        person=item.person_id,
        when=item.due,
        note=str(_("unit's queue")) if item.owner is None else item.owner.short_name,
        url=reverse("workflow:take" if waits else "workflow:done", args=[item.pk]),
        tone="danger" if late else "neutral",
        key=str(item.pk),
        more={"waits": waits},
    )


register_section(
    "work",
    title=_("Work that is due"),
    order=20,
    provider=work_rows,
    template="workflow/my_work.html",
)
