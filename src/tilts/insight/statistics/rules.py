"""Who may count whom: a reach over people, as for every capability, without seeing any of them."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.capabilities import declare

SEE = declare("statistics.see", _("See statistics of their people, small numbers hidden"))
