"""Who may make and open documents."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.capabilities import declare

PRINT = declare("people.print", _("Print a person's data sheet"))
