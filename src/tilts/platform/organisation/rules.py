"""What can be done to the organisation."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.capabilities import declare

ENTER = declare("web.enter", _("Sign in and see one's own pages"))
SEE = declare("organisation.see", _("See units and staff"))
RUN = declare("organisation.run", _("Run units, staff, roles and API clients"))
