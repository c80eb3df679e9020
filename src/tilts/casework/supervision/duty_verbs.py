"""Steps about duties: the same for a page and for the API."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tilts.casework.people.steps import Verb
from tilts.jurisdictions.schema import Duty as Kind

from .actions import duties as actions
from .duties import duties_for, kind_of, said
from .forms.duties import CheckForm, DecidedForm, DutyForm
from .models import Duty, Supervision
from .queries.duties import standing_duties


def imposing(code: str) -> Verb:
    """Impose a duty of a kind; raises Http404 when the order can bear none of it."""

    def form(sent: Any, case: Supervision) -> DutyForm:
        known = {one.code: one for one in duties_for(case.measure, timezone.localdate())}
        if code not in known:
            raise Http404
        return DutyForm(sent, kind=known[code], country=case.country, slots={})

    return Verb(
        _("Impose a duty"),
        form,
        lambda by, case, form: actions.impose_duty(
            by=by,
            case=case,
            what=actions.NewDuty(code=code, slots=form.slots(), decided=form.decided()),
        ),
    )


def _kind(duty: Duty) -> Kind:
    """The kind of a duty today, else as it was when imposed; Http404 when there never was one."""
    country = duty.supervision.country
    found = kind_of(country, duty.code, timezone.localdate()) or kind_of(
        country, duty.code, duty.since
    )
    if found is None:
        raise Http404
    return found


CHANGE = Verb(
    pgettext_lazy("a duty", "Change"),
    lambda sent, duty: DutyForm(
        sent, kind=_kind(duty), country=duty.supervision.country, slots=duty.slots
    ),
    lambda by, duty, form: actions.change_duty(
        by=by, duty=duty, slots=form.slots(), decided=form.decided()
    ),
)
LIFT = Verb(
    pgettext_lazy("a duty", "Lift"),
    lambda sent, duty: DecidedForm(sent, kind=_kind(duty)),
    lambda by, duty, form: actions.lift_duty(by=by, duty=duty, decided=form.decided()),
)


def worded(case: Supervision) -> dict[Duty, str]:
    """The standing duties of an order, each as it is said to the person."""
    return {
        duty: said(case.country, duty.code, duty.slots, duty.since)
        for duty in standing_duties(case)
    }


def _checked(by: Any, case: Supervision, form: Any) -> Supervision:
    actions.check_duties(by=by, case=case, on=form.cleaned_data["on"], found=form.found())
    return case


CHECK = Verb(
    _("Check the duties"),
    lambda sent, case: CheckForm(sent, duties=worded(case)),
    _checked,
)
