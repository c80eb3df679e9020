"""What assessment shows of a person."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.workflow.panels import register_tab

from .capabilities import SEE

register_tab("assessments", _("Assessments"), 25, "assessment:list", SEE)
