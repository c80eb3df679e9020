"""What can be done with notices."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.capabilities import declare

OWN = declare("notices.own", _("Read one's own notices"))
SEE_MAILS = declare("notices.see_mails", _("See messages that could not be sent, and try again"))
