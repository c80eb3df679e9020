"""What is done about reports through a form: the same for a page and for the API."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tilts.casework.people.forms import ReasonForm, SureForm
from tilts.casework.people.steps import Verb
from tilts.casework.plans.verbs import unit_for
from tilts.casework.proceedings.queries import proceedings_of
from tilts.platform.documents.kinds import Form
from tilts.platform.parties.actors import Actor

from . import actions, forms
from .cases import ReportMachine
from .catalogue import form_of
from .models import Report
from .prefilling import known_for
from .sheet import language_of, languages_of
from .units import units_asked, writers_for

MOVES = ReportMachine.moves
TODAY = timezone.localdate


def requesting(by: Actor) -> Verb:
    """Register an authority's request about somebody on record, for one of the actor's units."""
    units = units_asked(by)
    return Verb(
        _("Register a request for a report"),
        lambda sent, person: forms.RequestForm(
            sent,
            of=form_of(person.country, TODAY()),
            proceedings=proceedings_of([person.pk]),
            units=units,
            initial={"wished": person.country.lower(), "unit": str(unit_for(person).pk)},
        ),
        lambda by, person, form: actions.request_report(
            by=by, person=person, unit=form.where(), what=form.what()
        ),
    )


ASSIGN = Verb(
    MOVES["assign"].title,
    lambda sent, case: forms.WriterForm(sent, staff=writers_for(case)),
    lambda by, case, form: actions.assign(by=by, case=case, to=form.writer()),
)
PASS_ON = Verb(
    MOVES["pass_on"].title,
    lambda sent, case: forms.PassOnForm(
        sent, staff=[one for one in writers_for(case) if one[0].pk != case.author_id]
    ),
    lambda by, case, form: actions.pass_on(
        by=by, case=case, to=form.writer(), reason=form.cleaned_data["reason"]
    ),
)
ARRANGE = Verb(
    MOVES["arrange"].title,
    lambda sent, case: forms.ArrangeForm(sent),
    lambda by, case, form: actions.arrange(
        by=by, case=case, at=form.moment(), place=form.cleaned_data["place"]
    ),
)
INTERVIEW = Verb(
    MOVES["interview"].title,
    lambda sent, case: forms.InterviewForm(sent),
    lambda by, case, form: actions.hold_interview(
        by=by, case=case, what=actions.Interview(**form.cleaned_data)
    ),
)
ATTEMPT = Verb(
    _("Note what was tried to meet the person"),
    lambda sent, case: forms.AttemptForm(sent),
    lambda by, case, form: actions.note_attempt(by=by, case=case, **form.cleaned_data),
)
NO_INTERVIEW = Verb(
    MOVES["no_interview"].title,
    lambda sent, case: forms.NoInterviewForm(sent),
    lambda by, case, form: actions.give_up(by=by, case=case, **form.cleaned_data),
)
INVITE = Verb(
    _("Invite the victim"),
    lambda sent, case: forms.InviteForm(sent),
    lambda by, case, form: actions.invite_victim(
        by=by, case=case, what=actions.Invitation(**form.cleaned_data)
    ),
)
VOICE = Verb(
    _("Note what the victim says"),
    lambda sent, voice: forms.VoiceForm(sent),
    lambda by, voice, form: actions.note_voice(
        by=by, voice=voice, what=actions.Voice(**form.cleaned_data)
    ),
)
WAIVE = Verb(
    _("Do not invite the victim"),
    lambda sent, case: forms.WaiveForm(sent),
    lambda by, case, form: actions.waive_victim(by=by, case=case, **form.cleaned_data),
)
REVIEW = Verb(
    _("What you find in the report"),
    lambda sent, case: forms.ReviewForm(sent, of=case.form, letter=case.is_letter),
    lambda by, case, form: actions.review(by=by, case=case, what=form.remarks()),
)
SIGN = Verb(
    MOVES["sign"].title,
    lambda sent, case: _language_form(sent, case, Form.PDF),
    lambda by, case, form: actions.sign(by=by, case=case, **form.cleaned_data),
)
WORD = Verb(
    _("Make it in Word"),
    lambda sent, case: _language_form(sent, case, Form.WORD),
    lambda by, case, form: actions.make_word(by=by, case=case, **form.cleaned_data),
)


def _language_form(sent: Any, case: Report, form: Form) -> forms.LanguageForm:
    known = languages_of(case, form)
    return forms.LanguageForm(sent, languages=known, initial={"language": language_of(case)})


SEND = Verb(
    MOVES["dispatch"].title,
    lambda sent, case: forms.SendForm(sent),
    lambda by, case, form: actions.send(by=by, case=case, **form.cleaned_data),
)


def adding(section: str) -> Verb:
    """Write a paragraph in a section."""
    return Verb(
        _("Add a paragraph"),
        lambda sent, case: forms.ParagraphForm(sent),
        lambda by, case, form: actions.add_paragraph(
            by=by, case=case, section=section, what=form.said()
        ),
    )


def _take(by: Actor, case: Report, form: Any) -> Any:
    row = form.cleaned_data["row"]
    found = [one for known in known_for(by, case).values() for one in known if one.row == row]
    if not found:
        raise Http404
    return actions.take_piece(by=by, case=case, piece=found[0])


TAKE = Verb(pgettext_lazy("into a report", "Take"), lambda sent, case: forms.TakeForm(sent), _take)


def _begun(row: Any) -> dict[str, Any]:
    names = ("text", "nature", "source", "reliability", "version")
    return {name: getattr(row, name) for name in names}


CHANGE = Verb(
    _("Change the paragraph"),
    lambda sent, row: forms.ChangeForm(sent, initial=_begun(row)),
    lambda by, row, form: actions.change_paragraph(
        by=by, row=row, version=form.cleaned_data["version"], what=form.said()
    ),
)
REMOVE = Verb(
    _("Take the paragraph out"),
    lambda sent, row: forms.RemoveForm(sent, initial={"version": row.version}),
    lambda by, row, form: actions.remove_paragraph(by=by, row=row, **form.cleaned_data),
)


def naming(language: str, case: str, now: str) -> Verb:
    """Correct a form of somebody's name."""
    return Verb(
        _("Correct the form of the name"),
        lambda sent, person: forms.NameFormForm(sent, initial={"form": now}),
        lambda by, person, form: actions.correct_name(
            by=by, person=person, language=language, case=case, **form.cleaned_data
        ),
    )


def moving(code: str) -> Verb:
    """A move that staff make without saying more than perhaps why; Http404 when there is none."""
    move = MOVES.get(code)
    if move is None or move.is_system or move.form:
        raise Http404
    asks = ReasonForm if move.needs_reason else SureForm
    return Verb(
        move.title,
        lambda sent, case: asks(sent),
        lambda by, case, form: actions.advance(by=by, case=case, code=code, **form.cleaned_data),
    )
