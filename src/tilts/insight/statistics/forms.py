"""What somebody wants to know, as a form; the API asks by the same one."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.design.forms import TiltsForm
from tilts.platform.forms.queries import usable
from tilts.platform.organisation.forms import UnitField
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import Actor

from .counting import Filters
from .dimensions import DOMAIN, LEVEL, RESULTS
from .queries import Question, units_below, units_counted
from .wording import WORDS, level_names, period_name, with_levels

YEARS = 6  # as many as are offered, this one included


class QuestionForm(TiltsForm):
    """By what people are divided, and which of them count. Choices say nothing about anybody."""

    by = forms.ChoiceField(label=_("By"))
    then = forms.ChoiceField(label=_("And by"), required=False)
    instrument = forms.ChoiceField(label=_("Instrument"))
    period = forms.ChoiceField(label=_("Period"), required=False)
    unit = UnitField(
        label=_("Unit, and those below it"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("all"),
    )
    sex = forms.ChoiceField(label=_("Sex"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False)

    def __init__(self, asked: Mapping[str, str], *, by: Actor) -> None:
        instruments, today = with_levels(), timezone.localdate()
        usual = {"by": LEVEL, "instrument": usual_instrument(by, instruments, today)}
        super().__init__({**usual, **asked})
        titles = [(name, one.title) for name, one in RESULTS.items()]
        choices: dict[str, list[tuple[str, Any]]] = {
            "by": titles,
            "then": [("", _("nothing more")), *(row for row in titles if row[0] != DOMAIN)],
            "instrument": [*instruments.items()],
            "period": [("", _("all")), *periods(today)],
            "sex": [("", _("all")), *((sex, WORDS[sex]) for sex in ("female", "male"))],
            "level": [("", _("all")), *_levels(instruments)],
        }
        for name, options in choices.items():
            cast(forms.ChoiceField, self.fields[name]).choices = options
        cast(UnitField, self.fields["unit"]).queryset = units_counted(by)

    def clean(self) -> dict[str, Any]:
        """Nobody is divided twice by the same."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("then") and given["then"] == given.get("by"):
            self.add_error("then", _("Choose something else than in the field before."))
        return given

    def question(self) -> Question:
        """What was asked; of a valid form."""
        given = self.cleaned_data
        filters = Filters(
            instrument=given["instrument"],
            period=given["period"],
            units=units_below(given["unit"]) if given["unit"] else None,
            sex=given["sex"],
            level=given["level"],
        )
        return Question(filters, given["by"], "" if given["by"] == DOMAIN else given["then"])


def periods(today: date) -> Iterator[tuple[str, str]]:
    """Years and their quarters, the latest first."""
    for year in range(today.year, today.year - YEARS, -1):
        for period in (str(year), *(f"{year}-{quarter}" for quarter in (4, 3, 2, 1))):
            yield period, period_name(period)


def usual_instrument(by: Actor, instruments: Mapping[str, str], today: date) -> str:
    """One that the actor's agency uses, else the first that gives a level."""
    used = [one.id for one in usable(by.agency, today) if one.id in instruments]
    return next(iter([*used, *instruments]), "")


def _levels(instruments: Mapping[str, str]) -> list[tuple[str, str]]:
    """Levels of every instrument, each code once."""
    found: dict[str, str] = {}
    for instrument in instruments:
        found = {**level_names(instrument), **found}
    return [*found.items()]
