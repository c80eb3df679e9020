"""An application is checked, experts are asked, and give their opinions."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.doors import door
from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.forms.models import Sheet
from tilts.platform.forms.pages import SheetPage
from tilts.platform.forms.results import progress, scored
from tilts.platform.forms.saving import filled_in

from ..capabilities import ACCREDIT, CALLED
from ..opinions import why_not_answer, why_not_give
from ..paper import total_of
from ..presenting import form_title, told
from ..queries import one_application, one_opinion, sees_inside
from ..verbs import INVITE, OPINE, RETURN
from .step import take

NOT_FOR_YOU = Reason(
    "not-for-you", _("The opinion is shown to the commission; to others once it is decided.")
)


@door(ACCREDIT)
def return_it(request: Any, application_id: UUID) -> HttpResponse:
    """Return an application as incomplete."""
    case = one_application(request.actor, application_id)
    return take(request, RETURN, case, back=("programmes:application", case.pk), case=case)


@door(ACCREDIT)
def invite(request: Any, application_id: UUID) -> HttpResponse:
    """Ask somebody for an opinion."""
    case = one_application(request.actor, application_id)
    return take(request, INVITE, case, back=("programmes:application", case.pk), case=case)


@door(CALLED)
def opinion(request: Any, opinion_id: UUID) -> HttpResponse:
    """An opinion as it was given; for its expert the page where it is given."""
    row = one_opinion(request.actor, opinion_id)
    case = row.accreditation
    refuse_if([] if sees_inside(request.actor, case) else [NOT_FOR_YOU])
    context: dict[str, Any] = {
        "case": case,
        "opinion": row,
        "form_name": form_title(row),
        "answers": told(row),
        "total": total_of(row),
    }
    if why_not_answer(row, request.actor):
        return render(request, "programmes/opinion.html", context)
    context["left"] = why_not_give(row)
    back = ("programmes:application", case.pk)
    return take(request, OPINE, row, back=back, template="programmes/opinion.html", **context)


@door(CALLED)
def resume(request: Any, opinion_id: UUID) -> HttpResponse:
    """Go on where questions are open."""
    row = one_opinion(request.actor, opinion_id)
    sections = progress(row.sheet)
    first = next((one.section.id for one in sections if one.left), sections[0].section.id)
    return redirect("programmes:section", row.pk, first)


@door(CALLED)
def section(request: Any, opinion_id: UUID, name: str) -> HttpResponse:
    """One section of the evaluation form; answers are saved as they are given."""
    row = one_opinion(request.actor, opinion_id)
    refuse_if(why_not_answer(row, request.actor))
    page = SheetPage(
        sheet=row.sheet,
        here=name,
        url=lambda one: reverse("programmes:section", args=[row.pk, one]),
        end=reverse("programmes:opinion", args=[row.pk]),
        side=side,
    )
    context = {"opinion": row, "case": row.accreditation, "form_name": form_title(row)}
    return filled_in(request, page, "programmes/section.html", context)


def side(sheet: Sheet) -> str:
    """The column beside the questions: the sum so far."""
    result = scored(sheet).results["total"]
    left = sum(len(one.left) for one in progress(sheet))
    return render_to_string("programmes/so_far.html", {"result": result, "left": left})
