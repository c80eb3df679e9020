"""The monthly draw: what enters it, how much is drawn; drawn once, and the same again."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilts.engines.calendars.months import add_months
from tilts.platform.access.reasons import Refused
from tilts.platform.forms.models import Sheet
from tilts.platform.gatherings.models import Outcome
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.models import Act
from tilts.platform.workflow import samples
from tilts.platform.workflow.models import WorkItem
from tilts.platform.workflow.samples import Finished, Material, register_material
from tilts.workforce.quality.actions import draw_month
from tilts.workforce.quality.jobs import draw_last_month, month_to_draw
from tilts.workforce.quality.models import Draw, Drawn, Stratum

from .conftest import MIDDLE, MONTH, TODAY, Service

pytestmark = pytest.mark.usefixtures("all_seen")
NEXT = add_months(MONTH, 1)


def strata() -> list[tuple[str, int, int, int]]:
    """Name, how much was finished, wanted and drawn, of each stratum."""
    rows = Stratum.objects.select_related("unit")
    return sorted((row.name, len(row.frame), row.wanted, row.drawn.count()) for row in rows)


def test_each_stratum_gives_what_is_wanted_or_all_it_has(service: Service):
    for unit, number in (("riga", 5), ("olaine", 1)):
        for _ in range(number):
            service.assessed(unit)
    service.plan(2)
    (draw,) = service.draw()
    assert (draw.material, draw.month, draw.drawn_on) == ("assessments", MONTH, TODAY)
    assert strata() == [
        ("rvn-demo@ievp.olaine.", 1, 2, 1),
        ("rvn-demo@ievp.riga.", 5, 2, 2),
    ]


def test_the_seed_draws_the_same_again(service: Service):
    for _ in range(8):
        service.assessed()
    service.plan(3)
    service.draw("one seed")
    stratum = Stratum.objects.select_related("draw", "unit").get()
    drawn = set(stratum.drawn.values_list("piece", flat=True))
    assert set(stratum.again()) == drawn
    stratum.draw.seed = "another"
    assert set(stratum.again()) != drawn


def test_each_draw_has_a_seed_of_its_own(service: Service):
    service.assessed()
    service.held()
    service.plan()
    service.plan(material="sessions")
    seeds = [draw.seed for draw in service.draw()]
    assert (len(set(seeds)), {len(seed) for seed in seeds}) == (2, {32})


def test_a_month_is_drawn_once(service: Service):
    service.drawn()
    service.assessed()
    assert service.draw() == []
    assert Drawn.objects.count() == 1


def test_without_a_plan_nothing_is_drawn(service: Service):
    service.assessed()
    assert (service.draw(), Draw.objects.count()) == ([], 0)


def test_a_month_in_which_nothing_was_finished_is_drawn_empty(service: Service):
    service.plan()
    (draw,) = service.draw()
    assert draw.strata.count() == 0


@pytest.mark.parametrize(
    ("day", "enters"),
    [
        (MONTH - timedelta(days=1), False),
        (MONTH, True),
        (NEXT - timedelta(days=1), True),
        (NEXT, False),
    ],
)
def test_the_month_has_its_first_and_its_last_day(service: Service, day: Any, enters: bool):
    service.assessed(on=day)
    service.held(day)
    service.plan()
    service.plan(material="sessions")
    service.draw()
    assert Drawn.objects.count() == (2 if enters else 0)


@pytest.mark.parametrize(
    "values",
    [
        {"level": "", "decided_on": None, "state": "scored"},
        {"state": "entered_in_error"},
        {"state": "annulled"},
        {"sheet": None},
    ],
)
def test_only_final_assessments_with_their_answers_enter(service: Service, values: dict[str, Any]):
    made = service.assessed()
    for name, value in values.items():
        setattr(made, name, value)
    with act("test.change", by=SERVICE):
        made.save()
    service.plan()
    service.draw()
    assert Drawn.objects.count() == 0


def test_superseded_assessments_were_finished_all_the_same(service: Service):
    service.assessed(state="superseded")
    service.plan()
    service.draw()
    assert Drawn.objects.count() == 1


@pytest.mark.parametrize(
    ("came", "enters"),
    [
        (Outcome.COMPLIED, True),
        (Outcome.SENT_HOME, True),
        (Outcome.NOT_BROUGHT, False),
        (Outcome.UNACCEPTABLE, False),
    ],
)
def test_only_sessions_to_which_somebody_came_enter(service: Service, came: str, enters: bool):
    service.held(came=came)
    service.plan(material="sessions")
    service.draw()
    assert strata() == ([("calm@ievp.riga.", 1, 2, 1)] if enters else [])


def test_a_cancelled_session_and_a_course_do_not_enter(service: Service):
    service.held(cancelled_because="The leader was ill.")
    service.groups.template(code="course", kind="training")
    service.groups.__dict__["_template"] = service.groups.template(code="first", kind="training")
    service.held()
    service.plan(material="sessions")
    service.draw()
    assert Drawn.objects.count() == 0


def test_another_agency_is_drawn_by_its_own_plan(service: Service):
    service.assessed("jelgava")
    service.plan()
    service.draw()
    assert Drawn.objects.count() == 0


def test_the_plan_furthest_down_the_tree_counts(service: Service):
    for unit in ("riga", "riga_w1", "olaine"):
        for _ in range(4):
            service.assessed(unit)
    service.plan(1)
    service.plan(3, "riga")
    service.plan(0, "riga_w1")
    service.draw()
    assert strata() == [("rvn-demo@ievp.olaine.", 4, 1, 1), ("rvn-demo@ievp.riga.", 4, 3, 3)]


def test_the_plan_of_the_last_day_of_the_month_counts(service: Service):
    service.assessed()
    service.plan(1, since=LONG_AGO)
    service.plan(0, since=NEXT)
    service.draw()
    assert strata() == [("rvn-demo@ievp.riga.", 1, 1, 1)]


def test_every_piece_waits_as_work_in_the_queue_of_its_unit(service: Service):
    drawn = service.drawn()
    item = WorkItem.objects.get()
    assert (item.kind, item.case, item.owner, item.unit, item.person) == (
        "quality.read_first",
        drawn.case_ref(),
        None,
        service.house.units["riga"],
        None,
    )
    assert item.due is not None
    assert item.page == f"/quality/drawn/{drawn.pk}/"


def test_the_draw_is_on_the_record(service: Service):
    service.drawn()
    kinds = Act.objects.filter(kind__startswith="quality.").values_list("kind", flat=True)
    assert sorted(kinds) == ["quality.begin", "quality.draw", "quality.set_plan"]


def test_only_who_leads_draws(service: Service):
    service.assessed()
    service.plan()
    agency = service.house.agencies["ievp"]
    with pytest.raises(Refused) as caught:
        draw_month(by=service.actor(service.reader), agency=agency, month=MONTH)
    assert [reason.code for reason in caught.value.reasons] == ["no-role"]
    assert len(draw_month(by=service.actor(service.lead), agency=agency, month=MONTH)) == 1


def test_the_worker_draws_last_month_in_every_agency_and_bears_being_run_twice(service: Service):
    service.assessed()
    service.assessed(on=add_months(MIDDLE, -1))
    service.plan()
    draw_last_month()
    draw_last_month()
    month = month_to_draw(TODAY)
    assert list(Draw.objects.values_list("agency", "month")) == [("ievp", month)]
    assert Drawn.objects.count() == 1


def test_a_month_is_drawn_when_it_has_been_over_for_a_week():
    days = [date(2027, 1, 31), date(2027, 2, 7), date(2027, 2, 8), date(2027, 3, 7)]
    assert [month_to_draw(day) for day in days] == [
        date(2026, 12, 1), date(2026, 12, 1), date(2027, 1, 1), date(2027, 1, 1),
    ]  # fmt: skip


def test_the_database_takes_no_second_draw_of_a_month_and_no_half_month(service: Service):
    service.drawn()
    draw = Draw.objects.get()
    for other in ({}, {"month": MIDDLE}):
        values = {"agency_id": draw.agency_id, "material": draw.material, "month": draw.month}
        twin = Draw(**{**values, "seed": "x", "drawn_on": TODAY, **other})
        with pytest.raises(IntegrityError), transaction.atomic(), act("test.draw", by=SERVICE):
            twin.save(force_insert=True)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    finished=st.dictionaries(
        st.tuples(st.sampled_from(["equip", "calm", "vrp"]), st.sampled_from(["riga", "olaine"])),
        st.integers(0, 12),
        max_size=6,
    ),
    wanted=st.integers(1, 8),
)
def test_any_month_gives_each_stratum_its_share_and_draws_nothing_twice(
    service: Service, finished: dict[tuple[str, str], int], wanted: int
):
    """Whatever was finished: min(wanted, finished) of each stratum, each once, the same again."""
    work = [
        Finished(f"{strand}-{unit}-{number}", strand, service.house.units[unit].pk)
        for (strand, unit), count in finished.items()
        for number in range(count)
    ]
    made_up = Material(
        title="Made up",
        form="assessment-reading",
        finished=lambda agency, since, before: [*work, *work[:2]],  # a piece told twice counts once
        workers=lambda piece: frozenset(),
        strand=lambda agency, strand: strand,
        page=lambda piece: "",
    )
    with transaction.atomic():
        register_material("made-up", made_up)
        service.plan(wanted, material="made-up")
        service.draw()
        rows = Stratum.objects.select_related("unit", "draw")
        sizes = {(row.strand, row.unit.code): row.drawn.count() for row in rows}
        assert sizes == {key: min(wanted, count) for key, count in finished.items() if count}
        drawn = Counter(Drawn.objects.values_list("piece", flat=True))
        assert set(drawn.values()) <= {1}
        again = {piece for row in rows for piece in row.again()}
        assert again == set(drawn)
        transaction.set_rollback(True)
    samples._registered.pop("made-up")


def test_what_is_drawn_tells_no_person(service: Service):
    """The frame has ids of pieces; no name, no person's id."""
    made = service.assessed()
    service.plan()
    service.draw()
    (stratum,) = Stratum.objects.all()
    assert stratum.frame == [str(made.pk)]
    assert Sheet.of_things.filter(thing__startswith="quality").count() == 0
