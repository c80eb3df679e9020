"""An observation from its plan to the next one."""

from datetime import timedelta
from typing import Any

import pytest

from tilts.platform.access.reasons import Refused
from tilts.platform.workflow.queries import history
from tilts.workforce.competence.actions import (
    add_development,
    advance,
    begin_rating,
    develop,
    feed_back,
    finish_rating,
    moderate,
    note_reached,
    observe_again,
    plan_observation,
)
from tilts.workforce.competence.actions.developing import Agreed
from tilts.workforce.competence.actions.planning import Plan
from tilts.workforce.competence.models import Development, Part
from tilts.workforce.competence.queries import one_observation, ratings_of

from .conftest import TODAY, Service, settle_first, used

pytestmark = pytest.mark.usefixtures("all_seen")
WEAK = {"models_and_reinforces": 2, "evokes_change": 2}
NEXT_MONTH = TODAY + timedelta(days=30)
AGREED = Agreed("practice", "Praise what was done, by name.", NEXT_MONTH, "Leading programmes")


def refused(action: Any, **given: Any) -> list[str]:
    """The codes of the reasons why an action was refused."""
    with pytest.raises(Refused) as caught:
        action(**given)
    return [reason.code for reason in caught.value.reasons]


def test_a_plan_gives_each_of_three_a_rating(service: Service):
    observation = service.planned()
    assert [(row.part, row.rater_id) for row in ratings_of(observation)] == [
        ("first", service.first.pk),
        ("second", service.second.pk),
        ("own", service.facilitator.pk),
    ]
    assert (observation.state, observation.trial) == ("planned", False)


def test_nobody_observes_themself_or_twice(service: Service):
    of, staff, unit = used("miti4"), service.facilitator, service.house.units["riga"]
    plan = Plan(TODAY, "Session 3", unit, (service.first, service.first))
    given: dict[str, Any] = {"by": service.leader, "staff": staff, "of": of}
    assert refused(plan_observation, **given, plan=plan) == ["same-observer"]
    plan = Plan(TODAY, "Session 3", unit, (service.first, staff))
    assert refused(plan_observation, **given, plan=plan) == ["observes-self"]


def test_an_instrument_that_is_not_used_observes_nobody(service: Service):
    staff = service.house.member("prison_officer", "vilnius")
    leader = service.actor(service.house.member("quality_manager", "vilnius"))
    given: dict[str, Any] = {"by": leader, "staff": staff, "plan": service.plan}
    assert refused(plan_observation, **given, of=used("miti4")) == ["not-in-use"]


def test_it_is_rated_once_both_observers_are_done(service: Service):
    observation = service.planned()
    service.rate(observation, Part.FIRST)
    assert one_observation(observation.pk).state == "planned"
    service.rate(observation, Part.OWN)
    assert one_observation(observation.pk).state == "planned"
    service.rate(observation, Part.SECOND)
    assert one_observation(observation.pk).state == "rated"


def test_a_rating_is_its_raters_and_whole(service: Service):
    observation = service.planned()
    first, second = (service.rating(observation, part) for part in (Part.FIRST, Part.SECOND))
    other = service.actor(service.second)
    assert refused(begin_rating, by=other, rating=first) == ["not-your-rating"]
    begun = begin_rating(by=other, rating=second)
    assert begin_rating(by=other, rating=second).sheet_id == begun.sheet_id
    assert refused(finish_rating, by=other, rating=begun) == ["unanswered"]


def test_what_is_finished_stands(service: Service):
    observation = service.planned()
    done = service.rate(observation, Part.FIRST)
    by = service.actor(service.first)
    assert refused(finish_rating, by=by, rating=done) == ["rating-done"]


def test_a_self_rating_waits_until_it_is_fed_back(service: Service):
    observation = service.fed_back()
    own = service.rating(observation, Part.OWN)
    by = service.actor(service.facilitator)
    assert refused(begin_rating, by=by, rating=own) == ["too-late"]


def test_what_both_rated_alike_stands(service: Service):
    observation = service.moderated(**WEAK)
    assert observation.results["practice"] == {"value": 2, "band": "develop"}
    assert observation.results["overall"] == {"value": 2.83, "band": "competent"}
    assert (observation.moderated_by_id, observation.moderated_on) == (service.lead.pk, TODAY)
    assert sorted(set(observation.agreed.values())) == [2, 3]


