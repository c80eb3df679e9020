"""Forms about who takes part: enrolled, ended, gone on in another group."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from tilts.platform.design.forms import TiltsForm

from ..hooks import names_of
from ..models import Ended, Series, Whereabouts
from .choices import day_field, named_choices, reason_field

BY_HAND = (Ended.COMPLETED, Ended.WITHDREW, Ended.EXCLUDED, Ended.LEFT, Ended.ERROR)


class EnrolForm(TiltsForm):
    """Who takes part from when on, and since when they have waited."""

    party = forms.ChoiceField(label=_("Who takes part"), widget=forms.RadioSelect)
    since = day_field(_("From"))
    waiting_since = day_field(
        _("Waiting since"), required=False, help_text=_("Empty: they did not have to wait.")
    )

    def __init__(self, *args: Any, found: list[UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, found)


def offer(form: TiltsForm, found: list[UUID], field: str = "party") -> None:
    """Whom a search found, with what tells namesakes apart."""
    party: Any = form.fields[field]
    names = names_of(found)
    more = {str(key): f"{one.name} {one.more}".strip() for key, one in names.items()}
    party.choices = [(key, more[key]) for key, _name in named_choices(found, names)]


class ElsewhereForm(TiltsForm):
    """Who is elsewhere, where, and from when to when."""

    party = forms.ChoiceField(label=_("Who"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("Where"), choices=Whereabouts)
    starts_at = forms.DateTimeField(label=_("From"))
    ends_at = forms.DateTimeField(label=_("Until"))

    def __init__(self, *args: Any, found: list[UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, found)


class EndForm(TiltsForm):
    """From which day on somebody takes part no more, how it ended, and why."""

    on = day_field(_("Takes part no more from"))
    how = forms.ChoiceField(
        label=_("How it ended"), choices=[(one.value, one.label) for one in BY_HAND]
    )
    because = reason_field(_("Why"), required=False)


class TransferForm(TiltsForm):
    """In which group of the same template they go on, and from when."""

    to = forms.ChoiceField(label=_("Goes on in"))
    on = day_field(_("From"))

    def __init__(self, *args: Any, others: list[Series], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(one.pk): one for one in others}
        to: Any = self.fields["to"]
        to.choices = [(key, one.name) for key, one in self.others.items()]
