"""What allocation has for My day of heads: transfers that are asked, refused or on their way."""

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.platform.design.addresses import page_of
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.my_day import Row, register_section

from .capabilities import ASSIGN
from .models import Transfer
from .queries import paths_led_by
from .transfers import open_transfers


def transfers(actor: Actor) -> list[Row]:
    """Open transfers from and to the units that the actor leads, by their day."""
    led = tuple(paths_led_by(actor))
    return [
        Row(
            text=_said(case, case.to_unit.path.startswith(led)),
            person=case.person_id,
            when=case.on,
            url=page_of(case.pk, "allocation:transfer"),
            tone=_tone(case, case.unit.path.startswith(led)),
        )
        for case in open_transfers(actor)
    ]


def _said(case: Transfer, comes: bool) -> str:
    language = get_language() or "en"
    unit = case.from_unit if comes else case.to_unit
    values = {"unit": unit.name_in(language), "state": case.state_title}
    if comes:
        return _("comes from %(unit)s: %(state)s") % values
    return _("goes to %(unit)s: %(state)s") % values


def _tone(case: Transfer, ours: bool) -> str:
    """What waits for this unit stands out, what is late most."""
    if not ours:
        return "neutral"
    return "danger" if case.on < timezone.localdate() and case.state != "accepted" else "warning"


register_section(
    "transfers",
    title=lazy("Transfers between units"),
    order=30,
    provider=transfers,
    needs=ASSIGN,
    summary=lambda rows: (
        ngettext("%(n)s transfer", "%(n)s transfers", len(rows)) % {"n": len(rows)}
    ),
    rare=True,
)
