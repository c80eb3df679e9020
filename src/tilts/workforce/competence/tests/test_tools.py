"""Ratings and papers as uses of their forms."""

import pytest

from tilts.platform.organisation.grants import actor_for
from tilts.platform.workflow.tools import Use
from tilts.workforce.competence.actions import note_feedback
from tilts.workforce.competence.models import Part
from tilts.workforce.competence.tests.conftest import TODAY
from tilts.workforce.competence.tools import papers, rated, seen, told

pytestmark = pytest.mark.usefixtures("all_seen")
FORM = "facilitator-observation"


def uses(rows) -> list[tuple[object, ...]]:
    fields = ("tool", "used_on", "used_in", "used_in_path")
    return list(rows.order_by("pk").values_list(*fields))


def test_each_finished_rating_is_a_use(service):
    agency, unit = service.house.agencies["ievp"], service.house.units["riga"]
    observation = service.planned()
    assert uses(rated(agency)) == []
    service.rate(observation, Part.FIRST)
    assert uses(rated(agency)) == [(FORM, TODAY, unit.pk, "ievp.riga.")]
    service.rate(observation, Part.SECOND)
    raters = set(rated(agency).values_list("used_by", flat=True))
    assert raters == {service.first.pk, service.second.pk}
    assert uses(rated(service.house.agencies["vpd"])) == []


def test_who_may_see_observations_sees_them(service):
    observation = service.rated({}, {})
    agency = service.house.agencies["ievp"]
    others = actor_for(service.house.member("prison_officer"), TODAY)
    found = [
        [row.observation_id for row in seen(actor, agency)] for actor in (service.leader, others)
    ]
    assert found == [[observation.pk] * 2, []]
    assert told(list(seen(service.leader, agency)[:1])) == [
        Use(
            f"{service.facilitator.name}: Life skills, session 3",
            f"/competence/observations/{observation.pk}/",
            service.facilitator.pk,
        )
    ]


def test_papers_keep_neither_name_nor_unit(service):
    agency = service.house.agencies["ievp"]
    observation = service.planned()
    assert uses(papers(agency)) == []
    for clear in (3, 4):
        note_feedback(by=service.leader, observation=observation, said={"understood": clear})
    assert uses(papers(agency)) == [("session-feedback", TODAY, None, "ievp.")] * 2
    assert uses(papers(service.house.agencies["vpd"])) == []
