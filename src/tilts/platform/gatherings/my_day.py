"""What gatherings have for My day: the sessions that somebody leads."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.my_day import Row, register_section

from .models import Session
from .overview import own_sessions
from .presenting import title_of
from .rules import MARK


def sessions(actor: Actor) -> list[Row]:
    """Sessions of the coming week, and those that nobody has marked yet."""
    return [_row(one) for one in own_sessions(actor)]


def _row(one: Session) -> Row:
    now, unmarked = timezone.now(), bool(getattr(one, "unmarked", False))
    place = one.place.name if one.place else _("online")
    return Row(
        text=one.series.name,
        note=f"{title_of(one)} · {place}",
        when=one.starts_at,
        url=reverse("gatherings:session", args=[one.pk]),
        more={
            "mark": unmarked and one.starts_at <= now,
            "today": timezone.localdate(one.starts_at) == timezone.localdate(now),
        },
    )


register_section(
    "gatherings",
    title=lazy("My sessions"),
    order=30,
    provider=sessions,
    template="gatherings/my_day.html",
    needs=MARK,
    rare=True,
)
