"""What is done about licences through a form: the same for a page and for the API."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.casework.people.forms import ReasonForm, SureForm
from tilts.casework.people.steps import Verb
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.organisation.queries import unit_of
from tilts.platform.parties.actors import Actor

from . import actions, forms
from .cases import AccreditationMachine
from .conflicts import conflicts_of, why_not_member
from .models import Accreditation
from .secretaries import callable_in

MOVES = AccreditationMachine.moves


def applying(chosen: str = "") -> Verb:
    """Apply for a licence, of a programme that may be chosen beforehand."""
    return Verb(
        _("Apply for a licence"),
        lambda sent, by: forms.ApplyForm(sent, country=by.country, initial={"programme": chosen}),
        lambda by, _by, form: actions.apply(by=by, unit=own_unit(by), **form.cleaned_data),
    )


RETURN = Verb(
    MOVES["return_it"].title,
    lambda sent, case: forms.LackingForm(sent),
    lambda by, case, form: actions.return_application(by=by, case=case, **form.cleaned_data),
)
OPINE = Verb(
    _("Give the opinion"),
    lambda sent, opinion: forms.SummaryForm(sent),
    lambda by, opinion, form: actions.give_opinion(by=by, opinion=opinion, **form.cleaned_data),
)
DECLARE = Verb(
    _("Declare a conflict of interest"),
    lambda sent, seat: forms.ConflictForm(sent),
    lambda by, seat, form: actions.declare_conflict(by=by, seat=seat, **form.cleaned_data),
)
DECIDE = Verb(
    _("Record the decision"),
    lambda sent, meeting: forms.DecideForm(sent),
    lambda by, meeting, form: actions.decide(by=by, meeting=meeting, **form.cleaned_data),
)


def own_unit(by: Actor) -> Unit:
    """The unit from which somebody applies; raises Http404 for who has none."""
    unit = unit_of(by.party, timezone.localdate())
    if unit is None:
        raise Http404
    return unit


def _hand_in(by: Actor, case: Accreditation, form: forms.HandInForm) -> Any:
    return actions.hand_in(by=by, case=case, **form.part())


def _with_files(sent: Any) -> tuple[Any, ...]:
    """What was sent, with its files; without any a form is refused for want of them."""
    return sent if isinstance(sent, tuple) else (sent,)


HAND_IN = Verb(
    _("Hand in a document"), lambda sent, case: forms.HandInForm(*_with_files(sent)), _hand_in
)


def _invite(by: Actor, case: Accreditation, form: forms.ExpertForm) -> Any:
    return actions.invite_expert(by=by, case=case, expert=_staff(form.cleaned_data["expert"]))


INVITE = Verb(
    _("Ask for an opinion"),
    lambda sent, case: forms.ExpertForm(sent, candidates=experts_for(case)),
    _invite,
)


def _call(by: Actor, case: Accreditation, form: forms.CallForm) -> Any:
    said = form.cleaned_data
    members = [_staff(one) for one in said["members"]]
    return actions.call_commission(by=by, case=case, held_on=said["held_on"], members=members)


CALL = Verb(
    _("Call the commission"),
    lambda sent, case: forms.CallForm(sent, candidates=members_for(case)),
    _call,
)


def _vote(by: Actor, seat: Any, form: forms.VoteForm) -> Any:
    said = form.cleaned_data
    return actions.vote(by=by, seat=seat, choice=said["vote"], because=said["because"])


VOTE = Verb(_("Cast a vote"), lambda sent, seat: forms.VoteForm(sent, seat=seat), _vote)


def _print(by: Actor, meeting: Any, form: forms.PaperForm) -> Any:
    made = {"minutes": actions.make_minutes, "decision": actions.make_decision}
    said = form.cleaned_data
    return made[said["paper"]](by=by, meeting=meeting, language=said["language"])


PRINT = Verb(_("Make a document"), lambda sent, meeting: forms.PaperForm(sent), _print)


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


def experts_for(case: Accreditation) -> list[tuple[str, str]]:
    """Who may be asked for an opinion: nobody with a conflict, nobody twice."""
    staff, today = callable_in(case.country, timezone.localdate()), timezone.localdate()
    why = conflicts_of(case, staff, today)
    asked = set(case.opinions.values_list("expert_id", flat=True))
    return [(str(one.pk), label(one)) for one in staff if not why[one.pk] and one.pk not in asked]


def members_for(case: Accreditation) -> list[tuple[str, str]]:
    """Who may be called to the commission: nobody with a conflict of interest."""
    staff, today = callable_in(case.country, timezone.localdate()), timezone.localdate()
    why = why_not_member(case, staff, today)
    return [(str(one.pk), label(one)) for one in staff if not why[one.pk]]


def label(staff: Staff) -> str:
    """A member of staff in a list to choose from."""
    return f"{staff.family}, {staff.given}"


def _staff(pk: str) -> Staff:
    return Staff.objects.get(pk=UUID(pk))
