"""Who may ask, write, read and sign, and whom a report brings into sight."""

from datetime import timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from tilts.casework.proceedings.catalogue import pack_of
from tilts.platform.access.purposes import ground
from tilts.platform.access.visibility import Rows, reaches
from tilts.platform.organisation.queries import substituted_by
from tilts.platform.parties.actors import Actor, Grant, Scope
from tilts.platform.workflow.machines import closed_states

from .capabilities import ASSIGN, HEAR_VICTIM, REQUEST, REVIEW, SIGN, WRITE
from .guards import READ_IN
from .models import Report

__all__ = ["ASSIGN", "HEAR_VICTIM", "REQUEST", "REVIEW", "SIGN", "WRITE"]


@reaches(Scope.CASELOAD)
@reaches(Scope.UNIT)  # who writes it may be of another unit than the one that was asked
def written_by(actor: Actor, grant: Grant) -> Rows:
    """Whoever writes a report sees its person, for a while after it is sent too.

    So does who stands in for them.
    """
    away = substituted_by(actor.party, timezone.localdate()).values("staff")
    rows: Rows = _going_on(actor).filter(Q(author=actor.party) | Q(author__in=away))
    return rows


@reaches(Scope.UNIT)
def asked_of_the_unit(actor: Actor, grant: Grant) -> Rows:
    """The unit that was asked for a report sees its person, for a while after it is sent too."""
    rows: Rows = _going_on(actor).filter(unit__path__under=grant.unit_path)
    return rows


@ground
def report_asked_for(actor: Actor, person: UUID) -> str:
    """Whoever writes a report, says who does, or reads it, looks because an authority asked."""
    about = Report.plain.filter(person_id=person)
    mine = about.filter(Q(author=actor.party) | _to_be_read_by(actor) | _to_be_assigned_by(actor))
    return "request" if mine.exists() else ""


def _to_be_read_by(actor: Actor) -> Q:
    return Q(state__in=READ_IN) & _under(actor, REVIEW)


def _to_be_assigned_by(actor: Actor) -> Q:
    return Q(state="requested") & _under(actor, ASSIGN)


def _under(actor: Actor, capability: str) -> Q:
    """Reports of the units in which the actor holds a capability."""
    paths = [one.unit_path for one in actor.grants if one.capability == capability]
    return reduce(or_, (Q(unit__path__under=path) for path in paths), Q(pk__in=[]))


def _going_on(actor: Actor) -> Rows:
    """Reports that are not over, or were sent a short while ago: questions come afterwards."""
    rows: Rows = Report.plain.filter(~Q(state__in=closed_states(Report.machine)) | _lately(actor))
    return rows


def _lately(actor: Actor) -> Q:
    """Sent within the days that the country of the actor sets; whoever is of none has no days."""
    if not actor.country:
        return Q(pk__in=[])
    today = timezone.localdate()
    days = pack_of(actor.country).threshold("report_answered_for_days", on=today)
    return Q(state="sent", sent_on__gte=today - timedelta(days=days))
