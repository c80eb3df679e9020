"""What this room shows of a person: a page. Its work stands in what happens next by itself."""

from django.utils.translation import gettext_lazy as _

from tilts.casework.people.rules import SEE
from tilts.platform.workflow.panels import register_tab

register_tab("plan", _("Plan"), 30, "plans:of", SEE)
