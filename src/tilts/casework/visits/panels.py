"""What home visits show of a person: a page. Visits that are planned stand there as work."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.workflow.panels import register_tab

from .capabilities import VISIT

register_tab("visits", _("Home visits"), 55, "visits:of", VISIT)
