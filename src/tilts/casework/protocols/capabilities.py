"""What can be done in the moment."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.capabilities import declare

ACT = declare("protocols.act", _("Open an action protocol and take its steps"))
OPEN_CHILDREN = declare("protocols.open_children", _("Read what was noted of a child at risk"))
