"""One's own reports that are due, on My day."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from tilts.casework.allocation.own import staff_of
from tilts.platform.design.addresses import page_of
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.my_day import Row, register_section

from .capabilities import WRITE
from .presenting import due_said, title_of
from .queries import written_by_staff


def due(actor: Actor) -> list[Row]:
    """Reports that the actor writes, or whoever they stand in for: the next due first."""
    today = timezone.localdate()
    return [
        Row(
            text=title_of(case),
            person=case.person_id,
            when=case.due_on,
            note=case.state_title,
            url=page_of(case.pk, "court_reports:one"),
            tone=due_said(case, today)[1],
        )
        for case in written_by_staff(staff_of(actor))
    ]


def _summary(rows: Sequence[Row]) -> str:
    text = ngettext("%(n)s report to write", "%(n)s reports to write", len(rows))
    return text % {"n": len(rows)}


register_section(
    "court_reports",
    title=lazy("Reports to authorities"),
    order=45,
    provider=due,
    needs=WRITE,
    summary=_summary,
    rare=True,
)
