"""What is known around a person."""

import re
from typing import Any, ClassVar

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from tilts.platform.design.forms import TiltsModelForm

from ..models import Address, Alert, Contact, HealthAlert, OtherName, Relation, Victim

COUNTRY, DIGIT = re.compile("[A-Z]{2}"), re.compile(r"\d")


class AddressForm(TiltsModelForm):
    """Where somebody lives."""

    class Meta:
        model = Address
        fields = ("kind", "street", "locality", "postcode", "country", "since")

    def clean_country(self) -> str:
        """A code of two letters."""
        code = str(self.cleaned_data["country"]).upper()
        if not COUNTRY.fullmatch(code):
            raise forms.ValidationError(_("Two letters, such as LV."))
        return code


class ContactForm(TiltsModelForm):
    """How somebody is reached."""

    class Meta:
        model = Contact
        fields = ("kind", "value", "note", "since")

    def clean(self) -> dict[str, Any]:
        """An e-mail address is one, and a telephone number has digits."""
        told: dict[str, Any] = self.cleaned_data
        kind, value = told.get("kind"), told.get("value", "")
        if kind == Contact.Kind.EMAIL and value:
            try:
                validate_email(value)
            except forms.ValidationError as fault:
                self.add_error("value", fault)
        elif kind == Contact.Kind.PHONE and value and not DIGIT.search(value):
            self.add_error("value", _("A telephone number has digits: +371 20000000."))
        return told


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
