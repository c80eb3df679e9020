"""What can be done in the room of court reports."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.capabilities import declare

REQUEST = declare("court_reports.request", _("Register a request for a report to an authority"))
ASSIGN = declare("court_reports.assign", _("Say who writes a report"))
WRITE = declare("court_reports.write", _("Write reports to courts, prosecutors and prisons"))
HEAR_VICTIM = declare("court_reports.hear_victim", _("Invite and hear the victim for a report"))
REVIEW = declare("court_reports.review", _("Read reports of others before they are signed"))
SIGN = declare("court_reports.sign", _("Sign and send reports"))
