"""What forms of gatherings offer to choose from: rooms, leaders, sessions, days."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..hooks import Shown
from ..models import Place, Series
from ..overview import leaders_for, leading_on
from ..people import house_of
from ..queries import places_in

# so that the day before and the day after exist
DAYS = [MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2999, 12, 31))]
NONE = [("", "–")]
Choices = list[tuple[str, Any]]


def day_field(label: Any, *, required: bool = True, help_text: Any = "", **more: Any) -> Any:
    """A day, today unless something else is said."""
    more.setdefault("initial", timezone.localdate if required else None)
    return forms.DateField(
        label=label, required=required, validators=DAYS, help_text=help_text, **more
    )


def reason_field(label: Any, *, required: bool = True, help_text: Any = "") -> Any:
    """A few words why."""
    return forms.CharField(label=label, required=required, max_length=200, help_text=help_text)


def minutes_field() -> Any:
    """How long a session takes, where it is not as the template says."""
    return forms.IntegerField(
        label=_("Minutes"),
        required=False,
        min_value=5,
        max_value=720,
        step_size=5,
        help_text=_("Empty: as long as before, or as the template says."),
    )


def room_field() -> Any:
    """A room, or none for online."""
    return forms.ChoiceField(label=_("Room"), required=False)


def rooms_for(series: Series) -> dict[str, Place]:
    """The rooms in which a series can be held, by id: those of its prison or office."""
    found = places_in(house_of(series.unit), timezone.localdate())
    return {str(room.pk): room for room in found}


def room_choices(rooms: Mapping[str, Place]) -> Choices:
    """Rooms by name with their seats."""
    return [(key, _room(room)) for key, room in rooms.items()]


def _room(room: Place) -> str:
    return f"{room.name} ({room.seats})" if room.seats else room.name


def leader_choices(series: Series) -> Choices:
    """Who may lead, by name."""
    return [(str(row.pk), f"{row.family}, {row.given}") for row in leaders_for(series)]


def named_choices(parties: Iterable[UUID], names: Mapping[UUID, Shown]) -> Choices:
    """These parties by name; who has none in sight is not offered."""
    return [(str(one), names[one].name) for one in parties if one in names]


def present_leaders(series: Series, names: Mapping[UUID, Shown]) -> Choices:
    """Who leads a series today."""
    return named_choices(leading_on(series), names)


def session_choices(series: Series) -> Choices:
    """The sessions of the template, by number and name."""
    language = get_language() or "en"
    outlined: Sequence[Any] = series.template.contents.sessions
    return [(one.code, f"{n}. {one.name_in(language)}") for n, one in enumerate(outlined, 1)]
