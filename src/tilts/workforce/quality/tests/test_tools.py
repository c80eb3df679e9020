"""Readings as uses of their form: which count, who sees them, what is told."""

import pytest

from tilts.platform.organisation.grants import actor_for
from tilts.platform.workflow.tools import Use
from tilts.workforce.quality.presenting import drawn_title
from tilts.workforce.quality.tests.conftest import TODAY
from tilts.workforce.quality.tools import read, seen, told

pytestmark = pytest.mark.usefixtures("all_seen")


def test_a_finished_reading_is_a_use(service):
    drawn = service.drawn()
    agency, unit = service.house.agencies["ievp"], service.house.units["riga"]
    service.begun(drawn, service.reader)
    assert list(read(agency)) == []
    service.read(drawn, service.reader)
    fields = ("tool", "used_on", "used_in", "used_in_path", "used_by")
    assert list(read(agency).values_list(*fields)) == [
        ("assessment-reading", TODAY, unit.pk, "ievp.riga.", service.reader.pk)
    ]
    assert list(read(service.house.agencies["vpd"])) == []


def test_who_leads_readings_in_the_unit_sees_them(service):
    drawn = service.drawn()
    service.read(drawn, service.reader)
    agency = service.house.agencies["ievp"]
    far = service.house.member("head_of_unit", "olaine")
    found = {
        name: told(list(seen(actor_for(staff, TODAY), agency)))
        for name, staff in (
            ("head", service.head),
            ("quality", service.lead),
            ("reader", service.reader),
            ("far", far),
        )
    }
    mine = [Use(drawn_title(drawn), f"/quality/drawn/{drawn.pk}/")]
    assert found == {"head": mine, "quality": mine, "reader": [], "far": []}
