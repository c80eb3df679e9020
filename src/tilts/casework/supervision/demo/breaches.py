"""Fictional breaches, in every stage: heard, warned, before the court, decided, or closed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from tilts.casework.proceedings.moments import midnight
from tilts.platform.organisation.demo import Batch
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import SERVICE_ID
from tilts.platform.workflow.actions import Past, Step, enter_all
from tilts.platform.workflow.machines import work_at
from tilts.platform.workflow.models import WorkItem

from ..models import About, Answer, Asks, Breach, Duty, Outcome
from .contacts import working
from .orders import File

SHARE = 0.16  # of orders under way, some breach
# How far a breach went, and how often; each way is walked from its beginning.
WAYS: dict[tuple[str, ...], int] = {
    (): 3,
    ("ask",): 4,
    ("ask", "hear"): 3,
    ("ask", "hear", "close_without"): 4,
    ("ask", "hear", "warn"): 5,
    ("ask", "hear", "warn", "settle"): 5,
    ("ask", "hear", "warn", "warn_again"): 2,
    ("ask", "hear", "warn", "warn_again", "go_to_court"): 2,
    ("ask", "hear", "warn", "warn_again", "go_to_court", "decide"): 2,
}
TO = {
    "ask": "asked",
    "hear": "answered",
    "warn": "warned",
    "warn_again": "warned_again",
    "go_to_court": "before_court",
    "decide": "decided",
    "settle": "settled",
    "close_without": "no_consequence",
}
TEXTS = {
    "LV": {
        "told": ("Neieradās norādītajā laikā, nezvanīja.", "Ieradās ar divu stundu nokavēšanos."),
        "words": ("Aizmirsu, otrādien strādāju ilgāk.", "Biju slims, ārsta zīmi atnesīšu."),
        "motion": ("Divi brīdinājumi nav palīdzējuši.",),
        "court": "Zemgales rajona tiesa",
    },
    "LT": {
        "told": ("Neatvyko nustatytu laiku, neskambino.", "Atvyko pavėlavęs dvi valandas."),
        "words": ("Pamiršau, antradienį dirbau ilgiau.", "Sirgau, atnešiu gydytojo pažymą."),
        "motion": ("Du įspėjimai nepadėjo.",),
        "court": "Kauno apylinkės teismas",
    },
}


def make_breaches(
    batch: Batch, files: Sequence[File], duties: Mapping[Any, Sequence[Duty]]
) -> None:
    """Breaches of some of the orders under way, with the work that they bring."""
    chosen = [file for file in files if _may(file) and batch.random.random() < SHARE]
    made = [_breach(batch, file, duties.get(file.case.pk, ())) for file in chosen]
    cases = [case for case, _past in made]
    enter_all(cases=cases, pasts=[past for _case, past in made], by=SERVICE)
    officers = [file.stage.officer.pk for file in chosen]
    items = [
        _item(batch, case, kind.code, owner)
        for case, owner in zip(cases, officers, strict=True)
        if not case.is_over
        for kind in work_at(case.machine, case.state)
    ]
    WorkItem.objects.bulk_create(items)


def _may(file: File) -> bool:
    case = file.case
    return not case.is_over and case.explained_on is not None


def _breach(batch: Batch, file: File, duties: Sequence[Duty]) -> tuple[Breach, Past]:
    random, order = batch.random, file.case
    way = random.choices(list(WAYS), list(WAYS.values()))[0]
    first = order.explained_on or order.received_on
    ago = min(len(way) * 14 + random.randint(2, 12), (batch.today - first).days)
    day = batch.today - timedelta(days=max(0, ago))
    standing = [duty for duty in duties if duty.since <= day]
    duty = random.choice(standing) if standing and random.random() < 0.6 else None
    case = Breach(
        person=order.person,
        unit=order.unit,
        supervision=order,
        about=About.DUTY if duty else About.CONTACT,
        duty=duty,
        happened_on=day,
        told=random.choice(TEXTS[order.country]["told"]),
    )
    steps = []
    for code in way:
        day = min(day + timedelta(days=random.randint(3, 13)), batch.today)
        _take(batch, case, code, day)
        steps.append(Step(code, TO[code], midnight(day)))
    return case, Past(midnight(case.happened_on), tuple(steps))


def _take(batch: Batch, case: Breach, code: str, day: date) -> None:
    """What a step writes on the case."""
    texts, random = TEXTS[case.country], batch.random
    if code == "ask":
        case.asked_on, case.answer_by = day, day + timedelta(days=14)
    if code == "hear":
        case.heard_on, case.answer = day, Answer.GIVEN
        case.words = random.choice(texts["words"])
    if code == "warn":
        case.warned_on = day
    if code == "warn_again":
        case.warned_again_on = day
    if code == "go_to_court":
        case.motion_on, case.asks, case.motion = day, Asks.CHANGE, texts["motion"][0]
    if code == "decide":
        case.decided_on, case.outcome = day, Outcome.GOES_ON
        case.decision = f"{texts['court']}, K-{random.randint(10, 99)}/{day.year}"


def _item(batch: Batch, case: Breach, kind: str, owner: Any) -> WorkItem:
    due = working(batch.today + timedelta(days=batch.random.randint(-3, 20)))
    opened = datetime.combine(batch.today - timedelta(days=3), time(9))
    return WorkItem(
        kind=kind,
        person_id=case.person_id,
        case=case.case_ref(),
        unit_id=case.unit_id,
        owner_id=owner,
        due=case.answer_by if case.state == "asked" else due,
        opened_at=timezone.make_aware(opened),
        opened_by=SERVICE_ID,
    )
