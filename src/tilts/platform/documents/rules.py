"""Who may make and open documents."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.capabilities import declare

MAKE = declare("documents.make", _("Make a document about a person"))
OPEN = declare("documents.open", _("Open a person's documents"))
