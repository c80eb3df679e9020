"""Forms on trial: what their users say, and how reliable the forms are, before it is decided."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tilts.platform.forms.catalogue import instrument as known
from tilts.platform.forms.questions import words
from tilts.platform.organisation.queries import agency_seen_by

from .. import verbs
from ..presenting import reliability, trials
from ..rules import LEAD, SEE
from .common import entered, take


@entered(LEAD)
def reliable(request: Any) -> HttpResponse:
    """What users say of each form on trial, and how far observers agree by every form."""
    agency = agency_seen_by(request.actor, request.actor.agency)
    if agency is None:
        raise Http404
    context = {"rows": reliability(agency.pk), "trials": trials(agency)}
    return render(request, "competence/reliability.html", context)


@entered(SEE)
def tell(request: Any, instrument: str, version: str) -> HttpResponse:
    """Say what one thinks of a form that one used on trial."""
    of = known(instrument, version)
    if of is None:
        raise Http404

    def onwards(done: object) -> tuple[Any, ...]:
        messages.success(request, _("Thank you. What you said is kept for the decision."))
        return ("competence:list",)

    back = reverse("competence:list")
    return take(request, verbs.TELL, of, onwards=onwards, back=back, told=words(of.title))
