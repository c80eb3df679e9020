"""Forms of the proceedings room."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tilts.casework.people.forms import DayForm
from tilts.casework.people.models import Person
from tilts.platform.access.purposes import ASKED
from tilts.platform.design.display import local
from tilts.platform.design.forms import TiltsForm
from tilts.platform.organisation.forms import UnitField

from .catalogue import measures_on, name_in, pack_of
from .guards import title_of
from .imposing import NewMeasure
from .models import Ending, Measure, Placement, Proceeding
from .queries import measures_of, prison_units, units_of
from .terms import is_custody


class OpenForm(TiltsForm):
    """New proceedings."""

    authority = forms.CharField(label=_("Court or prosecutor"), max_length=120)
    reference = forms.CharField(label=_("Its reference number"), max_length=40)
    received_on = forms.DateField(label=_("Received on"), initial=timezone.localdate)
    unit = UnitField(label=_("Recorded in"), queryset=None)

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = units_of(country, ["prison", "probation"], timezone.localdate())


class OffenceForm(TiltsForm):
    """An offence: its number in the national code, and when it was committed."""

    code = forms.CharField(label=_("Section of the code"), max_length=32)
    committed_on = forms.DateField(label=_("Committed on"))
    committed_until = forms.DateField(
        label=_("Until"), required=False, help_text=_("Only for an offence over a period.")
    )
    attempt = forms.BooleanField(label=_("It was an attempt"), required=False)
    circumstances = forms.CharField(
        label=_("Circumstances"),
        widget=forms.Textarea,
        required=False,
        help_text=_("Those of a sexual offence are kept behind a wall."),
    )


class MeasureChoice(forms.ModelChoiceField):  # type: ignore[type-arg] # generic in its stubs only
    """Measures under their names."""

    def label_from_instance(self, obj: Measure) -> str:
        """What it is, and since when."""
        return f"{title_of(obj)}, {local(obj.imposed_on)}"


class MeasureForm(TiltsForm):
    """A sentence, measure or order."""

    kind = forms.ChoiceField(label=_("Kind"))
    imposed_on = forms.DateField(label=_("Imposed on"), initial=timezone.localdate)
    start = forms.DateField(label=_("First day"), required=False)
    years = forms.IntegerField(label=_("Years"), min_value=0, required=False)
    months = forms.IntegerField(label=_("Months"), min_value=0, required=False)
    days = forms.IntegerField(label=_("Days"), min_value=0, required=False)
    hours = forms.IntegerField(label=_("Hours of work"), min_value=1, required=False)
    amount = forms.DecimalField(
        label=_("Amount in euros"), min_value=0, max_digits=12, decimal_places=2, required=False
    )
    suspended = forms.BooleanField(label=_("Suspended"), required=False)
    probation_months = forms.IntegerField(
        label=_("Probation period in months"), min_value=1, required=False
    )
    follows = MeasureChoice(
        label=_("Served after"),
        queryset=None,
        required=False,
        empty_label=_("nothing: beside the rest"),
    )
    remand_days = forms.IntegerField(label=_("Days in remand counted"), min_value=0, required=False)
    release_class = forms.ChoiceField(label=_("Rule of release"), required=False)
    unit = UnitField(label=_("Carried out by"), queryset=None, required=False)

    def __init__(self, *args: Any, proceeding: Proceeding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, Any] = dict(self.fields)
        country, day, language = proceeding.country, timezone.localdate(), get_language() or "en"
        kinds = measures_on(country, day)
        choices["kind"].choices = [(kind.code, name_in(kind, language)) for kind in kinds]
        choices["follows"].queryset = _to_follow(proceeding)
        choices["unit"].queryset = units_of(country, ["prison", "probation"], day)
        rules = {rule.code: name_in(rule, language) for rule in pack_of(country).release}
        by_gravity = ("", _("by the gravity of the offence"))
        choices["release_class"].choices = [by_gravity, *rules.items()]

    def what(self) -> NewMeasure:
        """What the form says, as the action takes it: hours as minutes, euros as cents."""
        said = dict(self.cleaned_data)
        hours, amount = said.pop("hours"), said.pop("amount")
        said["minutes"] = hours * 60 if hours else None
        said["cents"] = int(amount * 100) if amount else None
        numbers = {name: said[name] or 0 for name in ("years", "months", "days", "remand_days")}
        return NewMeasure(**{**said, **numbers})


def _to_follow(proceeding: Proceeding) -> Any:
    rows = measures_of([proceeding.person_id]).filter(ended_on=None, suspended=False)
    return rows.filter(pk__in=[row.pk for row in rows if is_custody(row)])


class StartForm(TiltsForm):
    """The first day of a measure."""

    start = forms.DateField(label=_("First day"), initial=timezone.localdate)


class RemandForm(TiltsForm):
    """Days in remand that the court counted."""

    days = forms.IntegerField(label=_("Days in remand counted"), min_value=0)
    reason = forms.CharField(label=_("By which decision"), max_length=200)


class EndForm(TiltsForm):
    """How a measure ended."""

    ended_on = forms.DateField(label=_("Last day"), initial=timezone.localdate)
    how = forms.ChoiceField(label=_("How it ended"))
    reason = forms.CharField(label=_("Why"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        how: Any = self.fields["how"]
        how.choices = [choice for choice in Ending.choices if choice[0] != Ending.DEATH]


class WallForm(TiltsForm):
    """Why the wall around a sexual offence is opened; the look is recorded with it."""

    purpose = forms.ChoiceField(label=_("For what purpose"), choices=list(ASKED.items()))


class WrongPersonForm(TiltsForm):
    """Whose proceedings they really are."""

    file_number = forms.CharField(label=_("File number of the right person"), max_length=16)
    reason = forms.CharField(label=_("What went wrong"), max_length=200)

    def clean_file_number(self) -> Person:
        """The right person, if they are visible."""
        number = self.cleaned_data["file_number"].strip()
        person: Person | None = Person.objects.filter(file_number=number).first()
        if person is None:
            raise forms.ValidationError(_("Nobody whom you may see has this file number."))
        return person


class PlaceForm(TiltsForm):
    """Somebody comes to a unit of a prison."""

    unit = UnitField(label=_("Unit"), queryset=None)
    day = forms.DateField(label=_("From"), initial=timezone.localdate)

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = prison_units(country, timezone.localdate())


class MoveForm(PlaceForm):
    """Somebody moves to another unit."""

    reason = forms.ChoiceField(
        label=_("Why"),
        choices=[c for c in Placement.Reason.choices if c[0] != Placement.Reason.ADMISSION],
    )


class LeaveForm(DayForm):
    """Somebody leaves prison."""

    how = forms.ChoiceField(
        label=_("How"),
        choices=[
            c
            for c in Placement.Ended.choices
            if c[0] in (Placement.Ended.RELEASE, Placement.Ended.ESCAPE)
        ],
    )
    reason = forms.CharField(label=_("Notes"), max_length=200, required=False)
