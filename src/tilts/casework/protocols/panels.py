"""What is shown in the moment: a press in every header, and a page. Its work stands by itself."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tilts.platform.design.addresses import page_of
from tilts.platform.organisation.certified import in_words
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.panels import Urgent, register_tab, register_urgent

from .capabilities import ACT
from .catalogue import protocols_for


def in_the_header(actor: Actor, person: UUID) -> Urgent | None:
    """The protocols of the actor's service, for who may open one."""
    if ACT not in actor.capabilities:
        return None
    choices = [(one.code, in_words(one.names)) for one in protocols_for(actor)]
    return Urgent(page_of(person, "protocols:begin"), "protocol", choices)


register_urgent(in_the_header)
register_tab("moment", _("In the moment"), 60, "protocols:of", ACT)
