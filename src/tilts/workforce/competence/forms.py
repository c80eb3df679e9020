"""Forms about observations."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from tilts.engines.instruments import Instrument
from tilts.engines.instruments.schema.items import Item, Scale
from tilts.platform.design.forms import ButtonChoices, TiltsForm
from tilts.platform.forms.about import label
from tilts.platform.forms.questions import ways, words
from tilts.platform.gatherings.models import Session
from tilts.platform.organisation.certified import competences, in_words
from tilts.platform.organisation.forms import StaffField, UnitField
from tilts.platform.organisation.models import Agency, Staff
from tilts.platform.organisation.queries import units_of

from .actions.developing import Agreed
from .actions.planning import Plan
from .queries import colleagues
from .sessions import session_title


class SureForm(TiltsForm):
    """Nothing to say: the button is enough."""


class WhyForm(TiltsForm):
    """A step that wants a reason."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class SessionForm(TiltsForm):
    """When which session is observed, where, and by which two."""

    on = forms.DateField(label=_("Day of the session"), initial=timezone.localdate)
    session = forms.CharField(
        label=_("Which session"),
        max_length=200,
        help_text=_("The programme and the number of the session. Name no participant."),
    )
    unit = UnitField(None, label=_("Where"))
    first = StaffField(None, label=_("First observer"))
    second = StaffField(None, label=_("Second observer"))

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["unit"].queryset = units_of(agency, timezone.localdate())
        fields["first"].queryset = fields["second"].queryset = colleagues([agency.pk])

    def plan(self) -> Plan:
        """What the form says, as the action takes it."""
        given = self.cleaned_data
        return Plan(
            on=given["on"],
            session=given["session"],
            unit=given["unit"],
            observers=(given["first"], given["second"]),
        )


class ObserveForm(SessionForm):
    """Who is observed, with which instrument, at which session."""

    staff = StaffField(None, label=_("Who is observed"))
    instrument = forms.ChoiceField(label=_("Instrument"), widget=ButtonChoices)
    field_order = ("staff", "instrument")

    def __init__(
        self, *args: Any, staff: Any, usable: Sequence[Instrument], agency: Agency, **kwargs: Any
    ) -> None:
        super().__init__(*args, agency=agency, **kwargs)
        self._usable = {f"{one.id}:{one.version}": one for one in usable}
        fields: Any = self.fields
        fields["staff"].queryset = staff
        fields["instrument"].choices = [(k, words(one.title)) for k, one in self._usable.items()]

    def chosen(self) -> tuple[Staff, Instrument]:
        """Who, and with what."""
        return self.cleaned_data["staff"], self._usable[self.cleaned_data["instrument"]]


