"""What can be done in the room of community service."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.capabilities import declare

RUN = declare(
    "community_service.run", _("Carry out community service: place people and approve hours")
)
PROVIDERS = declare(
    "community_service.providers", _("Keep work providers, their contracts and their pages")
)
