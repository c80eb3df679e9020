"""What the people room shows of somebody."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.workflow.panels import register_tab

from .rules import SEE

register_tab("path", _("Path"), 10, "web:person", SEE)
register_tab("documents", _("Documents"), 80, "web:documents", "documents.open")
register_tab("identity", _("Identity"), 90, "people:identity", SEE)
register_tab("history", _("History"), 95, "web:history", SEE)
register_tab("looked", _("Who looked"), 99, "web:looked", SEE)
