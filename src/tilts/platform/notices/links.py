"""Where notices are read."""

from django.conf import settings
from django.urls import reverse


def link() -> str:
    """The address of the page of notices, as the first host of the service serves it."""
    scheme = "https" if settings.HTTPS else "http"
    return f"{scheme}://{settings.ALLOWED_HOSTS[0]}{reverse('notices:list')}"
