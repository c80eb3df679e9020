"""An application is begun, its documents are handed in, and it moves on."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.documents.actions import take_in
from tilts.platform.documents.models import Kind
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import begin, move

from ..capabilities import APPLY
from ..catalogue import programme_on
from ..choices import HANDED_IN, PartKind
from ..guards import NOT_YOURS
from ..models import Accreditation, Part

UNKNOWN = Reason(
    "unknown-programme",
    _("The country's catalogue has no such programme. Describe it there first."),
)
UNDER_WAY = Reason(
    "under-way", _("An application or a licence of this programme is under way. Go on with it.")
)
HANDED_IN_ALREADY = Reason(
    "handed-in", _("The application is handed in. Documents are changed when it is returned.")
)
OWN_STEP = Reason("own-step", _("This step has a page of its own, where it is filled in."))
OVER = ("refused", "expired", "revoked", "withdrawn", "entered_in_error")


def apply(*, by: Actor, unit: Unit, programme: str, on_behalf_of: str = "") -> Accreditation:
    """Begin an application for a programme of the country's catalogue, from a unit."""
    require(by, APPLY)
    country = unit.agency.country
    refuse_if([] if programme_on(country, programme, timezone.localdate()) else [UNKNOWN])
    applicant = Staff.objects.get(pk=by.party)
    others = Accreditation.objects.filter(unit__agency__country=country, programme=programme)
    refuse_if([UNDER_WAY] if others.exclude(state__in=OVER).exists() else [])
    case = Accreditation(
        unit=unit, programme=programme, applicant=applicant, on_behalf_of=on_behalf_of
    )
    begin(case=case, by=by)
    return case


def hand_in(*, by: Actor, case: Accreditation, kind: str, title: str, content: bytes) -> Part:
    """Hand in a document of an application, a PDF; it takes the place of an earlier one."""
    require(by, APPLY)
    refuse_if([] if by.party == case.applicant_id else [NOT_YOURS])
    refuse_if([] if case.state in HANDED_IN else [HANDED_IN_ALREADY])
    with act("programmes.hand_in", by=by):
        document = take_in(
            by=by, thing=case.case_ref(), kind=Kind.PROGRAMME_PART, title=title, content=content
        )
        part = Part(accreditation=case, kind=PartKind(kind), document=document)
        part.handed_in_by_id = by.party
        part.save(force_insert=True)
    return part


def advance(*, by: Actor, case: Accreditation, code: str, reason: str = "") -> Accreditation:
    """A move that wants no more than perhaps a reason: hand in, accept, suspend, lift, revoke."""
    declared = case.machine.moves.get(code)
    refuse_if([OWN_STEP] if declared is None or declared.form or declared.is_system else [])
    told: dict[str, Any] = {}
    if code == "submit":
        told = {"submitted_on": timezone.localdate(), "lacking": ""}
    with act(f"programmes.{code}", by=by, reason=reason):
        move(case=case, code=code, by=by, reason=reason, **told)
    return case
