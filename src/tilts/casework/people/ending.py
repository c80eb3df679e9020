"""When something known of a person can end."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, Reasons


def why_not_end(fact: Any, until: date) -> Reasons:
    """Reasons why a fact cannot end that day; empty when it can."""
    if until >= fact.since:
        return []
    return [Reason("ends-before", _("It cannot end before it began. Give a later day."))]
