"""Work that is due: the room's own section of My day, and what happens next about somebody."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, Q, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from tilts.platform.design.addresses import page_of
from tilts.platform.parties.actors import Actor

from .models import WorkItem
from .my_day import Row, Told, register_section
from .panels import Next, register_next
from .queries import open_items, work_about

MOST = 100  # rows; more work than that is no list for a day
AHEAD = timedelta(days=21)  # what is due later stands on the page of its person, if it has one


def work_rows(actor: Actor) -> Sequence[Row]:
    """Open work of the actor that is near, the earliest due first; what has no date comes last."""
    today = timezone.localdate()
    near = open_items(actor).filter(Q(due=None) | Q(person=None) | Q(due__lte=today + AHEAD))
    near = near.only("kind", "values", "person_id", "owner_id", "due").prefetch_related(None)
    items = list(near.order_by(F("due").asc(nulls_last=True), "opened_at")[:MOST])
    if any(item.owner_id not in (None, actor.party) for item in items):
        prefetch_related_objects(items, "owner")  # mostly all of it is one's own
    return Told(items, lambda item: _row(item, actor, today))  # whose `found` the summary reads


def _row(item: WorkItem, actor: Actor, today: date) -> Row:
    return Row(
        text=item.title,
        person=item.person_id,
        when=item.due,
        note=_whose(item, actor),
        tone=_tone(item.due, today),
        url=_page(item),
    )


def _page(item: WorkItem) -> str:
    return page_of(item.pk, "web:work")


def due_about(actor: Actor, people: Sequence[UUID]) -> dict[UUID, list[Next]]:
    """Open work about each person, on the person page."""
    today = timezone.localdate()
    found: dict[UUID, list[Next]] = defaultdict(list)
    for item in work_about(people):
        step = Next(item.title, item.due, _page(item), _tone(item.due, today))
        found[item.person_id].append(step)
    return dict(found)


def _whose(item: WorkItem, actor: Actor) -> str:
    """Whose work it is, when it is not the actor's own."""
    if item.owner_id == actor.party:
        return ""
    return item.owner.short_name if item.owner else gettext("unit's queue")


def _tone(due: date | None, today: date) -> str:
    if due is None or due > today:
        return "neutral"
    return "danger" if due < today else "warning"


def _summary(rows: Sequence[Row]) -> str:
    """How much there is, and how much of it is late."""
    today = timezone.localdate()
    items = rows.found if isinstance(rows, Told) else ()
    late = sum(item.due is not None and item.due < today for item in items)
    due = ngettext("%(n)s thing due", "%(n)s things due", len(rows)) % {"n": len(rows)}
    return gettext("%(due)s, %(n)s of them late") % {"due": due, "n": late} if late else due


register_section(
    "work", title=_("Work that is due"), order=20, provider=work_rows, summary=_summary
)
register_next("work", _("Work that is due"), 5, due_about)
