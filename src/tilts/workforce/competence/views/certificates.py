"""Certificates of staff: who holds which, and until when."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tilts.platform.design.paging import keyset_page
from tilts.platform.organisation.certified import competences, in_words
from tilts.platform.organisation.models import Qualification
from tilts.platform.organisation.queries import agency_seen_by

from .. import verbs
from ..queries import SOON, certificates, one_certificate
from ..rules import LEAD, SEE
from .common import entered, take


@entered(SEE)
def listed(request: Any) -> HttpResponse:
    """Every certificate within sight, those that ended or end first on top."""
    today = timezone.localdate()
    known = competences(request.actor.country, today)
    order = ["until", "staff__sort_key", "pk"]
    rows = certificates(request.actor).filter(code__in=known)
    page = keyset_page(rows.exclude(until=None), order, request.GET.get("page"))
    context = {
        "page": page,
        "rows": [
            {"row": row, "name": in_words(known[row.code].names), "standing": _standing(row, today)}
            for row in page.items
        ],
        "known": [
            {"name": in_words(one.names), "course": in_words(one.course), "months": one.months}
            for one in known.values()
        ],
        "may_lead": LEAD in request.actor.capabilities,
    }
    return render(request, "competence/certificates.html", context)


def _standing(row: Qualification, today: date) -> tuple[str, str]:
    """How a certificate stands today, in a word and its tone."""
    until = row.until or date.max
    if until <= today:
        return _("ended"), "danger"
    if row.since > today:
        return _("not begun"), "info"
    return (_("ends soon"), "warning") if until <= today + SOON else (_("holds"), "success")


@entered(LEAD)
def certify(request: Any) -> HttpResponse:
    """Certify somebody of one's own agency."""
    agency = agency_seen_by(request.actor, request.actor.agency)
    if agency is None:
        raise Http404
    onwards = ("competence:certificates",)
    verb, back = verbs.certify_as(request.actor), reverse("competence:certificates")
    return take(request, verb, agency, onwards=lambda made: onwards, back=back)


@entered(LEAD)
def withdraw(request: Any, qualification_id: int) -> HttpResponse:
    """Withdraw a certificate."""
    certificate = one_certificate(request.actor, qualification_id)
    onwards, back = ("competence:certificates",), reverse("competence:certificates")
    told = f"{certificate.staff.name}: {certificate.code}"
    return take(
        request, verbs.WITHDRAW, certificate, onwards=lambda done: onwards, back=back, told=told
    )
