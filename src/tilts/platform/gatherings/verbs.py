"""What is done about gatherings through a form: the same for a page and for the API."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Text
from tilts.platform.parties.actors import Actor

from . import actions, forms
from .known import kind_of
from .models import Enrolment, Series, Session, Whereabouts
from .queries import missed, others_of, templates_on
from .rules import units_run_by


@dataclass(frozen=True)
class Verb:
    """A title, the form for what was sent and the subject, the action that a valid form calls.

    `form` takes besides what a page knows beforehand; `help` says what the step does.
    """

    title: Text
    form: Callable[..., Any]
    do: Callable[[Actor, Any, Any], Any]
    help: Text = ""


def opening(by: Actor) -> Verb:
    """Open a series; the subject is nobody's."""

    def form(sent: Any, _subject: Any, **more: Any) -> forms.OpenForm:
        return forms.OpenForm(
            sent, templates=templates_on(by.agency), units=units_run_by(by), **more
        )

    def do(by: Actor, _subject: Any, form: forms.OpenForm) -> Series:
        return actions.open_series(by=by, leaders=[by.party], **form.chosen())

    return Verb(_("Open a group"), form, do, _("You lead it; other leaders are added afterwards."))


def _timetable(sent: Any, series: Series, **more: Any) -> forms.TimetableForm:
    return forms.TimetableForm(sent, series=series, **more)


SCHEDULE = Verb(
    _("Schedule the sessions"),
    _timetable,
    lambda by, series, form: actions.schedule(by=by, series=series, timetable=form.timetable()),
    _(
        "Every session gets the next weekly time at which nobody needed is taken. Public holidays, "
        "leave and people who must not meet are seen to."
    ),
)
RESCHEDULE = Verb(
    _("Reschedule what is to come"),
    _timetable,
    lambda by, series, form: actions.reschedule(by=by, series=series, timetable=form.timetable()),
    _("Sessions of the past stay as they are; those to come get other times."),
)


def _enrolling(
    sent: Any, series: Any, *, found: Sequence[UUID] = (), **more: Any
) -> forms.EnrolForm:
    return forms.EnrolForm(sent, found=_offered(sent, found), **more)


def _offered(sent: Any, found: Sequence[UUID], field: str = "party") -> list[UUID]:
    """Whom a search found, and whoever was chosen before."""
    chosen = [UUID(sent[field])] if sent and is_id(sent.get(field)) else []
    return list(dict.fromkeys([*found, *chosen]))


def _away(by: Actor, _subject: Any, form: forms.ElsewhereForm) -> Any:
    said = {**form.cleaned_data}
    party, kind = UUID(said.pop("party")), Whereabouts(said.pop("kind"))
    return actions.note_elsewhere(by=by, party=party, kind=kind, **said)


NOTE_ELSEWHERE = Verb(
    _("Note where somebody is"),
    lambda sent, _subject, *, found=(), **more: forms.ElsewhereForm(
        sent, found=_offered(sent, found), **more
    ),
    _away,
    _("Court, a visit, work or isolation: nobody is brought to a session then."),
)


def is_id(text: Any) -> bool:
    """Whether a text is an id."""
    try:
        UUID(str(text))
    except ValueError:
        return False
    return True


def _enrol(by: Actor, series: Series, form: forms.EnrolForm) -> Enrolment:
    said = {**form.cleaned_data}
    party = UUID(said.pop("party"))
    kind = kind_of(party, said["since"])
    return actions.enrol(by=by, series=series, party=party, kind=kind, **said)


ENROL = Verb(_("Enrol somebody"), _enrolling, _enrol)


def _add_session(by: Actor, series: Series, form: forms.NewSessionForm) -> Session:
    """A session for one makes good the last one of this content that they missed."""
    alone, code = form.alone_for(), form.cleaned_data["code"]
    rows = [one.session for one in missed(alone)] if alone else []
    same = [one for one in rows if one.code == code and one.series_id == series.pk]
    return actions.add_session(by=by, series=series, of=form.session(same[-1] if same else None))


