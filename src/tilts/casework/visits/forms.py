"""Forms of home visits."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid4

from tilts.platform.design.forms import TiltsForm
from tilts.platform.organisation.certified import in_words
from tilts.platform.organisation.models import Staff

from .checks import questions
from .choices import EXTENSIONS, Decision, Met, Said
from .content import Checked, Planned, Report
from .models import HomeVisit

TWO_LINES = {"rows": 2}


class PlanForm(TiltsForm):
    """When and where."""

    at = forms.DateTimeField(label=_("When"))
    minutes = forms.IntegerField(
        label=_("How long, in minutes"), min_value=10, max_value=480, initial=60
    )
    address = forms.CharField(label=_("Address"), max_length=200)
    aim = forms.CharField(label=_("What for"), max_length=300, required=False)

    def content(self) -> Planned:
        """What is planned."""
        return Planned(**self.cleaned_data)


class CheckForm(TiltsForm):
    """The questions of the country, and what is decided."""

    decision = forms.ChoiceField(
        label=_("How is the visit made?"), choices=Decision.choices, widget=forms.RadioSelect
    )
    colleague: Any = forms.ModelChoiceField(
        label=_("Colleague who comes along"), queryset=None, required=False
    )
    place = forms.CharField(label=_("Where you meet instead"), max_length=200, required=False)
    why = forms.CharField(
        label=_("Why you decide so"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs=TWO_LINES),
    )

    def __init__(self, *args: Any, visit: HomeVisit, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {"decision": visit.decision, "colleague": visit.colleague_id, "place": visit.place}
        self.initial.update({**own, "why": visit.decided_why})
        self.asked = questions(visit.unit.agency.country, timezone.localdate())
        choosing: Any = self.fields["colleague"]
        choosing.queryset = colleagues
        choosing.label_from_instance = lambda staff: staff.name
        asking = {f"q_{one.code}": self._question(one.names, visit, one.code) for one in self.asked}
        self.fields = {**asking, **self.fields}

    def _question(self, names: dict[str, str], visit: HomeVisit, code: str) -> forms.ChoiceField:
        field = forms.ChoiceField(
            label=in_words(names), choices=Said.choices, widget=forms.RadioSelect
        )
        field.initial = visit.answers.get(code)
        return field

    def content(self) -> Checked:
        """What is said and decided."""
        said = self.cleaned_data
        colleague: Staff | None = said["colleague"]
        return Checked(
            answers={one.code: said[f"q_{one.code}"] for one in self.asked},
            decision=Decision(said["decision"]),
            why=said["why"],
            colleague=colleague.pk if colleague else None,
            place=said["place"],
        )


class ReportForm(TiltsForm):
    """What was found. Kept on the device until it is sent; the key makes it count once."""

    met = forms.ChoiceField(
        label=_("Who was there?"), choices=Met.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("What you saw and heard"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6})
    )
    agreed = forms.CharField(
        label=_("What was agreed"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, visit: HomeVisit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {"met": visit.met, "note": visit.note, "agreed": visit.agreed, "key": uuid4()}
        self.initial.update(own)

    def content(self) -> Report:
        """What is written up."""
        said = self.cleaned_data
        own = {"key": said["key"]} if said["key"] else {}
        return Report(met=Met(said["met"]), note=said["note"], agreed=said["agreed"], **own)


class ExtendForm(TiltsForm):
    """How much longer."""

    minutes = forms.TypedChoiceField(
        label=_("How many minutes longer?"),
        choices=[(n, n) for n in EXTENSIONS],
        coerce=int,
        widget=forms.RadioSelect,
    )


class SafeForm(TiltsForm):
    """When it was said, by the clock of the device."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    said_at = forms.DateTimeField(widget=forms.HiddenInput, required=False)


class DoneForm(TiltsForm):
    """What was done about an alarm."""

    done = forms.CharField(
        label=_("What was done, and how the colleague is"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
