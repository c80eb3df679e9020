"""What nobody tries to send any more is work for the agency's administrators."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.my_day import Row, register_section

from .queries import given_up_of
from .rules import SEE_MAILS


def given_up(actor: Actor) -> list[Row]:
    """One row for all, and none for nothing."""
    count = given_up_of(actor).count()
    if not count:
        return []
    text = ngettext(
        "%(n)s message to staff was given up: see why, and try again",
        "%(n)s messages to staff were given up: see why, and try again",
        count,
    )
    return [Row(text=text % {"n": count}, url=reverse("notices:mails"), tone="danger")]


register_section(
    "notices.unsent",
    title=_("Messages not sent"),
    order=90,
    provider=given_up,
    needs=SEE_MAILS,
    rare=True,
)
