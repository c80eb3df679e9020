"""Forms about duties: what is filled in depends on the kind of duty."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tilts.casework.programmes.catalogue import named, programmes_on
from tilts.jurisdictions.schema import Duty as Kind
from tilts.platform.design.forms import ButtonChoices, TiltsForm

from ..actions.duties import Decided, Found
from ..duties import LONGEST, MOST
from ..models import Duty, DutyCheck, ImposedBy

LABELS = {
    "place": _("Where"),
    "person": _("Whom"),
    "days": _("Days"),
    "hours": _("Hours"),
    "date": pgettext_lazy("a duty", "Until"),
    "programme": _("Programme"),
    "amount": _("Amount in euros"),
}
CENT = Decimal("0.01")
NO_VICTIM = _("Never the name of a victim: that stands behind a wall. Write “the victim”.")


class DecidedForm(TiltsForm):
    """Who decided, by which law, in which decision, and from which day on."""

    imposed_by = forms.ChoiceField(label=_("Decided by"), widget=ButtonChoices)
    basis = forms.CharField(label=_("Legal basis"), max_length=200)
    decision = forms.CharField(label=_("Decision, by its number"), max_length=120)
    on = forms.DateField(label=_("From which day on"), initial=timezone.localdate)

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        allowed = [one for one in ImposedBy.choices if one[0] in kind.imposed_by]
        fields["imposed_by"].choices = allowed
        fields["imposed_by"].initial = allowed[0][0]
        fields["basis"].initial = kind.basis

    def decided(self) -> Decided:
        """What the form says of the decision."""
        said = self.cleaned_data
        return Decided(
            imposed_by=said["imposed_by"],
            basis=said["basis"],
            decision=said["decision"],
            on=said["on"],
        )


class DutyForm(DecidedForm):
    """A duty of a kind: what its wording leaves open, and the decision."""

    def __init__(
        self, *args: Any, kind: Kind, country: str, slots: Mapping[str, Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, kind=kind, **kwargs)
        self.kind = kind
        own = {name: _slot(what, country, slots.get(name)) for name, what in kind.slots.items()}
        self.fields = {**own, **self.fields}

    def slots(self) -> dict[str, Any]:
        """What was filled in, as it is kept: a date in ISO form, an amount in cents."""
        return {
            name: _kept(what, self.cleaned_data[name]) for name, what in self.kind.slots.items()
        }


def _slot(what: str, country: str, value: Any) -> forms.Field:
    told = {"label": LABELS[what], "initial": value}
    if what in ("days", "hours"):
        return forms.IntegerField(**told, min_value=1, max_value=MOST[what])
    if what == "amount":
        told["initial"] = value / 100 if value else None
        most = MOST[what] // 100
        return forms.DecimalField(**told, min_value=CENT, max_value=most, decimal_places=2)
    if what == "date":
        return forms.DateField(**told)
    if what == "programme":
        known = programmes_on(country, timezone.localdate())
        return forms.ChoiceField(**told, choices=[(one.code, named(one)) for one in known])
    hint = NO_VICTIM if what == "person" else ""
    return forms.CharField(**told, max_length=LONGEST[what], help_text=hint)


def _kept(what: str, value: Any) -> Any:
    if what == "date":
        return value.isoformat()
    return int(value * 100) if what == "amount" else value


class CheckForm(TiltsForm):
    """Of each standing duty whether it was kept, and what was seen."""

    on = forms.DateField(label=_("Checked on"), initial=timezone.localdate)

    def __init__(self, *args: Any, duties: Mapping[Duty, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.duties = list(duties)
        for duty, wording in duties.items():
            self.fields[f"kept_{duty.pk}"] = forms.ChoiceField(
                label=wording, choices=DutyCheck.Kept, widget=ButtonChoices
            )
            self.fields[f"note_{duty.pk}"] = forms.CharField(
                label=_("What was seen"), max_length=200, required=False
            )

    def found(self) -> dict[UUID, Found]:
        """What the form says, by duty."""
        said = self.cleaned_data
        return {
            duty.pk: Found(kept=said[f"kept_{duty.pk}"], note=said[f"note_{duty.pk}"])
            for duty in self.duties
        }
