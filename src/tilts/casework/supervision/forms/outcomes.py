"""The form that says what became of an appointment: one choice, some words, and the next one."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid5

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid4

from tilts.platform.design.display import local
from tilts.platform.design.forms import ButtonChoices, TiltsForm

from ..appointments import Wanted
from ..models import Appointment
from ..outcomes import CAME, EXCUSED, MISSED, Said

ANOTHER = "on"
SHORT = forms.Textarea(attrs={"rows": 2})


class OutcomeForm(TiltsForm):
    """What became of an appointment. Nothing is chosen before somebody chooses it.

    The next appointment is like this one, at a time that is proposed, at another one, or not
    agreed. `sheet` is the form's own name and `said_at` the clock of the device, so that the same
    form sent twice counts once.
    """

    choice = forms.ChoiceField(
        label=_("What became of it"),
        choices=[*CAME.items(), *EXCUSED.items(), *MISSED.items()],
        widget=ButtonChoices,
        error_messages={"required": _("Say what became of it.")},
    )
    text = forms.CharField(
        label=_("What was talked of, or why they did not come"),
        widget=forms.Textarea(attrs={"rows": 4, "autofocus": True}),
        max_length=10000,
        required=False,
    )
    agreed = forms.CharField(
        label=_("What was agreed"),
        widget=SHORT,
        max_length=2000,
        required=False,
        help_text=_("It is shown at the next appointment."),
    )
    next = forms.CharField(label=_("Next appointment"), required=False, widget=ButtonChoices)
    next_at = forms.DateTimeField(label=_("Day and time of the next"), required=False)
    behaviour = forms.CharField(label=_("Behaviour"), max_length=300, required=False)
    concerns = forms.CharField(label=_("Concerns"), widget=SHORT, max_length=2000, required=False)
    with_whom = forms.CharField(label=_("Who else was there"), max_length=120, required=False)
    sheet = forms.UUIDField(widget=forms.HiddenInput)
    said_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, appointment: Appointment) -> None:
        super().__init__(*args, initial={"sheet": uuid4()})
        self.appointment = appointment
        self.propose(())

    def propose(self, proposed: Sequence[datetime]) -> None:
        """Offer these times for the next appointment, and choose the first."""
        self.initial["next"] = proposed[0].isoformat() if proposed else ""
        following: Any = self.fields["next"].widget
        chosen = parse_datetime(self.data.get("next") or "")
        offered = [*proposed, *([chosen] if chosen and chosen not in proposed else [])]
        following.choices = [
            *((one.isoformat(), local(one)) for one in offered),
            (ANOTHER, _("another time")),
            ("", _("not agreed")),
        ]

    def groups(self) -> Iterator[tuple[Any, list[Any]]]:
        """The choices with a heading each: came, excused, did not come."""
        options = list(self["choice"].subwidgets)
        for one in options:
            one.data["attrs"]["class"] = "ds-input"
        heads = ((_("Came"), CAME), (_("Acceptable absence"), EXCUSED), (_("Did not come"), MISSED))
        for title, of in heads:
            yield title, [one for one in options if one.data["value"] in of]

    def clean_next(self) -> datetime | str | None:
        """A proposed time as a moment; None when nothing is agreed."""
        said = self.cleaned_data["next"]
        if said in ("", ANOTHER):
            return ANOTHER if said else None
        moment = parse_datetime(said)
        if moment is None or timezone.is_naive(moment):
            raise forms.ValidationError(_("Choose one of the times, or another time."))
        return moment

    def clean(self) -> dict[str, Any]:
        """“Another time” wants the time, and a time that was given is the one."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("next") == ANOTHER and not values.get("next_at"):
            if "next_at" not in self.errors:
                self.add_error("next_at", _("Give the day and time, or choose “not agreed”."))
        elif values.get("next") != ANOTHER and values.get("next_at"):
            self.add_error("next_at", _("Choose “another time” for this, or leave it empty."))
        return values

    def said(self) -> Said:
        """What the form says, as the action takes it."""
        values = self.cleaned_data
        words = ("choice", "text", "agreed", "behaviour", "concerns", "with_whom", "said_at")
        key = uuid5(values["sheet"], " ".join(str(values[name]) for name in words[:2]))
        return Said(**{name: values[name] for name in words}, next=self._next(), key=key)

    def _next(self) -> Wanted | None:
        moment = self.cleaned_data["next"]
        if moment is None:
            return None
        was = self.appointment
        return Wanted(
            starts_at=self.cleaned_data["next_at"] if moment == ANOTHER else moment,
            minutes=was.session.minutes,
            how=was.how,
            place=was.session.place,
            where=was.where,
            about=was.about,
        )
