"""The pages that count, beside each other."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

PAGES = (("statistics:assessments", _("Assessments")), ("adoption:list", _("Tools in use")))


def pages(here: str) -> list[dict[str, Any]]:
    """A tab for each; `here` is the one that is shown."""
    return [
        {"label": label, "url": reverse(view), "current": view == here} for view, label in PAGES
    ]
