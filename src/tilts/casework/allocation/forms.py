"""The form that shares people out among officers."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tilts.casework.people.models import Person
from tilts.platform.design.forms import TiltsForm
from tilts.platform.organisation.models import Staff

from .actions import Handover
from .queries import Caseload


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
        self, *args: Any, people: Iterable[Person], officers: Sequence[Caseload], **kwargs: Any
    ) -> None:
        super().__init__(*args, initial={"on": timezone.localdate()}, **kwargs)
        self.staff = {str(o.staff.pk): o.staff for o in officers}
        self._offer("people", [(str(one.pk), f"{one.name} · {one.file_number}") for one in people])
        self._offer("to", [(str(o.staff.pk), f"{o.staff.name} ({o.people})") for o in officers])

    def _offer(self, field: str, choices: list[tuple[str, str]]) -> None:
        self.fields[field].choices = choices  # type: ignore[attr-defined] # both are choice fields

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
