"""What an agency plans and draws is held while it changes: of two at once, one waits."""

from typing import Any

from tilts.platform.organisation.models import Agency


def hold(agency: Agency) -> None:
    """Let nobody else plan or draw in this agency until the act ends."""
    rows: Any = Agency.objects.select_for_update(no_key=True)
    rows.get(pk=agency.pk)
