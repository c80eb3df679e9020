"""The form by which an agency decides on an instrument."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.design.forms import ButtonChoices, TiltsForm
from tilts.platform.organisation.certified import competences, in_words

from .actions import Decision
from .models import Level

# so that the day before and the day after exist
DAYS = [MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2999, 12, 31))]


class DecisionForm(TiltsForm):
    """How far an instrument may be used, from when to when, by whose decision and why."""

    level = forms.ChoiceField(label=_("It is here"), choices=Level, widget=ButtonChoices)
    since = forms.DateField(label=_("From"), initial=timezone.localdate, validators=DAYS)
    last_day = forms.DateField(
        label=_("Last day"),
        required=False,
        validators=DAYS,
        help_text=_("Empty: until it is decided anew."),
    )
    decided_by = forms.CharField(
        label=_("Who decided"), max_length=200, help_text=_("For example: the director, order 14.")
    )
    evidence = forms.CharField(
        label=_("On which local evidence"),
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    requires = forms.ChoiceField(
        label=_("Certificate that it takes"),
        required=False,
        help_text=_("Whoever lacks it reads which course gives it."),
    )

    def __init__(self, *args: Any, country: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = competences(country, timezone.localdate()) if country else {}
        field: Any = self.fields["requires"]
        named = [(code, in_words(one.names)) for code, one in known.items()]
        field.choices = [("", _("none")), *named]

    def clean(self) -> dict[str, Any]:
        """It ends no sooner than it begins."""
        values: dict[str, Any] = super().clean() or {}
        since, last = values.get("since"), values.get("last_day")
        if since and last and last < since:
            self.add_error("last_day", _("The last day is before the first."))
        return values

    def decision(self) -> Decision:
        """What the form says, as the action takes it."""
        values = self.cleaned_data
        last = values["last_day"]
        return Decision(
            level=values["level"],
            decided_by=values["decided_by"],
            evidence=values["evidence"],
            since=values["since"],
            until=last + timedelta(days=1) if last else None,
            requires=values["requires"],
        )
