"""What can be done in assessment."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.capabilities import declare

SEE = declare("assessment.see", _("See assessments and their results"))
ASSESS = declare("assessment.assess", _("Assess risks and needs"))
REVIEW = declare("assessment.review", _("Decide on another level, and review assessments"))
