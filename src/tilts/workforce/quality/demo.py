"""Fictional monitoring: half a year of draws, read but for the last month's."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from tilts.engines.calendars.months import add_months
from tilts.engines.instruments import Instrument
from tilts.engines.instruments.schema.items import Scale
from tilts.platform.forms.actions import Decision, decide
from tilts.platform.forms.answering import values_in
from tilts.platform.forms.catalogue import versions
from tilts.platform.forms.models import Sheet
from tilts.platform.organisation.demo import Batch, register_maker
from tilts.platform.organisation.models import Agency, RoleAssignment, Staff
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.actions import Past, Step, begin_all, enter_all
from tilts.platform.workflow.samples import Material, materials
from tilts.workforce.competence.results import computed, to_develop

from .models import Draw, Drawn, Part, Reading, SamplePlan, Stratum
from .plans import plan_of
from .strata import pieces_of, strata_of

MONTHS = 6
FORM = "assessment-reading"
READERS = ("prison_officer", "probation_officer", "psychologist", "social_worker")
DOUBTS = "I could not tell what is fact and what is judgement."


def make_monitoring(batch: Batch) -> None:
    """Once, in each agency: the form in use, a plan, and draws of the last months."""
    if "quality" in batch.made:
        return
    batch.made["quality"] = True
    long_ago = batch.today - timedelta(days=1000)
    (of,) = versions(FORM)
    why = "Made up for the demonstration."
    for agency in Agency.objects.order_by("code"):
        decision = Decision("use", "A fictional director, order 3", why, long_ago)
        decide(by=SERVICE, agency=agency.pk, of=of, decision=decision)
        SamplePlan.objects.bulk_create(
            SamplePlan(agency=agency, material=code, wanted=1, since=long_ago)
            for code in materials()
        )
        for back in range(MONTHS, 0, -1):
            month = add_months(batch.today.replace(day=1), -back)
            for code, kind in materials().items():
                _draw(batch, Draw(agency=agency, material=code, month=month), kind)


def _draw(batch: Batch, draw: Draw, kind: Material) -> None:
    after = add_months(draw.month, 1)
    draw.seed, draw.drawn_on = f"{batch.random.getrandbits(128):032x}", after
    draw.save(force_insert=True)
    plan = plan_of(draw.agency, draw.material, after - timedelta(days=1))
    strata = list(strata_of(draw, kind.finished(draw.agency_id, draw.month, after), plan))
    Stratum.objects.bulk_create(strata)
    pieces = [one for row in strata for one in pieces_of(row)]
    if after == batch.today.replace(day=1):
        begin_all(cases=pieces, by=SERVICE)
    else:
        _read(batch, pieces, kind, after)


def _read(batch: Batch, pieces: Sequence[Drawn], kind: Material, day: date) -> None:
    """Each was read in the weeks after the draw, one in eight by a second reader too."""
    (of,) = versions(kind.form)
    readers = _readers(pieces[0].unit.agency) if pieces else []
    readings, pasts = list[Reading](), list[Past]()
    for piece in pieces:
        mine = list(_readings(batch, piece, of, readers, day))
        last = mine[-1].sheet
        piece.results = computed(of, values_in(last.answers))
        piece.sound = not to_develop(of, piece.results)
        piece.read_on = timezone.localdate(last.fixed_at)
        pasts.append(_past(mine, day))
        readings += mine
    enter_all(cases=pieces, pasts=pasts, by=SERVICE)
    Sheet.of_things.bulk_create([reading.sheet for reading in readings])
    Reading.objects.bulk_create(readings)


def _readers(agency: Agency) -> list[Staff]:
    held = RoleAssignment.objects.filter(staff__agency=agency, role__in=READERS)
    return [row.staff for row in held.select_related("staff").order_by("pk")]


def _readings(
    batch: Batch, piece: Drawn, of: Instrument, readers: Sequence[Staff], day: date
) -> Iterator[Reading]:
    """By one or two who did not do the work."""
    others = [one for one in readers if one.pk not in piece.workers]
    first = batch.random.randrange(len(readers))
    unsure = batch.random.random() < 1 / 8
    for number, part in enumerate(Part) if unsure else [(0, Part.FIRST)]:
        sure = not (unsure and part == Part.FIRST)
        at = _at(day + timedelta(days=5 + 7 * number))
        yield Reading(
            drawn=piece,
            part=part,
            reader=others[(first + number) % len(others)],
            sheet=_sheet(batch, piece, of, at),
            sure=sure,
            unsure_why="" if sure else DOUBTS,
        )


def _sheet(batch: Batch, piece: Drawn, of: Instrument, at: datetime) -> Sheet:
    """Mostly threes and fours; one sheet in five is weak throughout."""
    low = 1 if batch.random.random() < 1 / 5 else 3
    scales = [item.id for item in of.items.values() if isinstance(item, Scale)]
    said = {name: low + batch.random.randrange(2) for name in scales}
    return Sheet(
        thing=piece.case_ref(),
        agency_id=piece.unit.agency_id,
        instrument=of.id,
        version=of.version,
        digest=of.digest,
        answers={name: {"value": value, "saved": 1} for name, value in said.items()},
        opened_at=at,
        fixed_at=at + timedelta(hours=1),
    )


def _past(readings: Sequence[Reading], day: date) -> Past:
    ends = [reading.sheet.opened_at + timedelta(hours=1) for reading in readings]
    if len(readings) == 1:
        return Past(_at(day), (Step("read_surely", "read", ends[0]),))
    return Past(_at(day), (Step("doubt", "doubted", ends[0]), Step("read_again", "read", ends[1])))


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))


register_maker("quality", 70, make_monitoring)
