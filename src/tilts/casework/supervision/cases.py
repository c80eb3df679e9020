"""What is to be done in supervision, and by when."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.workflow.kinds import work

REGISTER = work("supervision.register", _("Register and explain the duties"))
ASSESS = work("supervision.assess", _("Assess risks and needs"))
PLAN = work("supervision.plan", _("Agree the plan of supervision"))
REPORT = work("supervision.report", _("Report to the court"))
CHECK = work("supervision.check", _("Check the obligations set by the court"))
