"""Forms of assessment."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tilts.engines.instruments import Instrument
from tilts.platform.design.forms import ButtonChoices, TiltsForm

from .levels import bands, level_of
from .models import Assessment


class BeginForm(TiltsForm):
    """With which instrument."""

    instrument = forms.ChoiceField(label=_("Instrument"), widget=ButtonChoices)

    def __init__(self, *args: Any, usable: list[Instrument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._usable = {f"{one.id}:{one.version}": one for one in usable}
        field: Any = self.fields["instrument"]
        language = get_language() or "en"
        field.choices = [
            (key, f"{one.title.to(language)} · {one.version}") for key, one in self._usable.items()
        ]
        if len(self._usable) == 1:
            field.initial = next(iter(self._usable))

    def chosen(self) -> Instrument:
        """The instrument that was chosen."""
        return self._usable[self.cleaned_data["instrument"]]


class InterviewForm(TiltsForm):
    """When the person was interviewed."""

    on = forms.DateField(label=_("When the person was interviewed"), initial=timezone.localdate)


JUDGEMENT = _("Your own judgement, apart from the score")


class FinaliseForm(TiltsForm):
    """The level of the score stands; what the assessor thinks stands beside it."""

    judgement = forms.CharField(
        label=JUDGEMENT,
        required=False,
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What the score cannot know: what is going well, what worries you."),
    )


class LevelForm(TiltsForm):
    """A level of the instrument, and why."""

    level = forms.ChoiceField(label=_("Level"), widget=ButtonChoices)
    why = forms.CharField(
        label=_("Why"), max_length=10000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, assessment: Assessment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["level"]
        language = get_language() or "en"
        named = bands(level_of(assessment.definition))
        field.choices = [(band.id, band.label.to(language)) for band in named]


class OverrideForm(LevelForm):
    """Another level, why, and the assessor's judgement."""

    judgement = FinaliseForm.base_fields["judgement"]


class WordsForm(TiltsForm):
    """What the person says."""

    words = forms.CharField(
        label=_("In the person's own words"),
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    asks_review = forms.BooleanField(
        label=_("They ask for the assessment to be reviewed"), required=False
    )


class PrintForm(TiltsForm):
    """In which language something is printed."""

    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["language"]
        field.choices = languages


class AnswerForm(TiltsForm):
    """What the person is answered."""

    answer = forms.CharField(
        label=_("What the person is answered"),
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
