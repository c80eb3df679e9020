"""What browsers left here about somebody goes when that person is erased."""

from typing import Any
from uuid import UUID

from django.contrib.sessions.models import Session
from django.dispatch import receiver

from tilts.platform.erasure.signals import rows_deleted

from .models import Draft


@receiver(rows_deleted, dispatch_uid="web.erasure")
def forget(subject: UUID, **kwargs: Any) -> None:
    """Drop drafts typed on the person's pages, and sessions that hold why somebody looked.

    Whoever looked in the last quarter of an hour signs in anew.
    """
    Draft.objects.filter(path__contains=str(subject)).delete()
    Session.objects.filter(pk__in=_sessions_about(str(subject))).delete()


def _sessions_about(subject: str) -> list[str]:
    sessions = Session.objects.iterator()
    return [row.pk for row in sessions if subject in row.get_decoded().get("purposes", {})]
