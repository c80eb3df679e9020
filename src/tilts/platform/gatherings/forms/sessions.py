"""Forms about one session: moved, cancelled, covered."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.platform.design.forms import TiltsForm

from ..hooks import names_of
from ..models import Session
from ..queries import leaders_by_session
from .choices import (
    NONE,
    leader_choices,
    minutes_field,
    named_choices,
    reason_field,
    room_choices,
    room_field,
    rooms_for,
)


class MoveForm(TiltsForm):
    """At which other time or place a session is held."""

    starts_at = forms.DateTimeField(label=lazy("Begins"))
    place = room_field()
    minutes = minutes_field()

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        room = str(session.place_id or "")
        kwargs["initial"] = {"starts_at": session.starts_at, "place": room}
        super().__init__(*args, **kwargs)
        self.rooms = rooms_for(session.series)
        place: Any = self.fields["place"]
        place.choices = [("", _("online")), *room_choices(self.rooms)]

    def chosen(self) -> dict[str, Any]:
        """What the form says, as the action takes it."""
        said = self.cleaned_data
        return {**said, "place": self.rooms.get(said["place"])}


class CancelForm(TiltsForm):
    """Why a session does not take place."""

    because = reason_field(lazy("Why it does not take place"))


class CoverForm(TiltsForm):
    """Who leads this one session in whose place."""

    leader = forms.ChoiceField(label=lazy("In the place of"))
    successor = forms.ChoiceField(label=lazy("Who leads this session"))

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leading = leaders_by_session([session])[session.pk]
        fields: Any = self.fields
        fields["leader"].choices = named_choices(leading, names_of(leading))
        fields["successor"].choices = [*NONE, *leader_choices(session.series)]
