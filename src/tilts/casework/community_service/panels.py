"""What community service shows of a person: a page of their own."""

from django.utils.translation import gettext_lazy as _

from tilts.casework.people.rules import SEE
from tilts.platform.workflow.panels import register_tab

register_tab("community_service", _("Community service"), 37, "community_service:of", SEE)
