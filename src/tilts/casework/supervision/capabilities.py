"""What can be done about orders that are served under supervision."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.capabilities import declare

SUPERVISE = declare("supervision.supervise", _("Carry out orders under supervision"))
