"""Forms about what stands beside groups: rooms, and who must not meet whom."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tilts.platform.design.forms import TiltsForm

from .choices import day_field, reason_field
from .people import offer


class PlaceForm(TiltsForm):
    """A room: of which unit, its name, how many seats, and from when."""

    unit = forms.ChoiceField(label=_("Unit"))
    name = forms.CharField(label=_("Name of the room"), max_length=80)
    seats = forms.IntegerField(
        label=_("Seats"),
        required=False,
        min_value=1,
        max_value=1000,
        help_text=_("Empty: as many as come."),
    )
    since = day_field(_("From"))

    def __init__(self, *args: Any, units: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(one.pk): one for one in units}
        unit: Any = self.fields["unit"]
        unit.choices = [(key, _named(one)) for key, one in self.units.items()]

    def chosen(self) -> dict[str, Any]:
        """What was chosen, with the unit itself."""
        return {**self.cleaned_data, "unit": self.units[self.cleaned_data["unit"]]}


def _named(unit: Any) -> str:
    return str(unit.name_in(get_language() or "en"))


class EndingForm(TiltsForm):
    """From which day on something holds no more."""

    until = day_field(_("No more from"))


class ApartForm(TiltsForm):
    """Two who must not meet, since when, until when if that is known, and why."""

    one = forms.ChoiceField(label=_("One of the two"), widget=forms.RadioSelect)
    other = forms.ChoiceField(label=_("The other one"), widget=forms.RadioSelect)
    because = reason_field(
        _("Why"), help_text=_("It is kept in the history, and shown to nobody who plans sessions.")
    )
    since = day_field(_("From"))
    until = day_field(_("Until"), required=False, help_text=_("Empty: until further notice."))

    def __init__(self, *args: Any, ones: list[UUID], others: list[UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, ones, "one")
        offer(self, others, "other")
