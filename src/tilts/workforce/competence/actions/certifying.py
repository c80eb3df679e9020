"""Certificates: dated qualifications that rest on what was seen at work."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from tilts.engines.calendars.months import add_months
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, Refused, refuse_if
from tilts.platform.organisation.actions import cut_qualification, note_qualification
from tilts.platform.organisation.certified import competences
from tilts.platform.organisation.models import Qualification, Staff
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ..guards import why_not_certify, why_not_withdraw
from ..rules import LEAD

UNKNOWN = Reason("unknown-competence", _("Your country certifies nobody for this."))


def certify(*, by: Actor, staff: Staff, code: str, since: date, evidence: str) -> Qualification:
    """Certify somebody from a day on, for as long as the country says.

    What is seen at work wants a moderated observation of the term before it, in which no area has
    to be developed. `evidence` says on what else it rests: the course, the examination.
    """
    require(by, LEAD, staff.pk)
    known = competences(staff.agency.country, since).get(code)
    if known is None:
        raise Refused([UNKNOWN])
    refuse_if(why_not_certify(by, staff, known, since))
    until = add_months(since, known.months)
    with act("competence.certify", by=by, reason=evidence) as opened:
        made = note_qualification(by=by, staff=staff, code=code, since=since, until=until)
        opened.note(staff.pk, code=code, until=until)
    return made


def withdraw(*, by: Actor, certificate: Qualification, on: date, reason: str) -> Qualification:
    """A certificate holds no more from that day on, and the record says why."""
    require(by, LEAD, certificate.staff_id)
    refuse_if(why_not_withdraw(certificate, on, reason))
    with act("competence.withdraw", by=by, reason=reason) as opened:
        ended = cut_qualification(by=by, qualification=certificate, until=on)
        opened.note(certificate.staff_id, code=certificate.code, until=on)
    return ended
