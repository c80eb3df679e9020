"""An application is checked, and experts give their opinions on it."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.forms.actions import About, fix_sheet, open_sheet
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.record.recorded import reference
from tilts.platform.workflow.actions import close_work_of, move, open_item

from ..capabilities import ACCREDIT, CALLED
from ..cases import OPINE
from ..conflicts import conflicts_of
from ..models import Accreditation, Opinion
from ..opinions import evaluation_form, why_not_answer, why_not_give
from ..secretaries import why_not_callable

NOT_NOW = Reason(
    "not-with-experts", lazy("Experts are asked once an application is complete, until it is put "
    "before the commission.")
)  # fmt: skip
ASKED = Reason("asked-already", lazy("They were asked for an opinion already."))


def return_application(*, by: Actor, case: Accreditation, lacking: str) -> Accreditation:
    """Return an application that is not complete, with what is missing."""
    with act("programmes.return_it", by=by):
        move(case=case, code="return_it", by=by, lacking=lacking)
    return case


def invite_expert(*, by: Actor, case: Accreditation, expert: Staff) -> Opinion:
    """Ask a member of staff for an opinion; a conflict of interest bars them."""
    require(by, ACCREDIT)
    today = timezone.localdate()
    refuse_if([] if case.state == "expert_opinion" else [NOT_NOW])
    refuse_if(conflicts_of(case, [expert], today)[expert.pk])
    refuse_if(why_not_callable(case.country, [expert], today))
    refuse_if([ASKED] if case.opinions.filter(expert=expert).exists() else [])
    opinion = Opinion(accreditation=case, expert=expert, asked_on=today)
    with act("programmes.invite_expert", by=by):
        of = evaluation_form(by.agency)
        opinion.sheet = open_sheet(by=by, of=of, about=About(thing=reference(opinion)))
        opinion.save(force_insert=True)
        open_item(
            by=by, kind=OPINE, person=None, unit=case.unit, owner=expert.pk, case=case.case_ref()
        )
    return opinion


def give_opinion(*, by: Actor, opinion: Opinion, summary: str) -> Opinion:
    """Give an opinion for good: every criterion answered with its evidence, and a summary."""
    require(by, CALLED)
    refuse_if(why_not_answer(opinion, by))
    refuse_if(why_not_give(opinion))
    case = opinion.accreditation
    with act("programmes.give_opinion", by=by):
        fix_sheet(by=by, sheet=opinion.sheet)
        opinion.given_on, opinion.summary = timezone.localdate(), summary
        opinion.save()
        close_work_of(by=by, case=case.case_ref(), kinds=[OPINE], owner=opinion.expert_id)
    return opinion
