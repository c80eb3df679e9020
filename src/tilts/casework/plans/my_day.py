"""What plans have for My day: who of one's own people has none yet."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tilts.casework.allocation.own import own_people
from tilts.platform.design.addresses import page_of
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.my_day import Row, register_section

from .capabilities import WRITE
from .cases import AGREE
from .queries import without_plan


def unplanned(actor: Actor) -> list[Row]:
    """One's people in a sentence or measure without a plan, by the day on which it is due."""
    today, people = timezone.localdate(), own_people(actor)
    begun = {p: day for p, day in without_plan(people).items() if day <= today}
    due = {p: due_date(actor.country, AGREE.deadline, day) for p, day in begun.items()}
    return [
        Row(
            text="",
            person=person,
            when=due[person],
            url=page_of(person, "plans:of"),
            tone="danger" if due[person] < today else "neutral",
        )
        for person in sorted((p for p in people if p in due), key=due.__getitem__)
    ]


register_section(
    "unplanned",
    title=_("Without a plan"),
    order=50,
    provider=unplanned,
    template="plans/my_day/unplanned.html",
    needs=WRITE,
    summary=lambda rows: ngettext("%(n)s person", "%(n)s people", len(rows)) % {"n": len(rows)},
)
