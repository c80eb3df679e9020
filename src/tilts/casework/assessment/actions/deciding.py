"""From the answers to a level: scored, perhaps overridden by people, final."""

from dataclasses import asdict
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, Refused, refuse_if
from tilts.platform.forms.actions import fix_sheet
from tilts.platform.forms.results import scored
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import PartyKind
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import move

from .. import signals
from ..levels import bands, level_of
from ..models import Assessment

UNKNOWN_LEVEL = Reason("unknown-level", _("This instrument has no such level. Choose one of it."))
WHY = Reason("reason-missing", _("Say why."))


def score(*, by: Actor, assessment: Assessment) -> Assessment:
    """Let the answers stand for good, and keep what they give."""
    open_sheet = assessment.answered
    try:
        with act("assessment.score", by=by):
            assessment.sheet = fix_sheet(by=by, sheet=open_sheet)  # first: no answer comes after it
            move(case=assessment, code="score", by=by, **_computed(assessment))
            signals.scored.send(Assessment, assessment=assessment, by=by)
    except Refused:
        assessment.sheet = open_sheet
        raise
    return assessment


def _computed(assessment: Assessment) -> dict[str, Any]:
    """Fields of what the answers give; the guards of the move refuse what is not whole."""
    results = scored(assessment.answered).results
    kept = {
        name: {k: v for k, v in asdict(one).items() if k in ("value", "band", "norm")}
        for name, one in results.items()
        if one.value is not None
    }
    band = results[level_of(assessment.definition).id].band
    return {"scores": kept, "computed_level": band or ""}


def finalise(*, by: Actor, assessment: Assessment, judgement: str = "") -> Assessment:
    """The level of the score stands; the assessor's own judgement stands apart from it."""
    with act("assessment.finalise", by=by):
        _to_final(assessment, "finalise", by, level=assessment.computed_level, judgement=judgement)
    return assessment


def propose_level(
    *, by: Actor, assessment: Assessment, level: str, because: str, judgement: str = ""
) -> Assessment:
    """Propose another level than the score gives, for somebody else to decide."""
    _known(assessment, level)
    refuse_if([] if because.strip() else [WHY])
    before = assessment.proposed_level
    assessment.proposed_level = level  # what the guard is to look at
    try:
        move(
            case=assessment,
            code="propose_override",
            by=by,
            proposed_level=level,
            proposed_because=because,
            judgement=judgement,
        )
    except Refused:
        assessment.proposed_level = before
        raise
    return assessment


def decide_level(*, by: Actor, assessment: Assessment, level: str, why: str) -> Assessment:
    """Decide the level, with a reason: that of the score, the one proposed, or another."""
    _known(assessment, level)
    refuse_if([] if why.strip() else [WHY])
    with act("assessment.decide", by=by):
        _to_final(assessment, "decide", by, level=level, decided_why=why)
    return assessment


def _known(assessment: Assessment, level: str) -> None:
    known = {band.id for band in bands(level_of(assessment.definition))}
    refuse_if([] if level in known else [UNKNOWN_LEVEL])


def _to_final(assessment: Assessment, code: str, by: Actor, **fields: str) -> None:
    decided: dict[str, Any] = {"decided_on": timezone.localdate(), **fields}
    if by.kind == PartyKind.STAFF:
        decided["decided_by_id"] = by.party
    move(case=assessment, code=code, by=by, **decided)
    signals.finalised.send(Assessment, assessment=assessment, by=by)
