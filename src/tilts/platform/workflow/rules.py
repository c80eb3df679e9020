"""What can be done about cases and work."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.capabilities import declare

SEE_MACHINES = declare("workflow.see_machines", _("See how cases of each kind move"))
OWN_ITEMS = declare("workflow.own_items", _("See and close one's own work"))
TAKE_ITEMS = declare("workflow.take_items", _("Take work from the unit's queue"))
REASSIGN = declare("workflow.reassign", _("Hand over work to somebody else"))
REOPEN = declare("workflow.reopen", _("Reopen a closed case"))
MARK_ERROR = declare(
    "workflow.mark_error", _("Mark a case as entered in error or on the wrong person")
)
SEE_JOBS = declare("workflow.see_jobs", _("See what the worker does and what failed"))
