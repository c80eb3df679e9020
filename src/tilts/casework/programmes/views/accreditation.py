"""Applications: the list, one of them, and what the applicant does."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tilts.platform.access.doors import door
from tilts.platform.design.paging import capped_count, keyset_page
from tilts.platform.documents.queries import open_paper, papers_about
from tilts.platform.documents.views import as_file
from tilts.platform.workflow.ways import status_lines, ways

from ..capabilities import ACCREDIT, APPLY, SEE
from ..choices import HANDED_IN
from ..models import Accreditation
from ..presenting import RARE, TONES, part_rows
from ..queries import (
    applications,
    meetings_on,
    one_application,
    opinions_on,
    parts_of,
    sees_inside,
)
from ..verbs import HAND_IN, applying, moving
from .step import take


@door(SEE)
def listed(request: Any) -> HttpResponse:
    """Every application of the country, the newest first."""
    rows = applications(request.actor)
    page = keyset_page(rows, ["-pk"], request.GET.get("cursor"))
    shown = [{"case": case, "tone": TONES.get(case.state, "neutral")} for case in page.items]
    context = {"page": page, "rows": shown, "total": capped_count(rows)}
    return render(request, "programmes/applications.html", context)


@door(SEE)
def application(request: Any, application_id: UUID) -> HttpResponse:
    """One application: its documents, what experts and commission say, what can happen next."""
    case = one_application(request.actor, application_id)
    found, actor = ways(case, request.actor, "programmes:move"), request.actor
    inside = sees_inside(actor, case)
    context = {
        "case": case,
        "tone": TONES.get(case.state, "neutral"),
        "parts": part_rows(parts_of(case)),
        "may_hand_in": actor.party == case.applicant_id and case.state in HANDED_IN,
        "leads": ACCREDIT in actor.capabilities,
        "opinions": opinions_on(case) if inside else [],
        "meetings": meetings_on(case) if inside else [],
        "papers": _papers(case) if inside else [],
        "ways": [way for way in found if way.code not in RARE],
        "rare": [way for way in found if way.code in RARE],
        "history": status_lines(case, _("begun")),
    }
    return render(request, "programmes/application.html", context)


@door(APPLY)
def apply(request: Any) -> HttpResponse:
    """Begin an application."""
    return take(
        request,
        applying(request.GET.get("programme", "")),
        request.actor,
        back=("programmes:applications",),
        onwards=lambda case: ("programmes:application", case.pk),
    )


@door(APPLY)
def hand_in(request: Any, application_id: UUID) -> HttpResponse:
    """Hand in a document of one's application."""
    case = one_application(request.actor, application_id)
    done = _("The document is handed in.")
    return take(request, HAND_IN, case, back=_page(case), done=done, case=case)


@door(SEE)
def moved(request: Any, application_id: UUID, code: str) -> HttpResponse:
    """A move that wants no more than perhaps a reason."""
    case = one_application(request.actor, application_id)
    return take(request, moving(code), case, back=_page(case), case=case)


@door(SEE)
def paper(request: Any, application_id: UUID, paper_id: UUID) -> HttpResponse:
    """A document of an application: what was handed in, or what the commission wrote."""
    case = one_application(request.actor, application_id)
    row, content = open_paper(paper_id, case.case_ref())
    return as_file(row, content)


def _papers(case: Accreditation) -> list[Any]:
    """What the commission wrote, the newest first."""
    return list(papers_about([case.case_ref()]).exclude(template=""))


def _page(case: Accreditation) -> tuple[Any, ...]:
    return ("programmes:application", case.pk)
