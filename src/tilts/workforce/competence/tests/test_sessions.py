"""Observing a scheduled session: who leads it, when and where is known already."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from tilts.doors.api.tests.callers import browser, reasons
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.models import Leading, Session
from tilts.platform.gatherings.tests.groups import Groups
from tilts.platform.organisation.actions import note_qualification
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.workforce.competence.actions import Plan, advance, plan_observation
from tilts.workforce.competence.models import Observation, Part
from tilts.workforce.competence.queries import ratings_of
from tilts.workforce.competence.rules import SEE
from tilts.workforce.competence.sessions import (
    leaders_of,
    one_session,
    session_title,
    sessions_to_observe,
    soon,
)

from .conftest import TODAY, Service, used

FORM = "facilitator-observation:2026.1"


@pytest.fixture
def groups(house: Any) -> Groups:
    return Groups(house)


def scheduled(groups: Groups, *leaders: Staff, days: int = 7, unit: str = "riga") -> Session:
    """A session so many days ahead, led by these."""
    series = groups.series(unit, leaders=list(leaders))
    at = timezone.now() + timedelta(days=days)
    made = Session(series=series, number=2, code="second", form="group", online=True)
    made.starts_at, made.ends_at = at, at + timedelta(minutes=90)
    with act("test.schedule", by=SERVICE):
        made.save(force_insert=True)
        for leader in leaders:
            Leading(session=made, party_id=leader.pk).save(force_insert=True)
    return made


@pytest.fixture
def session(service: Service, groups: Groups) -> Session:
    """A session of next week, led by the facilitator and a colleague."""
    return scheduled(groups, service.facilitator, service.house.member("facilitator"))


def sent(service: Service, **other: Any) -> dict[str, Any]:
    """What the form says."""
    said = {"staff": service.facilitator.pk, "instrument": FORM}
    return {**said, "first": service.first.pk, "second": service.second.pk, **other}


def cancel(session: Session) -> None:
    with act("test.cancel", by=SERVICE):
        session.cancelled_because = "The leader is ill."
        session.save()


def made() -> Observation:
    with seen_by(SERVICE):
        return Observation.objects.select_related("person", "unit", "gathering").get()


def test_it_is_planned_from_what_is_scheduled(service: Service, session: Session):
    client = browser(service.lead).client
    listed = client.get("/competence/plan/").content.decode()
    assert f"/competence/plan/{session.pk}/" in listed
    answer = client.post(f"/competence/plan/{session.pk}/", sent(service))
    one = made()
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/competence/observations/{one.pk}/",
    )
    day = timezone.localdate(session.starts_at)
    assert (one.person, one.gathering, one.planned_for) == (service.facilitator, session, day)
    assert (one.unit, one.session) == (session.series.unit, session_title(session))
    with seen_by(SERVICE):
        raters = [row.rater_id for row in ratings_of(one)]
    assert raters == [service.first.pk, service.second.pk, service.facilitator.pk]


def test_who_leads_it_is_offered_and_chosen_where_there_is_one(service: Service, groups: Groups):
    alone = scheduled(groups, service.facilitator)
    page = browser(service.lead).client.get(f"/competence/plan/{alone.pk}/")
    field = page.context["form"].fields["staff"]
    assert list(field.queryset) == [service.facilitator]
    assert field.initial == service.facilitator


def test_of_two_leaders_nobody_is_chosen_beforehand(service: Service, session: Session):
    page = browser(service.lead).client.get(f"/competence/plan/{session.pk}/")
    field = page.context["form"].fields["staff"]
    assert (len(field.queryset), field.initial) == (2, None)


@pytest.mark.parametrize(
    ("other", "status"),
    [({}, 302), ({"staff": ""}, 422), ({"first": ""}, 422), ({"instrument": "psa:2018"}, 422)],
)
def test_what_is_asked(service: Service, session: Session, other: dict[str, Any], status: int):
    client = browser(service.lead).client
    answer = client.post(f"/competence/plan/{session.pk}/", sent(service, **other))
    assert answer.status_code == status


def test_somebody_who_does_not_lead_it_is_no_choice(service: Service, session: Session):
    stranger = service.house.member("facilitator")
    client = browser(service.lead).client
    answer = client.post(f"/competence/plan/{session.pk}/", sent(service, staff=stranger.pk))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["staff"]


def refused(service: Service, session: Session, staff: Staff) -> list[str]:
    """Why an observation of somebody at a session is not planned."""
    observers = (service.first, service.second)
    plan = Plan(TODAY, "x", session.series.unit, observers, session)
    of = used("facilitator-observation")
    try:
        with seen_by(SERVICE):
            plan_observation(by=SERVICE, staff=staff, of=of, plan=plan)
    except Refused as caught:
        return [reason.code for reason in caught.reasons]
    return []


def test_the_action_asks_by_itself(service: Service, session: Session):
    assert refused(service, session, service.house.member("facilitator")) == ["leads-not"]
    assert refused(service, session, service.facilitator) == []
    cancel(session)
    assert refused(service, session, service.facilitator) == ["session-cancelled"]


def test_a_session_is_listed_until_it_is_observed_and_again_when_that_is_cancelled(
    service: Service, session: Session
):
    assert soon(service.leader) == [session]
    browser(service.lead).client.post(f"/competence/plan/{session.pk}/", sent(service))
    assert soon(service.leader) == []
    with seen_by(service.leader, SEE):
        advance(by=service.leader, observation=made(), code="cancel", reason="Fell out.")
    assert soon(service.leader) == [session]


@pytest.mark.parametrize(("days", "listed"), [(-2, False), (0, True), (41, True), (43, False)])
def test_those_of_today_and_the_next_six_weeks_are_listed(service, groups, days, listed):
    row = scheduled(groups, service.facilitator, days=days)
    assert soon(service.leader) == ([row] if listed else [])


def test_the_earliest_stands_first_and_cancelled_ones_not_at_all(service, groups):
    later, sooner, gone = (scheduled(groups, service.facilitator, days=d) for d in (9, 2, 5))
    cancel(gone)
    assert soon(service.leader) == [sooner, later]


@pytest.mark.parametrize(
    ("role", "unit", "sees"),
    [
        ("quality_manager", "olaine", True),
        ("head_of_unit", "riga", True),
        ("head_of_unit", "olaine", False),
        ("quality_manager", "vilnius", False),
        ("facilitator", "riga", False),
    ],
)
def test_who_plans_at_it(service: Service, session: Session, role: str, unit: str, sees: bool):
    actor = service.house.actor(role, unit)
    assert list(sessions_to_observe(actor)) == ([session] if sees else [])
    client = browser(service.house.member(role, unit)).client
    expected = 200 if sees else 403 if role == "facilitator" else 404
    assert client.get(f"/competence/plan/{session.pk}/").status_code == expected


def test_of_leaders_from_two_units_each_head_plans_their_own(service: Service, groups: Groups):
    """A group of Riga is led by somebody of Olaine too."""
    guest = service.house.member("facilitator", "olaine")
    row = scheduled(groups, service.facilitator, guest)
    riga, olaine = (service.house.actor("head_of_unit", unit) for unit in ("riga", "olaine"))
    assert list(leaders_of(riga, row)) == [service.facilitator]
    assert list(leaders_of(olaine, row)) == [guest]
    assert one_session(olaine, row.pk) == row


def test_the_session_in_words_of_the_reader(service: Service, session: Session):
    name = session.series.name
    assert session_title(session) == f"Calm, {name}: 2. Second"
    with translation.override("lv"):
        assert session_title(session) == f"Miers, {name}: 2. Second"
    session.code = "gone"
    assert session_title(session) == f"Calm, {name}: 2. gone"


def test_what_is_cancelled_meanwhile_is_said(service: Service, session: Session):
    client = browser(service.lead).client
    client.post(f"/competence/plan/{session.pk}/", sent(service))
    at = f"/competence/observations/{made().pk}/"
    assert "The session is cancelled" not in client.get(at).content.decode()
    cancel(session)
    page = client.get(at).content.decode()
    assert "The session is cancelled" in page
    assert "The leader is ill." in page


def test_who_sees_the_group_is_led_to_the_session(service: Service, session: Session):
    browser(service.lead).client.post(f"/competence/plan/{session.pk}/", sent(service))
    at, link = f"/competence/observations/{made().pk}/", f"/gatherings/sessions/{session.pk}/"
    head = service.house.member("head_of_unit")
    shown = [link in browser(one).client.get(at).content.decode() for one in (head, service.lead)]
    assert shown == [True, False]
    assert browser(head).client.get(link).status_code == 200


def test_the_api_plans_at_it_as_well(service: Service, session: Session):
    body = {name: str(value) for name, value in sent(service).items()}
    lead = browser(service.lead)
    answer = lead.post(f"/sessions/{session.pk}/observations", body)
    assert answer.status_code == 201
    told = lead.get(f"/observations/{answer.json()['id']}").json()["observation"]
    assert (told["gathering"], told["unit"]) == (str(session.pk), str(session.series.unit_id))
    stranger = browser(service.house.member("head_of_unit", "olaine"))
    assert reasons(stranger.post(f"/sessions/{session.pk}/observations", body)) == (
        404,
        ["not-yours"],
    )
    officer = browser(service.first)
    assert reasons(officer.post(f"/sessions/{session.pk}/observations", body)) == (403, ["no-role"])


def test_an_observation_without_a_schedule_is_planned_as_before(service: Service):
    with seen_by(SERVICE):
        one = service.planned()
    assert (one.gathering, one.session) == (None, "Life skills, session 3")


def sections(staff: Staff) -> dict[str, list[str]]:
    """What stands on somebody's My day, by the code of its section."""
    page = browser(staff).client.get("/")
    parts = [*page.context["wide"], *page.context["side"]]
    return {part.section.code: [row.text for row, _person in part.rows] for part in parts}


