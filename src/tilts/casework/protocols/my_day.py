"""What protocols have for My day: what is open now among the people for whom one may act."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext, pgettext

from tilts.platform.access.scoped import seen_by
from tilts.platform.design.addresses import page_of
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.my_day import Row, register_section

from .capabilities import ACT
from .queries import open_now

SHOWN = 20


def going_on(actor: Actor) -> list[Row]:
    """Open occurrences, the oldest first, red where a step is overdue: fixed queries."""
    with seen_by(actor, ACT):
        return [_row(case) for case in open_now(timezone.now())[:SHOWN]]


def _row(case: Any) -> Row:
    late: int = case.late
    overdue = ngettext("%(n)s step overdue", "%(n)s steps overdue", late) % {"n": late}
    text = overdue if late else pgettext("an occurrence", "under way")
    return Row(
        text=f"{case.title} · {text}",
        person=case.person_id,
        when=timezone.localdate(case.opened_at),
        url=page_of(case.pk, "protocols:one"),
        tone="danger" if late else "warning",
    )


register_section(
    "moment",
    title=lazy("In the moment"),
    order=5,
    provider=going_on,
    needs=ACT,
    rare=True,
)
