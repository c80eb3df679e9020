"""Forms of the register."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.platform.access.reasons import Refused
from tilts.platform.design.forms import TiltsForm
from tilts.platform.parties.actors import Actor

from .choices import Outcome, Source, forecasting
from .counted import levels_of, read_counted
from .keepers import keepers
from .manifests import FILE, taken_in, why_not_digest
from .measures import NAMES, Measure, read_measure, why_not_measure
from .models import ForecastModel
from .presenting import instrument_title

LONGEST = 10_000  # characters
MOST = 2_000_000_000  # people: what both databases count to


def _words(label: Any, *, rows: int = 4, help_text: Any = "") -> Any:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONGEST, help_text=help_text, widget=area)


class ModelForm(TiltsForm):
    """What a model is called, for what it is, and who answers for it."""

    code = forms.CharField(
        label=lazy("Code"),
        max_length=40,
        validators=[
            RegexValidator(
                r"^[a-z][a-z0-9-]*$", lazy("Small letters, digits and hyphens, a letter first.")
            )
        ],
        help_text=lazy("Short, for files and other systems: small letters, digits and hyphens."),
    )
    title = forms.CharField(label=lazy("Name"), max_length=200)
    purpose = _words(
        lazy("What it is for"),
        help_text=lazy("For whom, for which decisions of people, and for which never."),
    )
    owner = forms.ChoiceField(label=lazy("Who answers for it"))

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._keepers = {str(one.pk): one for one in keepers(by.agency, timezone.localdate())}
        owner: Any = self.fields["owner"]
        owner.choices = [(pk, f"{one.family}, {one.given}") for pk, one in self._keepers.items()]
        owner.initial = str(by.party)

    def described(self) -> dict[str, Any]:
        """What the form says of the model itself, as the action takes it."""
        told = {name: self.cleaned_data[name] for name in ("code", "title", "purpose")}
        return {**told, "owner": self._keepers[self.cleaned_data["owner"]]}


class InstrumentForm(ModelForm):
    """An instrument of the catalogue that forecasts."""

    field_order = ("instrument", "code", "title", "purpose", "owner")
    instrument = forms.ChoiceField(label=lazy("Instrument"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["instrument"]
        field.choices = [("", "–"), *_instruments()]

    def origin(self) -> dict[str, Any]:
        """Which instrument, in which version."""
        name, _colon, version = self.cleaned_data["instrument"].partition(":")
        return {"instrument": name, "version": version}


def _instruments() -> list[tuple[str, str]]:
    return [
        (f"{name}:{version}", instrument_title(name, version)) for name, version in forecasting()
    ]


class TrainedForm(ModelForm):
    """A model that was trained: its manifest, and the digest of the file that it is."""

    manifest = forms.FileField(
        label=FILE,
        help_text=lazy("From the folder of the model, as tilts forecast train wrote it."),
        widget=forms.FileInput(attrs={"accept": "application/json,.json"}),
    )
    artefact_sha256 = forms.CharField(
        label=lazy("SHA-256 of model.skops"),
        help_text=lazy("64 digits, as sha256sum prints them. What is used must be this file."),
    )

    def clean_manifest(self) -> bytes:
        """What is no manifest is refused here, with what is wrong with it."""
        content: bytes = self.cleaned_data["manifest"].read()
        try:
            taken_in(content)
        except Refused as refused:
            raise forms.ValidationError([str(one.text) for one in refused.reasons]) from None
        return content

    def clean_artefact_sha256(self) -> str:
        """In small letters, as digests are compared."""
        text: str = self.cleaned_data["artefact_sha256"].lower()
        if reasons := why_not_digest(text):
            raise forms.ValidationError([str(one.text) for one in reasons])
        return text

    def origin(self) -> dict[str, Any]:
        """The manifest as it was sent, and the digest."""
        return {name: self.cleaned_data[name] for name in ("manifest", "artefact_sha256")}


class WrittenField(forms.CharField):
    """A text that is read as it is written: None where nothing is; `how` says how to write it."""

    how: Any = ""

    def read(self, text: str) -> Any:
        """What the text says; None where it cannot be read."""
        raise NotImplementedError

    def to_python(self, value: Any) -> Any:
        """What was read."""
        text = super().to_python(value)
        if text in self.empty_values:
            return None
        found = self.read(str(text))
        if found is None:
            raise forms.ValidationError(self.how)
        return found

    def run_validators(self, value: Any) -> None:
        """It was checked as it was read; there is no text any more to be checked."""


class MeasureField(WrittenField):
    """A number with its interval, as `tilts forecast validate` prints it: 0.71 (0.68 to 0.74)."""

    how = lazy("Write it as 0.71 (0.68 to 0.74).")

    def __init__(self, name: str, *, required: bool) -> None:
        super().__init__(label=str(NAMES[name]), required=required, max_length=100)
        self._name = name

    def read(self, text: str) -> Any:
        """The measure, in its bounds."""
        found = read_measure(text)
        if found and (reasons := why_not_measure(self._name, found)):
            raise forms.ValidationError([str(one.text) for one in reasons])
        return found


class LevelField(WrittenField):
    """How many of those with a level had the outcome: 31 of 412; empty where nobody had it."""

    how = lazy("Write it as 31 of 412.")

    def __init__(self, level: str, label: str) -> None:
        super().__init__(label=label, required=False, max_length=60)
        self._level = level

    def read(self, text: str) -> Any:
        """The count of the level."""
        return read_counted(self._level, text)


class ValidationForm(TiltsForm):
    """What a local validation found; of a score without probabilities the AUC is enough."""

    done_on = forms.DateField(label=lazy("Done on"), initial=timezone.localdate)
    done_by = forms.CharField(
        label=lazy("Done by"),
        max_length=200,
        help_text=lazy("The analysis unit, a university: who can be asked about it."),
    )
    period_from = forms.DateField(label=lazy("People followed from"))
    period_to = forms.DateField(label=lazy("People followed until"))
    outcome = forms.ChoiceField(label=lazy("What was forecast"), choices=Outcome)
    months = forms.IntegerField(
        label=lazy("Within how many months"), min_value=1, max_value=360, initial=24
    )
    people = forms.IntegerField(label=lazy("How many people"), min_value=1, max_value=MOST)
    events = forms.IntegerField(
        label=lazy("How many of them with the outcome"), min_value=1, max_value=MOST
    )

    def __init__(self, *args: Any, model: ForecastModel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        trained = model.source == Source.TRAINED
        for name in NAMES:
            self.fields[name] = MeasureField(name, required=trained or name == "auc")
        self.fields["auc"].help_text = _(
            "Each as tilts forecast validate prints it, with its interval: 0.71 (0.68 to 0.74)"
        )
        self._levels = self._ask_levels(model)
        self.fields["conclusion"] = _words(
            lazy("Conclusion"), help_text=lazy("For whom it forecasts well, and for whom not.")
        )

    def clean(self) -> Any:
        """A count of a level that the instrument has not is refused, not dropped."""
        sent = [name for name in self.data if name.startswith("level_")]
        if unknown := sorted(set(sent) - set(self._levels)):
            text = _("The instrument has no level “%(level)s”. Count those that it has.")
            self.add_error(None, text % {"level": unknown[0].removeprefix("level_")})
        return super().clean()

    def _ask_levels(self, model: ForecastModel) -> list[str]:
        """A field for each level of an instrument; their names."""
        levels = levels_of(model.instrument, model.instrument_version)
        for one in levels:
            label = _("Level “%(level)s”: with the outcome, of how many people")
            told = {"level": one.label.to(get_language() or "en")}
            self.fields[f"level_{one.id}"] = LevelField(one.id, label % told)
        if levels:
            self.fields[f"level_{levels[0].id}"].help_text = _(
                "As 31 of 412. Without the counts by level nothing is forecast of anybody."
            )
        return [f"level_{one.id}" for one in levels]

    def found(self) -> dict[str, Any]:
        """What was found, as the action takes it."""
        said: Mapping[str, Any] = self.cleaned_data
        measures: dict[str, Measure] = {name: said[name] for name in NAMES if said.get(name)}
        levels = [said[name] for name in self._levels if said.get(name)]
        apart = {*NAMES, *self._levels}
        told = {name: value for name, value in said.items() if name not in apart}
        return {**told, "measures": measures, "levels": levels}


class DecideForForm(TiltsForm):
    """To use a model: why, and until when."""

    because = _words(
        lazy("Why"), help_text=lazy("What it adds, what it can do wrong, and who watches that.")
    )
    valid_until = forms.DateField(
        label=lazy("Last day"), help_text=lazy("Afterwards it is not used until decided anew.")
    )


class DecideAgainstForm(TiltsForm):
    """Not to use a model: why."""

    because = _words(lazy("Why"))