def test_my_day_has_sessions_to_observe_for_who_has_any(service: Service):
    assert "competence" not in sections(service.first)
    with seen_by(SERVICE):
        observation = service.planned()
    assert sections(service.first)["competence"] == ["Observe I. Kalna: Life skills, session 3"]
    assert sections(service.facilitator)["competence"] == ["Rate yourself: Life skills, session 3"]
    assert "competence" not in sections(service.lead)
    with seen_by(SERVICE):
        service.rate(observation, Part.FIRST)
    assert "competence" not in sections(service.first)


def hold(staff: Staff, code: str, until_days: int) -> None:
    """A certificate since two years ago that ends so many days from today."""
    since, until = TODAY - timedelta(days=730), TODAY + timedelta(days=until_days)
    note_qualification(by=SERVICE, staff=staff, code=code, since=since, until=until)


@pytest.mark.parametrize(
    ("days", "said"), [(-10, True), (0, True), (60, True), (61, False), (400, False)]
)
def test_a_certificate_that_lapses_stands_on_the_holders_my_day(service, days, said):
    hold(service.facilitator, "programme_facilitator", days)
    told = sections(service.facilitator)
    assert told.get("certificates") == (["Programme facilitator"] if said else None)
    assert "certificates" not in sections(service.lead)


def test_a_lapse_says_when_and_which_course_renews_it(service: Service):
    hold(service.facilitator, "programme_facilitator", -10)
    page = browser(service.facilitator).client.get("/")
    assert "The course “Leading programmes” renews it." in page.content.decode()
    (row,) = [
        row
        for part in page.context["side"]
        if part.section.code == "certificates"
        for row, _person in part.rows
    ]
    assert (row.when, row.tone) == (TODAY - timedelta(days=10), "danger")


def test_what_was_renewed_or_is_of_another_kind_is_not_said_again(service: Service):
    hold(service.facilitator, "programme_facilitator", -10)
    hold(service.facilitator, "observer", 20)
    hold(service.facilitator, "programme_facilitator", 500)
    hold(service.facilitator, "first-aid", -5)  # a qualification that the country certifies not
    assert sections(service.facilitator)["certificates"] == ["Observer of facilitators"]


def test_days_of_a_session_are_those_of_the_country(service: Service, groups: Groups):
    """Just before midnight in Riga is another day in UTC."""
    row = scheduled(groups, service.facilitator)
    zone = timezone.get_current_timezone()
    day = TODAY + timedelta(days=8)
    late = datetime(day.year, day.month, day.day, 0, 30, tzinfo=zone)
    with act("test.late", by=SERVICE):
        row.starts_at, row.ends_at = late, late + timedelta(minutes=90)
        row.save()
    browser(service.lead).client.post(f"/competence/plan/{row.pk}/", sent(service))
    assert made().planned_for == day
