"""Fictional inter-agency meetings about some of those under supervision, in every state."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from tilts.casework.allocation.demo import officer_now
from tilts.platform.organisation.demo import Batch, Course, register_maker
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import SERVICE_ID
from tilts.platform.record.recorded import reference
from tilts.platform.workflow.actions import Past, Step, enter_all
from tilts.platform.workflow.kinds import WorkKind
from tilts.platform.workflow.machines import work_at
from tilts.platform.workflow.models import WorkItem

from .cases import DECIDED
from .models import Decision, Invitee, Meeting, Sector
from .texts import GUESTS, TOPICS, WORDS

KINDS = ("supervision", "release", "monitored", "suspended")
FOLLOWED = ("held", "approved", "closed")
SHARE = 0.1  # of the people who are supervised now
HELD = (("invite", "invited", -7), ("hold", "held", 0))
APPROVED = (*HELD, ("approve", "approved", 3))
WAYS: dict[str, tuple[tuple[str, str, int], ...]] = {
    "planned": (),
    "invited": HELD[:1],
    "held": HELD,
    "approved": APPROVED,
    "closed": (*APPROVED, ("close", "closed", 24)),
    "cancelled": (HELD[0], ("cancel", "cancelled", -2)),
}  # moves, with the day counted from that of the meeting
DAYS = {"planned": 12, "invited": 5, "held": -2, "approved": -8, "closed": -60, "cancelled": -20}


@dataclass
class Made:
    """A meeting with what belongs to it."""

    meeting: Meeting
    past: Past
    invitees: list[Invitee]
    decisions: list[Decision]


def make_meetings(batch: Batch) -> None:
    """Some meetings, with guests, decisions, and what is still to be done about them."""
    made = [one for course in batch.courses if (one := meeting_of(batch, course))]
    enter_all(cases=[one.meeting for one in made], pasts=[one.past for one in made], by=SERVICE)
    Invitee.objects.bulk_create([row for one in made for row in one.invitees])
    Decision.objects.bulk_create([row for one in made for row in one.decisions])
    WorkItem.objects.bulk_create([item for one in made for item in _work(one)])


def meeting_of(batch: Batch, course: Course) -> Made | None:
    """A meeting about somebody who is supervised, for some."""
    stage, random = course.now, batch.random
    if stage is None or stage.fate or stage.kind not in KINDS or random.random() > SHARE:
        return None
    state = random.choice(list(WAYS))
    day = batch.today + timedelta(days=DAYS[state])
    at = datetime.combine(day, time(10), timezone.get_default_timezone())
    words = WORDS[course.country]
    meeting = Meeting(person_id=course.person.pk, unit_id=stage.unit.pk, starts_at=at)
    meeting.chair_id = officer_now(batch, course, stage) or stage.officer.pk
    meeting.ends_at, meeting.place = at + timedelta(minutes=60), words["place"]
    meeting.about, meeting.agenda = random.choice(TOPICS[course.country])
    meeting.basis, meeting.shareable = words["basis"], words["shared"]
    if state in FOLLOWED:
        meeting.minutes, meeting.minutes_version = words["minutes"], 1
    if state in FOLLOWED[1:]:
        meeting.approved_on, meeting.approved_by_id = day + timedelta(days=3), meeting.chair_id
    steps = tuple(Step(code, to, at + timedelta(days=n)) for code, to, n in WAYS[state])
    past = Past(at - timedelta(days=14), steps)
    invitees = _invitees(batch, meeting, course.country)
    return Made(meeting, past, invitees, _decisions(meeting, day, state, words))


def _invitees(batch: Batch, meeting: Meeting, country: str) -> list[Invitee]:
    """A colleague of the chair, where there is one, and those who come from other agencies."""
    unit = batch.made.get("colleagues", {}).get(meeting.unit_id, [])
    own = [{"sector": Sector.OWN, "staff": one} for one in unit if one.pk != meeting.chair_id]
    names = ("sector", "organisation", "name", "duty")
    others = [dict(zip(names, guest, strict=True)) for guest in GUESTS[country]]
    known: dict[str, Any] = {"person_id": meeting.person_id, "meeting": meeting}
    return [
        Invitee(**known, **one, attended=batch.random.random() < 0.8 if meeting.minutes else None)
        for one in [*own[:1], *others]
    ]


def _decisions(meeting: Meeting, day: date, state: str, words: Mapping[str, str]) -> list[Decision]:
    """What was decided where it was held; what came of it where it is closed."""
    if state not in FOLLOWED:
        return []
    row = Decision(person_id=meeting.person_id, meeting=meeting, what=words["decided"])
    row.responsible_id, row.due = meeting.chair_id, day + timedelta(days=21)
    if state == "closed":
        row.done_on, row.outcome = row.due, words["outcome"]
    return [row]


def _work(one: Made) -> Iterator[WorkItem]:
    """What its chair does next, and what was decided."""
    meeting, begun = one.meeting, one.past.steps[-1].at if one.past.steps else one.past.began
    for kind in work_at(meeting.machine, meeting.state):
        days = timedelta(days=21 if meeting.minutes else 0)
        due = timezone.localdate(meeting.starts_at) + days
        yield _item(meeting, kind, meeting.case_ref(), begun, due)
    for row in one.decisions if meeting.state != "closed" else []:
        item = _item(meeting, DECIDED, reference(row), meeting.starts_at, row.due)
        item.values = {"what": row.what}
        yield item


def _item(meeting: Meeting, kind: WorkKind, case: str, at: datetime, due: date) -> WorkItem:
    item = WorkItem(kind=kind.code, person_id=meeting.person_id, unit_id=meeting.unit_id)
    item.owner_id, item.case, item.opened_by = meeting.chair_id, case, SERVICE_ID
    item.opened_at, item.due = at, due
    return item


register_maker("meetings", 60, make_meetings)
