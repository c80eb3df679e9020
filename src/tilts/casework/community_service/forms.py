"""Forms of people's community service."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tilts.casework.people.forms import LanguageForm
from tilts.platform.design.forms import ButtonChoices, TiltsForm

from .actions import Abilities, Words
from .choices import GOES_ON, JUDGED, REPLACED, Grade, Imposer, Trait, Went
from .hours_guards import Day
from .limits import towns_on
from .models import Placement, Service, WorkEvent, WorkProvider
from .paper import papers_for
from .placing_guards import Agreement

LONGEST = 4000
DAYS = [(str(number), name) for number, name in WEEKDAYS.items()]
GRADES = [("", "–"), *Grade.choices]


def words(label: Any, *, required: bool = True, longest: int = LONGEST, help_text: Any = "") -> Any:
    """A text of some lines."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(
        label=label, required=required, max_length=longest, help_text=help_text, widget=widget
    )


def several(label: Any, choices: Any, *, required: bool = False, help_text: Any = "") -> Any:
    """Several of a list."""
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=required,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
    )


def town_choices(country: str) -> list[tuple[str, str]]:
    """The towns of a country, with none first."""
    return [("", "–"), *towns_on(country, timezone.localdate(), get_language() or "en")]


class ReceiveForm(TiltsForm):
    """Who imposed it, and when the judgment came."""

    imposed_by = forms.ChoiceField(
        label=_("Imposed by"), choices=Imposer, initial=Imposer.COURT, widget=ButtonChoices
    )
    received_on = forms.DateField(label=_("Judgment received on"), initial=timezone.localdate)


class RegisterForm(TiltsForm):
    """Which work is possible, on which days, and whence they come."""

    municipality = forms.ChoiceField(label=_("Comes to work from"), required=False)
    weekdays = several(
        _("Days on which they can work"), DAYS, help_text=_("None ticked: on every day.")
    )
    must_not = several(_("The work must not be"), Trait)
    must = several(_("The work must be"), Trait)

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        town: Any = self.fields["municipality"]
        town.choices = town_choices(country)

    def abilities(self) -> Abilities:
        """What the form says, as the action takes it."""
        told = self.cleaned_data
        return Abilities(**{**told, "weekdays": [int(day) for day in told["weekdays"]]})


class PlaceForm(TiltsForm):
    """From when, on which days and times somebody works at a provider."""

    since = forms.DateField(label=pgettext_lazy("of a placement", "From"))
    weekdays = several(pgettext_lazy("days of the week", "Works on"), DAYS, required=True)
    from_time = forms.TimeField(label=_("From what time"))
    to_time = forms.TimeField(label=_("Until what time"))
    despite = words(
        _("Why it suits all the same"),
        required=False,
        longest=500,
        help_text=_("Wanted where something speaks against it."),
    )

    def __init__(self, *args: Any, provider: WorkProvider, free: list[int], **kwargs: Any) -> None:
        days = [day for day in provider.weekdays if not free or day in free]
        initial = {
            "since": timezone.localdate(),
            "weekdays": [str(day) for day in days],
            "from_time": provider.from_time,
            "to_time": provider.to_time,
        }
        super().__init__(*args, initial=initial, **kwargs)

    def agreement(self) -> Agreement:
        """What the form says, as the action takes it."""
        told = self.cleaned_data
        return Agreement(**{**told, "weekdays": [int(day) for day in told["weekdays"]]})


class HoursForm(TiltsForm):
    """A day of work: whether they came, from when, how long and how well."""

    day = forms.DateField(label=_("Day"), initial=timezone.localdate)
    went = forms.ChoiceField(
        label=_("How it went"),
        choices=[(one.value, one.label) for one in (Went.WORKED, Went.ABSENT)],
        initial=Went.WORKED,
        widget=ButtonChoices,
    )
    begins = forms.TimeField(label=pgettext_lazy("of work", "Began at"), required=False)
    hours = forms.IntegerField(label=_("Hours"), min_value=0, max_value=24, required=False)
    minutes = forms.IntegerField(
        label=_("and minutes"), min_value=0, max_value=59, required=False, initial=0
    )
    quality = forms.ChoiceField(label=_("Quality of the work"), choices=GRADES, required=False)
    behaviour = forms.ChoiceField(label=_("Behaviour"), choices=GRADES, required=False)
    note = words(_("Note"), required=False, longest=500)

    def said(self) -> Day:
        """The day as the form says it was."""
        return day_told(self.cleaned_data["day"], self.cleaned_data)


