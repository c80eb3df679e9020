"""What is to be done in supervision, and by when."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.workflow.kinds import work

# The first meeting is the registration: Latvian Regulation 107/2015 explains the duties there.
REGISTER = work(
    "supervision.register",
    _("Register and explain the duties"),
    deadline="probation_registration",
)
REPORT = work("supervision.report", _("Report to the court"))
CHECK = work("supervision.check", _("Check the obligations set by the court"))
