"""Deciding which instruments are used; opening, answering and fixing sheets."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.engines.instruments import Instrument
from tilts.platform.access.authority import NOT_YOURS, require
from tilts.platform.access.reasons import Reason, Refused, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import PartyKind
from tilts.platform.record.acts import act

from .answering import Answer, answers_in, typed, why_not_answer
from .guards import why_not_answering, why_not_open, why_not_usable
from .leave import why_not_in_use
from .models import Level, Sheet, Standing
from .queries import definition, standings
from .rules import DECIDE

ANSWERED_MEANWHILE = Reason(
    "answered-meanwhile",
    _("This question was answered meanwhile, here or in another window. Compare, then choose."),
)


@dataclass(frozen=True)
class Decision:
    """How an agency stands to an instrument from a day on, by whose decision, on which evidence.

    `until` is the first day on which it holds no more; None leaves it open.
    """

    level: str
    decided_by: str
    evidence: str
    since: date
    until: date | None = None
    requires: str = ""  # code of the competence without whose certificate nobody answers it


def decide(*, by: Actor, agency: str, of: Instrument, decision: Decision) -> Standing:
    """Record how an agency stands to an instrument; what stood before ends on that day.

    Raises Refused where a room says why the instrument may not be in use yet.
    """
    require(by, DECIDE)
    refuse_if(why_not_in_use(by, agency, of, decision.level))
    with act("forms.decide", by=by):
        for row in Standing.objects.select_for_update().filter(
            agency=agency, instrument=of.id, version=of.version
        ):
            if row.until is None or row.until > decision.since:
                row.until = max(row.since, decision.since)
                row.save()
        standing = Standing(
            agency_id=agency,
            instrument=of.id,
            version=of.version,
            digest=of.digest,
            level=Level(decision.level),
            requires=decision.requires,
            decided_by=decision.decided_by,
            evidence=decision.evidence,
            since=decision.since,
            until=decision.until,
        )
        standing.save(force_insert=True)
    return standing


@dataclass(frozen=True)
class About:
    """What a sheet is about: somebody, or a thing by the reference of its row."""

    subject: UUID | None = None
    thing: str = ""


def open_sheet(
    *, by: Actor, of: Instrument, about: About, known: Mapping[str, Answer] | None = None
) -> Sheet:
    """Begin to answer an instrument; `known` are answers that the record has already.

    Whether `by` may is decided by the room whose work it is.
    """
    standing = standings(by.agency, timezone.localdate()).get((of.id, of.version))
    refuse_if([*why_not_usable(of, standing), *why_not_answering(by, standing, about.subject)])
    sheet = Sheet(
        subject_id=about.subject,
        thing=about.thing,
        agency_id=by.agency,
        instrument=of.id,
        version=of.version,
        digest=of.digest,
        trial=bool(standing and standing.level == Level.TRIAL),
        answers={item: answer.as_json() for item, answer in (known or {}).items()},
        opened_at=timezone.now(),
        opened_by_id=by.party if by.kind == PartyKind.STAFF else None,
    )
    with act("forms.open_sheet", by=by):
        sheet.save(force_insert=True)
    return sheet


def answer(*, by: Actor, sheet: Sheet, item: str, given: Answer) -> Answer:
    """Save one answer as it is typed; `given.saved` is the count that its writer saw.

    Raises Refused when another answer was saved meanwhile: neither is lost. The same answer again
    writes nothing, so a connection that broke may repeat what it said.
    """
    of = definition(sheet)
    if item in of.items:
        given = replace(given, value=typed(of.items[item], given.value))
    refuse_if(why_not_answer(of, item, given))
    with act("forms.answer", by=by):
        now = _held(sheet)
        refuse_if(why_not_open(now))
        before = answers_in(now.answers).get(item)
        if before and replace(before, saved=0) == replace(given, saved=0):
            return before
        count = before.saved if before else 0
        refuse_if([ANSWERED_MEANWHILE] if count != given.saved else [])
        after = replace(given, saved=count + 1)
        now.answers = {**now.answers, item: after.as_json()}
        now.save()
    sheet.answers = now.answers
    return after


def fix_sheet(*, by: Actor, sheet: Sheet) -> Sheet:
    """Let the answers stand for good."""
    with act("forms.fix_sheet", by=by):
        now = _held(sheet)
        refuse_if(why_not_open(now))
        standing = standings(now.agency_id, timezone.localdate()).get((now.instrument, now.version))
        refuse_if(why_not_answering(by, standing, now.subject_id))
        now.fixed_at = timezone.now()
        now.save()
    return now


def _held(sheet: Sheet) -> Sheet:
    rows: Any = Sheet.objects if sheet.subject_id else Sheet.of_things
    held: Sheet | None = rows.select_for_update().filter(pk=sheet.pk).first()
    if held is None:
        raise Refused([NOT_YOURS])
    return held
