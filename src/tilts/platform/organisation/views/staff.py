"""Staff: the list, one member, and appointing somebody."""

from typing import Any
from uuid import UUID

from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from tilts.platform.access.doors import door
from tilts.platform.design.paging import capped_count, keyset_page

from ..actions import (
    NewStaff,
    appoint,
    correct_staff,
    open_account,
    reopen_account,
    shut_account,
)
from ..forms import StaffForm
from ..models import Staff
from ..queries import (
    absences_of,
    account_of,
    agency_seen_by,
    qualifications_of,
    roles_of,
    staff_found,
    staff_seen_by,
    with_roles,
)
from ..rules import RUN, SEE
from .common import done, form_page, found, onwards

ACCOUNT_CHANGES = {"shut": shut_account, "reopen": reopen_account}


@door(SEE)
def staff_list(request: Any) -> HttpResponse:
    """Everybody who works here, by name; `?q=` finds by name or e-mail."""
    words = request.GET.get("q", "")
    rows = staff_found(request.actor, words)
    shown = with_roles(rows, timezone.localdate())
    page = keyset_page(shown, ("sort_key", "pk"), request.GET.get("page"))
    context = {"page": page, "total": capped_count(rows), "words": words}
    return render(request, "organisation/staff_list.html", context)


@door(SEE)
def staff(request: Any, staff_id: UUID) -> HttpResponse:
    """One member of staff: roles, leave, qualifications, account."""
    shown = found(staff_seen_by(request.actor, staff_id))
    context = {
        "staff": shown,
        "runs": _runs(request, shown),
        "own": request.actor.party == shown.pk,
        "today": timezone.localdate(),
        "assignments": roles_of(shown),
        "absences": absences_of(shown),
        "qualifications": qualifications_of(shown),
        "entry": account_of(shown),  # `account` is the reader's own, in the shell
    }
    return render(request, "organisation/staff.html", context)


def _runs(request: Any, shown: Staff) -> bool:
    """True when the reader may change what the page shows."""
    return RUN in request.actor.capabilities and request.actor.agency == shown.agency_id


@door(RUN)
def appoint_one(request: Any) -> HttpResponse:
    """Take somebody into the staff of one's own agency."""
    agency = found(agency_seen_by(request.actor, request.actor.agency))
    form = StaffForm(request.POST or None)
    new: list[Staff] = []

    def save(given: dict[str, Any]) -> None:
        new.append(appoint(by=request.actor, agency=agency, who=NewStaff(**given)))

    if done(form, save):
        text = _("They work here now. Give them a role, and open an account.")
        return onwards(request, text, "organisation:staff", new[0].pk)
    back = reverse("organisation:staff_list")
    return form_page(request, form, _("Appoint somebody"), _("Appoint"), back)


@door(RUN)
def correct(request: Any, staff_id: UUID) -> HttpResponse:
    """Correct what is known of a member of staff."""
    shown = found(staff_seen_by(request.actor, staff_id))
    form = StaffForm(request.POST or None, initial=model_to_dict(shown))

    def save(given: dict[str, Any]) -> None:
        correct_staff(by=request.actor, staff=shown, who=NewStaff(**given))

    if done(form, save):
        return onwards(request, _("The data are corrected."), "organisation:staff", staff_id)
    back = reverse("organisation:staff", args=[staff_id])
    return form_page(request, form, _("Correct the data"), _("Save"), back)


@door(RUN)
@require_POST
def account(request: Any, staff_id: UUID) -> HttpResponse:
    """Open, shut or reopen somebody's account, as the button says: sent twice, it is done once."""
    shown, wanted = found(staff_seen_by(request.actor, staff_id)), request.POST.get("account", "")
    if wanted == "open":
        open_account(by=request.actor, staff=shown)
    else:
        change = found(ACCOUNT_CHANGES.get(wanted))
        change(by=request.actor, account=found(account_of(shown)))
    return onwards(request, _("The account is changed."), "organisation:staff", staff_id)