ADD_SESSION = Verb(
    _("Add a session"),
    lambda sent, series, **more: forms.NewSessionForm(sent, series=series, **more),
    _add_session,
    _("For the group, or for one person: a one-to-one session, or one that was missed."),
)
ADD_LEADER = Verb(
    _("Add a leader"),
    lambda sent, series, **more: forms.LeaderForm(sent, series=series, **more),
    lambda by, series, form: actions.add_leader(
        by=by, series=series, party=UUID(form.cleaned_data["party"]), since=_since(form)
    ),
)
REPLACE_LEADER = Verb(
    _("Replace a leader"),
    lambda sent, series, **more: forms.ReplaceForm(sent, series=series, **more),
    lambda by, series, form: actions.replace_leader(
        by=by,
        series=series,
        leader=UUID(form.cleaned_data["leader"]),
        successor=UUID(form.cleaned_data["successor"]),
        since=_since(form),
    ),
    _("Every session from that day on follows, in one step."),
)
SET_CAPACITY = Verb(
    _("Change the number of places"),
    lambda sent, series, **more: forms.CapacityForm(
        sent, initial={"capacity": series.capacity}, **more
    ),
    lambda by, series, form: actions.set_capacity(by=by, series=series, **form.cleaned_data),
)
CLOSE = Verb(
    _("Close the group"),
    lambda sent, series, **more: forms.CloseForm(sent, **more),
    lambda by, series, form: actions.close_series(by=by, series=series, **form.cleaned_data),
)
MOVE = Verb(
    _("Move the session"),
    lambda sent, session, **more: forms.MoveForm(sent, session=session, **more),
    lambda by, session, form: actions.move_session(by=by, session=session, **form.chosen()),
)
CANCEL = Verb(
    _("Cancel the session"),
    lambda sent, session, **more: forms.CancelForm(sent, **more),
    lambda by, session, form: actions.cancel_session(by=by, session=session, **form.cleaned_data),
    _("It stays on the record with your reason; its time is free again."),
)
COVER = Verb(
    _("Somebody else leads it"),
    lambda sent, session, **more: forms.CoverForm(sent, session=session, **more),
    lambda by, session, form: actions.cover(
        by=by, session=session, **{name: UUID(one) for name, one in form.cleaned_data.items()}
    ),
    _("For this session only; the group keeps its leaders."),
)
END = Verb(
    _("End the enrolment"),
    lambda sent, enrolment, **more: forms.EndForm(sent, **more),
    lambda by, enrolment, form: actions.end_enrolment(
        by=by, enrolment=enrolment, **form.cleaned_data
    ),
)


def transferring(by: Actor) -> Verb:
    """Go on in another group of the same template that the actor runs."""
    return Verb(
        _("Go on in another group"),
        lambda sent, enrolment, **more: forms.TransferForm(
            sent, others=others_of(by, enrolment.series), **more
        ),
        lambda by, enrolment, form: actions.transfer(
            by=by,
            enrolment=enrolment,
            to=form.others[form.cleaned_data["to"]],
            on=form.cleaned_data["on"],
        ),
        _("Place, sessions done, hours and waiting days come along."),
    )


def _since(form: Any) -> Any:
    return form.cleaned_data["since"]


def adding_place(by: Actor) -> Verb:
    """Add a room to a unit in which the actor runs gatherings."""
    return Verb(
        _("Add a room"),
        lambda sent, _subject, **more: forms.PlaceForm(sent, units=units_run_by(by), **more),
        lambda by, _subject, form: actions.add_place(by=by, **form.chosen()),
    )


CLOSE_PLACE = Verb(
    _("Close the room"),
    lambda sent, place, **more: forms.EndingForm(sent, **more),
    lambda by, place, form: actions.close_place(by=by, place=place, **form.cleaned_data),
    _("Nothing is planned there any more. Sessions that are booked there stay: move them."),
)


def _keep_apart(by: Actor, _subject: Any, form: forms.ApartForm) -> Any:
    said = {**form.cleaned_data}
    one, other = UUID(said.pop("one")), UUID(said.pop("other"))
    return actions.keep_apart(by=by, one=one, other=other, **said)


KEEP_APART = Verb(
    _("Note who must not meet"),
    lambda sent, _subject, *, ones=(), others=(), **more: forms.ApartForm(
        sent, ones=_offered(sent, ones, "one"), others=_offered(sent, others, "other"), **more
    ),
    _keep_apart,
    _("No group has both, and no two sessions of one house at the same time. Nobody is told why."),
)
END_APART = Verb(
    _("They may meet again"),
    lambda sent, apart, **more: forms.EndingForm(sent, **more),
    lambda by, apart, form: actions.end_apart(by=by, apart=apart, **form.cleaned_data),
)
