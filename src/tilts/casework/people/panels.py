"""What the people room shows of somebody."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.rules import BAR
from tilts.platform.workflow.panels import register_panel, register_tab

from .models.around import HEALTH, VICTIMS
from .owning import origins
from .rules import OPEN_HEALTH, OPEN_VICTIMS, SEE

register_tab("path", _("Path"), 10, "web:person", SEE)
register_tab(HEALTH, _("Protected: health"), 70, "people:health", OPEN_HEALTH)
register_tab(VICTIMS, _("Protected: victims"), 72, "people:victims", OPEN_VICTIMS)
register_tab("documents", _("Documents"), 58, "web:documents", "documents.open")
register_tab("identity", _("Identity"), 90, "people:identity", SEE)
register_tab("bars", _("Barred staff"), 93, "people:bars", BAR)
register_tab("history", _("History"), 95, "web:history", SEE)
register_tab("looked", _("Who looked"), 99, "web:looked", SEE)
register_panel("origins", _("From other systems"), 90, origins, "people/origins.html")
