"""What can be done with work."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.capabilities import declare

SEE_MACHINES = declare("workflow.see_machines", _("See the case machines"))
OWN_ITEMS = declare("workflow.own_items", _("See and do one's own work"))
REASSIGN = declare("workflow.reassign", _("Hand work over to others"))
