"""What can be done in the room of plans."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.capabilities import declare

WRITE = declare("plans.write", _("Write a plan with a person and note what came of it"))
COUNTERSIGN = declare("plans.countersign", _("Countersign a plan that somebody else wrote"))
