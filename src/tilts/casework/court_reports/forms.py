"""Forms of reports to authorities."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.casework.people.forms import RegisterForm
from tilts.casework.proceedings.models import Proceeding
from tilts.jurisdictions.schema import CourtReport
from tilts.platform.design.display import language_name
from tilts.platform.design.forms import ButtonChoices, TiltsForm
from tilts.platform.organisation.models import Staff, Unit

from .actions import Remarks, Request, Said
from .catalogue import named
from .choices import Asker, By, Came, Nature, NoInterview, Reliability

LONGEST = 20_000
SHORT = 2_000


def _words(
    label: Any, *, required: bool = True, rows: int = 4, longest: int = SHORT, help_text: Any = ""
) -> Any:
    return forms.CharField(
        label=label,
        required=required,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
    )


class Asked(forms.Form):
    """What an authority asks: the fields that a known person's and a newcomer's request share."""

    asker = forms.ChoiceField(label=lazy("Who asks"), choices=Asker, widget=ButtonChoices)
    authority = forms.CharField(label=lazy("Name of the authority"), max_length=120)
    reference = forms.CharField(label=lazy("Its reference number"), max_length=40)
    purpose = forms.ChoiceField(label=lazy("What it is for"))
    question = _words(
        lazy("What the authority asks in particular"), required=False, rows=2, longest=SHORT
    )
    wished = forms.ChoiceField(label=lazy("Language of the report"), choices=settings.LANGUAGES)
    requested_on = forms.DateField(label=lazy("Received on"), initial=timezone.localdate)

    def __init__(self, *args: Any, of: CourtReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        purpose: Any = self.fields["purpose"]
        purpose.choices = [(one.code, named(one)) for one in of.purposes]

    def request(self, proceeding: Proceeding | None = None) -> Request:
        """What the form says, as the action takes it."""
        names = Request.__dataclass_fields__.keys() - {"proceeding"}
        said = {name: self.cleaned_data[name] for name in names}
        return Request(proceeding=proceeding, **said)


class RequestForm(Asked, TiltsForm):
    """A request about somebody on record, in one of their proceedings."""

    proceeding = forms.ChoiceField(label=lazy("In which proceedings"), required=False)
    unit = forms.ChoiceField(label=lazy("Which unit writes it"))

    def __init__(
        self, *args: Any, proceedings: Iterable[Proceeding], units: Iterable[Unit], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(one.pk): one for one in units}
        unit: Any = self.fields["unit"]
        language = get_language() or settings.LANGUAGE_CODE
        unit.choices = [(pk, one.name_in(language)) for pk, one in self.units.items()]
        self.proceedings = {str(one.pk): one for one in proceedings}
        field: Any = self.fields["proceeding"]
        known = [(pk, f"{one.authority} · {one.reference}") for pk, one in self.proceedings.items()]
        field.choices = [("", _("not on record yet")), *known]

    def where(self) -> Unit:
        """Which unit writes the report."""
        return self.units[self.cleaned_data["unit"]]

    def what(self) -> Request:
        """The request, with its proceedings."""
        return self.request(self.proceedings.get(self.cleaned_data["proceeding"]))


class NewcomerForm(Asked, RegisterForm):
    """A request about somebody who is on nobody's record yet: they are registered with it."""

    field_order = (*Asked.base_fields, *RegisterForm.base_fields)


