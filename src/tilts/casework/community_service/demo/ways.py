"""How far each fictional case is: every stage there is, uneven, with what led to it."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tilts.casework.proceedings.models import Ending, Measure
from tilts.casework.proceedings.moments import midnight
from tilts.engines.calendars.months import add_months
from tilts.platform.organisation.demo import Batch, Course
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import SERVICE_ID
from tilts.platform.workflow.actions import Past, Step, enter_all
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.machines import work_at
from tilts.platform.workflow.models import WorkItem

from ..choices import KIND
from ..limits import town_called
from ..models import Answer, Placement, Service, WorkEvent
from .days import absence, days_of
from .providers import Offer, make_providers

DAY = timedelta(days=1)
STAGES = ("working", "working", "received", "working", "registered", "placed", "working", "evaded",
          "working", "postponed", "working", "working")  # fmt: skip
ENDED = {Ending.SERVED: "completed", Ending.REPLACED: "replaced"}
YOUNG = 30 * DAY  # a judgment younger than that has just been received
RARELY = 8  # of what has ended one in so many has a case
LATE = {"postpone": -4, "send_motion": -3, "complete": 0, "replace": 0}  # days from the last
TO: dict[str, tuple[tuple[str, str], ...]] = {
    "received": (),
    "registered": (("register", "registered"),),
    "placed": (("register", "registered"), ("place", "placed")),
}
TO["working"] = (*TO["placed"], ("start", "working"))
TO["postponed"] = (*TO["working"], ("postpone", "postponed"))
TO["evaded"] = (*TO["working"], ("send_motion", "evaded"))
TO["completed"] = (*TO["working"], ("complete", "completed"))
TO["replaced"] = (*TO["evaded"], ("replace", "replaced"))
TO["cancelled"] = (*TO["registered"], ("cancel", "cancelled"))


TOLD = {
    "LV": (
        ("explanation", 10, "Aizgulējos, vairs tā nebūs.", ""),
        ("warning", 9, "Nākamreiz lūgsim tiesu aizstāt darbu.", ""),
        ("motion", 3, "Divi neattaisnoti kavējumi pēc brīdinājuma.", "Rīgas pilsētas tiesa"),
    ),
    "LT": (
        ("explanation", 10, "Pramiegojau, daugiau taip nebus.", ""),
        ("warning", 9, "Kitą kartą prašysime teismo pakeisti darbus.", ""),
        (
            "motion",
            3,
            "Du nepateisinti neatvykimai po įspėjimo.",
            "Vilniaus apylinkės teismas",
        ),
    ),
}


@dataclass
class Made:
    """A case as it came about."""

    case: Service
    past: Past
    officer: Staff
    placement: Placement | None = None
    events: list[WorkEvent] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)


def make_cases(batch: Batch) -> None:
    """A case for each measure of community service of the batch."""
    offers: dict[tuple[str, str], list[Offer]] = batch.made.setdefault("work_providers", {})
    courses = {one.person.pk: one for one in batch.courses if one.person}
    rows = Measure.objects.filter(person__in=list(courses), kind=KIND, in_force_on__isnull=False)
    made = []
    for measure in rows.select_related("unit__agency").order_by("imposed_on", "pk"):
        course = courses[measure.person_id]
        town = town_called(course.country, course.locality, batch.today)
        where = (measure.unit.agency_id, town)
        if where not in offers:
            offers[where] = make_providers(measure.unit, town, len(offers), batch.today)
        if state := _state(batch, measure):
            made.append(_made(batch, course, measure, offers[where], state))
    _write(made)


def _state(batch: Batch, measure: Measure) -> str:
    """By turns for what runs; of what has ended some, where its end says; "" for no case."""
    ended = ENDED.get(Ending(measure.ended_how), "") if measure.ended_on else ""
    if measure.minutes is None or (measure.ended_on and not ended):
        return ""
    if not ended and batch.today - (measure.in_force_on or measure.imposed_on) < YOUNG:
        return "received"
    told = f"services {ended}"
    number = batch.made[told] = batch.made.get(told, -1) + 1
    if not ended:
        return STAGES[number % len(STAGES)]
    return ended if number % RARELY == 0 else ""


def _made(batch: Batch, course: Course, measure: Measure, offers: list[Offer], state: str) -> Made:
    officer = next(stage.officer for stage in course.stages if stage.kind == "community")
    in_force, minutes = measure.in_force_on or measure.imposed_on, measure.minutes or 0
    lately = batch.today - timedelta(days=batch.random.randint(60, 110))
    received = in_force if measure.ended_on else max(in_force, lately)
    case = Service(
        person_id=measure.person_id,
        unit=measure.unit,
        measure=measure,
        imposed_by="court",
        minutes=minutes,
        received_on=received,
        due_by=max(add_months(in_force, 12), received + timedelta(days=60)),
        municipality=town_called(course.country, course.locality, batch.today),
        ended_on=measure.ended_on,
    )
    return _way(batch, Made(case, Past(midnight(received)), officer), state, offers)


def _way(batch: Batch, made: Made, state: str, offers: list[Offer]) -> Made:
    case, steps = made.case, list[Step]()
    day = case.received_on
    for code, to in TO[state]:
        last = case.ended_on or batch.today
        day = max(day, min(last + LATE[code] * DAY if code in LATE else day + 3 * DAY, last))
        steps.append(Step(code, to, midnight(day)))
        if code == "register":
            case.registered_on = day
        if code == "place":
            made.placement = _placement(batch.random, case, day, offers)
        if code == "start":
            case.started_on = day
    made.past = Past(made.past.began, tuple(steps))
    if state == "postponed":
        case.postponed_until = batch.today + 20 * DAY
    if made.placement and case.started_on:
        _work(batch, made, state, offers)
    return made


def _placement(random: Random, case: Service, day: date, offers: list[Offer]) -> Placement:
    provider = random.choice([one for one in offers if not one.lapsed]).provider
    row = Placement(person_id=case.person_id, service=case, provider=provider, since=day)
    row.weekdays, row.from_time, row.to_time = (
        provider.weekdays,
        provider.from_time,
        provider.to_time,
    )
    row.until = case.ended_on
    return row


def _work(batch: Batch, made: Made, state: str, offers: list[Offer]) -> None:
    """Days worked; of who evades two absences and what was done about them."""
    placement = made.placement
    if placement is None:
        return
    contact = next(one.contact for one in offers if one.provider == placement.provider)
    said_by = (contact.pk, made.officer.pk)
    last = made.case.ended_on or batch.today
    evaded = state in ("evaded", "replaced")
    absent = [last - back * DAY for back in (12, 6)] if evaded else []
    whole = state == "completed"
    made.events = days_of(batch.random, placement, last, said_by, whole=whole, absent=absent)
    if evaded:
        made.answers = _answers(made.case, last)
        for day in absent:
            made.events += absence(placement, day, said_by)


def _answers(case: Service, last: date) -> list[Answer]:
    told = TOLD[case.country]
    return [
        Answer(
            person_id=case.person_id,
            service=case,
            kind=kind,
            said_on=last - back * DAY,
            text=text,
            authority=authority,
        )
        for kind, back, text, authority in told
    ]


def _write(made: list[Made]) -> None:
    enter_all(cases=[one.case for one in made], pasts=[one.past for one in made], by=SERVICE)
    Placement.objects.bulk_create([one.placement for one in made if one.placement])
    WorkEvent.objects.bulk_create([event for one in made for event in one.events])
    Answer.objects.bulk_create([row for one in made for row in one.answers])
    WorkItem.objects.bulk_create([item for one in made if (item := _item(one))])


def _item(made: Made) -> WorkItem | None:
    """The work of the stage, with its day."""
    case = made.case
    kind = next(iter(work_at(Service.machine, case.state)), None)
    if kind is None:
        return None
    at = made.past.steps[-1].at if made.past.steps else made.past.began
    due = case.work_due(kind)
    if due is None and kind.deadline:
        due = due_date(case.country, kind.deadline, at.date())
    return WorkItem(
        kind=kind.code,
        person_id=case.person_id,
        unit=case.unit,
        owner_id=made.officer.pk,
        case=case.case_ref(),
        due=due,
        opened_by=SERVICE_ID,
        opened_at=at,
    )
