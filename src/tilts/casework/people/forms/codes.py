"""Identifiers, as forms take them."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.design.forms import TiltsForm

from ..actions import Code
from ..codes import NONE, code_kinds


def fits(form: forms.Form, kind_field: str, value: str) -> None:
    """Say next to the type when it and the code do not go together."""
    if kind_field in form.errors:
        return
    kind = form.cleaned_data[kind_field]
    if kind == NONE and value:
        form.add_error(kind_field, _("Here is a code: choose its type. Or leave the code empty."))
    if value and not kind:
        form.add_error(kind_field, _("Choose what type of code this is."))


class CodeForm(TiltsForm):
    """One more identifier, or that somebody has none."""

    kind = forms.ChoiceField(label=_("Type of code"))
    value = forms.CharField(label=_("Code"), max_length=40, required=False)
    since = forms.DateField(label=_("Valid from"), initial=timezone.localdate)

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = code_kinds(country)

    def clean(self) -> dict[str, Any]:
        """Every type but *no code* wants a code."""
        told: dict[str, Any] = self.cleaned_data
        fits(self, "kind", told.get("value", ""))
        if told.get("kind") != NONE and told.get("value") == "":
            self.add_error("value", forms.Field.default_error_messages["required"])
        return told

    def code(self) -> Code:
        """What the form says, as the actions take it."""
        return Code(kind=self.cleaned_data["kind"], value=self.cleaned_data["value"])
