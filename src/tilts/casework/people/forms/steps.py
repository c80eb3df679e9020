"""Steps that want a reason, a day or another person."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.purposes import ASKED, DERIVED, derived_purpose
from tilts.platform.design.forms import TiltsForm
from tilts.platform.parties.actors import Actor


class ReasonForm(TiltsForm):
    """A step that wants a reason."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class DayForm(TiltsForm):
    """The day on which something happened."""

    day = forms.DateField(label=_("On which day"), initial=timezone.localdate)


class SureForm(TiltsForm):
    """Nothing to say: the button is enough."""

    def clean(self) -> dict[str, Any]:
        """A reason would be lost: it is handed back rather than dropped."""
        if self.data.get("reason"):
            raise forms.ValidationError(_("No reason is kept for this step. Leave it out."))
        return super().clean() or {}


class LanguageForm(TiltsForm):
    """In which language a document for the person is made."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class StaffLanguageForm(TiltsForm):
    """One of the languages in which staff work."""

    language = forms.ChoiceField(
        label=_("Language"),
        choices=[pair for pair in settings.LANGUAGES if pair[0] in settings.STAFF_LANGUAGES],
    )


class DeathForm(ReasonForm):
    """That somebody has died."""

    died_on = forms.DateField(label=_("Date of death"))
    field_order = ("died_on", "reason")


class EndForm(TiltsForm):
    """From which day something holds no more."""

    until = forms.DateField(label=_("Ended on"), initial=timezone.localdate)


class MergeForm(ReasonForm):
    """Which record to merge into this one."""

    file_number = forms.CharField(label=_("File number of the other record"), max_length=16)
    field_order = ("file_number", "reason")


class BreakGlassForm(TiltsForm):
    """Whom, by an exact number, and what the emergency is."""

    number = forms.CharField(
        label=_("File number or personal code"),
        max_length=40,
        help_text=_("Exactly: nothing is searched for here."),
    )
    reason = forms.CharField(
        label=_("What is the emergency?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text=_("In a sentence. The data-protection officer reads it."),
    )


class WallForm(TiltsForm):
    """Why a wall is opened: what the record itself says comes first, then what may be answered."""

    purpose = forms.ChoiceField(label=_("Why do you open this?"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("In a few words"), max_length=200, required=False)

    def __init__(self, *args: Any, actor: Actor, person: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        derived = derived_purpose(actor, person)
        known = {derived: DERIVED[derived]} if derived in DERIVED else {}
        purpose: Any = self.fields["purpose"]
        purpose.choices = list({**known, **ASKED}.items())
