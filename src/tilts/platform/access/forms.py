"""Forms about access."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .purposes import ASKED


class PurposeForm(forms.Form):
    """Why somebody looks at a person who is not in their caseload."""

    purpose = forms.ChoiceField(
        label=_("Why do you open this record?"),
        choices=list(ASKED.items()),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("In a few words"), max_length=200, required=False)
    next = forms.CharField(widget=forms.HiddenInput)


class ReviewForm(forms.Form):
    """What the data-protection officer found."""

    review = forms.CharField(label=_("What you found"), widget=forms.Textarea, max_length=1000)
