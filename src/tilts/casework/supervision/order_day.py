"""What orders have for My day: those that came and whose supervision nobody began."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tilts.casework.allocation.own import own_people
from tilts.casework.proceedings.guards import title_of
from tilts.platform.design.addresses import page_of
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.my_day import Row, register_section

from .capabilities import SUPERVISE
from .queries.orders import to_begin_for


def to_begin_today(actor: Actor) -> list[Row]:
    """Orders of the unit and of one's own people whose supervision is to begin, oldest first."""
    return [
        Row(
            text=title_of(measure),
            person=measure.person_id,
            when=measure.imposed_on,
            url=page_of(measure.person_id, "supervision:of"),
            tone="warning",
        )
        for measure in to_begin_for(actor, own_people(actor))
    ]


register_section(
    "orders-to-begin",
    title=_("Orders whose supervision is to begin"),
    order=45,
    provider=to_begin_today,
    needs=SUPERVISE,
    summary=lambda rows: ngettext("%(n)s order", "%(n)s orders", len(rows)) % {"n": len(rows)},
    rare=True,
)
