"""What can be done with instruments as such; answering them is the business of other rooms."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.capabilities import declare

SEE = declare("forms.see", _("See the instruments, and how the agency stands to them"))
DECIDE = declare("forms.decide", _("Decide which instruments are used"))
