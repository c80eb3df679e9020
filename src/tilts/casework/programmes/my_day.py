"""What programmes have for My day: who waits for long, and who has a session to catch up."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from tilts.casework.allocation.own import own_people
from tilts.casework.proceedings.catalogue import pack_of
from tilts.platform.design.addresses import page_of
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.my_day import Row, register_section

from .capabilities import DELIVER
from .delivery.progress import Dose, doses
from .delivery.queries import going_on
from .models import Participation


def concerning(actor: Actor) -> list[Row]:
    """One's own people who wait longer than the pack says, or missed a session: fixed queries."""
    today = timezone.localdate()
    found = going_on(own_people(actor))
    done = doses(case for cases in found.values() for case in cases)
    longest = pack_of(actor.country).threshold("programme_wait_days", on=today)
    return [
        Row(
            text=" · ".join(why),
            person=person,
            url=page_of(case.pk, "programmes:participation"),
            tone="warning",
        )
        for person, cases in found.items()
        for case in cases
        if (why := _why(case, done[case.pk], longest))
    ]


def _why(case: Participation, dose: Dose, longest: int) -> list[str]:
    days = case.waited(timezone.localdate())
    if case.state == "waiting" and days > longest:
        text = ngettext("waits for %(n)s day", "waits for %(n)s days", days)
        return [case.title, text % {"n": days}]
    if case.state == "on_programme" and dose.missed:
        text = ngettext("%(n)s session to catch up", "%(n)s sessions to catch up", len(dose.missed))
        return [case.title, text % {"n": len(dose.missed)}]
    return []


register_section(
    "programmes",
    title=lazy("Programmes: waiting and catching up"),
    order=70,
    provider=concerning,
    needs=DELIVER,
    summary=lambda rows: _("%(n)s to look at") % {"n": len(rows)} if rows else "",
    rare=True,
)
