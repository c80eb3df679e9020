"""Drawn work is read by one, and by a second where the first is unsure."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.engines.instruments import Instrument
from tilts.platform.access.reasons import Reason, Refused, refuse_if
from tilts.platform.forms.actions import About, fix_sheet, open_sheet
from tilts.platform.forms.answering import values_in
from tilts.platform.forms.queries import definition, usable
from tilts.platform.forms.results import progress
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import close_work_of, move, open_item, react, take_item
from tilts.platform.workflow.actions.items import TAKEN_ALREADY
from tilts.platform.workflow.machines import NOT_FROM_HERE
from tilts.workforce.competence.results import computed, to_develop

from ..cases import FIRST, SECOND
from ..guards import NOT_YOURS, PARTS, STANDS, why_not_read
from ..models import Drawn, Part, Reading
from ..queries import work_on
from ..rules import LEAD, READ, why_not_there

NO_FORM = Reason(
    "no-form", _("Your agency does not use the form for this. Ask the quality manager.")
)
UNANSWERED = Reason("unanswered", _("Some questions are not answered yet."))
WAITS = {"waiting": FIRST, "doubted": SECOND}
UNSURE_WHY = Reason("unsure-why", _("Say of what you are unsure: the second reader looks at it."))
AFTER = {(Part.FIRST, True): "read_surely", (Part.FIRST, False): "doubt"}  # the second: read again


def begin_reading(*, by: Actor, drawn: Drawn) -> Reading:
    """Begin to read a drawn piece, and take the work from the unit's queue; twice is once."""
    refuse_if(why_not_there(by, READ, drawn.unit.path))
    with act("quality.begin_reading", by=by):
        now = _held(drawn)
        refuse_if(why_not_read(now, by))
        part = PARTS[now.state]
        begun: Reading | None = now.readings.filter(part=part, reader=by.party).first()
        if begun:
            return begun
        _take(now, by)
        sheet = open_sheet(by=by, of=_form(now, by), about=About(thing=now.case_ref()))
        reading = Reading(drawn=now, part=part, reader_id=by.party, sheet=sheet)
        reading.save(force_insert=True)
    return reading


def _form(drawn: Drawn, by: Actor) -> Instrument:
    """The latest version in use of what readers of such work answer."""
    name = drawn.kind.form if drawn.kind else ""
    found = [one for one in usable(by.agency, timezone.localdate()) if one.id == name]
    if not found:
        raise Refused([NO_FORM])
    return found[-1]


def _take(drawn: Drawn, by: Actor) -> None:
    """Whoever reads has the work; what another reader took is theirs to read."""
    for item in work_on(drawn):
        if item.owner_id is None:
            take_item(by=by, item=item)
        elif item.owner_id in drawn.workers:  # they took what they cannot read
            item.owner_id = by.party
            item.save()
        else:
            refuse_if([] if item.owner_id == by.party else [TAKEN_ALREADY])


def finish_reading(*, by: Actor, reading: Reading, sure: bool, why: str = "") -> Reading:
    """Let the answers stand. A first reader who is unsure says of what, and calls a second.

    The second reader's answers stand for the piece, whether they too are unsure or not.
    """
    with act("quality.finish_reading", by=by):
        drawn = _held(reading.drawn)
        now: Any = Reading.objects.select_related("sheet").get(pk=reading.pk)
        refuse_if([] if now.reader_id == by.party else [NOT_YOURS])
        refuse_if([STANDS] if now.is_done else why_not_read(drawn, by))
        refuse_if([] if sure or why.strip() else [UNSURE_WHY])
        left = [item for one in progress(now.sheet) for item in one.left]
        refuse_if([UNANSWERED] if any(item.required for item in left) else [])
        now.sheet = fix_sheet(by=by, sheet=now.sheet)
        now.sure, now.unsure_why = sure, "" if sure else why.strip()
        now.save()
        close_work_of(by=by, case=drawn.case_ref(), kinds=(FIRST, SECOND))
        code = AFTER.get((Part(now.part), sure), "read_again")
        details = {} if code == "doubt" else _result(now)
        react(case=drawn, code=code, by=by, **details)
    return reading


def _result(reading: Reading) -> dict[str, Any]:
    of = definition(reading.sheet)
    results = computed(of, values_in(reading.sheet.answers))
    sound = not to_develop(of, results)
    return {"results": results, "sound": sound, "read_on": timezone.localdate()}


def move_drawn(*, by: Actor, drawn: Drawn, code: str, reason: str = "") -> Drawn:
    """Any move that whoever leads readings makes: to leave a piece out, or to take it back in."""
    refuse_if(why_not_there(by, LEAD, drawn.unit.path))
    refuse_if([NOT_FROM_HERE] if drawn.machine.moves[code].is_system else [])
    with transaction.atomic():
        move(case=drawn, code=code, by=by, reason=reason)
        if not drawn.is_over:
            _wait_again(drawn, by)
    return drawn


def _wait_again(drawn: Drawn, by: Actor) -> None:
    """What came back is work again: of whoever had begun to read it, else in the unit's queue."""
    begun = drawn.readings.filter(part=PARTS[drawn.state]).first()
    owner, kind = begun.reader_id if begun else None, WAITS[drawn.state]
    ref = drawn.case_ref()
    open_item(by=by, kind=kind, person=None, unit=drawn.unit, owner=owner, case=ref)


def _held(drawn: Drawn) -> Drawn:
    rows: Any = Drawn.objects.select_for_update(of=("self",))
    held: Drawn = rows.select_related("stratum__draw", "unit__agency").get(pk=drawn.pk)
    return held
