"""What community service has for My day: hours to approve, contracts that lapse."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from tilts.casework.allocation.own import own_people
from tilts.platform.design.addresses import page_of
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.my_day import Row, Told, register_section

from .capabilities import PROVIDERS, RUN
from .choices import Step, Went
from .models import WorkEvent
from .presenting_hours import hours
from .providing import lapsing, providers_around
from .queries import awaiting_in_short

HOURS = "community_service:case"


def to_approve(actor: Actor) -> Sequence[Row]:
    """Days of one's own people that a provider confirmed, or that are to be judged."""
    found = [one for one in awaiting_in_short(actor, own_people(actor)) if _is_mine(one)]
    return Told(found, lambda one: _row(one, actor.country))


def _row(one: WorkEvent, country: str) -> Row:
    return Row(
        text=_said(one),
        person=one.person_id,
        when=due_date(country, "community_service_hours", _said_on(one)),
        note=one.placement.provider.name,
        url=page_of(one.service_id, HOURS),
        tone="warning" if one.went == Went.ABSENT else "neutral",
    )


def _is_mine(event: WorkEvent) -> bool:
    """A recorded day waits for the provider; an absence for the officer at once."""
    return event.step == Step.CONFIRMED or event.went == Went.ABSENT


def _said_on(event: WorkEvent) -> date:
    return timezone.localdate(event.said_at)


def _said(event: WorkEvent) -> str:
    if event.went == Went.ABSENT:
        return _("absent, to be judged")
    return _("%(hours)s to approve") % {"hours": hours(event.minutes)}


def _in_all(rows: Sequence[Row]) -> str:
    number = len(rows)
    text = ngettext("%(n)s day of work to approve", "%(n)s days of work to approve", number)
    return text % {"n": number} if number else ""


def contracts(actor: Actor) -> list[Row]:
    """Providers around one's own unit whose contract lapses soon, or has lapsed."""
    today = timezone.localdate()
    return [
        Row(
            text=provider.name,
            when=day,
            note=_("the contract lapses") if day > today else _("no contract holds"),
            url=page_of(provider.pk, "community_service:provider"),
            tone="warning" if day > today else "danger",
        )
        for provider, day in lapsing(providers_around(actor), today)
    ]


register_section(
    "community_service",
    title=lazy("Community service: hours to approve"),
    order=45,
    provider=to_approve,
    needs=RUN,
    summary=_in_all,
    rare=True,
)
register_section(
    "work_providers",
    title=lazy("Contracts of work providers"),
    order=75,
    provider=contracts,
    needs=PROVIDERS,
    rare=True,
)
