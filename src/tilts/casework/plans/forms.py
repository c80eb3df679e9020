"""Forms of plans."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.platform.design.forms import ButtonChoices, TiltsForm

from .choices import Agrees, Cause, GoalState, Need, StepState, Who
from .content import Answer, GoalContent, Progress, StepContent
from .models import Goal, Plan, Step

BLANK = 2  # empty steps that a form offers
PARTS = ("what", "who", "name", "due", "how", "id")
LONGEST = 4000  # characters of what somebody says


def choices_with(nothing: Any, kinds: Any) -> list[tuple[Any, Any]]:
    """The choices of a code, after one that says nothing."""
    return [("", nothing), *kinds.choices]


class GoalForm(TiltsForm):
    """A goal with its steps; a step without a "what" is none, or no more."""

    need = forms.ChoiceField(label=lazy("What it is about"), choices=choices_with("–", Need))
    text = forms.CharField(
        label=lazy("Goal, in the person's own words"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args: Any, rows: int = BLANK, shown: Mapping[str, str] | None = None, **kwargs: Any
    ) -> None:
        """`shown` are needs that come first, each with what an assessment says of it."""
        super().__init__(*args, **kwargs)
        self.rows = rows
        if shown:
            need: Any = self.fields["need"]
            need.choices = _with_first(shown)
            need.help_text = _("First comes what the last assessment shows.")
        for number in range(rows):
            for name, field in _step_fields().items():
                self.fields[f"{name}_{number}"] = field
                self._nativize(field)

    @property
    def steps(self) -> Iterator[dict[str, Any]]:
        """The fields of each step, for the page."""
        for number in range(self.rows):
            yield {"number": number + 1, **{name: self[f"{name}_{number}"] for name in PARTS}}

    def clean(self) -> dict[str, Any]:
        """Whatever is said of a step wants to be told what it is, unless it is taken away."""
        values: dict[str, Any] = super().clean() or {}
        for number in range(self.rows):
            said = {name: values.get(f"{name}_{number}") for name in PARTS}
            told = said["name"] or said["due"] or said["how"]
            if told and not (said["what"] or said["id"] or f"what_{number}" in self.errors):
                self.add_error(f"what_{number}", _("Say what is to be done in this step."))
        return values

    def content(self) -> GoalContent:
        """What the form says, as the actions take it."""
        values = self.cleaned_data
        rows = [{name: values[f"{name}_{number}"] for name in PARTS} for number in range(self.rows)]
        return GoalContent(
            need=values["need"],
            text=values["text"],
            steps=tuple(StepContent(**row) for row in rows if row["what"]),
            gone=tuple(row["id"] for row in rows if row["id"] and not row["what"]),
        )


def _with_first(shown: Mapping[str, str]) -> list[tuple[Any, Any]]:
    labels = {str(code): label for code, label in Need.choices}
    first = [(code, f"{labels[code]} – {said}") for code, said in shown.items()]
    return [("", "–"), *first, *(pair for pair in labels.items() if pair[0] not in shown)]


def _step_fields() -> dict[str, forms.Field]:
    return {
        "what": forms.CharField(label=lazy("What is done"), max_length=300, required=False),
        "who": forms.ChoiceField(
            label=lazy("Who does it"), choices=Who, initial=Who.PERSON, widget=ButtonChoices
        ),
        "name": forms.CharField(label=lazy("Name of who helps"), max_length=120, required=False),
        "due": forms.DateField(label=lazy("By when"), required=False),
        "how": forms.CharField(label=lazy("How and where"), max_length=300, required=False),
        "id": forms.UUIDField(required=False, widget=forms.HiddenInput),
    }


def goal_form(sent: Any, goal: Goal, steps: list[Step]) -> GoalForm:
    """The form of a goal as it is, with room for one more step; sent, with the steps it had then.

    A colleague may have added or taken away a step meanwhile.
    """
    rows = sum(name.startswith("what_") for name in sent) if sent else len(steps) + 1
    initial: dict[str, Any] = {"need": goal.need, "text": goal.text}
    for number, step in enumerate(steps):
        initial |= {f"{name}_{number}": getattr(step, name) for name in PARTS}
    return GoalForm(sent, rows=rows, initial=initial)


def numbered(steps: list[Mapping[str, Any]]) -> dict[str, Any]:
    """Steps as the form takes them, one number each."""
    return {f"{name}_{n}": value for n, step in enumerate(steps) for name, value in step.items()}


class ProgressForm(TiltsForm):
    """What has come of a goal and of its steps."""

    state = forms.ChoiceField(
        label=lazy("What came of the goal"), choices=GoalState, widget=ButtonChoices
    )
    cause = forms.ChoiceField(
        label=lazy("What stood in the way, if it was not in the person's hands"),
        choices=choices_with(lazy("nothing"), Cause),
        required=False,
    )
    note = forms.CharField(
        label=lazy("Note"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, steps: list[Step], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for step in steps:
            self.fields[str(step.pk)] = forms.ChoiceField(
                label=step.what,
                choices=StepState,
                initial=step.state,
                required=False,
                widget=ButtonChoices,
            )
        self.ids = [step.pk for step in steps]

    def progress(self) -> Progress:
        """What the form says; a step that is not mentioned stays as it is."""
        said = self.cleaned_data
        steps: dict[UUID, str] = {pk: said[str(pk)] for pk in self.ids if said[str(pk)]}
        return Progress(state=said["state"], cause=said["cause"], note=said["note"], steps=steps)


class AnswerForm(TiltsForm):
    """What the person says of the plan."""

    answer = forms.ChoiceField(label=lazy("The person"), choices=Agrees, widget=ButtonChoices)
    words = forms.CharField(
        label=lazy("In the person's own words"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=lazy("If they could not answer, write what they said or did, and why."),
    )
    explained_in = forms.ChoiceField(
        label=lazy("Language in which the plan was explained"), choices=settings.LANGUAGES
    )
    answered_on = forms.DateField(label=lazy("On which day"), initial=timezone.localdate)

    def said(self) -> Answer:
        """What the form says, as the action takes it."""
        return Answer(**self.cleaned_data)


class VersionForm(TiltsForm):
    """With which version another one is compared."""

    other = forms.ChoiceField(label=lazy("Compare with"))

    def __init__(self, *args: Any, others: list[Plan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(p.pk), _("version %(n)s") % {"n": p.version}) for p in others]
        other: Any = self.fields["other"]
        other.choices = named


class PrintForm(TiltsForm):
    """In which language the plan is printed."""

    language = forms.ChoiceField(label=lazy("Language"), choices=settings.LANGUAGES)
