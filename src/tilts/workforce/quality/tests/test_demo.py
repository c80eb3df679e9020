"""The fictional service has half a year of draws, read but for the last month's."""

from random import Random

import pytest

from tilts.engines.calendars.months import add_months
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.demo import Batch
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.models import WorkItem
from tilts.platform.workflow.state_check import state_faults
from tilts.workforce.quality.demo import MONTHS, make_monitoring
from tilts.workforce.quality.models import Draw, Drawn, Reading, Stratum

from .conftest import MIDDLE, MONTH, TODAY, Service


@pytest.fixture
def made(service: Service):
    """Two units, ten assessments a month; what is made once is not made twice."""
    with seen_by(SERVICE):
        for back in range(MONTHS):
            for unit in ("riga", "olaine") * 5:
                service.assessed(unit, on=add_months(MIDDLE, -back))
        batch = Batch(Random(1), TODAY, [], [])
        for _time in range(2):
            with act("demo.load", by=SERVICE):
                make_monitoring(batch)
        yield list(Drawn.objects.select_related("stratum__draw", "unit"))


def test_half_a_year_is_drawn_and_read_but_for_the_last_month(made):
    months = Draw.objects.filter(agency="ievp", material="assessments").order_by("month")
    assert [row.month for row in months] == [add_months(MONTH, -b) for b in range(5, -1, -1)]
    states = {(one.stratum.draw.month == MONTH, one.state) for one in made}
    assert states == {(True, "waiting"), (False, "read")}
    assert len(made) == 2 * MONTHS
    assert WorkItem.objects.filter(kind="quality.read_first").count() == 2


def test_every_stratum_repeats_by_its_seed(made):
    rows = Stratum.objects.select_related("draw", "unit")
    assert {set(row.again()) == set(row.drawn.values_list("piece", flat=True)) for row in rows} == {
        True
    }


def test_nobody_read_their_own_work_nor_twice(made):
    rows = list(Reading.objects.select_related("drawn__stratum__draw"))
    assert len(rows) >= 10
    assert [row for row in rows if row.reader_id in row.drawn.workers] == []
    assert len({(row.drawn_id, row.reader_id) for row in rows}) == len(rows)


def test_each_stands_where_its_rows_say(made):
    assert state_faults([Drawn]) == []
