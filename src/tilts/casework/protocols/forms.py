"""Forms in the moment: which protocol, and what is said of a step."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid4

from tilts.platform.design.forms import TiltsForm
from tilts.platform.organisation.certified import in_words
from tilts.platform.parties.actors import Actor

from .actions import Taken
from .catalogue import protocols_for


class StartForm(TiltsForm):
    """Which protocol is opened."""

    protocol = forms.ChoiceField(label=_("What is happening?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["protocol"]
        field.choices = [(one.code, in_words(one.names)) for one in protocols_for(by)]


class TakeForm(TiltsForm):
    """What is said of a step; time and key are the device's own."""

    outcome = forms.ChoiceField(
        label=_("What became of the step?"),
        choices=[("done", _("done")), ("not_possible", _("not possible"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was not possible wants a reason."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    said_at = forms.DateTimeField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"key": uuid4(), "outcome": "done"}, **kwargs})

    def content(self) -> Taken:
        """What is said."""
        said = self.cleaned_data
        own = {"key": said["key"]} if said["key"] else {}
        done = said["outcome"] == "done"
        return Taken(done=done, words=said["words"], said_at=said["said_at"], **own)


class WordsForm(TiltsForm):
    """What came of it, in words."""

    words = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args: Any, label: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label
