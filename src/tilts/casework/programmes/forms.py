"""Forms of accreditation."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.platform.design.forms import ButtonChoices, TiltsForm
from tilts.platform.documents.guards import why_not_taken_in

from .catalogue import named, programmes_on
from .choices import PartKind
from .models import Meeting, Seat
from .quorum import choices_at

LONGEST = 10_000  # characters


def _words(label: Any, *, rows: int = 4, required: bool = True, help_text: Any = "") -> Any:
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ApplyForm(TiltsForm):
    """For which programme of the country's catalogue a licence is applied for."""

    programme = forms.ChoiceField(label=lazy("Programme"))
    on_behalf_of = forms.CharField(
        label=lazy("On behalf of"),
        required=False,
        max_length=200,
        help_text=lazy("Only when somebody outside the service applies: a person or organisation."),
    )

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = programmes_on(country, timezone.localdate())
        programme: Any = self.fields["programme"]
        programme.choices = [("", "–"), *((one.code, named(one)) for one in known)]


class HandInForm(TiltsForm):
    """A document of an application."""

    kind = forms.ChoiceField(label=lazy("What it is"), choices=PartKind)
    file = forms.FileField(
        label=lazy("File"),
        help_text=lazy("A PDF of at most 20 MB. It takes the place of an earlier one."),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )

    def clean_file(self) -> Any:
        """What is no PDF, or too large, is refused here with what to do."""
        file = self.cleaned_data["file"]
        content = file.read()
        if reasons := why_not_taken_in(content):
            raise forms.ValidationError([str(reason.text) for reason in reasons])
        self.content = content
        return file

    def part(self) -> dict[str, Any]:
        """What the form says, as the action takes it."""
        file = self.cleaned_data["file"]
        return {"kind": self.cleaned_data["kind"], "title": file.name, "content": self.content}


class LackingForm(TiltsForm):
    """What an application lacks."""

    lacking = _words(
        lazy("What is missing"), help_text=lazy("So that the applicant can complete it at once.")
    )


class ExpertForm(TiltsForm):
    """Who is asked for an opinion."""

    expert = forms.ChoiceField(label=lazy("Expert"))

    def __init__(self, *args: Any, candidates: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        expert: Any = self.fields["expert"]
        expert.choices = [("", "–"), *candidates]


class CallForm(TiltsForm):
    """When the commission meets, and who its members are."""

    held_on = forms.DateField(label=lazy("Day of the meeting"), initial=timezone.localdate)
    members = forms.MultipleChoiceField(label=lazy("Members"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, candidates: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members: Any = self.fields["members"]
        members.choices = candidates


class SummaryForm(TiltsForm):
    """The opinion in a few words, for the commission."""

    summary = _words(lazy("Your opinion in a few sentences"), rows=6)


class VoteForm(TiltsForm):
    """What a member votes for, and why."""

    vote = forms.ChoiceField(label=lazy("I vote"), widget=ButtonChoices)
    because = _words(lazy("Why"))

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        initial = {"vote": seat.vote, "because": seat.because}
        super().__init__(*args, initial=initial, **kwargs)
        vote: Any = self.fields["vote"]
        vote.choices = choices_at(seat.meeting)


class ConflictForm(TiltsForm):
    """Which interest a member has that bars them."""

    what = _words(lazy("Which conflict of interest"), rows=3)


class DecideForm(TiltsForm):
    """What the commission says with its decision, which follows from the votes."""

    because = _words(lazy("Reasons of the commission"))
    conditions = _words(
        lazy("Conditions"),
        rows=3,
        required=False,
        help_text=lazy("Only with a licence: under what it holds."),
    )
    minutes = _words(
        lazy("Minutes of the meeting"),
        rows=6,
        required=False,
        help_text=lazy("What was said, in short."),
    )


class PaperForm(TiltsForm):
    """Which paper of a meeting is made, and in which language."""

    paper = forms.ChoiceField(
        label=lazy("Document"),
        choices=[("decision", lazy("Decision")), ("minutes", lazy("Minutes of the meeting"))],
        initial="decision",
        widget=ButtonChoices,
    )
    language = forms.ChoiceField(label=lazy("Language"), choices=settings.LANGUAGES)


def meeting_title(meeting: Meeting) -> str:
    """What a meeting is called on its pages."""
    return _("Commission on %(question)s") % {"question": meeting.get_question_display()}
