"""Forms of work providers."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tilts.platform.design.forms import TiltsForm

from .choices import ProviderKind, Trait
from .forms import DAYS, several, town_choices, words
from .models import WorkProvider
from .provider_guards import Provider


class ProviderForm(TiltsForm):
    """A work provider."""

    name = forms.CharField(label=pgettext_lazy("of a work provider", "Name"), max_length=160)
    registration_number = forms.CharField(label=_("Registration number"), max_length=32)
    kind = forms.ChoiceField(label=_("What it is"), choices=ProviderKind)
    street = forms.CharField(label=_("Street and house"), max_length=120)
    municipality = forms.ChoiceField(label=_("Town"))
    work = words(_("What is done there"), longest=400)
    traits = several(_("What the work is like"), Trait)
    weekdays = several(_("Days of work"), DAYS, required=True)
    from_time = forms.TimeField(label=_("From what time"), initial="09:00")
    to_time = forms.TimeField(label=_("Until what time"), initial="17:00")
    places = forms.IntegerField(label=_("Places at once"), min_value=1, max_value=500)

    def __init__(self, *args: Any, country: str, of: WorkProvider | None, **kwargs: Any) -> None:
        names = Provider.__dataclass_fields__
        initial = {name: getattr(of, name) for name in names} if of else {}
        days = of.weekdays if of else range(5)
        initial["weekdays"] = [str(day) for day in days]
        super().__init__(*args, initial=initial, **kwargs)
        town: Any = self.fields["municipality"]
        town.choices = town_choices(country)

    def provider(self) -> Provider:
        """What the form says, as the action takes it."""
        told = self.cleaned_data
        return Provider(**{**told, "weekdays": [int(day) for day in told["weekdays"]]})


class ContractForm(TiltsForm):
    """A contract with a provider."""

    number = forms.CharField(label=pgettext_lazy("of a contract", "Number"), max_length=40)
    since = forms.DateField(label=_("First day"), initial=timezone.localdate)
    last_day = forms.DateField(
        label=_("Last day"), required=False, help_text=_("Leave it empty when it has no end.")
    )


class EndContractForm(TiltsForm):
    """On which day a contract ends earlier, and why."""

    last_day = forms.DateField(label=_("Last day"), initial=timezone.localdate)
    reason = words(_("Why"), longest=200)


class ContactForm(TiltsForm):
    """Whom the service speaks with at a provider."""

    name = forms.CharField(label=_("Name"), max_length=120)
    phone = forms.CharField(label=_("Telephone"), max_length=32, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
