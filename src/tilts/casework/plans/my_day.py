"""What plans have for My day: who of one's own people has none yet."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tilts.casework.allocation.own import own_people
from tilts.platform.design.addresses import page_of
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.my_day import Row, Told, register_section

from .capabilities import WRITE
from .cases import AGREE
from .queries import without_plan


def unplanned(actor: Actor) -> Sequence[Row]:
    """One's people in a sentence or measure without a plan, by the day on which it is due."""
    today, people = timezone.localdate(), own_people(actor)
    begun = {p: day for p, day in without_plan(people).items() if day <= today}
    due = {p: due_date(actor.country, AGREE.deadline, day) for p, day in begun.items()}
    found = sorted((p for p in people if p in due), key=due.__getitem__)
    return Told(found, lambda person: _row(person, due[person], today))


def _row(person: UUID, due: date, today: date) -> Row:
    tone = "danger" if due < today else "neutral"
    return Row(text="", person=person, when=due, url=page_of(person, "plans:of"), tone=tone)


register_section(
    "unplanned",
    title=_("Without a plan"),
    order=50,
    provider=unplanned,
    template="plans/my_day/unplanned.html",
    needs=WRITE,
    summary=lambda rows: ngettext("%(n)s person", "%(n)s people", len(rows)) % {"n": len(rows)},
)
