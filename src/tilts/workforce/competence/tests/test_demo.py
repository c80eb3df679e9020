"""The fictional service has a facilitator whose work fell off, and recovered."""

from random import Random

import pytest
from django.utils import timezone

from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.catalogue import versions
from tilts.platform.forms.queries import standings
from tilts.platform.organisation.demo import Batch
from tilts.platform.organisation.models import Qualification
from tilts.platform.organisation.tests.house import House
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.state_check import state_faults
from tilts.workforce.competence.demo import make_competence
from tilts.workforce.competence.models import Development, Observation
from tilts.workforce.competence.presenting import feedback_rows, reliability
from tilts.workforce.competence.queries import trial_feedback

TODAY = timezone.localdate()


@pytest.fixture
def made(house: House):
    """The story is told in the agency that has everybody in it, and once."""
    for role in ("facilitator", "psychologist", "social_worker", "quality_manager"):
        house.member(role)
    batch = Batch(Random(1), TODAY, [], [])
    with seen_by(SERVICE):
        for _time in range(2):
            with act("demo.load", by=SERVICE):
                make_competence(batch)
        yield list(Observation.objects.order_by("planned_for"))


def test_it_fell_off_and_recovered(made):
    told = [(one.state, one.results.get("practice", {}).get("band")) for one in made]
    assert told == [
        ("closed", "strong"),
        ("closed", "develop"),
        ("closed", "strong"),
        ("planned", None),
    ]
    assert made[2].former_id == made[1].pk
    assert [row.area for row in Development.objects.all()] == ["practice"]


def test_each_stands_where_its_rows_say(made):
    assert state_faults([Observation]) == []


def test_certificates_follow_the_work(made):
    rows = Qualification.objects.filter(code="programme_facilitator").order_by("since")
    assert [(row.is_on(TODAY), row.staff_id) for row in rows] == [
        (False, made[0].person_id),
        (True, made[0].person_id),
    ]


def test_participants_and_observers_have_spoken(made):
    assert feedback_rows(made[2])["papers"] == 8
    (row,) = reliability("ievp")
    assert (row["sessions"], row["level"]) == (3, "in use")
    assert 0.8 < float(row["kappa"]) < 1  # a step apart in one question of each session


def test_what_is_on_trial_has_been_spoken_of(made):
    """The agency looks at it before it decides; so the form for it is used in every agency."""
    assert [
        len(trial_feedback(agency, of)) for agency in ("ievp", "lkt") for of in versions("miti4")
    ] == [6, 6]


def test_forms_are_used_or_tried_in_every_agency(made):
    levels = {key[0]: row.level for key, row in standings("lkt", TODAY).items()}
    assert levels == {
        "facilitator-observation": "use",
        "session-feedback": "use",
        "trial-feedback": "use",
        "miti4": "trial",
    }
