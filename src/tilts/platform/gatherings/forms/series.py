"""Forms about a series: opened, scheduled, led, closed."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.platform.design.forms import TiltsForm

from ..actions import NewSession, Timetable
from ..hooks import names_of
from ..models import Enrolment, Place, Series, Template
from ..overview import leading_on
from ..planning import Weekly
from ..queries import enrolments_of
from .choices import (
    NONE,
    day_field,
    leader_choices,
    minutes_field,
    named_choices,
    present_leaders,
    reason_field,
    room_choices,
    room_field,
    rooms_for,
    session_choices,
)

TIMES = 3  # weekly times that a page offers


class OpenForm(TiltsForm):
    """A new group: from which template, where, under which name, led by whom."""

    template = forms.ChoiceField(label=lazy("What is held"))
    unit = forms.ChoiceField(label=lazy("Unit"))
    name = forms.CharField(
        label=lazy("Name of the group"),
        max_length=120,
        help_text=lazy("Such as “Spring group”. No names of participants."),
    )
    on = day_field(lazy("From"))
    capacity = forms.IntegerField(
        label=lazy("Places"),
        required=False,
        min_value=1,
        max_value=1000,
        help_text=lazy("Empty: as many as the template says."),
    )

    def __init__(
        self, *args: Any, templates: list[Template], units: list[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(one.pk): one for one in (*templates, *units)}
        fields: Any = self.fields
        fields["template"].choices = [*NONE, *((str(t.pk), _named(t)) for t in templates)]
        fields["unit"].choices = [(str(one.pk), _named(one)) for one in units]

    def chosen(self) -> dict[str, Any]:
        """What the form says, as the action takes it."""
        said = self.cleaned_data
        found = {name: self.by_key[said[name]] for name in ("template", "unit")}
        return {**found, **{name: said[name] for name in ("name", "on", "capacity")}}


def _named(row: Any) -> str:
    return str(row.name_in(get_language() or "en"))


class TimetableForm(TiltsForm):
    """Weekly times, the first day, and rooms in the order of preference."""

    since = day_field(lazy("Not before"))
    places = forms.MultipleChoiceField(
        label=lazy("Rooms"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=lazy("The first that is free is taken. None: it is held online."),
    )

    def __init__(self, *args: Any, series: Series, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = [("", "–"), *((str(n), name) for n, name in WEEKDAYS.items())]
        first = {name: self.fields.pop(name) for name in ("since", "places")}
        for n in range(TIMES):
            needed = n == 0
            self.fields[f"weekday_{n}"] = forms.TypedChoiceField(
                label=_("Day of the week"),
                choices=days,
                coerce=int,
                empty_value=None,
                required=needed,
            )
            self.fields[f"at_{n}"] = forms.TimeField(
                label=_("Time"),
                required=needed,
                widget=forms.TimeInput(attrs={"type": "time", "step": 300}, format="%H:%M"),
            )
        self.fields |= first
        self.rooms = rooms_for(series)
        places: Any = self.fields["places"]
        places.choices = room_choices(self.rooms)

    @property
    def times(self) -> list[list[Any]]:
        """The pairs of day and time, for the page."""
        return [[self[f"weekday_{n}"], self[f"at_{n}"]] for n in range(TIMES)]

    def clean(self) -> dict[str, Any]:
        """A day has its time, and a time its day."""
        said: dict[str, Any] = super().clean() or {}
        for n in range(1, TIMES):
            day, at = said.get(f"weekday_{n}"), said.get(f"at_{n}")
            if (day is None) != (at is None):
                self.add_error(f"at_{n}", _("A day and a time belong together."))
        return said

    def timetable(self) -> Timetable:
        """What the form says, as the action takes it."""
        said = self.cleaned_data
        pairs = [(said[f"weekday_{n}"], said[f"at_{n}"]) for n in range(TIMES)]
        weekly = [Weekly(day, at) for day, at in pairs if day is not None and at is not None]
        places: list[Place] = [self.rooms[key] for key in said["places"]]
        return Timetable(weekly=weekly, since=said["since"], places=places)


class NewSessionForm(TiltsForm):
    """One session beside the timetable: for the whole group or for one, perhaps to catch up."""

    code = forms.ChoiceField(label=lazy("Which session"))
    alone = forms.ChoiceField(label=lazy("For whom"), required=False)
    starts_at = forms.DateTimeField(label=lazy("Begins"))
    minutes = minutes_field()
    place = room_field()
    leaders = forms.MultipleChoiceField(label=lazy("Leaders"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, series: Series, **kwargs: Any) -> None:
        leading = leading_on(series)
        kwargs["initial"] = {"leaders": [str(one) for one in leading], **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.enrolled = {str(one.pk): one for one in enrolments_of(series) if not one.ended_how}
        parties = [one.party_id for one in self.enrolled.values()]
        names = names_of([*leading, *parties])
        self.rooms = rooms_for(series)
        fields: Any = self.fields
        fields["code"].choices = session_choices(series)
        fields["alone"].choices = [("", _("the whole group")), *self._who(names)]
        fields["place"].choices = [("", _("online")), *room_choices(self.rooms)]
        fields["leaders"].choices = named_choices(leading, names)

    def _who(self, names: Any) -> list[tuple[str, str]]:
        rows = self.enrolled.items()
        return [(key, names[row.party_id].name) for key, row in rows if row.party_id in names]

    def alone_for(self) -> Enrolment | None:
        """For whom alone it is held."""
        return self.enrolled.get(self.cleaned_data["alone"])

    def session(self, catches_up: Any) -> NewSession:
        """What the form says, as the action takes it; with the session that it makes good."""
        said = self.cleaned_data
        return NewSession(
            code=said["code"],
            starts_at=said["starts_at"],
            leaders=tuple(UUID(one) for one in said["leaders"]),
            place=self.rooms.get(said["place"]),
            minutes=said["minutes"],
            alone=self.alone_for(),
            catches_up=catches_up,
        )


class LeaderForm(TiltsForm):
    """One more leader."""

    party = forms.ChoiceField(label=lazy("Who leads as well"))
    since = day_field(lazy("From"))

    def __init__(self, *args: Any, series: Series, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        party: Any = self.fields["party"]
        party.choices = [*NONE, *leader_choices(series)]


class ReplaceForm(TiltsForm):
    """Who leads in whose place: all sessions from that day on follow."""

    leader = forms.ChoiceField(label=lazy("In the place of"))
    successor = forms.ChoiceField(label=lazy("Who leads from then on"))
    since = day_field(lazy("From"))

    def __init__(self, *args: Any, series: Series, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["leader"].choices = present_leaders(series, names_of(leading_on(series)))
        fields["successor"].choices = [*NONE, *leader_choices(series)]


class CapacityForm(TiltsForm):
    """How many places a group has."""

    capacity = forms.IntegerField(label=lazy("Places"), min_value=1, max_value=1000)


class CloseForm(TiltsForm):
    """When and why a group is closed."""

    on = day_field(lazy("On"))
    because = reason_field(
        lazy("Why"), help_text=lazy("Sessions still to come do not take place then.")
    )
