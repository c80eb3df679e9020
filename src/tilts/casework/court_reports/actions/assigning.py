"""Somebody writes a report, or somebody else goes on with it."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import Actor

from ..guards import why_not_write
from ..models import Report
from .moving import go_on

SAME = Reason("same-writer", _("They write it already. Choose somebody else."))


def assign(*, by: Actor, case: Report, to: Staff) -> Report:
    """Say who writes a report that was asked for."""
    return _to(by, case, to, "assign", "")


def pass_on(*, by: Actor, case: Report, to: Staff, reason: str) -> Report:
    """Give a report to another writer, with what is written so far."""
    refuse_if([SAME] if case.author_id == to.pk else [])
    return _to(by, case, to, "pass_on", reason)


def _to(by: Actor, case: Report, to: Staff, code: str, reason: str) -> Report:
    refuse_if(why_not_write(case, to))
    return go_on(by=by, case=case, code=code, reason=reason, author_id=to.pk)
