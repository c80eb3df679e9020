"""The form of one's own quiet hours, for page and API."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tilts.engines.calendars.quiet_hours import QuietHours
from tilts.jurisdictions import schema
from tilts.platform.design.forms import ButtonChoices, TiltsForm

from .models import OwnHours

USUAL, OWN, NEVER = "usual", "own", "never"
WAYS = (
    (USUAL, _("As for everybody")),
    (OWN, _("Hours of my own")),
    (NEVER, _("None: send at any time")),
)
ALWAYS_REACHED = QuietHours(time(0), time(0), free_days=False)


class HoursForm(TiltsForm):
    """Which quiet hours hold; begin and end only for one's own."""

    way = forms.ChoiceField(label=_("Quiet hours"), choices=WAYS, widget=ButtonChoices)
    begins = forms.TimeField(label=_("They begin at"), required=False)
    ends = forms.TimeField(label=_("They end at"), required=False)
    free_days = forms.BooleanField(
        label=_("And on whole days without work: weekends, public holidays"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Own hours have a beginning and an end."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("way") == OWN:
            for name in ("begins", "ends"):
                if told.get(name) is None and name not in self.errors:
                    self.add_error(name, _("Say when, for hours of your own."))
        return told

    def hours(self) -> QuietHours | None:
        """What was chosen; None for those of the country."""
        told = self.cleaned_data
        if told["way"] == OWN:
            return QuietHours(told["begins"], told["ends"], told["free_days"])
        return ALWAYS_REACHED if told["way"] == NEVER else None


def initial(own: OwnHours | None, usual: schema.QuietHours | None) -> dict[str, Any]:
    """What holds now; the country's hours stand in the fields until others are chosen."""
    way = USUAL if own is None else NEVER if own.rule() == ALWAYS_REACHED else OWN
    shown = own.rule() if own and way == OWN else usual.rule() if usual else ALWAYS_REACHED
    return {"way": way, "begins": shown.begins, "ends": shown.ends, "free_days": shown.free_days}