def day_told(day: date, told: dict[str, Any]) -> Day:
    """A day as a form tells it; whoever was absent has neither minutes nor grades."""
    common = {"day": day, "went": told["went"], "note": told["note"]}
    if told["went"] != Went.WORKED:
        return Day(**common)
    minutes = 60 * (told["hours"] or 0) + (told["minutes"] or 0)
    more = {name: told[name] for name in ("begins", "quality", "behaviour")}
    return Day(**common, **more, minutes=minutes)


class SheetForm(HoursForm):
    """A day from the provider's sheet."""

    signed = forms.BooleanField(
        label=_("The provider has signed for it on its sheet"), required=False, initial=True
    )

    def __init__(self, *args: Any, placement: Placement | None, **kwargs: Any) -> None:
        begins = placement.from_time if placement else None
        super().__init__(*args, initial={"begins": begins}, **kwargs)


class CorrectForm(HoursForm):
    """A day said anew, and why."""

    reason = words(_("Why it is corrected"), longest=200)

    def __init__(self, *args: Any, event: WorkEvent, **kwargs: Any) -> None:
        whole, rest = divmod(event.minutes, 60)
        names = ("day", "went", "begins", "quality", "behaviour", "note")
        initial = {name: getattr(event, name) for name in names}
        super().__init__(*args, initial={**initial, "hours": whole, "minutes": rest}, **kwargs)
        went: Any = self.fields["went"]
        went.choices = [(one.value, one.label) for one in (Went.WORKED, *JUDGED)]


class JudgeForm(TiltsForm):
    """What kind of absence it was."""

    went = forms.ChoiceField(
        label=_("What kind of absence was it?"),
        choices=[(one.value, one.label) for one in JUDGED],
        widget=forms.RadioSelect,
    )
    note = words(
        _("Why"), required=False, longest=500, help_text=_("Wanted for an unacceptable absence.")
    )


class PostponeForm(TiltsForm):
    """Until when it is postponed, and why."""

    until = forms.DateField(label=_("Take it up again on"))
    reason = words(_("Why"), longest=200)


class WordsForm(TiltsForm):
    """What was said about absences, and on which day."""

    text = words(_("In words"))
    said_on = forms.DateField(label=_("On"), initial=timezone.localdate)

    def said(self) -> Words:
        """What the form says, as the action takes it."""
        told = {name: self.cleaned_data.get(name, "") for name in ("authority", "reference")}
        day: date = self.cleaned_data["said_on"]
        return Words(text=self.cleaned_data["text"], said_on=day, **told)


class MotionForm(WordsForm):
    """To which court, with what reasons."""

    authority = forms.CharField(label=_("Court"), max_length=120)


class DecisionForm(MotionForm):
    """What the court decided."""

    outcome = forms.ChoiceField(
        label=_("What the court decided"),
        choices=[(GOES_ON, _("the work goes on")), (REPLACED, _("the work is replaced"))],
        widget=ButtonChoices,
    )
    reference = forms.CharField(label=_("Its reference number"), max_length=40, required=False)


class ReplacedForm(MotionForm):
    """By which decision the work is replaced without a motion of the service."""

    reference = forms.CharField(label=_("Its reference number"), max_length=40, required=False)


class KeepAwayForm(TiltsForm):
    """At which provider somebody must not work, and why: behind the victims' wall."""

    provider = forms.ChoiceField(label=_("Work provider"))
    why = forms.CharField(
        label=_("Why"), max_length=200, help_text=_("It stands behind the victims' wall.")
    )

    def __init__(self, *args: Any, providers: Sequence[WorkProvider], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(one.pk): one for one in providers}
        provider: Any = self.fields["provider"]
        provider.choices = [("", "–"), *((pk, one.name) for pk, one in self.known.items())]

    def clean_provider(self) -> WorkProvider:
        """The provider that was chosen."""
        return self.known[self.cleaned_data["provider"]]


PAPER_NAMES = {
    "person": _("for the person: where, when, how many hours"),
    "warning": _("the warning"),
    "motion": _("the motion to the court"),
}


class PaperForm(LanguageForm):
    """Which paper of a case, and in which language."""

    paper = forms.ChoiceField(label=_("Which paper"), widget=ButtonChoices, initial="person")
    field_order = ("paper", "language")

    def __init__(self, *args: Any, case: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        paper: Any = self.fields["paper"]
        paper.choices = [(code, PAPER_NAMES[code]) for code in papers_for(case)]
