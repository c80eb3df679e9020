"""Forms of meetings, for page and API."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tilts.casework.people.forms import SureForm
from tilts.platform.design.forms import TiltsForm
from tilts.platform.organisation.forms import StaffField

from .content import Guest, Moved, Plan, Record, Resolution
from .models import Meeting, Sector


def text(label: Any, rows: int = 3, *, required: bool = True) -> forms.CharField:
    """A field of several lines."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=area, max_length=10000, required=required)


class PlanForm(TiltsForm):
    """When and where, what it is about, and what may be told there under which law."""

    about = forms.CharField(label=pgettext_lazy("a meeting", "What it is about"), max_length=300)
    starts_at = forms.DateTimeField(label=_("Begins"))
    length = forms.IntegerField(
        label=_("Length in minutes"), min_value=10, max_value=600, initial=60
    )
    place = forms.CharField(label=_("Place"), max_length=200)
    basis = forms.CharField(label=_("Law under which it may be shared"), max_length=300)
    shareable = text(_("What may be shared with whom"))
    agenda = text(_("Agenda"), required=False)

    def plan(self) -> Plan:
        """As the action takes it."""
        return Plan(**self.cleaned_data)


class MoveForm(TiltsForm):
    """Another time or place."""

    starts_at = PlanForm.declared_fields["starts_at"]
    length = PlanForm.declared_fields["length"]
    place = PlanForm.declared_fields["place"]

    def moved(self) -> Moved:
        """As the action takes it."""
        return Moved(**self.cleaned_data)


class GuestForm(TiltsForm):
    """One's own staff, or somebody of another organisation by name."""

    sector = forms.ChoiceField(label=_("From where"), choices=Sector)
    staff = StaffField(None, label=_("Of our own staff"), required=False)
    organisation = forms.CharField(label=_("Organisation"), max_length=120, required=False)
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    duty = forms.CharField(label=_("What they are to bring or do"), max_length=300, required=False)
    may_know = forms.CharField(
        label=_("What may be shared with them"), max_length=300, required=False
    )

    def __init__(self, *args: Any, staff: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["staff"]
        offered.queryset = staff

    def clean(self) -> dict[str, Any]:
        """Staff, or an organisation and a name: one of the two."""
        told: dict[str, Any] = super().clean() or {}
        staff = told.get("staff")
        outside = [told.get("organisation"), told.get("name")]
        if any(outside) if staff else not all(outside):
            self.add_error(None, _("Choose one of our staff, or else a name and an organisation."))
        elif staff:
            told.update(sector=Sector.OWN)
        elif told.get("sector") == Sector.OWN:
            self.add_error("sector", _("Say from where they come."))
        return told

    def guest(self) -> Guest:
        """As the action takes it."""
        return Guest(**self.cleaned_data)


class HoldForm(TiltsForm):
    """Who came, and what was said."""

    attended: Any = forms.ModelMultipleChoiceField(
        None, label=_("Who came"), required=False, widget=forms.CheckboxSelectMultiple
    )
    minutes = text(pgettext_lazy("a meeting", "Minutes"), 10)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who: Any = self.fields["attended"]
        who.queryset = meeting.invitees.select_related("staff").order_by("pk")
        who.label_from_instance = lambda one: one.who
        came = [one.pk for one in meeting.invitees.all() if one.attended]
        self.initial.update(attended=came, minutes=meeting.minutes or meeting.agenda)

    def record(self) -> Record:
        """As the action takes it."""
        attended = {one.pk for one in self.cleaned_data["attended"]}
        return Record(**{**self.cleaned_data, "attended": attended})


class MinutesForm(HoldForm):
    """The same anew; `seen` is the version of the minutes that this one replaces."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class ApproveForm(SureForm):
    """Nothing to say; `seen` is the version of the minutes that was read."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class DecideForm(TiltsForm):
    """What is decided, who of staff sees to it, and by when."""

    what = forms.CharField(label=_("What is decided"), max_length=300)
    responsible = StaffField(None, label=_("Who sees to it"))
    other = forms.CharField(
        label=_("Who does it, if somebody of another agency"), max_length=200, required=False
    )
    due = forms.DateField(label=_("By when"))

    def __init__(self, *args: Any, staff: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["responsible"]
        offered.queryset = staff
        self.initial["due"] = timezone.localdate() + timedelta(days=14)

    def resolution(self) -> Resolution:
        """As the action takes it."""
        return Resolution(**self.cleaned_data)


class OutcomeForm(TiltsForm):
    """What came of a decision."""

    outcome = text(pgettext_lazy("a decision", "What came of it"))
