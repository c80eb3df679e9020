"""A colleague reads a report: it can be signed, or goes back with remarks."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tilts.casework.people.models.around import VICTIMS
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, Reasons, refuse_if
from tilts.platform.access.scoped import behind
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import PartyKind
from tilts.platform.record.acts import act

from ..capabilities import REVIEW
from ..guards import NOT_STAFF, OWN_REPORT
from ..models import Paragraph, Reading, Report, WalledParagraph
from .moving import go_on

NO_REMARK = Reason("no-remark", _("Say what is to be changed, so that the writer can."))
NOT_ALL = Reason("check-fails", _("Something of the list does not hold. Return it with remarks."))
WALLED = Reason(
    "remark-on-walled",
    _("Remarks are not protected. Tell the writer yourself what to change about the victim."),
)
NOT_THERE = Reason("not-there-to-read", _("It is not there to be read. Look where it stands."))


@dataclass(frozen=True, kw_only=True)
class Remarks:
    """What a reader finds: which checks hold, remarks by section, and whether it passes."""

    passed: bool
    checks: Mapping[str, bool] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)
    said: str = ""


def review(*, by: Actor, case: Report, what: Remarks) -> Reading:
    """Say what one finds in a colleague's report. Each round is kept."""
    require(by, REVIEW, case.person_id)
    refuse_if(_why_not(by, case, what))
    remarks = {code: text.strip() for code, text in what.remarks.items() if text.strip()}
    refuse_if([NO_REMARK] if not (what.passed or remarks or what.said.strip()) else [])
    reading = Reading(
        person_id=case.person_id,
        of_report=case,
        reader_id=by.party,
        checks=dict(what.checks),
        remarks=remarks,
        said=what.said,
        passed=what.passed,
    )
    with transaction.atomic():
        held = Report.objects.select_for_update(of=("self",)).get(pk=case.pk)
        refuse_if([] if held.state == "quality_review" else [NOT_THERE])
        reading.round = case.readings.count() + 1
        with act("court_reports.review", by=by), behind(VICTIMS):
            reading.save(force_insert=True)
            for model in (Paragraph, WalledParagraph):
                _read(model, case)
        go_on(by=by, case=case, code="let_pass" if what.passed else "return_it")
    return reading


def _why_not(by: Actor, case: Report, what: Remarks) -> Reasons:
    if by.kind != PartyKind.STAFF:
        return [NOT_STAFF]
    if case.author_id == by.party:
        return [OWN_REPORT]
    if case.state != "quality_review":
        return [NOT_THERE]
    walled = {one.code for one in case.form.sections if one.walled}
    if any(text.strip() for code, text in what.remarks.items() if code in walled):
        return [WALLED]
    missing = what.passed and not case.is_letter and not _all_hold(case, what)
    return [NOT_ALL] if missing else []


def _all_hold(case: Report, what: Remarks) -> bool:
    return all(what.checks.get(one.code) for one in case.form.checks)


def _read(model: type[Paragraph | WalledParagraph], case: Report) -> None:
    """Every paragraph was read as it stands now; what was taken out before is gone for good."""
    for row in model.objects.filter(of_report=case).order_by("pk"):
        if not row.text:
            row.delete()
        elif row.read != row.text:
            row.read = row.text
            row.save()
