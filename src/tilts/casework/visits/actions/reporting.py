"""A visit is written up: who was met, what was found, what was agreed."""

from django.utils import timezone

from tilts.casework.supervision.actions import record_contact
from tilts.casework.supervision.contacts import Contact
from tilts.casework.supervision.models import ContactNote, How
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ..capabilities import VISIT
from ..choices import Met
from ..content import Report
from ..guards import NOT_BEGUN
from ..models import HomeVisit


def write_up(*, by: Actor, visit: HomeVisit, what: Report) -> HomeVisit:
    """Keep what was found. Where the person was met a contact note follows, the first time.

    The same key again changes nothing; another one changes what stands, on the record.
    """
    require(by, VISIT, visit.person_id)
    with act("visits.write_up", by=by):
        held: HomeVisit = HomeVisit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
        refuse_if([] if held.began_at else [NOT_BEGUN])
        if held.report_key == what.key:
            return held
        if what.met == Met.PERSON and held.contact_id is None:
            held.contact = _contact(by, held, what)
        held.met, held.note, held.agreed = what.met, what.note, what.agreed
        held.reported_at, held.report_key = timezone.now(), what.key
        held.save()
    return held


def _contact(by: Actor, visit: HomeVisit, what: Report) -> ContactNote:
    text = "\n\n".join(part for part in (what.note, what.agreed) if part.strip())
    at = visit.began_at or visit.planned_at
    told = Contact(happened_at=at, how=How.VISIT, text=text)
    return record_contact(by=by, person_id=visit.person_id, contact=told)
