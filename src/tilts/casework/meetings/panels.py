"""What meetings show of a person: a page. What is to be done about them stands there as work."""

from django.utils.translation import gettext_lazy as _

from tilts.casework.people.rules import SEE
from tilts.platform.workflow.panels import register_tab

register_tab("meetings", _("Meetings"), 37, "meetings:of", SEE)
