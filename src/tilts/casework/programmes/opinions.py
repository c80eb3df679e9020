"""The form that experts answer, and what an opinion still lacks."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from tilts.engines.instruments import Instrument
from tilts.platform.access.reasons import Reason, Reasons, Refused
from tilts.platform.forms.answering import values_in
from tilts.platform.forms.catalogue import versions
from tilts.platform.forms.queries import usable
from tilts.platform.forms.results import numbered, progress
from tilts.platform.parties.actors import Actor

from .choices import INSTRUMENT
from .models import Opinion

NOT_THE_EXPERT = Reason("not-the-expert", lazy("Only the expert who was asked gives this opinion."))
GIVEN = Reason("opinion-given", lazy("This opinion is given. It stands as it is."))
NO_INSTRUMENT = Reason(
    "no-instrument",
    lazy("The evaluation form is not here. Ask the administrator to put it back."),
)


def evaluation_form(agency: str) -> Instrument:
    """The evaluation form that an agency answers; the newest, unused one when it uses none."""
    known = versions(INSTRUMENT)
    used = [one for one in usable(agency, timezone.localdate()) if one.id == INSTRUMENT]
    if not known:
        raise Refused([NO_INSTRUMENT])
    return (used or known)[-1]


def why_not_answer(opinion: Opinion, by: Actor) -> Reasons:
    """Only the expert answers, until the opinion is given."""
    if by.party != opinion.expert_id:
        return [NOT_THE_EXPERT]
    return [GIVEN] if opinion.given_on else []


def why_not_give(opinion: Opinion) -> Reasons:
    """What is still to be answered, by its numbers on the form; “not known” is no opinion."""
    answers = values_in(opinion.sheet.answers)
    shown = [item.id for one in progress(opinion.sheet) for item in one.shown]
    left = [item for item in shown if answers.get(item) is None]
    if not left:
        return []
    numbers = numbered(opinion.sheet)
    text = ngettext(
        "Question %(which)s is not answered.", "Questions %(which)s are not answered.", len(left)
    )
    return [Reason("unanswered", text % {"which": ", ".join(str(numbers[one]) for one in left)})]
