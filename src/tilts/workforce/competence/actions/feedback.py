"""What participants say of a session, entered from paper without their names."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, Refused, refuse_if
from tilts.platform.forms.actions import About, answer, fix_sheet, open_sheet
from tilts.platform.forms.answering import Answer, Value
from tilts.platform.forms.models import Sheet
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ..guards import not_the_observed
from ..models import Observation
from ..queries import feedback_form
from ..rules import SEE

NO_FORM = Reason(
    "no-form", _("Your agency does not use the participants' form. Ask the quality manager.")
)
NOTHING_SAID = Reason("nothing-said", _("Nothing is answered on this paper."))
OVER = Reason("over", _("This observation is over."))


def note_feedback(*, by: Actor, observation: Observation, said: Mapping[str, Value]) -> Sheet:
    """Keep the answers of one participant. Nobody's name stands with them, nor the order."""
    require(by, SEE, observation.person_id)
    refuse_if(not_the_observed(observation, by))
    refuse_if([OVER] if observation.is_over else [])
    given = {item: value for item, value in said.items() if value not in (None, "")}
    refuse_if([] if given else [NOTHING_SAID])
    of = feedback_form(observation)
    if of is None:
        raise Refused([NO_FORM])
    with act("competence.note_feedback", by=by):
        sheet = open_sheet(by=by, of=of, about=About(thing=observation.case_ref()))
        for item, value in given.items():
            answer(by=by, sheet=sheet, item=item, given=Answer(value))
        return fix_sheet(by=by, sheet=sheet)
