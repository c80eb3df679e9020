"""Fictional home visits: planned, checked, made and written up, and an alarm that was answered."""

from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from tilts.casework.allocation.demo import officer_now
from tilts.platform.organisation.demo import Batch, Course, register_maker
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import SERVICE_ID
from tilts.platform.workflow.actions import Past, Step, enter_all
from tilts.platform.workflow.models import WorkItem

from ..cases import CHECK, GO
from ..checks import questions, suggested
from ..choices import Decision, Met
from ..models import CheckIn, HomeVisit
from .texts import AIMS, ANSWERED, PLACES, SAID, WHY

COMMUNITY = ("suspended", "supervision", "release", "monitored")
SHARE = 0.15  # of the people who are supervised now
STATES = {"planned": 3, "checked": 2, "safe": 6, "resolved": 1, "cancelled": 1}
KINDS = {"planned": CHECK, "checked": GO}
MOVES = {
    "planned": (),
    "checked": (("check", "checked", -1440),),
    "safe": (("check", "checked", -1440), ("start", "under_way", 0), ("come_back", "safe", 40)),
    "resolved": (
        ("check", "checked", -1440),
        ("start", "under_way", 0),
        ("alarm", "alarmed", 61),
        ("resolve", "resolved", 75),
    ),
    "cancelled": (("cancel", "cancelled", -600),),
}  # minutes from the planned time


def make_visits(batch: Batch) -> None:
    """Visits with their checks, check-ins and notes, and the checks that are still to be made."""
    made = [found for course in batch.courses if (found := visit_of(batch, course))]
    enter_all(cases=[visit for visit, _ in made], pasts=[past for _, past in made], by=SERVICE)
    visits = [visit for visit, _ in made]
    CheckIn.objects.bulk_create([_check_in(v) for v in visits if v.began_at])
    WorkItem.objects.bulk_create([_item(v, past) for v, past in made if v.state in KINDS])


def visit_of(batch: Batch, course: Course) -> tuple[HomeVisit, Past] | None:
    """A visit to somebody who is supervised, for some."""
    stage, random = course.now, batch.random
    if stage is None or stage.fate or stage.kind not in COMMUNITY or random.random() > SHARE:
        return None
    state = random.choices(list(STATES), list(STATES.values()))[0]
    visit = HomeVisit(person_id=course.person.pk, unit_id=stage.unit.pk, minutes=60)
    visit.officer_id = officer_now(batch, course, stage) or stage.officer.pk
    visit.planned_at = _planned_at(batch, state)
    visit.address = f"{random.choice(PLACES[course.country])}, {course.locality}"
    visit.aim = random.choice(AIMS[course.country])
    moves = [Step(m, to, visit.planned_at + timedelta(minutes=n)) for m, to, n in MOVES[state]]
    if state not in ("planned", "cancelled"):
        _checked(random, batch, course, visit)
    if state in ("safe", "resolved"):
        _written_up(random, course, visit)
    return visit, Past(visit.planned_at - timedelta(days=4), tuple(moves))


def _planned_at(batch: Batch, state: str) -> datetime:
    """In some days where it is to come, else some weeks ago."""
    days = {"planned": 3, "checked": 1}.get(state, -batch.random.randint(3, 50))
    day = datetime.combine(batch.today + timedelta(days=days), datetime.min.time())
    return timezone.make_aware(day) + timedelta(hours=batch.random.randint(9, 15))


def _checked(random: Random, batch: Batch, course: Course, visit: HomeVisit) -> None:
    asked = questions(course.country, batch.today)
    other = {"yes": "no", "no": "yes"}
    visit.answers = {
        one.code: one.safe if random.random() > 0.1 else other[one.safe] for one in asked
    }
    careful = suggested(asked, visit.answers) != Decision.ALONE
    visit.decision = Decision.ALONE
    visit.decided_why = random.choice(WHY[course.country]) if careful else ""


def _written_up(random: Random, course: Course, visit: HomeVisit) -> None:
    visit.began_at = visit.planned_at
    visit.met = random.choices([Met.PERSON, Met.OTHERS, Met.NOBODY], [6, 2, 1])[0]
    visit.note, visit.agreed = SAID[course.country][visit.met]
    visit.reported_at, visit.report_key = visit.planned_at + timedelta(hours=3), visit.pk


def _check_in(visit: HomeVisit) -> CheckIn:
    row = CheckIn(person_id=visit.person_id, visit=visit, officer_id=visit.officer_id)
    begun = visit.began_at or visit.planned_at
    row.ends_at = row.next_alarm_at = begun + timedelta(minutes=visit.minutes)
    row.safe_at = row.closed_at = begun + timedelta(minutes=40)
    row.closed_by = visit.officer_id
    if visit.state == "resolved":
        row.alarmed_at, row.alarms = begun + timedelta(minutes=61), 1
        row.safe_at, row.closed_at = None, begun + timedelta(minutes=75)
        row.closed_by, row.done = SERVICE_ID, ANSWERED
    return row


def _item(visit: HomeVisit, past: Past) -> WorkItem:
    item = WorkItem(kind=KINDS[visit.state].code, person_id=visit.person_id, unit_id=visit.unit_id)
    item.owner_id, item.case, item.opened_by = visit.officer_id, visit.case_ref(), SERVICE_ID
    item.opened_at, item.due = past.began, timezone.localdate(visit.planned_at)
    return item


register_maker("visits", 46, make_visits)
