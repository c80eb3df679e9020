"""Observations in every stage that a page shows, with the officer as their first observer."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.actions import Decision, answer, decide
from tilts.platform.forms.answering import Answer
from tilts.platform.forms.catalogue import versions
from tilts.platform.forms.queries import usable
from tilts.platform.gatherings.actions import NewTemplate, add_template, open_series
from tilts.platform.gatherings.models import Leading, Session
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.workforce.competence import actions
from tilts.workforce.competence.actions.developing import Agreed
from tilts.workforce.competence.models import OBSERVERS, Observation, Rating

TODAY = timezone.localdate()
FORM = "facilitator-observation"
USED = Decision("use", "The director, order 14", "Tried in ten sessions.", date(2026, 1, 1))


def observed(officer: Staff) -> dict[str, Any]:
    """Ids by the names that routes give them, and of one that waits to be moderated."""
    for name in (FORM, "session-feedback"):
        (of,) = versions(name)
        if of not in usable(officer.agency_id, TODAY):
            decide(by=SERVICE, agency=officer.agency_id, of=of, decision=USED)
    others = list(Staff.objects.filter(agency=officer.agency).exclude(pk=officer.pk)[:2])
    with seen_by(SERVICE):
        planned, rated, developing = (_planned(officer, *others) for _ in range(3))
        rating = Rating.objects.get(observation=planned, rater=officer)
        actions.begin_rating(by=actor_for(officer, TODAY), rating=rating)
        _rate(rated, 2)
        _rate(developing, 0)
        ids = _developed(developing)
        _said(developing, officer)
    since, why = TODAY - timedelta(days=60), "Course of this autumn."
    actions.certify(by=SERVICE, staff=officer, code="observer", since=since, evidence=why)
    ids["gathering_id"] = _scheduled(others[1]).pk
    return {**ids, "rating_id": rating.pk, "rated": rated.pk, "observation_id": developing.pk}


def _planned(officer: Staff, second: Staff, whom: Staff) -> Observation:
    (of,) = versions(FORM)
    post = officer.assignments.select_related("unit")[0]
    plan = actions.Plan(TODAY, "Life skills, session 3", post.unit, (officer, second))
    return actions.plan_observation(by=SERVICE, staff=whom, of=of, plan=plan)


def _scheduled(leader: Staff) -> Session:
    """A session of next week that nobody observes yet."""
    post = leader.assignments.filter(unit__isnull=False).select_related("unit__agency")[0]
    session = {"code": "first", "names": {"en": "Errors in thinking"}, "minutes": 90}
    modules = [{"code": "one", "names": {"en": "Thinking"}, "sessions": [session]}]
    said: dict[str, Any] = {"code": "watched", "version": "1", "kind": "programme"}
    of = NewTemplate(
        **said, names={"en": "EQUIP"}, modules=modules, capacity=8, leaders=1, since=TODAY
    )
    template = add_template(by=SERVICE, agency=post.unit.agency, of=of)
    where: dict[str, Any] = {"template": template, "unit": post.unit, "name": "Group 1"}
    series = open_series(by=SERVICE, on=TODAY, leaders=[leader.pk], **where)
    at = timezone.now() + timedelta(days=7)
    made = Session(series=series, number=1, code="first", form="group", online=True)
    made.starts_at, made.ends_at = at, at + timedelta(minutes=90)
    with act("test.schedule", by=SERVICE):
        made.save(force_insert=True)
        Leading(session=made, party_id=leader.pk).save(force_insert=True)
    return made


def _rate(observation: Observation, apart: int) -> None:
    """Both observers rate everything 2, the second one thing some steps higher."""
    (of,) = versions(FORM)
    rows = Rating.objects.filter(observation=observation, part__in=OBSERVERS)
    for row in rows.select_related("rater").order_by("part"):
        by = actor_for(row.rater, TODAY)
        begun = actions.begin_rating(by=by, rating=row)
        assert begun.sheet
        for number, item in enumerate(of.items.values()):
            value = 2 + number % 2 + (apart if row.part == "second" and number == 2 else 0)
            given = Answer(value if item.type == "scale" else "Calm and clear.")
            answer(by=by, sheet=begun.sheet, item=item.id, given=given)
        actions.finish_rating(by=by, rating=begun)
    observation.refresh_from_db()


def _developed(observation: Observation) -> dict[str, Any]:
    actions.moderate(by=SERVICE, observation=observation, chosen={})
    actions.feed_back(by=SERVICE, observation=observation, on=TODAY, words="Fair enough.")
    agreed = Agreed("practice", "Praise what was done, by name.", TODAY + timedelta(days=30))
    actions.develop(by=SERVICE, observation=observation, agreed=agreed)
    return {"development_id": observation.developments.get().pk}


def _said(observation: Observation, officer: Staff) -> None:
    """Five papers, which are shown together."""
    by = actor_for(officer, TODAY)
    for number in range(5):
        said = {"understood": 4, "respected": 3 + number % 2, "useful": 3}
        actions.note_feedback(by=by, observation=observation, said=said)
