"""Forms about the supervision of an order."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tilts.casework.proceedings.models import Measure
from tilts.casework.proceedings.queries import units_of
from tilts.platform.design.forms import ButtonChoices, TiltsForm
from tilts.platform.organisation.forms import UnitField
from tilts.platform.organisation.models import AgencyKind

from ..actions.orders import Explained
from ..models import Identity, Signed
from ..order_guards import registration_of

AFTER_RELEASE = "registration_after_early_release"


class ReceiveForm(TiltsForm):
    """When the decision came, and which unit carries it out."""

    received_on = forms.DateField(label=_("The decision came on"), initial=timezone.localdate)
    released_on = forms.DateField(
        label=_("Released on"), help_text=_("The days to register count from here.")
    )
    unit = UnitField(label=_("Unit of the declared residence"), queryset=None)

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        country = measure.proceeding.country
        fields["unit"].queryset = units_of(country, [AgencyKind.PROBATION], timezone.localdate())
        fields["unit"].initial = measure.unit_id
        fields["released_on"].initial = measure.start
        if registration_of(measure) != AFTER_RELEASE:
            del fields["released_on"]


class RegistrationForm(TiltsForm):
    """The day of the registration, and by which paper the person was known."""

    on = forms.DateField(label=_("Came on"), initial=timezone.localdate)
    identity = forms.ChoiceField(
        label=_("Identity document seen"), choices=Identity, widget=ButtonChoices
    )


class ExplainForm(TiltsForm):
    """The first meeting."""

    on = forms.DateField(label=_("Explained on"), initial=timezone.localdate)
    language = forms.ChoiceField(label=_("In which language"), choices=settings.LANGUAGES)
    interpreter = forms.CharField(
        label=_("Name of the interpreter"),
        max_length=120,
        required=False,
        help_text=_("Only if there was one."),
    )
    signed = forms.ChoiceField(
        label=pgettext_lazy("that duties were explained", "The person"),
        choices=Signed,
        initial=Signed.SIGNED,
        widget=ButtonChoices,
    )

    def explained(self) -> Explained:
        """What the form says, as the action takes it."""
        said = self.cleaned_data
        return Explained(
            on=said["on"],
            language=said["language"],
            interpreter=said["interpreter"],
            signed=Signed(said["signed"]),
        )


class DecisionForm(TiltsForm):
    """A decision that ends the supervision."""

    on = forms.DateField(label=_("Decided on"), initial=timezone.localdate)
    decision = forms.CharField(
        label=_("What was decided, by whom"),
        max_length=200,
        help_text=_("For example: the court and the number of its decision, and why."),
    )
