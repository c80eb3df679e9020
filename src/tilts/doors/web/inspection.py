"""The inspector's search of the record: by person, member of staff, case and period."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from tilts.casework.people.models import Person
from tilts.casework.people.queries import by_file_number, named
from tilts.platform.access.doors import door
from tilts.platform.access.rules import INSPECT
from tilts.platform.access.visibility import visible_to
from tilts.platform.design.forms import TiltsForm
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.queries import agencies_seen_by, staff_found
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import SERVICE_ID
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Payload, Shown, Way

from .looks import Lines, change_lines, look_lines


class PersonByNumber(forms.CharField):
    """A visible person by their file number; None when the field is left empty."""

    def clean(self, value: Any) -> Person | None:
        """The person with that number."""
        number = super().clean(value)
        person = by_file_number(number) if number else None
        if number and person is None:
            raise forms.ValidationError(_("Nobody has this file number."))
        return person


class InspectionForm(TiltsForm):
    """What to look for in the record. All that is given must hold."""

    what = forms.ChoiceField(
        label=_("What"), choices=[("looks", _("who looked")), ("changes", _("who changed what"))]
    )
    file_number = PersonByNumber(label=_("Person, by file number"), required=False)
    email = forms.EmailField(label=_("Member of staff, by e-mail"), required=False)
    case = forms.CharField(label=_("Case, by its reference"), required=False)
    since = forms.DateField(label=_("From"), required=False)
    until = forms.DateField(label=_("Until"), required=False)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_email(self) -> Any:
        """The member of staff with that address, in the inspector's country."""
        email = self.cleaned_data["email"]
        staff = staff_found(self.by).filter(email__iexact=email).first() if email else None
        if email and staff is None:
            raise forms.ValidationError(_("No member of staff has this address."))
        return staff


@door(INSPECT)
def search(request: Any) -> HttpResponse:
    """Search the record. What it shows is itself written into the record."""
    form = InspectionForm(request.GET if "what" in request.GET else None, by=request.actor)
    lines, known = None, {}
    if form.is_valid():
        lines = _found(request.actor, form.cleaned_data, request.GET.get("cursor"))
        shown = {line.person for line in lines.items if line.person} - {SERVICE_ID}
        consult(request.actor, list(shown), way=Way.RECORD, purpose="oversight")
        known = named(shown)
    context = {"form": form, "lines": lines, "known": known}
    return render(request, "web/inspection.html", context, status=422 if form.errors else 200)


def _found(by: Actor, wanted: dict[str, Any], cursor: str | None) -> Lines:
    if wanted["what"] == "looks":
        rows = within_reach(by, INSPECT, Shown.objects.all(), "person_id")
        return look_lines(_filtered(rows, "consultation", "person_id", wanted), cursor)
    payloads = Payload.objects.all()
    if wanted["case"]:  # said twice, so that SQLite finds them in the index of such payloads
        payloads = payloads.filter(about__gt="")
    rows = within_reach(by, INSPECT, payloads, "subject_id")
    return change_lines(_filtered(rows, "act", "subject_id", wanted), cursor)


def staff_abroad(by: Actor) -> Any:
    """Members of staff whose agency is in another country than the actor's."""
    return Staff.objects.exclude(agency__in=agencies_seen_by(by))


def within_reach(by: Actor, capability: str, rows: Any, subject: str) -> Any:
    """Rows about people whom the capability reaches, and about no other person or staff."""
    known = (staff_abroad(by), Person.plain.all())
    others = [Exists(one.filter(pk=OuterRef(subject))) for one in known]
    reached = visible_to(by, capability).narrow(rows, subject)
    return reached | rows.exclude(others[0] | others[1])


def _filtered(rows: Any, entry: str, subject: str, wanted: dict[str, Any]) -> Any:
    given = {
        subject: wanted["file_number"] and wanted["file_number"].pk,
        f"{entry}__actor_id": wanted["email"] and wanted["email"].pk,
        "about" if entry == "act" else f"{entry}__about": wanted["case"],
        f"{entry}__recorded_at__date__gte": wanted["since"],
        f"{entry}__recorded_at__date__lte": wanted["until"],
    }
    return rows.filter(**{name: value for name, value in given.items() if value})
