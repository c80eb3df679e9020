"""Who somebody is: registered and corrected."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from tilts.platform.design.display import language_name
from tilts.platform.design.forms import TiltsForm
from tilts.platform.organisation.forms import UnitField
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import Actor

from ..actions import Code, Identity
from ..codes import NONE, code_kinds
from ..models import Person
from ..models.identity import Category, Precision, Sex
from ..queries import units_to_register_in
from .codes import fits

LANGUAGES = ("lv", "lt", "ru", "en", "uk", "pl", "be", "et", "de", "ka", "hy", "az", "uz", "tg",
             "kk", "vi", "ar", "fa")  # fmt: skip
NOBODYS = {"XXA", "XXB", "XXC", "XXX"}  # ICAO 9303-3: stateless, refugees, not stated
COUNTRY = re.compile("[A-Z]{2}")
EARLIEST = date(1850, 1, 1)
Choices = list[tuple[str, Any]]


def languages_and(*known: str) -> Choices:
    """Languages to choose from, and those that are known of somebody already."""
    codes = dict.fromkeys([*LANGUAGES, *filter(None, known)])
    return [(code, lazy(language_name, str)(code)) for code in codes]


class IdentityForm(TiltsForm):
    """Who somebody is. Only the family name is wanted: all else may be unknown."""

    family = forms.CharField(label=_("Family name"), max_length=80)
    given = forms.CharField(label=_("Given names"), max_length=80, required=False)
    patronymic = forms.CharField(label=_("Patronymic"), max_length=80, required=False)
    family_first = forms.BooleanField(
        label=_("Said with the family name first"),
        required=False,
        help_text=_("As in Hungarian or Vietnamese: Nguyễn Văn An."),
    )
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
        choices=languages_and(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    interpreter = forms.ChoiceField(
        label=_("Needs an interpreter for"),
        choices=[("", _("none")), *languages_and()],
        required=False,
    )
    citizenships = forms.CharField(
        label=_("Citizenship"),
        required=False,
        help_text=_("Two-letter country codes, separated by spaces: LV LT. XXA: stateless."),
    )

    def clean_birth_date(self) -> Any:
        """A birth date lies in the past, and not too far."""
        born = self.cleaned_data["birth_date"]
        if born and born > timezone.localdate():
            raise forms.ValidationError(_("This date lies in the future. Give the date of birth."))
        if born and born < EARLIEST:
            raise forms.ValidationError(_("This date lies before 1850. Check the year."))
        return born

    def clean_citizenships(self) -> list[str]:
        """Upper-case codes of two letters, or one of those for nobody's citizens; each once."""
        said = str(self.cleaned_data["citizenships"]).upper().replace(",", " ").split()
        codes = list(dict.fromkeys(said))
        wrong = [code for code in codes if not COUNTRY.fullmatch(code) and code not in NOBODYS]
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

    def clean(self) -> dict[str, Any]:
        """A code has a type, and who has none has no code."""
        told: dict[str, Any] = self.cleaned_data
        fits(self, "code_kind", told.get("code", ""))
        return told

    def codes(self) -> tuple[Code, ...]:
        """The code given, or that there is none; nothing when neither was said."""
        kind, value = self.cleaned_data["code_kind"], self.cleaned_data["code"]
        return (Code(kind=kind, value=value),) if value or kind == NONE else ()


class CorrectForm(IdentityForm):
    """A correction, with its reason and the version that the editor saw."""

    reason = forms.CharField(label=_("Why it is corrected"), max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, person: Person) -> None:
        begun = {name: getattr(person, name) for name in Identity.__dataclass_fields__}
        begun["version"] = person.version
        begun["citizenships"] = " ".join(person.citizenships)
        super().__init__(data, initial=begun)
        known = languages_and(*person.languages, person.interpreter)
        fields: Any = self.fields  # a language from elsewhere must not get lost
        fields["languages"].choices = known
        fields["interpreter"].choices = [("", _("none")), *known]
