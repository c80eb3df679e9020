"""The attendance sheet: one line for each participant, and what is said of all at once."""

from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from uuid_utils.compat import uuid4

from tilts.platform.design.forms import TiltsForm

from ..actions import Mark
from ..actions.attending import AHEAD
from ..models import ABSENT, Attendance, Enrolment, Excuse, Mover, Outcome, Session

SEPARATOR = ":"  # an acceptable absence is "excused:medical", a move "rescheduled:service"
SIMPLE = [one for one in Outcome if one not in AHEAD]


def choice_of(row: Attendance | None) -> str:
    """What was marked, as the list has it; "" while nothing was."""
    return SEPARATOR.join(filter(None, (row.outcome, row.excuse, row.moved_by))) if row else ""


def _choices(*, ahead: bool) -> list[Any]:
    """What can be said: with an absence its kind, so that one choice says all.

    Before a session only what can be known by then.
    """
    absent, moved = lazy("acceptable absence: {kind}"), lazy("rescheduled by {whom}")
    known = [
        *(
            (f"{Outcome.EXCUSED}{SEPARATOR}{one}", format_lazy(absent, kind=one.label))
            for one in Excuse
        ),
        *(
            (f"{Outcome.RESCHEDULED}{SEPARATOR}{one}", format_lazy(moved, whom=one.label))
            for one in Mover
        ),
    ]
    return known if ahead else [*((one.value, one.label) for one in SIMPLE), *known]


class AttendanceForm(TiltsForm):
    """What is said of one participant, with what stood on the page: only a change is said."""

    outcome = forms.ChoiceField(label=lazy("Attendance"), required=False, show_hidden_initial=True)
    minutes = forms.IntegerField(
        label=lazy("Minutes"), required=False, min_value=0, show_hidden_initial=True
    )
    note = forms.CharField(
        label=lazy("Note"), required=False, max_length=500, show_hidden_initial=True
    )

    def __init__(
        self, *args: Any, session: Session, enrolment: Enrolment, was: Attendance | None
    ) -> None:
        whole = was is None or was.minutes == session.minutes or not was.minutes
        initial = {
            "outcome": choice_of(was),
            "minutes": None if whole or was is None else was.minutes,
            "note": was.note if was else "",
        }
        super().__init__(*args, prefix=f"e{enrolment.pk.hex}", initial=initial)
        self.enrolment, self.was, self.session = enrolment, was, session
        outcome: Any = self.fields["outcome"]
        ahead = session.starts_at > timezone.now()
        nothing = [] if was else [("", _("not marked yet"))]
        outcome.choices = [*nothing, *_choices(ahead=ahead)]
        self.fields["minutes"].widget.attrs["placeholder"] = session.minutes

    @property
    def as_it_was(self) -> Any:
        """The hidden fields that say what stood on the page."""
        return [self[name].as_hidden(only_initial=True) for name in self.fields]

    @property
    def beside(self) -> list[Any]:
        """The fields that are rarely filled in."""
        return [self["minutes"], self["note"]]

    def clean(self) -> dict[str, Any]:
        """Words or minutes about somebody say as well what became of them."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("outcome") and (said.get("note") or said.get("minutes") is not None):
            said["unsaid"] = True
        return said


class SheetForm:
    """The sheet of one session. `sent` is what came of it; None for a new one.

    A mark has a key made of the sheet's own and of what is said, so that the same sheet sent twice
    says it once, and another word from the same sheet is another mark.
    """

    def __init__(
        self, session: Session, rows: list[tuple[Enrolment, Attendance | None]], sent: Any = None
    ) -> None:
        self.session = session
        self.of_all = "all" in (sent or {})
        self.head = _Head(sent, initial={"sheet": uuid4()})
        self.lines = [
            AttendanceForm(sent, session=session, enrolment=enrolment, was=was)
            for enrolment, was in rows
        ]

    def is_valid(self) -> bool:
        """True when everything that was sent can be said."""
        good = [form.is_valid() for form in (self.head, *self.lines)]
        if all(good) and not self.of_all:
            for line in self.lines:
                if line.cleaned_data.get("unsaid"):
                    line.add_error("outcome", _("Say whether they attended."))
                    good.append(False)
        return all(good)

    @property
    def faults(self) -> list[tuple[Any, str]]:
        """What is wrong: the line, None for the whole sheet, with the texts."""
        whole: list[tuple[Any, str]] = [(None, text) for text in _texts(self.head)]
        lines = [(one, text) for one in self.lines for text in _texts(one)]
        return [*whole, *lines]

    def marks(self) -> list[Mark]:
        """What is said of whom: what was changed, and of everybody else that they complied."""
        return [self._mark(line) for line in self.lines if line.has_changed() or self._falls(line)]

    def _falls(self, line: AttendanceForm) -> bool:
        """Whether what is said of everybody else is said of them: nobody has marked them yet."""
        return self.of_all and line.was is None

    def _mark(self, line: AttendanceForm) -> Mark:
        said = line.cleaned_data
        outcome = said["outcome"] or choice_of(line.was) or Outcome.COMPLIED
        return said_by(
            outcome,
            enrolment=line.enrolment.pk,
            minutes=said["minutes"],
            note=said["note"],
            sheet=self.head.cleaned_data["sheet"],
            said_at=self.head.cleaned_data["said_at"],
        )


def _texts(form: TiltsForm) -> list[str]:
    return [str(text) for texts in form.errors.values() for text in texts]


class _Head(TiltsForm):
    """The sheet's own name, and when it was said by the clock of the device."""

    sheet = forms.UUIDField(widget=forms.HiddenInput)
    said_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)


def said_by(
    choice: str, *, enrolment: UUID, minutes: int | None, note: str, sheet: UUID, said_at: Any
) -> Mark:
    """A mark from what was chosen in the list; who is absent has no minutes there."""
    outcome, _colon, kind = choice.partition(SEPARATOR)
    of = Outcome(outcome)
    return Mark(
        enrolment=enrolment,
        outcome=of,
        excuse=kind if of == Outcome.EXCUSED else "",
        moved_by=kind if of == Outcome.RESCHEDULED else "",
        minutes=None if of in ABSENT else minutes,
        note=note,
        said_at=said_at,
        key=uuid5(sheet, f"{enrolment} {choice} {minutes} {note}"),
    )
