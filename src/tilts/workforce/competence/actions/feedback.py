"""What participants say of a session, without their names; what staff say of a form on trial."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.engines.instruments import Instrument
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, Refused, refuse_if
from tilts.platform.forms.actions import About, answer, fix_sheet, open_sheet
from tilts.platform.forms.answering import Answer, Value
from tilts.platform.forms.models import Level, Sheet
from tilts.platform.forms.queries import standings
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ..guards import not_the_observed
from ..models import Observation
from ..queries import feedback_form, trial_form, tried
from ..rules import SEE

NO_FORM = Reason(
    "no-form", _("Your agency does not use the form for this. Ask the quality manager.")
)
NOTHING_SAID = Reason("nothing-said", _("Nothing is answered on this paper."))
NOT_ON_TRIAL = Reason("not-on-trial", _("Your agency does not try this instrument."))
OVER = Reason("over", _("This observation is over."))


def note_feedback(*, by: Actor, observation: Observation, said: Mapping[str, Value]) -> Sheet:
    """Keep the answers of one participant. Nobody's name stands with them, nor the order."""
    require(by, SEE, observation.person_id)
    refuse_if(not_the_observed(observation, by))
    refuse_if([OVER] if observation.is_over else [])
    with act("competence.note_feedback", by=by):
        return _kept(by, feedback_form(observation), observation.case_ref(), said)


def note_trial(*, by: Actor, on_trial: Instrument, said: Mapping[str, Value]) -> Sheet:
    """Keep what a member of staff says of an instrument that their agency tries."""
    require(by, SEE)
    standing = standings(by.agency, timezone.localdate()).get((on_trial.id, on_trial.version))
    trying = standing is not None and standing.level == Level.TRIAL
    refuse_if([] if trying else [NOT_ON_TRIAL])
    with act("competence.note_trial", by=by):
        return _kept(by, trial_form(by.agency), tried(on_trial), said)


def _kept(by: Actor, of: Instrument | None, thing: str, said: Mapping[str, Value]) -> Sheet:
    """A sheet about a thing, answered and fixed at once."""
    given = {item: value for item, value in said.items() if value not in (None, "")}
    refuse_if([] if given else [NOTHING_SAID])
    if of is None:
        raise Refused([NO_FORM])
    sheet = open_sheet(by=by, of=of, about=About(thing=thing))
    for item, value in given.items():
        answer(by=by, sheet=sheet, item=item, given=Answer(value))
    return fix_sheet(by=by, sheet=sheet)
