"""What is known around a person."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.design.forms import TiltsForm, TiltsModelForm

from ..codes import code_kinds
from ..models import Address, Alert, Contact, HealthAlert, OtherName, Relation, Victim


class CodeForm(TiltsForm):
    """One more identifier."""

    kind = forms.ChoiceField(label=_("Type of code"))
    value = forms.CharField(label=_("Code"), max_length=40)
    since = forms.DateField(label=_("Valid from"), initial=timezone.localdate)

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = code_kinds(country)


class AddressForm(TiltsModelForm):
    """Where somebody lives."""

    class Meta:
        model = Address
        fields = ("kind", "street", "locality", "postcode", "country", "since")


class ContactForm(TiltsModelForm):
    """How somebody is reached."""

    class Meta:
        model = Contact
        fields = ("kind", "value", "note", "since")


class RelationForm(TiltsModelForm):
    """Somebody close."""

    class Meta:
        model = Relation
        fields = ("kind", "name", "phone", "note", "since")


class OtherNameForm(TiltsModelForm):
    """Another name."""

    class Meta:
        model = OtherName
        fields = ("kind", "family", "given", "patronymic", "since")


class AlertForm(TiltsModelForm):
    """What whoever meets the person must know."""

    class Meta:
        model = Alert
        fields = ("kind", "text", "since")


DETAIL_FORMS = {
    "address": AddressForm,
    "contact": ContactForm,
    "relation": RelationForm,
    "name": OtherNameForm,
    "alert": AlertForm,
}


class HealthAlertForm(TiltsModelForm):
    """A health matter, behind its wall."""

    class Meta:
        model = HealthAlert
        fields = ("text", "since")
        labels: ClassVar[dict[str, Any]] = {"text": _("What staff in contact must know")}


class VictimForm(TiltsModelForm):
    """A victim, behind their wall."""

    class Meta:
        model = Victim
        fields = ("name", "contact", "wants_information", "since")
        labels: ClassVar[dict[str, Any]] = {
            "name": _("Name"),
            "contact": _("How to reach them"),
            "wants_information": _("Wants to be informed of release or escape"),
        }
