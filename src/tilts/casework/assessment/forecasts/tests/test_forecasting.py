"""A model in use speaks when somebody is scored, and only then; every use is kept."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from tilts.casework.assessment.forecasts import actions
from tilts.casework.assessment.forecasts.counted import Counted
from tilts.casework.assessment.forecasts.models import Forecast, UseDecision
from tilts.casework.assessment.forecasts.told import changes, for_the_person, told_of, why_none
from tilts.casework.assessment.paper.result import ResultSheet
from tilts.casework.assessment.queries import one_assessment
from tilts.casework.assessment.tests.conftest import Desk as Assessing
from tilts.casework.people.models import Person
from tilts.doors.api.tests.callers import browser
from tilts.engines.instruments import otherwise
from tilts.platform.forms.answering import values_in
from tilts.platform.forms.catalogue import scorer
from tilts.platform.forms.questions import said
from tilts.platform.record.models import Act

from .desk import COUNTED, DAY, TODAY, Desk, change, now

SAID = [
    "Of every 100 people here with this level, 80 were convicted of a new offence within 24 "
    "months.",
    "It may be between 71 and 87. The other 20 did not.",
    "100 people with this level were counted, of 900 who were followed between 1 January 2022 and "
    "31 December 2024.",
    "It is a count of other people. People decided on your level, not the count.",
]


def made(assessment: Any) -> list[Forecast]:
    return list(Forecast.objects.filter(assessment=assessment))


def test_what_the_validation_counted_is_kept_with_the_score(
    desk: Desk, scoring: Assessing, edgars: Person
):
    model = desk.rvn_in_use()
    assessment = scoring.scored(edgars, how=1.0)
    (row,) = made(assessment)
    decision = UseDecision.objects.get()
    assert (row.model, row.validation, row.decision) == (model, decision.validation, decision)
    assert (row.person_id, row.counted) == (edgars.pk, Counted("very_high", 100, 80))
    assert timezone.now() - row.made_at < timedelta(minutes=5)
    last = Act.objects.filter(kind="forecasts.forecast").get()
    assert last.actor_id == scoring.officer.pk


def test_nothing_is_forecast_without_a_model_in_use(desk: Desk, scoring: Assessing, edgars: Person):
    first = scoring.scored(edgars)
    assert (made(first), why_none(first), told_of(first)) == ([], [], None)
    model = actions.register_model(
        by=desk.keeper, agency="ievp", told=desk.described("rvn"), origin=actions.Origin(
            instrument="rvn-demo", version="2026.1"
        ),
    )  # fmt: skip
    assert [one.code for one in why_none(first)] == ["no-validation", "no-decision"]
    desk.validate(model, levels=COUNTED)
    second = scoring.scored(scoring.add("Kalns", sex="male"))
    assert (made(second), [one.code for one in why_none(second)]) == ([], ["no-decision"])


def test_nothing_is_forecast_by_what_is_suspended_over_or_of_other_people(
    desk: Desk, scoring: Assessing, edgars: Person
):
    model = desk.rvn_in_use()
    actions.suspend(by=desk.officer, model=model, reason="It drifts.")
    stopped = scoring.scored(edgars)
    assert (made(stopped), [one.code for one in why_none(stopped)]) == ([], ["suspended"])
    desk.decide(model)
    actions.resume(by=desk.keeper, model=model)
    decision = UseDecision.objects.order_by("-decided_at").first()
    change(decision, valid_until=TODAY - DAY)
    over = scoring.scored(scoring.add("Kalns", sex="male"))
    assert (made(over), [one.code for one in why_none(over)]) == ([], ["decision-ended"])
    change(decision, valid_until=TODAY)
    change(now(model), agency_id="vpd")
    elsewhere = scoring.scored(scoring.add("Roze", sex="male"))
    assert (made(elsewhere), why_none(elsewhere)) == ([], [])


def test_a_level_that_nobody_had_and_an_instrument_on_trial_are_not_forecast(
    desk: Desk, scoring: Assessing, edgars: Person
):
    desk.rvn_in_use(levels=COUNTED[:1], people=300, events=30)
    assert made(scoring.scored(edgars, how=1.0)) == []
    tried = scoring.scored(scoring.add("Kalns", sex="male"), how=0.0)
    (row,) = made(tried)
    assert row.counted == COUNTED[0]
    change(tried, trial=True)
    assert actions.forecast(by=scoring.actor, assessment=tried) is None


def test_it_stays_as_it_was_when_a_later_validation_counts_otherwise(
    desk: Desk, scoring: Assessing, edgars: Person
):
    model = desk.rvn_in_use()
    before = scoring.scored(edgars, how=1.0)
    new = (*COUNTED[:3], Counted("very_high", 100, 20))
    desk.validate(model, levels=new, events=210)
    after = scoring.scored(scoring.add("Kalns", sex="male"), how=1.0)
    assert [row.counted.events for row in (*made(before), *made(after))] == [80, 80]
    desk.decide(model)
    decided = scoring.scored(scoring.add("Roze", sex="male"), how=1.0)
    assert [row.counted.events for row in made(decided)] == [20]


def test_the_person_reads_it_while_it_is_relied_on(desk: Desk, scoring: Assessing, edgars: Person):
    model = desk.rvn_in_use()
    assessment = scoring.final(edgars, how=1.0)
    assert for_the_person(assessment) == SAID
    paper = ResultSheet(assessment).data("en", number="1", made_at="")
    assert paper["means"][-4:] == SAID
    actions.suspend(by=desk.officer, model=model, reason="It drifts.")
    assert for_the_person(assessment) == []
    told = told_of(assessment)
    assert told is not None
    assert [one.code for one in told.why_not] == ["suspended"]


def test_what_could_change_it_is_what_scoring_says(desk: Desk, scoring: Assessing, edgars: Person):
    desk.rvn_in_use()
    assessment = scoring.scored(edgars, how=0.6)
    of, given = scoring.rvn, values_in(assessment.answered.answers)
    value: Any = assessment.scores["total"]["value"]
    found = otherwise(scorer(of), given, "total")[:5]
    assert len(found) == 5
    assert changes(assessment) == [
        {
            "label": of.items[one.item].label.to("en"),
            "answer": said(of.items[one.item], one.answer),
            "less": f"−{value - one.value:g}",
            "level": None if one.band == "high" else ("Medium", "warning"),
        }
        for one in found
    ]
    assert {one.band for one in found} <= {"medium", "high"}
    assert assessment.computed_level == "high"


def test_the_page_and_the_api_tell_it(desk: Desk, scoring: Assessing, edgars: Person):
    model = desk.rvn_in_use()
    assessment = scoring.scored(edgars, how=1.0)
    officer = browser(scoring.officer)
    answer = officer.client.get(reverse("assessment:one", args=[assessment.pk]))
    page = answer.content.decode()
    for text in (SAID[0], SAID[1], SAID[2], "Validated on", "What could change it"):
        assert text in " ".join(page.split())
    told = officer.get(f"/assessments/{assessment.pk}").json()["forecast"]
    (row,) = made(assessment)
    low, high = row.counted.interval
    assert {**told, "made_at": ""} == {
        "model": str(model.pk), "made_at": "", "level": "very_high", "people": 100, "events": 80,
        "low": low, "high": high, "outcome": "convicted", "months": 24,
        "validated_on": TODAY.isoformat(), "why_not": [],
    }  # fmt: skip
    actions.suspend(by=desk.officer, model=model, reason="It drifts.")
    page = officer.client.get(reverse("assessment:one", args=[assessment.pk])).content.decode()
    assert "Do not rely on it any more:" in page
    assert one_assessment(assessment.pk).state == "scored"
