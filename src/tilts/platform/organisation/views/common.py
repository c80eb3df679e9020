"""What the pages of the organisation share: one form a page, and nothing found without sight."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from tilts.platform.access.reasons import Refused, Text

from ..forms import ActionForm

Thing = TypeVar("Thing")


def found(thing: Thing | None) -> Thing:
    """The thing itself; Http404 for None."""
    if thing is None:
        raise Http404
    return thing


def done(form: ActionForm, action: Callable[[dict[str, Any]], object]) -> bool:
    """Do it with what a valid form says; what is refused is shown in the form."""
    if not (form.is_bound and form.is_valid()):
        return False
    try:
        action(form.cleaned_data)
    except Refused as refused:
        form.refuse(refused.reasons)
        return False
    return True


def form_page(request: Any, form: ActionForm, title: Text, save: Text, back: str) -> HttpResponse:
    """A page with one form; 422 when it was sent and could not be saved."""
    context = {"form": form, "title": title, "save": save, "back": back}
    return render(request, "organisation/form.html", context, status=422 if form.is_bound else 200)


def onwards(request: Any, text: Text, *to: Any) -> HttpResponse:
    """To another page, which says what was done."""
    messages.success(request, str(text))
    return redirect(*to)