def test_where_they_differ_the_moderator_settles(service: Service):
    observation = service.rated({"time_kept": 4}, {"time_kept": 3, "evokes_change": 2})
    given: dict[str, Any] = {
        "by": service.leader,
        "observation": observation,
        "why": "Sat far apart.",
    }
    assert refused(moderate, **given, chosen={"time_kept": 3}) == ["not-settled"]
    done = moderate(**given, chosen={"time_kept": 3, "evokes_change": 2})
    assert (done.agreed["time_kept"], done.agreed["evokes_change"]) == (3, 2)


def test_a_number_off_the_scale_does_not_stand(service: Service):
    observation = service.rated({"time_kept": 4}, {"time_kept": 3})
    given: dict[str, Any] = {"by": service.leader, "observation": observation}
    assert refused(moderate, **given, chosen={"time_kept": 7}, why="Far.") == ["too-high"]


def test_little_agreement_wants_a_word(service: Service):
    observation = service.rated({"time_kept": 1}, {"time_kept": 4})
    chosen = settle_first(observation)
    given: dict[str, Any] = {"by": service.leader, "observation": observation, "chosen": chosen}
    assert refused(moderate, **given) == ["why-differ"]
    assert moderate(**given, why="They saw different groups.").state == "moderated"


def test_nobody_moderates_their_own(service: Service):
    observation = service.rated({}, {})
    observation.person_id = service.lead.pk  # as though it were about the leader
    given: dict[str, Any] = {"by": service.leader, "observation": observation, "chosen": {}}
    assert refused(moderate, **given) == ["own-observation"]


def test_good_work_is_closed(service: Service):
    observation = service.fed_back()
    closed = advance(by=service.leader, observation=observation, code="close")
    assert closed.state == "closed"


def test_weak_work_is_developed_and_seen_again(service: Service):
    observation = service.fed_back(**WEAK)
    by = service.leader
    assert refused(advance, by=by, observation=observation, code="close") == ["to-develop"]
    develop(by=by, observation=observation, agreed=AGREED)
    more = Agreed("practice", "Ask open questions.", NEXT_MONTH)
    second = add_development(by=by, observation=observation, agreed=more)
    note_reached(by=by, development=second, on=TODAY)
    again = observe_again(by=by, observation=observation, plan=service.plan)
    assert (observation.state, again.state, again.former_id) == (
        "awaiting",
        "planned",
        observation.pk,
    )
    service.rate(again, Part.FIRST)
    service.rate(again, Part.SECOND)
    again.refresh_from_db()
    moderate(by=by, observation=again, chosen={})
    done = one_observation(observation.pk)
    assert [row.to_state for row in history(done)] == [
        "planned",
        "rated",
        "moderated",
        "fed_back",
        "developing",
        "awaiting",
        "closed",
    ]
    rows = Development.objects.filter(observation=done).order_by("pk")
    assert [(row.what, row.reached_on) for row in rows] == [
        ("Praise what was done, by name.", None),
        ("Ask open questions.", TODAY),
    ]


def test_development_is_of_an_area_and_within_the_plan(service: Service):
    observation = service.fed_back(**WEAK)
    by = service.leader
    unknown = Agreed("charm", "Smile.", NEXT_MONTH)
    assert refused(develop, by=by, observation=observation, agreed=unknown) == ["unknown-area"]
    observation = one_observation(observation.pk)
    assert observation.state == "fed_back"
    given: dict[str, Any] = {"by": by, "observation": observation}
    assert refused(add_development, **given, agreed=AGREED) == ["not-developing"]
    develop(**given, agreed=AGREED)
    (row,) = Development.objects.filter(observation=observation)
    note_reached(by=by, development=row, on=TODAY)
    assert refused(note_reached, by=by, development=row, on=TODAY) == ["reached"]


def test_a_cancelled_one_says_why(service: Service):
    observation = service.planned()
    given: dict[str, Any] = {"by": service.leader, "observation": observation, "code": "cancel"}
    assert refused(advance, **given) == ["reason-missing"]
    assert advance(**given, reason="The session fell out.").state == "cancelled"


def test_steps_with_a_form_are_not_taken_bare(service: Service):
    observation = service.rated({}, {})
    given: dict[str, Any] = {"by": service.leader, "observation": observation, "code": "moderate"}
    assert refused(advance, **given) == ["own-step"]


def test_it_is_fed_back_with_the_facilitators_words(service: Service):
    observation = service.moderated()
    done = feed_back(by=service.leader, observation=observation, on=TODAY, words="Fair enough.")
    assert (done.state, done.fed_back_on, done.words) == ("fed_back", TODAY, "Fair enough.")
