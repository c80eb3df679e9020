"""Pages on which a head of unit sees what weighs on somebody, and says how much they can carry."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tilts.casework.people.queries import named
from tilts.platform.access.doors import door
from tilts.platform.access.reasons import Refused
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from ..actions import end_reduction, reduce_availability
from ..files import as_csv
from ..forms import EndReductionForm, ReductionForm
from ..presenting import bar, item_rows, load_rows, reduction_rows, sums
from ..queries import one_reduction, reductions_of
from ..rules import ASSIGN
from ..weights import Weights
from ..workload import Load, led_by, one_led_by


@door(ASSIGN)
def load(request: Any, staff_id: UUID) -> HttpResponse:
    """What weighs on an officer, with the people behind each number; the look is written."""
    shown, today = one_led_by(request.actor, staff_id), timezone.localdate()
    people = named({one.person for one in shown.items})
    if people:
        shown_people = sorted(people)
        consult(request.actor, shown_people, way=Way.PAGE, purpose="caseload", about="allocation")
    weights = Weights(request.actor.country, today)
    (row,) = load_rows([shown])
    context = {
        **row,
        "bar": bar(shown.percent),
        "items": item_rows(shown.items, people, weights),
        "sums": sums(shown.items, weights),
        "reductions": reduction_rows(reductions_of(staff_id), weights, today),
        "unconfirmed": weights.unconfirmed,
    }
    return render(request, "allocation/load.html", context)


@door(ASSIGN)
def download(request: Any) -> HttpResponse:
    """The workload of one's units as a file; it names officers, and nobody else."""
    answer = HttpResponse(as_csv(led_by(request.actor)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="workload.csv"'
    return answer


@door(ASSIGN)
def reduce(request: Any, staff_id: UUID) -> HttpResponse:
    """Somebody has less time for people."""
    shown = one_led_by(request.actor, staff_id)
    weights = Weights(request.actor.country, timezone.localdate())
    form = ReductionForm(request.POST or None, weights=weights)

    def save() -> None:
        reduce_availability(by=request.actor, staff=shown.staff, **form.reduction())

    return _form_page(request, shown, form, save, _("Less time for people"))


@door(ASSIGN)
def end(request: Any, staff_id: UUID, reduction_id: UUID) -> HttpResponse:
    """A reduction ends earlier, or lasts longer."""
    shown, held = one_led_by(request.actor, staff_id), one_reduction(staff_id, reduction_id)
    if held is None:
        raise Http404
    form = EndReductionForm(request.POST or None, initial={"until": held.until})

    def save() -> None:
        end_reduction(by=request.actor, reduction=held, **form.cleaned_data)

    return _form_page(request, shown, form, save, _("Until when it takes time"))


def _form_page(request: Any, shown: Load, form: Any, save: Any, title: str) -> HttpResponse:
    """A page with one form about an officer; what is refused is shown in it."""
    if form.is_valid():
        try:
            save()
            messages.success(request, _("It counts from the day you said."))
            return redirect("allocation:load", shown.staff.pk)
        except Refused as refused:
            form.add_error(None, [str(reason.text) for reason in refused.reasons])
    context = {"load": shown, "form": form, "title": title}
    return render(request, "allocation/form.html", context, status=422 if form.errors else 200)
