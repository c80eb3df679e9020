"""Forms of people's ways through programmes."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.casework.plans.models import Goal
from tilts.jurisdictions.schema import Programme
from tilts.platform.design.forms import ButtonChoices, TiltsForm
from tilts.platform.gatherings.models import Place, Series
from tilts.platform.gatherings.planning import Weekly
from tilts.platform.organisation.models import Staff, Unit

from ..actions import Group, Judgement, Referral
from ..catalogue import named

YES_NO = [
    ("yes", pgettext_lazy("a condition holds", "yes")),
    ("no", pgettext_lazy("a condition holds", "no")),
]
DAYS = [
    ("0", lazy("Monday")),
    ("1", lazy("Tuesday")),
    ("2", lazy("Wednesday")),
    ("3", lazy("Thursday")),
    ("4", lazy("Friday")),
    ("5", lazy("Saturday")),
    ("6", lazy("Sunday")),
]
LONGEST = 5000


def _words(label: Any, *, required: bool, help_text: Any = "") -> Any:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(
        label=label, required=required, max_length=LONGEST, widget=widget, help_text=help_text
    )


class ReferForm(TiltsForm):
    """Towards which goal, or which step of it, somebody is referred, and why."""

    towards = forms.ChoiceField(label=lazy("Towards which goal of the plan"))
    why = _words(lazy("Why this programme"), required=False)

    def __init__(self, *args: Any, goals: list[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        towards: Any = self.fields["towards"]
        towards.choices = [("", "–"), *(_of_goal(goal) for goal in goals)]

    def referral(self, programme: str) -> Referral:
        """What the form says, as the action takes it."""
        goal, _colon, step = self.cleaned_data["towards"].partition(":")
        return Referral(
            programme=programme,
            goal=UUID(goal),
            step=UUID(step) if step else None,
            why=self.cleaned_data["why"],
        )


def _of_goal(goal: Goal) -> tuple[str, list[tuple[str, str]]]:
    """The goal as a whole, and each of its steps."""
    steps = [(f"{goal.pk}:{step.pk}", step.what) for step in goal.steps.all()]
    return goal.text, [(str(goal.pk), _("the goal: %(goal)s") % {"goal": goal.text}), *steps]


class JudgeForm(TiltsForm):
    """What staff judge of somebody and a programme, and what comes of it."""

    suits = forms.ChoiceField(
        label=lazy("Does the programme suit?"),
        choices=[("yes", lazy("It suits")), ("no", lazy("It does not suit"))],
        widget=ButtonChoices,
    )
    because = _words(
        lazy("Why"),
        required=False,
        help_text=lazy("Wanted where something speaks against it, and when it does not suit."),
    )

    def __init__(self, *args: Any, programme: Programme | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conditions = [*programme.judged, *programme.exclusions] if programme else []
        asked = {
            piece.code: forms.ChoiceField(label=named(piece), choices=YES_NO, widget=ButtonChoices)
            for piece in self.conditions
        }
        self.fields = {**asked, **self.fields}

    def judgement(self) -> Judgement:
        """What the form says, as the action takes it."""
        said = self.cleaned_data
        found = {piece.code: said[piece.code] == "yes" for piece in self.conditions}
        return Judgement(suits=said["suits"] == "yes", found=found, because=said["because"])


class PlaceForm(TiltsForm):
    """In which group somebody has a place, and from which day on."""

    series = forms.ChoiceField(label=pgettext_lazy("of a programme", "Group"))
    since = forms.DateField(label=lazy("From"), initial=timezone.localdate)

    def __init__(self, *args: Any, groups: list[Series], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        series: Any = self.fields["series"]
        series.choices = [(str(one.pk), one.name) for one in groups]


class DeferForm(TiltsForm):
    """Until when a programme is put off, and why."""

    until = forms.DateField(label=lazy("Take it up again on"))
    reason = _words(lazy("Why"), required=True)


class GroupForm(TiltsForm):
    """A group to be opened: where, by whom it is led, when and in which room it meets."""

    unit = forms.ChoiceField(label=lazy("Unit"))
    name = forms.CharField(label=lazy("Name of the group"), max_length=120)
    leaders = forms.MultipleChoiceField(
        label=lazy("Leaders"),
        widget=forms.CheckboxSelectMultiple,
        help_text=lazy("Only who holds the certificate is listed."),
    )
    since = forms.DateField(label=lazy("First day"))
    weekday = forms.ChoiceField(label=lazy("Each week on"), choices=DAYS)
    at = forms.TimeField(label=pgettext_lazy("o'clock", "At"))
    place = forms.ChoiceField(label=lazy("Room"), required=False)
    capacity = forms.IntegerField(
        label=pgettext_lazy("in a group", "Places"), min_value=1, max_value=100
    )

    def __init__(
        self,
        *args: Any,
        units: list[Unit],
        leaders: list[Staff],
        places: list[Place],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        self.places = {str(place.pk): place for place in places}
        fields: dict[str, Any] = self.fields
        language = get_language() or settings.LANGUAGE_CODE
        fields["unit"].choices = [(pk, one.name_in(language)) for pk, one in self.units.items()]
        fields["leaders"].choices = [(str(one.pk), one.name) for one in leaders]
        online = ("", _("online"))
        fields["place"].choices = [online, *((pk, str(one)) for pk, one in self.places.items())]

    def where(self) -> Unit:
        """In which unit it is opened."""
        return self.units[self.cleaned_data["unit"]]

    def group(self) -> Group:
        """What the form says, as the action takes it."""
        said = self.cleaned_data
        return Group(
            name=said["name"],
            leaders=[UUID(one) for one in said["leaders"]],
            since=said["since"],
            weekly=Weekly(int(said["weekday"]), said["at"]),
            place=self.places.get(said["place"]),
            capacity=said["capacity"],
        )


class ReportForm(TiltsForm):
    """For whom the report is made, and in which language."""

    reader = forms.ChoiceField(
        label=lazy("For whom"),
        choices=[("person", lazy("the person, in plain words")), ("case", lazy("the case"))],
        initial="person",
        widget=ButtonChoices,
    )
    language = forms.ChoiceField(label=lazy("Language"), choices=settings.LANGUAGES)
