"""Beginning an assessment."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tilts.casework.people.locking import locked
from tilts.casework.people.models import Person
from tilts.engines.instruments import Instrument
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, Reasons, refuse_if
from tilts.platform.forms.actions import About, open_sheet
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import PartyKind
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import begin

from ..capabilities import ASSESS
from ..known import known_of
from ..models import Assessment
from ..queries import going_on

NOT_STAFF = Reason("not-staff", _("An assessment is begun by the member of staff who makes it."))
NO_LEVEL = Reason("no-level", _("This instrument gives no level. Choose one for assessments."))
GOING_ON = Reason("going-on", _("An assessment with this instrument is under way. Go on with it."))
DEAD = Reason("dead", _("This person has died."))


def begin_assessment(*, by: Actor, person_id: UUID, of: Instrument) -> Assessment:
    """Begin to assess a person; what the record knows of them is filled in."""
    require(by, ASSESS, person_id)
    refuse_if([] if by.kind == PartyKind.STAFF else [NOT_STAFF])
    with act("assessment.begin_assessment", by=by):
        person = locked(person_id)
        refuse_if(_why_not(person, of))
        sheet = open_sheet(by=by, of=of, about=About(person_id), known=known_of(person, of))
        assessment = Assessment(
            person=person,
            unit=person.unit,
            sheet=sheet,
            instrument=of.id,
            version=of.version,
            trial=sheet.trial,
            assessor_id=by.party,
        )
        begin(case=assessment, by=by)
    return assessment


def _why_not(person: Person, of: Instrument) -> Reasons:
    reasons = [] if of.level else [NO_LEVEL]
    reasons += [DEAD] if person.died_on else []
    return reasons + ([GOING_ON] if going_on(person, of.id) else [])
