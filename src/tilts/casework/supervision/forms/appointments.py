"""Forms about appointments: when, how, where, about what; moved, called off."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.design.forms import ButtonChoices, TiltsForm
from tilts.platform.gatherings.people import house_of
from tilts.platform.gatherings.queries import places_in
from tilts.platform.organisation.models import Unit

from ..appointments import Wanted
from ..models import Agreed, How, Side
from ..one_to_one import MINUTES

WAYS = [(one.value, one.label) for one in How if one != How.LETTER]


class AppointmentForm(TiltsForm):
    """An appointment; most of it has a sensible answer already."""

    starts_at = forms.DateTimeField(label=_("Day and time"))
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=5, max_value=720, step_size=5, initial=MINUTES
    )
    how = forms.ChoiceField(
        label=_("How"), choices=WAYS, widget=ButtonChoices, initial=How.OFFICE.value
    )
    place = forms.ChoiceField(label=_("Room"), required=False)
    where = forms.CharField(label=_("Where, if in no room of ours"), max_length=120, required=False)
    about = forms.CharField(
        label=_("About what"),
        max_length=300,
        required=False,
        help_text=_("A duty, a goal, a question: it stands beside the appointment."),
        widget=forms.TextInput(attrs={"list": "topics", "autocomplete": "off"}),
    )
    agreed_how = forms.ChoiceField(
        label=_("How it was agreed"),
        choices=Agreed,
        widget=ButtonChoices,
        initial=Agreed.SPOKEN.value,
    )

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rooms = places_in(house_of(unit), timezone.localdate())
        self.rooms = {str(room.pk): room for room in rooms}
        place: Any = self.fields["place"]
        place.choices = [("", "–"), *((key, room.name) for key, room in self.rooms.items())]

    def wanted(self) -> Wanted:
        """What the form says, as the action takes it."""
        said = self.cleaned_data
        return Wanted(**{**self._own(said), "place": self.rooms.get(said["place"])})

    @staticmethod
    def _own(said: dict[str, Any]) -> dict[str, Any]:
        names = ("starts_at", "minutes", "how", "where", "about", "agreed_how")
        return {name: said[name] for name in names}


class RescheduleForm(AppointmentForm):
    """The new time, who asked for it, and why if it is worth a word."""

    side = forms.ChoiceField(label=_("Who asked for another time"), choices=Side.choices)
    because = forms.CharField(label=_("Why"), max_length=200, required=False)
    field_order = ("starts_at", "side", "because")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["side"].widget = ButtonChoices(choices=Side.choices)


class CallOffForm(TiltsForm):
    """Who asked that it not take place, and why."""

    side = forms.ChoiceField(
        label=_("Who asked for that"), choices=Side.choices, widget=ButtonChoices
    )
    because = forms.CharField(label=_("Why"), max_length=200)


class TakeBackForm(TiltsForm):
    """Why what was recorded of an appointment is taken back."""

    because = forms.CharField(
        label=_("Why it is taken back"),
        max_length=200,
        help_text=_("For example: about another person, the wrong line."),
    )
