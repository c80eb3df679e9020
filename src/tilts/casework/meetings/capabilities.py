"""What can be done in the room of meetings."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.capabilities import declare

HOLD = declare("meetings.hold", _("Call an inter-agency meeting and follow up its decisions"))