class WriterForm(TiltsForm):
    """Who writes a report."""

    to = forms.ChoiceField(label=lazy("Who writes it"))

    def __init__(self, *args: Any, staff: Iterable[tuple[Staff, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = list(staff)
        self.staff = {str(one.pk): one for one, _many in found}
        field: Any = self.fields["to"]
        text = _("%(name)s, writes %(n)s now")
        field.choices = [(str(one.pk), text % {"name": one.name, "n": many}) for one, many in found]

    def writer(self) -> Staff:
        """Whom the form names."""
        return self.staff[self.cleaned_data["to"]]


class PassOnForm(WriterForm):
    """To whom a report goes, and why."""

    reason = _words(lazy("Why"), rows=2, longest=200)


class ArrangeForm(TiltsForm):
    """When and where somebody is interviewed."""

    day = forms.DateField(label=lazy("Day of the interview"))
    at = forms.TimeField(label=pgettext_lazy("o'clock", "At"))
    place = forms.CharField(label=lazy("Where the interview is"), max_length=120)

    def moment(self) -> datetime:
        """The day and time of the interview."""
        day, at = self.cleaned_data["day"], self.cleaned_data["at"]
        return timezone.make_aware(datetime.combine(day, at or time(0)))


class InterviewForm(TiltsForm):
    """That somebody was interviewed."""

    on = forms.DateField(label=lazy("When the person was interviewed"), initial=timezone.localdate)
    note = _words(
        lazy("How it was"),
        required=False,
        help_text=lazy("Who was there, in which language, what stood in the way."),
    )


class AttemptForm(TiltsForm):
    """What was tried to meet somebody."""

    on = forms.DateField(label=lazy("On which day"), initial=timezone.localdate)
    how = forms.ChoiceField(label=lazy("How they were sought"), choices=By, widget=ButtonChoices)
    came_of = forms.CharField(label=lazy("What came of it"), max_length=200, required=False)


class NoInterviewForm(TiltsForm):
    """Why there is no interview: the authority reads it."""

    why = forms.ChoiceField(
        label=lazy("Why there is no interview"), choices=NoInterview, widget=forms.RadioSelect
    )


class InviteForm(TiltsForm):
    """Whom of the victims is invited, and how."""

    name = forms.CharField(label=lazy("Name of the victim"), max_length=120)
    contact = forms.CharField(label=lazy("How they are reached"), max_length=200, required=False)
    by = forms.ChoiceField(label=lazy("How they were invited"), choices=By, widget=ButtonChoices)
    invited_on = forms.DateField(label=lazy("Invited on"), initial=timezone.localdate)


class VoiceForm(TiltsForm):
    """What came of an invitation."""

    came = forms.ChoiceField(label=lazy("The victim"), choices=Came, widget=ButtonChoices)
    came_on = forms.DateField(label=lazy("On which day"), initial=timezone.localdate)
    harm = _words(lazy("The harm, in their own words"), required=False, longest=LONGEST)
    wishes = _words(lazy("What they wish for"), required=False, longest=LONGEST)


class WaiveForm(TiltsForm):
    """Why no victim is invited."""

    because = _words(
        lazy("Why the victim is not invited"),
        help_text=lazy(
            "It would harm them, or nobody is known. Only who may hear victims reads it."
        ),
    )


class ParagraphForm(TiltsForm):
    """A paragraph: a fact with its source, or a judgement."""

    text = _words(pgettext_lazy("of a report", "Paragraph"), rows=5, longest=LONGEST)
    nature = forms.ChoiceField(
        label=lazy("Is it a fact or a judgement?"), choices=Nature, widget=ButtonChoices
    )
    source = forms.CharField(
        label=lazy("Whence it is known"),
        max_length=200,
        required=False,
        help_text=lazy("Of a fact: the document, or who said it and when."),
    )
    reliability = forms.ChoiceField(
        label=lazy("How far the source can be relied on"),
        choices=[("", "–"), *Reliability.choices],
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A fact has a source that can be relied on so far."""
        told = self.cleaned_data
        if told.get("nature") == Nature.FACT:
            for name in ("source", "reliability"):
                if not told.get(name):
                    self.add_error(name, _("A fact needs this; a judgement does not."))
        return told

    def said(self) -> Said:
        """What the form says, as the action takes it."""
        names = Said.__dataclass_fields__
        return Said(**{name: self.cleaned_data[name] for name in names})


class ChangeForm(ParagraphForm):
    """A paragraph that is changed; `version` is the one that the writer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class RemoveForm(TiltsForm):
    """A paragraph is taken out; `version` is the one that the writer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class TakeForm(TiltsForm):
    """A piece of the record by the reference of its row."""

    row = forms.CharField(max_length=100)


class ReviewForm(TiltsForm):
    """What a colleague finds in a report."""

    passed = forms.ChoiceField(
        label=lazy("What comes of it?"),
        choices=[("yes", lazy("It can be signed")), ("no", lazy("Return it with remarks"))],
        widget=ButtonChoices,
    )
    said = _words(
        lazy("To the writer"), required=False, help_text=lazy("Wanted when it goes back.")
    )

    def __init__(self, *args: Any, of: CourtReport, letter: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of, fields = of, dict[str, Any]()
        for check in () if letter else of.checks:
            fields[f"check-{check.code}"] = forms.BooleanField(label=named(check), required=False)
        for section in () if letter else [one for one in of.sections if not one.walled]:
            fields[f"remark-{section.code}"] = _words(named(section), required=False, rows=2)
        self.fields = {**fields, **self.fields}

    def remarks(self) -> Remarks:
        """What the form says, as the action takes it."""
        told = self.cleaned_data
        return Remarks(
            passed=told["passed"] == "yes",
            said=told["said"],
            checks={c.code: bool(told.get(f"check-{c.code}")) for c in self.of.checks},
            remarks={s.code: self.data.get(f"remark-{s.code}", "") for s in self.of.sections},
        )


class LanguageForm(TiltsForm):
    """In which of the languages of its template a report is made."""

    language = forms.ChoiceField(label=lazy("Language of the report"))

    def __init__(self, *args: Any, languages: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language: Any = self.fields["language"]
        language.choices = [(code, language_name(code)) for code in languages]


class SendForm(TiltsForm):
    """When and how the authority was sent a report."""

    on = forms.DateField(label=lazy("Sent on"), initial=timezone.localdate)
    how = forms.CharField(
        label=lazy("How it was sent"),
        max_length=120,
        help_text=lazy("By e-address, by post, by hand."),
    )


class NameFormForm(TiltsForm):
    """The right form of a name."""

    form = forms.CharField(label=lazy("The right form"), max_length=250)
