"""What can be done about home visits."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.capabilities import declare

VISIT = declare("visits.visit", _("Plan and make home visits, and answer for a colleague's alarm"))
