"""What can be done in the proceedings room."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.capabilities import declare

RECORD = declare("proceedings.record", _("Record proceedings and sentences"))
PLACE = declare("proceedings.place", _("Place and move people in prison"))
OPEN_SEXUAL = declare("proceedings.open_sexual", _("Open the wall around sexual offences"))
