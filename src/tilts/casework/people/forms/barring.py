"""Who must be kept out of somebody's case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.models import BarGround
from tilts.platform.design.forms import TiltsForm
from tilts.platform.organisation.queries import staff_found
from tilts.platform.parties.actors import Actor


class BarForm(TiltsForm):
    """A member of staff of the actor's country, by e-mail, why, and from which day."""

    staff = forms.EmailField(label=_("Member of staff, by e-mail"))
    ground = forms.ChoiceField(label=_("Why"), choices=BarGround.choices)
    since = forms.DateField(label=_("From"))

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_staff(self) -> Any:
        """The member of staff with that address."""
        staff = staff_found(self.by).filter(email__iexact=self.cleaned_data["staff"]).first()
        if staff is None:
            raise forms.ValidationError(_("No member of staff has this address."))
        return staff
