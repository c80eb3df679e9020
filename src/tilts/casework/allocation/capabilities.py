"""What can be done about who is whose officer."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.capabilities import declare

ASSIGN = declare("allocation.assign", _("Allocate people to officers"))
TRANSFER = declare("allocation.transfer", _("Ask another unit to take somebody"))
