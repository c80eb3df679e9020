"""What can be done about competence, and which members of staff a role reaches for it.

The grants of other rooms reach nobody through these rules: whoever may see people under sentence
does not by that see how colleagues work.
"""

from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.capabilities import declare
from tilts.platform.access.visibility import Rows, reaches
from tilts.platform.organisation.models import RoleAssignment, Staff
from tilts.platform.parties.actors import Actor, Grant, Scope
from tilts.platform.workflow.rules import MARK_ERROR, REOPEN

from .models import Rating

SEE = declare("competence.see", _("See observations of staff, one's own among them"))
LEAD = declare("competence.lead", _("Plan and moderate observations, and decide what is developed"))

IN_UNIT = (SEE, LEAD, REOPEN, MARK_ERROR)


@reaches(Scope.UNIT, only=IN_UNIT)
def staff_there(actor: Actor, grant: Grant) -> Rows:
    """Those who hold a role in the unit or below it today; of a whole agency all its staff."""
    if grant.unit_path == f"{actor.agency}.":
        return _reach(Staff.objects.filter(agency=actor.agency), "party_id")
    held = RoleAssignment.objects.on(timezone.localdate())
    return _reach(held.filter(unit__path__under=grant.unit_path), "staff_id")


@reaches(Scope.UNIT, only=[SEE])
@reaches(Scope.CASELOAD, only=[SEE])
def oneself(actor: Actor, grant: Grant) -> Rows:
    """Everybody sees what is said of themself."""
    return _reach(Staff.objects.filter(pk=actor.party), "party_id")


@reaches(Scope.UNIT, only=[SEE])
@reaches(Scope.CASELOAD, only=[SEE])
def observed(actor: Actor, grant: Grant) -> Rows:
    """An observer sees whom they observe."""
    rows: Rows = Rating.plain.filter(rater=actor.party)
    return rows


def _reach(rows: Any, party: str) -> Rows:
    named: Rows = rows.annotate(person_id=F(party))
    return named