class ObserveSessionForm(TiltsForm):
    """Which leader of a scheduled session is observed, with what, by which two."""

    staff = StaffField(None, label=_("Who is observed"))
    instrument = forms.ChoiceField(label=_("Instrument"), widget=ButtonChoices)
    first = StaffField(None, label=_("First observer"))
    second = StaffField(None, label=_("Second observer"))

    def __init__(
        self, *args: Any, leaders: Any, usable: Sequence[Instrument], session: Session, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self._session = session
        self._usable = {f"{one.id}:{one.version}": one for one in usable}
        fields: Any = self.fields
        fields["staff"].queryset = leaders
        fields["staff"].initial = leaders.first() if leaders.count() == 1 else None
        fields["instrument"].choices = [(k, words(one.title)) for k, one in self._usable.items()]
        fields["first"].queryset = fields["second"].queryset = colleagues(
            [session.series.agency_id]
        )

    def chosen(self) -> tuple[Staff, Instrument]:
        """Who, and with what."""
        return self.cleaned_data["staff"], self._usable[self.cleaned_data["instrument"]]

    def plan(self) -> Plan:
        """The session as it is scheduled, with the two who observe it."""
        session = self._session
        return Plan(
            on=timezone.localdate(session.starts_at),
            session=session_title(session),
            unit=session.series.unit,
            observers=(self.cleaned_data["first"], self.cleaned_data["second"]),
            gathering=session,
        )


class ModerateForm(TiltsForm):
    """What stands where the two observers differ; a field for each such question."""

    why = forms.CharField(
        label=_("Why they differ"),
        required=False,
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed where they agree less than they should."),
    )

    def __init__(self, *args: Any, differing: Sequence[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._items = list(differing)
        self.fields |= {item.id: _answer_field(item) for item in self._items}
        self.order_fields([*(item.id for item in self._items), "why"])

    def chosen(self) -> dict[str, Any]:
        """By question what stands, where anything does."""
        given = {item.id: self.cleaned_data.get(item.id) for item in self._items}
        return {name: int(value) for name, value in given.items() if value not in (None, "")}


def _answer_field(item: Item) -> forms.Field:
    """The ways to answer a scale, or a whole number."""
    if isinstance(item, Scale):
        offered = [(code, f"{code} {text}".strip()) for code, text, _key in ways(item)]
        return forms.ChoiceField(
            label=words(item.label),
            choices=offered,
            required=item.required,
            widget=forms.RadioSelect,
        )
    return forms.IntegerField(label=words(item.label), required=item.required, min_value=0)


class FeedBackForm(TiltsForm):
    """When it was talked over, and what the facilitator says."""

    on = forms.DateField(label=_("When you talked it over"), initial=timezone.localdate)
    words = forms.CharField(
        label=_("What the facilitator says to it, in their own words"),
        required=False,
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DevelopForm(TiltsForm):
    """What is developed: in which area, how, by when."""

    area = forms.ChoiceField(label=_("Area"))
    what = forms.CharField(
        label=_("What will be done better, and how"),
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    course = forms.CharField(label=_("Course that helps, if any"), required=False, max_length=200)
    due = forms.DateField(label=_("By when"))

    def __init__(self, *args: Any, of: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["area"]
        field.choices = [(score.id, label(of, score.id)) for score in of.scores]

    def agreed(self) -> Agreed:
        """What the form says, as the action takes it."""
        return Agreed(**self.cleaned_data)


class ReachedForm(TiltsForm):
    """The day on which it was seen."""

    on = forms.DateField(label=_("Seen on"), initial=timezone.localdate)


class FeedbackForm(TiltsForm):
    """A paper of a participant: a field for each question of the form."""

    def __init__(self, *args: Any, of: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        for item in of.items.values():
            self.fields[item.id] = _question(item, item.label.to(language))


class TellForm(FeedbackForm):
    """What one thinks of a form on trial."""


def _question(item: Item, label: str) -> forms.Field:
    """A row of numbers, or room for words; nothing has to be answered."""
    if not isinstance(item, Scale):
        rows = forms.Textarea(attrs={"rows": 3})
        return forms.CharField(label=label, required=False, max_length=2000, widget=rows)
    offered = [(code, f"{code} {text}".strip()) for code, text, _key in ways(item)]
    return forms.ChoiceField(label=label, choices=offered, required=False, widget=ButtonChoices)


class CertifyForm(TiltsForm):
    """Who is certified for what, from when, on what it rests."""

    staff = StaffField(None, label=_("Who is certified"))
    code = forms.ChoiceField(label=_("For what"))
    since = forms.DateField(label=_("From"), initial=timezone.localdate)
    evidence = forms.CharField(
        label=_("On what it rests"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The course and its day, the examination."),
    )

    def __init__(self, *args: Any, staff: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["staff"].queryset = staff
        known = competences(country, timezone.localdate())
        fields["code"].choices = [
            (code, ngettext("%(name)s, for %(n)s month", "%(name)s, for %(n)s months", one.months)
             % {"name": in_words(one.names), "n": one.months})
            for code, one in known.items()
        ]  # fmt: skip


class WithdrawForm(TiltsForm):
    """From when a certificate holds no more, and why."""

    on = forms.DateField(label=_("It holds no more from"), initial=timezone.localdate)
    reason = forms.CharField(label=_("Reason"), max_length=200)
