"""Forms about the monitoring plan and readings."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.design.forms import ButtonChoices, TiltsForm
from tilts.platform.organisation.forms import UnitField
from tilts.platform.workflow.samples import materials

from .actions.planning import MOST

SURE = [("yes", _("Yes")), ("no", _("No, somebody else should read it too"))]


class PlanForm(TiltsForm):
    """How much of which work is drawn where, from when."""

    material = forms.ChoiceField(label=_("What is drawn"), widget=ButtonChoices)
    unit = UnitField(None, label=_("Where"), required=False)
    wanted = forms.IntegerField(
        label=_("How many a month"),
        min_value=0,
        max_value=MOST,
        help_text=_("Of each programme or instrument in each unit. 0 draws none."),
    )
    since = forms.DateField(label=_("From"), initial=timezone.localdate)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["material"].choices = [(code, one.title) for code, one in materials().items()]
        fields["unit"].queryset = units
        fields["unit"].empty_label = _("the whole agency")


class FinishForm(TiltsForm):
    """Whether a first reader is sure."""

    sure = forms.ChoiceField(
        label=_("Are you sure of your ratings?"), choices=SURE, widget=ButtonChoices
    )
    why = forms.CharField(
        label=_("Of what you are unsure"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only if you are not sure. The second reader looks at it. Name nobody."),
    )

    def said(self) -> dict[str, Any]:
        """What the form says, as the action takes it."""
        return {"sure": self.cleaned_data["sure"] == "yes", "why": self.cleaned_data["why"]}


class LastForm(TiltsForm):
    """A second reader is asked nothing more."""

    def said(self) -> dict[str, Any]:
        """Their answers stand."""
        return {"sure": True}
