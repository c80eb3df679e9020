"""What is done about somebody through a form: the same for a page and for the API."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from tilts.casework.people.forms import DayForm, ReasonForm, SureForm
from tilts.casework.people.steps import Verb
from tilts.platform.parties.actors import Actor

from . import actions, forms
from .cases import ProceedingMachine
from .models import Placement

MOVES = ProceedingMachine.moves


OPEN = Verb(
    _("Open proceedings"),
    lambda sent, person: forms.OpenForm(sent, country=person.country),
    lambda by, person, form: actions.open_proceeding(by=by, person=person, **form.cleaned_data),
)

OFFENCE = Verb(
    _("Add an offence"),
    lambda sent, proceeding: forms.OffenceForm(sent),
    lambda by, proceeding, form: actions.add_offence(
        by=by, proceeding=proceeding, **form.cleaned_data
    ),
)
MEASURE = Verb(
    _("Add a sentence, measure or order"),
    lambda sent, proceeding: forms.MeasureForm(sent, proceeding=proceeding),
    lambda by, proceeding, form: actions.impose_measure(
        by=by, proceeding=proceeding, what=form.what()
    ),
)
JUDGMENT = Verb(
    MOVES["record_judgment"].title,
    lambda sent, proceeding: DayForm(sent),
    lambda by, proceeding, form: actions.record_judgment(
        by=by, proceeding=proceeding, judged_on=form.cleaned_data["day"]
    ),
)
IN_FORCE = Verb(
    MOVES["enter_into_force"].title,
    lambda sent, proceeding: DayForm(sent),
    lambda by, proceeding, form: actions.enter_into_force(
        by=by, proceeding=proceeding, in_force_on=form.cleaned_data["day"]
    ),
)
WRONG_PERSON = Verb(
    _("These proceedings are somebody else's"),
    lambda sent, proceeding: forms.WrongPersonForm(sent),
    lambda by, proceeding, form: actions.record_on_right_person(
        by=by,
        proceeding=proceeding,
        person_id=form.cleaned_data["file_number"].pk,
        reason=form.cleaned_data["reason"],
    ),
)


def moving(code: str) -> Verb:
    """Any other move of proceedings that staff make; raises Http404 when there is none."""
    move = MOVES.get(code)
    if move is None or move.is_system or code in actions.OWN_STEPS:
        raise Http404
    asks = ReasonForm if move.needs_reason else SureForm
    return Verb(
        move.title,
        lambda sent, proceeding: asks(sent),
        lambda by, proceeding, form: actions.advance(
            by=by, proceeding=proceeding, code=code, **form.cleaned_data
        ),
    )


START = Verb(
    _("First day"),
    lambda sent, measure: forms.StartForm(sent),
    lambda by, measure, form: actions.start_measure(by=by, measure=measure, **form.cleaned_data),
)
REMAND = Verb(
    _("Remand counted"),
    lambda sent, measure: forms.RemandForm(sent),
    lambda by, measure, form: actions.count_remand(by=by, measure=measure, **form.cleaned_data),
)
END = Verb(
    _("End"),
    lambda sent, measure: forms.EndForm(sent),
    lambda by, measure, form: actions.end_measure(by=by, measure=measure, **form.cleaned_data),
)


def _leave(by: Actor, person: Any, form: Any) -> Placement:
    said = form.cleaned_data
    who = {"by": by, "person_id": person.pk, "on": said["day"], "reason": said["reason"]}
    if said["how"] == Placement.Ended.ESCAPE:
        return actions.note_escape(**who)
    return actions.end_placement(**who, how=said["how"])


PLACING = {
    "admit": Verb(
        _("Admit to prison"),
        lambda sent, person: forms.PlaceForm(sent, country=person.country),
        lambda by, person, form: actions.place(
            by=by,
            person_id=person.pk,
            unit=form.cleaned_data["unit"],
            since=form.cleaned_data["day"],
        ),
    ),
    "move": Verb(
        _("Move to another unit"),
        lambda sent, person: forms.MoveForm(sent, country=person.country),
        lambda by, person, form: actions.move_unit(
            by=by,
            person_id=person.pk,
            unit=form.cleaned_data["unit"],
            on=form.cleaned_data["day"],
            reason=form.cleaned_data["reason"],
        ),
    ),
    "return": Verb(
        _("Back from an escape"),
        lambda sent, person: forms.PlaceForm(sent, country=person.country),
        lambda by, person, form: actions.note_return(
            by=by,
            person_id=person.pk,
            unit=form.cleaned_data["unit"],
            on=form.cleaned_data["day"],
        ),
    ),
    "leave": Verb(_("Leaves prison"), lambda sent, person: forms.LeaveForm(sent), _leave),
}
