"""Proceedings move on."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from tilts.platform.access.doors import door

from .. import verbs
from ..rules import RECORD
from .steps import of_proceeding


@door(RECORD)
def judgment(request: Any, proceeding_id: UUID) -> HttpResponse:
    """The court has found the person guilty."""
    return of_proceeding(request, proceeding_id, verbs.JUDGMENT)


@door(RECORD)
def in_force(request: Any, proceeding_id: UUID) -> HttpResponse:
    """The judgment is final."""
    return of_proceeding(request, proceeding_id, verbs.IN_FORCE)


@door(RECORD)
def moved(request: Any, proceeding_id: UUID, code: str) -> HttpResponse:
    """Any other move of proceedings that staff can make."""
    return of_proceeding(request, proceeding_id, verbs.moving(code))


@door(RECORD)
def wrong_person(request: Any, proceeding_id: UUID) -> HttpResponse:
    """Move proceedings to the person whose they are."""
    return of_proceeding(request, proceeding_id, verbs.WRONG_PERSON)
