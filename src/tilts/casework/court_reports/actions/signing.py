"""A report is made from the country's template, signed, and sent."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tilts.casework.people.models.around import VICTIMS
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import refuse_if
from tilts.platform.access.scoped import behind
from tilts.platform.documents.actions import make_from_template, sign_document
from tilts.platform.documents.certificates import certificate_file
from tilts.platform.documents.kinds import Form
from tilts.platform.documents.models import Document
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import PartyKind
from tilts.platform.record.recorded import reference

from ..capabilities import SIGN, WRITE
from ..guards import FUTURE, NOT_PASSED, NOT_STAFF, why_not_hear
from ..models import Report
from ..sheet import template_of, values_of
from .moving import go_on


def sign(*, by: Actor, case: Report, language: str) -> Report:
    """Make the report as a PDF in a language and sign it: from now on it does not change.

    With a certificate in the installation the PDF is signed as PAdES; without one the record says
    who signed. Signed again after a revision, it is the next version under the same number.
    """
    require(by, SIGN, case.person_id)
    refuse_if([] if by.kind == PartyKind.STAFF else [NOT_STAFF])
    refuse_if(why_not_hear(case, by))
    with transaction.atomic():
        held = Report.objects.select_for_update(of=("self",)).get(pk=case.pk)
        refuse_if([] if held.state == "passed" else [NOT_PASSED])
        made = _made(by, case, language, Form.PDF, case.document)
        if certificate_file() is not None:
            made = sign_document(by=by, document=made.pk)
        signed: dict[str, Any] = {
            "signed_by_id": by.party,
            "signed_on": timezone.localdate(),
            "document_id": made.pk,
        }
        return go_on(by=by, case=case, code="sign", **signed)


def make_word(*, by: Actor, case: Report, language: str) -> Document:
    """Make the report as it stands now in Word, for an authority that wants to go on with it."""
    require(by, WRITE, case.person_id)
    refuse_if(why_not_hear(case, by))
    with transaction.atomic():
        return _made(by, case, language, Form.WORD, None)


def _made(by: Actor, case: Report, language: str, form: Form, before: Document | None) -> Document:
    writer: Staff | None = case.author
    with behind(VICTIMS):
        values = values_of(case, language, author=writer.name if writer else by.name)
        return make_from_template(
            by=by,
            person=case.person_id,
            country=case.country,
            template=template_of(case),
            language=language,
            values=values,
            form=form,
            replaces=before,
            behind="" if case.is_letter else reference(case),
        )


def send(*, by: Actor, case: Report, on: date, how: str) -> Report:
    """Say that the authority was sent it, on which day and how."""
    refuse_if([FUTURE] if on > timezone.localdate() else [])
    return go_on(by=by, case=case, code="dispatch", sent_on=on, sent_how=how)
