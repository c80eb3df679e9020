"""What the provider's own page sends about somebody's day."""

from datetime import date
from typing import Any

from django import forms

from tilts.platform.access.reasons import Reason, Reasons, Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE

from .actions.hours import NOT_HERE
from .choices import Grade, Went
from .forms import day_told
from .hours_guards import Day
from .models import Placement, ProviderLink

GRADES = [("", ""), *Grade.choices]


class TodayForm(forms.Form):
    """Whether somebody came today, from when, how long and how well they worked."""

    placement = forms.UUIDField()
    key = forms.UUIDField()
    went = forms.ChoiceField(choices=[(Went.WORKED, ""), (Went.ABSENT, "")])
    begins = forms.TimeField(required=False)
    hours = forms.IntegerField(min_value=0, max_value=24, required=False)
    minutes = forms.IntegerField(min_value=0, max_value=59, required=False)
    quality = forms.ChoiceField(choices=GRADES, required=False)
    behaviour = forms.ChoiceField(choices=GRADES, required=False)
    note = forms.CharField(max_length=200, required=False)

    def reasons(self) -> Reasons:
        """What is wrong with what was sent, as reasons."""
        return [Reason("form", str(text)) for errors in self.errors.values() for text in errors]

    def placement_of(self, link: ProviderLink) -> Placement:
        """Whose day it is, at this provider; raises Refused for anybody else."""
        wanted: Any = self.cleaned_data["placement"]
        with seen_by(SERVICE):
            rows = Placement.plain.filter(pk=wanted, provider=link.contact.provider_id)
            found: Placement | None = rows.first()
        if found is None:
            raise Refused([NOT_HERE])
        return found

    def said(self, day: date) -> Day:
        """The day as the provider says it was."""
        return day_told(day, self.cleaned_data)
