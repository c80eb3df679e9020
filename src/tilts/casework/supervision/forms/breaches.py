"""Forms about a breach."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tilts.casework.people.forms import StaffLanguageForm
from tilts.platform.design.display import local
from tilts.platform.design.forms import ButtonChoices, TiltsForm

from ..actions.breaches import Decision, Motion, NewBreach
from ..models import About, Answer, Appointment, Asks, Duty, Outcome


class BreachForm(TiltsForm):
    """What was not kept, when, and what happened. A missed appointment says when by itself."""

    about = forms.ChoiceField(label=_("What was not kept"), choices=About, widget=ButtonChoices)
    duty = forms.ChoiceField(label=_("Which duty"), required=False)
    appointment = forms.ChoiceField(label=_("Which appointment"), required=False)
    on = forms.DateField(label=_("On which day"), initial=timezone.localdate)
    told = forms.CharField(label=_("What happened"), widget=forms.Textarea, max_length=4000)

    def __init__(
        self,
        *args: Any,
        duties: Sequence[tuple[Duty, str]],
        missed: Sequence[Appointment],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.duties = {str(duty.pk): duty for duty, _text in duties}
        fields: dict[str, Any] = self.fields
        none = ("", pgettext_lazy("which duty", "none of them"))
        fields["duty"].choices = [none, *((str(duty.pk), text) for duty, text in duties)]
        self.missed = {str(one.pk): one for one in missed}
        some = ((pk, local(one.starts_at)) for pk, one in self.missed.items())
        fields["appointment"].choices = [("", pgettext_lazy("which appointment", "none")), *some]

    def breach(self) -> NewBreach:
        """What the form says; a duty counts only for the breach of one, so does an appointment."""
        said = self.cleaned_data
        about = About(said["about"])
        duty = self.duties.get(said["duty"]) if about == About.DUTY else None
        of = self.missed.get(said["appointment"]) if about == About.CONTACT else None
        on = timezone.localdate(of.starts_at) if of else said["on"]
        return NewBreach(about=about, on=on, told=said["told"], duty=duty, appointment=of)


class AskForm(TiltsForm):
    """The day on which the person was asked."""

    on = forms.DateField(label=_("Asked on"), initial=timezone.localdate)


class HearForm(TiltsForm):
    """What the person says, or that nothing came."""

    on = forms.DateField(label=_("Recorded on"), initial=timezone.localdate)
    answer = forms.ChoiceField(
        label=pgettext_lazy("about a breach", "The person"),
        choices=Answer,
        initial=Answer.GIVEN,
        widget=ButtonChoices,
    )
    words = forms.CharField(
        label=_("In their own words"), widget=forms.Textarea, required=False, max_length=4000
    )


class WarnForm(TiltsForm):
    """The day of the warning, and why it is given when a milder step is left out."""

    on = forms.DateField(label=_("Warned on"), initial=timezone.localdate)
    because = forms.CharField(
        label=_("Why a milder step is not enough"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=1000,
        help_text=_("Wanted only when a step is left out."),
    )


class MotionForm(TiltsForm):
    """What the court is asked for, and why."""

    on = forms.DateField(label=_("Sent on"), initial=timezone.localdate)
    asks = forms.ChoiceField(
        label=_("The court is asked"), choices=Asks, initial=Asks.CHANGE, widget=ButtonChoices
    )
    text = forms.CharField(label=_("Why"), widget=forms.Textarea, max_length=4000)
    because = WarnForm.declared_fields["because"]

    def motion(self) -> Motion:
        """What the form says, as the action takes it."""
        said = self.cleaned_data
        return Motion(
            on=said["on"], asks=Asks(said["asks"]), text=said["text"], because=said["because"]
        )


class CourtForm(TiltsForm):
    """What the court decided."""

    on = forms.DateField(label=_("Decided on"), initial=timezone.localdate)
    outcome = forms.ChoiceField(
        label=_("The court decided that"), choices=Outcome, widget=ButtonChoices
    )
    decision = forms.CharField(label=_("Court and number of the decision"), max_length=200)

    def decided(self) -> Decision:
        """What the form says, as the action takes it."""
        said = self.cleaned_data
        return Decision(on=said["on"], outcome=Outcome(said["outcome"]), decision=said["decision"])


class MotionLanguageForm(StaffLanguageForm):
    """A court reads the languages in which staff work."""
