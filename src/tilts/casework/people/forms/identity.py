"""Who somebody is: registered and corrected."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.design.forms import TiltsForm
from tilts.platform.organisation.forms import UnitField
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import Actor

from ..actions import Code, Identity
from ..codes import code_kinds
from ..models.identity import Category, Precision, Sex
from ..queries import units_to_register_in

LANGUAGES = [
    ("lv", _("Latvian")),
    ("lt", _("Lithuanian")),
    ("ru", _("Russian")),
    ("en", _("English")),
    ("uk", _("Ukrainian")),
    ("pl", _("Polish")),
]


class IdentityForm(TiltsForm):
    """Who somebody is. Only the family name is wanted: all else may be unknown."""

    family = forms.CharField(label=_("Family name"), max_length=80)
    given = forms.CharField(label=_("Given names"), max_length=80, required=False)
    patronymic = forms.CharField(label=_("Patronymic"), max_length=80, required=False)
    birth_date = forms.DateField(
        label=_("Birth date"),
        required=False,
        help_text=_("If only the year is known, give 1 January and choose “year only” below."),
    )
    birth_precision = forms.ChoiceField(
        label=_("How exactly it is known"),
        choices=[c for c in Precision.choices if c[0] != "unknown"],
        required=False,
    )
    sex = forms.ChoiceField(label=_("Sex, as in a document"), choices=Sex, initial=Sex.UNKNOWN)
    category = forms.ChoiceField(
        label=_("In what role the record speaks of them"), choices=Category
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"),
        choices=LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    interpreter = forms.ChoiceField(
        label=_("Needs an interpreter for"), choices=[("", _("none")), *LANGUAGES], required=False
    )
    citizenships = forms.CharField(
        label=_("Citizenship"),
        required=False,
        help_text=_("Two-letter country codes, separated by spaces: LV LT"),
    )

    def clean_birth_date(self) -> Any:
        """A birth date lies in the past."""
        born = self.cleaned_data["birth_date"]
        if born and born > timezone.localdate():
            raise forms.ValidationError(_("This date lies in the future. Give the date of birth."))
        return born

    def clean_citizenships(self) -> list[str]:
        """Upper-case codes of two letters."""
        codes = str(self.cleaned_data["citizenships"]).upper().replace(",", " ").split()
        wrong = [code for code in codes if len(code) != 2 or not code.isalpha()]
        if wrong:
            text = _("“%(code)s” is not a country code. Two letters, such as LV.")
            raise forms.ValidationError(text % {"code": wrong[0]})
        return codes

    def identity(self) -> Identity:
        """What the form says, as the actions take it."""
        values = {name: self.cleaned_data[name] for name in Identity.__dataclass_fields__}
        return Identity(**{**values, "birth_precision": values["birth_precision"] or "day"})


class RegisterForm(IdentityForm):
    """A new person: who, their code, and the unit that registers them."""

    code_kind = forms.ChoiceField(label=_("Type of code"), required=False)
    code = forms.CharField(
        label=_("Personal code"),
        max_length=40,
        required=False,
        help_text=_("A doubtful code is kept and marked; leave it empty when there is none."),
    )
    unit = UnitField(label=_("Registered in"), queryset=Unit.objects.none())
    anyway = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = units_to_register_in(actor)
        unit.empty_label = None if len(unit.queryset) == 1 else _("choose")
        kind: Any = self.fields["code_kind"]
        kind.choices = code_kinds(actor.country)

    def codes(self) -> tuple[Code, ...]:
        """The code given, if any."""
        value = self.cleaned_data["code"]
        return (Code(kind=self.cleaned_data["code_kind"], value=value),) if value else ()


class CorrectForm(IdentityForm):
    """A correction, with its reason and the version that the editor saw."""

    reason = forms.CharField(label=_("Why it is corrected"), max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)
