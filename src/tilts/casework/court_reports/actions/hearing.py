"""The victim is invited and heard, or spared with a reason. All of it stands behind the wall."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.casework.people.models.around import VICTIMS
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.access.scoped import behind
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ..capabilities import HEAR_VICTIM
from ..choices import VictimWay
from ..guards import BEFORE_REQUEST, FUTURE, NOT_WRITTEN_NOW, VICTIM_IN, why_not_hear
from ..models import Report, VictimVoice
from .moving import keep_work

FAR = (VictimWay.OPEN, VictimWay.WAIVED, VictimWay.INVITED, VictimWay.HEARD)
NOT_INVITED = Reason("not-invited", _("This victim was not invited. Invite them first."))

BEFORE_INVITED = Reason("before-invited", _("That is before the victim was invited."))


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """Whom, how they are reached, by what, and on which day."""

    name: str
    contact: str
    by: str
    invited_on: date


@dataclass(frozen=True, kw_only=True)
class Voice:
    """What came of it: the harm and the wishes in the victim's own words."""

    came: str
    came_on: date
    harm: str = ""
    wishes: str = ""


def invite_victim(*, by: Actor, case: Report, what: Invitation) -> VictimVoice:
    """Invite a victim to say what was done to them and what they wish for."""
    _may(by, case, what.invited_on)
    voice = VictimVoice(person_id=case.person_id, of_report=case, **vars(what))
    with act("court_reports.invite_victim", by=by):
        _settle(by, case, VictimWay.INVITED)
        voice.save(force_insert=True)
    return voice


def note_voice(*, by: Actor, voice: VictimVoice, what: Voice) -> VictimVoice:
    """Note what a victim who was invited says, or that they say nothing."""
    case = voice.of_report
    _may(by, case, what.came_on)
    refuse_if([] if voice.invited_on else [NOT_INVITED])
    refuse_if([BEFORE_INVITED] if voice.invited_on and what.came_on < voice.invited_on else [])
    with act("court_reports.note_voice", by=by), behind(VICTIMS):
        for name, value in vars(what).items():
            setattr(voice, name, value)
        voice.save()
        _settle(by, case, VictimWay.HEARD)
    return voice


def waive_victim(*, by: Actor, case: Report, because: str) -> VictimVoice:
    """Nobody is invited, because it would harm or nobody is known; only few may read why."""
    _may(by, case, timezone.localdate())
    voice = VictimVoice(person_id=case.person_id, of_report=case, waived_because=because)
    with act("court_reports.waive_victim", by=by):
        _settle(by, case, VictimWay.WAIVED)
        voice.save(force_insert=True)
    return voice


def _may(by: Actor, case: Report, day: date) -> None:
    require(by, HEAR_VICTIM, case.person_id)
    refuse_if(why_not_hear(case, by))
    refuse_if([] if case.state in VICTIM_IN else [NOT_WRITTEN_NOW])
    ahead = [FUTURE] if day > timezone.localdate() else []
    refuse_if(ahead or ([BEFORE_REQUEST] if day < case.requested_on else []))


def _settle(by: Actor, case: Report, way: VictimWay) -> None:
    """How far it is with the victims, as anybody may know; an answer counts before the rest."""
    held: Report = Report.objects.select_for_update(of=("self",)).get(pk=case.pk)
    refuse_if([] if held.state in VICTIM_IN else [NOT_WRITTEN_NOW])
    if FAR.index(held.victim) < FAR.index(way):
        held.victim = way
        held.save()
    case.catch_up_with(held, {})
    keep_work(by=by, case=held)
