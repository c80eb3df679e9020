"""Meetings are called, held and followed up."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tilts.casework.people.models import Person
from tilts.casework.plans.verbs import unit_for
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Refused, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import PartyKind
from tilts.platform.record.acts import act
from tilts.platform.record.recorded import reference
from tilts.platform.workflow.actions import (
    begin,
    close_about,
    close_work_of,
    move,
    open_item,
    redate_work,
)
from tilts.platform.workflow.actions.cases import MOVED_MEANWHILE
from tilts.platform.workflow.common import ERRORS
from tilts.platform.workflow.machines import NOT_FROM_HERE
from tilts.platform.workflow.models import Outcome

from .capabilities import HOLD
from .cases import DECIDED
from .content import Guest, Moved, Plan, Record, Resolution
from .guards import (
    DONE_ALREADY,
    DUE_PAST,
    NO_CHAIR,
    NOT_YET,
    ONLY_WHILE_HELD,
    PAST,
    SETTLED,
    WRITTEN_MEANWHILE,
    why_not_guest,
    why_not_responsible,
)
from .models import Decision, Invitee, Meeting
from .queries import is_expected
from .telling import tell_called_off, tell_invited, tell_moved

AHEAD = ("planned", "invited")


def plan_meeting(*, by: Actor, person: Person, what: Plan) -> Meeting:
    """Call a meeting about somebody, and chair it; nobody is invited yet."""
    require(by, HOLD, person.pk)
    refuse_if([] if by.kind == PartyKind.STAFF else [NO_CHAIR])
    refuse_if([] if what.starts_at > timezone.now() else [PAST])
    told = dict(vars(what))
    told["ends_at"] = what.starts_at + timedelta(minutes=told.pop("length"))
    meeting = Meeting(person=person, unit=unit_for(person), chair_id=by.party, **told)
    with act("meetings.plan_meeting", by=by):
        begin(case=meeting, by=by)
    return meeting


def move_meeting(*, by: Actor, meeting: Meeting, what: Moved) -> Meeting:
    """Give a meeting that was not held another time or place; staff who expect it are told."""
    require(by, HOLD, meeting.person_id)
    refuse_if([] if meeting.state in AHEAD else [SETTLED])
    refuse_if([] if what.starts_at > timezone.now() else [PAST])
    with act("meetings.move_meeting", by=by):
        _hold(meeting)
        meeting.starts_at, meeting.place = what.starts_at, what.place
        meeting.ends_at = what.starts_at + timedelta(minutes=what.length)
        meeting.save()
        redate_work(by=by, case=meeting)
        if meeting.state == "invited":
            invitees = meeting.invitees.select_related("staff__agency").order_by("pk")
            tell_moved(by=by, meeting=meeting, invitees=invitees)
    return meeting


def add_invitee(*, by: Actor, meeting: Meeting, who: Guest) -> Invitee:
    """Put somebody on the list. Staff are told at once when the invitations are out already."""
    require(by, HOLD, meeting.person_id)
    refuse_if([] if meeting.state in AHEAD else [SETTLED])
    row = Invitee(person_id=meeting.person_id, meeting=meeting, **vars(who))
    with act("meetings.add_invitee", by=by):
        _hold(meeting)
        refuse_if(why_not_guest(meeting, who.staff))
        row.save()
        if meeting.state == "invited":
            tell_invited(by=by, meeting=meeting, invitees=[row])
    return row


def hold_meeting(*, by: Actor, meeting: Meeting, what: Record) -> Meeting:
    """The meeting took place: who came, and what was said."""
    require(by, HOLD, meeting.person_id)
    refuse_if([] if meeting.starts_at <= timezone.now() else [NOT_YET])
    with act("meetings.note_attendance", by=by):
        version = meeting.minutes_version + 1
        move(case=meeting, code="hold", by=by, minutes=what.minutes, minutes_version=version)
        _note_attendance(meeting, what)
    return meeting


def write_minutes(*, by: Actor, meeting: Meeting, what: Record) -> Meeting:
    """Write the minutes anew, and who came, before they are approved."""
    require(by, HOLD, meeting.person_id)
    refuse_if([] if meeting.state == "held" else [ONLY_WHILE_HELD])
    refuse_if([] if what.seen == meeting.minutes_version else [WRITTEN_MEANWHILE])
    with act("meetings.write_minutes", by=by):
        _hold(meeting)
        meeting.minutes, meeting.minutes_version = what.minutes, meeting.minutes_version + 1
        meeting.save()
        _note_attendance(meeting, what)
    return meeting


def decide(*, by: Actor, meeting: Meeting, what: Resolution) -> Decision:
    """Note what was decided; it is work of whoever sees to it, until they say what came of it."""
    require(by, HOLD, meeting.person_id)
    refuse_if([] if meeting.state == "held" else [ONLY_WHILE_HELD])
    refuse_if([] if what.due >= timezone.localdate() else [DUE_PAST])
    refuse_if(why_not_responsible(meeting.person_id, what.responsible))
    row = Decision(person_id=meeting.person_id, meeting=meeting, **vars(what))
    with act("meetings.decide", by=by):
        _hold(meeting)
        meeting.minutes_version += 1  # nobody approves what was decided since they read it
        meeting.save()
        row.save()
        _open_decision(by, row)
    return row


def follow_up(*, by: Actor, decision: Decision, outcome: str) -> Decision:
    """Say what came of a decision, unless the meeting was an error."""
    require(by, HOLD, decision.person_id)
    with act("meetings.follow_up", by=by):
        met = Meeting.objects.select_for_update(of=("self",)).get(pk=decision.meeting_id)
        refuse_if([NOT_FROM_HERE] if met.state in ERRORS else [])
        held: Decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
        refuse_if([DONE_ALREADY] if held.done_on else [])
        held.done_on, held.outcome = timezone.localdate(), outcome
        held.save()
        close_work_of(by=by, case=reference(held), kinds=(DECIDED,))
    return held


def advance(
    *, by: Actor, meeting: Meeting, code: str, reason: str = "", seen: int | None = None
) -> Meeting:
    """Any move without more to say. Whoever was invited is told, and told when it is called off.

    `seen` is the version of the minutes that is approved.
    """
    left, was_expected = meeting.state, not meeting.is_over and is_expected(meeting)
    with act("meetings.advance", by=by, reason=reason):
        move(case=meeting, code=code, by=by, reason=reason, **_approval(meeting, code, by, seen))
        if meeting.state in ERRORS:
            _drop_decisions(by, meeting)
        elif left in ERRORS:
            _take_up_decisions(by, meeting)
        invitees = list(meeting.invitees.select_related("staff__agency"))
        if meeting.state == "invited":
            tell_invited(by=by, meeting=meeting, invitees=invitees)
        elif was_expected and meeting.is_over:
            tell_called_off(by=by, meeting=meeting, invitees=invitees)
    return meeting


def _approval(meeting: Meeting, code: str, by: Actor, seen: int | None) -> dict[str, Any]:
    """Who approves when; with the version, so that nobody approves what they have not read."""
    if code != "approve":
        return {}
    require(by, HOLD, meeting.person_id)
    refuse_if([] if seen == meeting.minutes_version else [WRITTEN_MEANWHILE])
    today = timezone.localdate()
    return {"approved_on": today, "approved_by_id": by.party, "minutes_version": seen}


def _hold(meeting: Meeting) -> None:
    """Hold the meeting until the act ends; refused when it is not as the actor saw it."""
    held = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if (held.state, held.minutes_version) != (meeting.state, meeting.minutes_version):
        raise Refused([MOVED_MEANWHILE])


def _note_attendance(meeting: Meeting, what: Record) -> None:
    for one in meeting.invitees.all():
        one.attended = one.pk in what.attended
        one.save()


def _drop_decisions(by: Actor, meeting: Meeting) -> None:
    """Nobody follows up what was never decided, or was about somebody else."""
    for one in meeting.decisions.filter(done_on=None):
        about = {"person": meeting.person_id, "kinds": (DECIDED,), "case": reference(one)}
        close_about(by=by, outcome=Outcome.NOT_NEEDED, **about)


def _take_up_decisions(by: Actor, meeting: Meeting) -> None:
    """What was no error after all is followed up again."""
    for one in meeting.decisions.filter(done_on=None).order_by("due", "pk"):
        _open_decision(by, one)


def _open_decision(by: Actor, row: Decision) -> None:
    open_item(
        by=by,
        kind=DECIDED,
        person=row.person_id,
        unit=row.meeting.unit,
        owner=row.responsible_id,
        case=reference(row),
        due=row.due,
        what=row.what,
    )
