"""Forms for contacts with a person."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.design.forms import ButtonChoices, TiltsForm

from ..contacts import Contact
from ..models import How

NEXT = [
    ("", _("not agreed")),
    ("7", _("in a week")),
    ("14", _("in two weeks")),
    ("28", _("in four weeks")),
    ("on", _("on a day")),
]
OPENING = time(9, 0)  # of an office: a contact agreed by day only stands at its opening


class ContactForm(TiltsForm):
    """A contact, told in one text; everything else has a sensible answer already."""

    how = forms.ChoiceField(label=_("How"), choices=How, widget=ButtonChoices)
    text = forms.CharField(
        label=_("What was talked of and agreed"),
        widget=forms.Textarea(attrs={"rows": 5, "autofocus": True}),
        max_length=10000,
    )
    next = forms.ChoiceField(
        label=_("Next contact"), choices=NEXT, required=False, widget=ButtonChoices
    )
    next_on = forms.DateTimeField(label=_("Day and time of the next"), required=False)
    happened_at = forms.DateTimeField(label=_("When it was"))
    with_whom = forms.CharField(label=_("Who else was there"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        """“On a day” wants the day; a day that was given is the one, and the only one."""
        values: dict[str, Any] = super().clean() or {}
        choice, day = values.get("next"), values.get("next_on")
        if choice == "on" and not day and "next_on" not in self.errors:
            self.add_error("next_on", _("Give the day and time, or choose “not agreed”."))
        if choice not in ("", "on", None) and day:
            self.add_error("next_on", _("Choose “on a day” for this, or leave it empty."))
        return values

    def contact(self) -> Contact:
        """What the form says, as the action takes it."""
        values = self.cleaned_data
        return Contact(
            happened_at=values["happened_at"],
            how=values["how"],
            text=values["text"],
            with_whom=values["with_whom"],
            next_on=self._next(),
        )

    def _next(self) -> datetime | None:
        choice = self.cleaned_data["next"]
        if not choice or choice == "on":
            agreed: datetime | None = self.cleaned_data["next_on"]
            return agreed
        happened_at = self.cleaned_data["happened_at"]
        if happened_at > timezone.now():
            return None  # the action refuses such a contact; a week after it may be no date at all
        day = timezone.localdate(happened_at) + timedelta(days=int(choice))
        return timezone.make_aware(datetime.combine(day, OPENING))


class WithdrawForm(TiltsForm):
    """Why a note is taken back."""

    reason = forms.CharField(
        label=_("Why it is taken back"),
        max_length=200,
        help_text=_("For example: about another person, written twice."),
    )
