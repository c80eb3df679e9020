"""Forms that share people out among officers, and say how much these can carry."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tilts.casework.people.models import Person
from tilts.platform.design.forms import TiltsForm
from tilts.platform.organisation.models import Staff

from .actions import Handover, Wish
from .presenting import HOUR, in_short
from .weights import Weights
from .workload import Load


class ShareForm(TiltsForm):
    """Which people go to which officers, from when, and why."""

    people = forms.MultipleChoiceField(label=_("People"), widget=forms.CheckboxSelectMultiple)
    to = forms.MultipleChoiceField(
        label=pgettext_lazy("whom", "To"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("With more than one, people are shared out in turn."),
    )
    on = forms.DateField(label=_("From"))
    reason = forms.CharField(label=_("Why"), max_length=200)
    note = forms.CharField(
        label=_("What the next one must know"), widget=forms.Textarea, required=False
    )

    def __init__(
        self, *args: Any, people: Iterable[Person], officers: Sequence[Load], **kwargs: Any
    ) -> None:
        super().__init__(*args, initial={"on": timezone.localdate()}, **kwargs)
        self.staff = {str(o.staff.pk): o.staff for o in officers}
        self._offer("people", [(str(one.pk), f"{one.name} · {one.file_number}") for one in people])
        self._offer("to", [(str(one.staff.pk), in_short(one)) for one in officers])

    def _offer(self, field: str, choices: list[tuple[str, str]]) -> None:
        self.fields[field].choices = choices  # type: ignore[attr-defined] # both are choice fields

    def clean_people(self) -> list[str]:
        """Nobody goes to two officers."""
        people: list[str] = self.cleaned_data["people"]
        if len(set(people)) < len(people):
            raise forms.ValidationError(_("Somebody is named twice."), code="twice")
        return people

    def chosen(self) -> list[UUID]:
        """The people who are shared out."""
        return [UUID(person) for person in self.cleaned_data["people"]]

    def officers(self) -> list[Staff]:
        """Those who get them, in the order offered."""
        return [one for pk, one in self.staff.items() if pk in self.cleaned_data["to"]]

    def handover(self) -> Handover:
        """What the action asks for."""
        given = self.cleaned_data
        return Handover(on=given["on"], reason=given["reason"], note=given["note"])


class ReductionForm(TiltsForm):
    """What takes time from somebody's week, how much, and until when."""

    code = forms.ChoiceField(label=pgettext_lazy("less time for people", "Why"))
    weekly_hours = forms.DecimalField(
        label=_("Hours a week"),
        min_value=0,
        max_value=168,
        max_digits=5,
        decimal_places=2,
        help_text=_("By so much the week for people becomes shorter."),
    )
    since = forms.DateField(label=_("From"))
    until = forms.DateField(
        label=_("Until"),
        required=False,
        help_text=_("The first day on which it takes no more time. It then ends by itself."),
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, weights: Weights, **kwargs: Any) -> None:
        super().__init__(*args, initial={"since": timezone.localdate()}, **kwargs)
        offered = [(one.code, weights.title("reduction", one.code)) for one in weights.reductions()]
        self.fields["code"].choices = offered  # type: ignore[attr-defined] # a choice field

    def reduction(self) -> dict[str, Any]:
        """What the action asks for."""
        given = dict(self.cleaned_data)
        minutes = int(given.pop("weekly_hours") * HOUR)
        return {**given, "weekly_minutes": minutes}


class EndReductionForm(TiltsForm):
    """The first day on which it takes no more time."""

    until = forms.DateField(label=_("Until"))


class ProposalForm(ShareForm):
    """The same as sharing out, but for each person a choice of their own; `to` may be left open.

    Who is in no line yet gets the one that is proposed.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].required = False

    def among(self) -> list[UUID]:
        """Officers who may take people: those chosen, else everybody offered."""
        return [one.pk for one in self.officers()] or [one.pk for one in self.staff.values()]

    def lines(self, proposed: Mapping[UUID, UUID | None]) -> dict[UUID, UUID]:
        """To whom each person goes, as it was chosen, else as proposed; who stays is left out."""
        found = {}
        for person in self.chosen():
            default = proposed.get(person)
            said = self.data.get(f"line-{person}", str(default or ""))
            if said in self.staff:
                found[person] = UUID(said)
        return found


class AskTransferForm(TiltsForm):
    """Which unit is asked to take somebody, from which day, and what it must know."""

    to: Any = forms.ModelChoiceField(None, label=_("Which unit is asked"))
    on = forms.DateField(label=_("From"), help_text=_("Until then everything stays as it is."))
    why = forms.CharField(label=_("Why"), max_length=200)
    residence = forms.CharField(label=_("Where they live now"), max_length=200, required=False)
    note = forms.CharField(
        label=_("What the next one must know"), widget=forms.Textarea, required=False
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": timezone.localdate()}, **kwargs)
        field: Any = self.fields["to"]
        field.queryset = units
        field.label_from_instance = lambda unit: unit.name_in(get_language() or "en")

    def wish(self) -> Wish:
        """What the action asks for."""
        return Wish(**self.cleaned_data)


class AcceptTransferForm(TiltsForm):
    """Which officer takes somebody, and from which day."""

    officer = forms.ChoiceField(label=_("Who takes them"))
    on = forms.DateField(label=_("From"))

    def __init__(self, *args: Any, officers: Sequence[Load], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff = {str(one.staff.pk): one.staff for one in officers}
        offered = [(str(one.staff.pk), in_short(one)) for one in officers]
        self.fields["officer"].choices = offered  # type: ignore[attr-defined] # a choice field

    def taking(self) -> dict[str, Any]:
        """What the action asks for."""
        given = self.cleaned_data
        return {"officer": self.staff[given["officer"]], "on": given["on"]}
