"""What reports show of a person: a page of their own; what is due stands among the next work."""

from django.utils.translation import gettext_lazy as _

from tilts.casework.people.rules import SEE
from tilts.platform.workflow.panels import register_tab

register_tab("reports", _("Reports"), 45, "court_reports:of", SEE)
