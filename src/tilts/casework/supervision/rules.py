"""What can be done in supervision."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.capabilities import declare

RECORD = declare("supervision.record", _("Record a contact"))
