"""Health and victims: behind walls that open for a purpose, once, and for whom it concerns."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tilts.casework.allocation.actions import Handover, allocate
from tilts.casework.people.actions import add_fact
from tilts.casework.people.models import HealthAlert, Person, Victim
from tilts.casework.people.queries import walled_rows
from tilts.platform.access.authority import NO_ROLE, NOT_YOURS, OUT_OF_REACH
from tilts.platform.access.purposes import ASKED
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import WallClosed, behind, seen_by
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.boxes import open_all
from tilts.platform.record.models import Consultation, Payload

from .desk import browser, kept, looks, plain, recorded, with_purpose
from .people import change, person

DAY = date(2026, 3, 2)
INSULIN, GUNTA = "Insulin at noon", "Gunta Slepena"


@pytest.fixture
def head(house):
    return house.member("head_of_unit")


@pytest.fixture
def desk(head, anna):
    return with_purpose(browser(head), anna)


@pytest.fixture
def protected(anna) -> tuple[HealthAlert, Victim]:
    """Something behind each wall."""
    alert = kept(HealthAlert(person=anna, text=INSULIN, since=DAY))
    victim = Victim(person=anna, name=GUNTA, contact="+371 2000 0001", since=DAY)
    victim.wants_information = True
    return alert, kept(victim)


def url(name: str, whom: Person) -> str:
    return reverse(f"people:{name}", args=[whom.pk])


PAGES = ["health", "victims"]
SECRETS = {"health": INSULIN, "victims": GUNTA}


@pytest.mark.parametrize("wall", PAGES)
def test_the_page_asks_before_it_shows(desk, anna, protected, wall):
    page = desk.get(url(wall, anna))
    assert (page.status_code, page.context["rows"]) == (200, None)
    assert [code for code, _ in page.context["form"].fields["purpose"].choices] == list(ASKED)
    assert SECRETS[wall] not in page.content.decode()
    assert [about for *_, about in looks()] == [""]


@pytest.mark.parametrize("wall", PAGES)
def test_with_a_purpose_it_shows_and_the_look_names_the_wall(desk, head, anna, protected, wall):
    page = desk.post(url(wall, anna), {"purpose": "complaint", "reason": "a letter of 2 March"})
    assert (page.status_code, SECRETS[wall] in page.content.decode()) == (200, True)
    other = SECRETS["victims" if wall == "health" else "health"]
    assert other not in page.content.decode()
    assert looks() == [
        (head.pk, [str(anna.pk)], "page", "check", ""),
        (head.pk, [str(anna.pk)], "page", "complaint", f"wall:{wall}"),
    ]
    typed = bytes(Consultation.objects.order_by("pk")[1].reason)
    assert (len(typed) > 0, b"letter" in typed) == (True, False)


@pytest.mark.parametrize("wall", PAGES)
def test_the_next_look_asks_again(desk, anna, protected, wall):
    desk.post(url(wall, anna), {"purpose": "check"})
    again = desk.get(url(wall, anna))
    assert (again.context["rows"], SECRETS[wall] in again.content.decode()) == (None, False)


@pytest.mark.parametrize("wall", PAGES)
@pytest.mark.parametrize("answer", ["", "curiosity", "caseload"])
def test_without_a_purpose_that_there_is_nothing_opens(desk, anna, protected, wall, answer):
    page = desk.post(url(wall, anna), {"purpose": answer, "reason": "x"})
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["purpose"])
    assert SECRETS[wall] not in page.content.decode()
    assert [about for *_, about in looks()] == [""]


def test_an_officer_opens_the_health_of_their_own_and_the_caseload_is_a_purpose(house, anna):
    officer = house.member("prison_officer")
    how = Handover(on=timezone.localdate(), reason="arrived")
    with seen_by(SERVICE):
        allocate(by=SERVICE, person=anna.pk, to=officer, how=how)
    client = browser(officer)
    page = client.get(url("health", anna))
    codes = [code for code, _ in page.context["form"].fields["purpose"].choices]
    assert (page.status_code, codes) == (200, ["caseload", *ASKED])
    assert client.post(url("health", anna), {"purpose": "caseload"}).context["rows"] == []
    assert looks()[-1] == (officer.pk, [str(anna.pk)], "page", "caseload", "wall:health")


@pytest.mark.parametrize("name", ["health", "add_health", "victims", "add_victim"])
@pytest.mark.parametrize("role", ["clerk", "data_protection_officer", "mediator"])
def test_the_door_is_closed_to_who_does_not_hold_the_capability(house, anna, role, name):
    unit = "jelgava" if role == "mediator" else "riga"
    client = with_purpose(browser(house.member(role, unit)), anna)
    page = client.get(url(name, anna))
    assert (page.status_code, page.context["reasons"]) == (403, [NO_ROLE])
    assert client.post(url(name, anna), {"purpose": "check"}).status_code == 403
    assert looks() == []


def test_an_officer_does_not_open_the_health_of_another_ones_case(house, anna, protected):
    """They see the person, but hold the wall's capability for their own caseload alone."""
    client = with_purpose(browser(house.member("prison_officer")), anna)
    page = client.post(url("health", anna), {"purpose": "check"})
    assert (page.status_code, page.context["reasons"]) == (403, [OUT_OF_REACH])
    assert looks() == []


def test_somebody_elsewhere_is_nobody(desk, house):
    far = person("Tālais", at=house.units["olaine"])
    page = desk.post(url("health", far), {"purpose": "check"})
    assert (page.status_code, page.context["reasons"]) == (404, [NOT_YOURS])


def test_tabs_are_for_who_may_open_them(house, anna):
    def tabs(role: str) -> list[str]:
        client = with_purpose(browser(house.member(role)), anna)
        page = client.get(reverse("people:identity", args=[anna.pk]))
        return [tab["url"] for tab in page.context["header"].tabs]

    walled = [url("health", anna), url("victims", anna)]
    found = {role: [u for u in tabs(role) if u in walled] for role in ("clerk", "head_of_unit")}
    officer = [u for u in tabs("prison_officer") if u in walled]
    assert (found, officer) == ({"clerk": [], "head_of_unit": walled}, walled[:1])


def test_a_health_alert_is_set_behind_its_wall(desk, head, anna):
    answer = desk.post(url("add_health", anna), {"text": INSULIN, "since": DAY})
    assert (answer.status_code, answer.url) == (302, url("health", anna))
    with seen_by(SERVICE), behind("health"):
        alert = HealthAlert.objects.get()
    after = plain(id=alert.pk, since=DAY, until=None, person_id=anna.pk, text=INSULIN)
    assert recorded("people.set_health_alert") == [
        (head.pk, anna.pk, "health", "", [("people.healthalert", None, after)])
    ]


def test_a_victim_is_added_behind_their_wall(desk, head, anna):
    said = {"name": GUNTA, "contact": "+371 2000 0001", "wants_information": "on", "since": DAY}
    answer = desk.post(url("add_victim", anna), said)
    assert (answer.status_code, answer.url) == (302, url("victims", anna))
    with seen_by(SERVICE), behind("victims"):
        victim = Victim.objects.get()
    after = plain(
        **{**said, "wants_information": True}, id=victim.pk, until=None, person_id=anna.pk
    )
    assert recorded("people.add_victim") == [
        (head.pk, anna.pk, "victims", "", [("people.victim", None, after)])
    ]


@pytest.mark.parametrize(
    ("name", "said", "wrong"),
    [
        ("add_health", {"text": "", "since": DAY}, {"text": ["This field is required."]}),
        ("add_health", {"text": "x", "since": "soon"}, {"since": ["Enter a valid date."]}),
        ("add_victim", {"name": "", "since": DAY}, {"name": ["This field is required."]}),
    ],
)
def test_what_is_missing_is_said_next_to_its_field(desk, anna, name, said, wrong):
    page = desk.post(url(name, anna), said)
    assert (page.status_code, page.context["form"].errors) == (422, wrong)
    ((field, (message,)),) = wrong.items()
    html = page.content.decode()
    assert html.index(message, html.index(f'name="{field}"') - 400) > 0
    assert Payload.objects.exclude(wall="").count() == 0


def test_a_draft_of_what_is_protected_is_not_kept(desk, anna):
    """Drafts lie outside the walls."""
    for name in ("add_health", "add_victim"):
        assert "data-draft>" not in desk.get(url(name, anna)).content.decode()
    step = reverse("people:correct", args=[anna.pk])
    assert "data-draft>" in desk.get(step).content.decode()


def test_actions_refuse_who_may_not(house, anna):
    clerk = house.actor("clerk")
    with pytest.raises(Refused) as health:
        add_fact(by=clerk, fact=HealthAlert(person=anna, text=INSULIN, since=DAY))
    officer = house.actor("prison_officer")
    with pytest.raises(Refused) as victim:
        add_fact(by=officer, fact=Victim(person=anna, name=GUNTA, since=DAY))
    assert (health.value.reasons, victim.value.reasons) == ([NO_ROLE], [NO_ROLE])
    assert (HealthAlert._base_manager.count(), Victim._base_manager.count()) == (0, 0)


def test_reverse_relations_are_closed_too(anna, protected):
    with seen_by(SERVICE):
        for read in (
            lambda: list(anna.victims.all()),
            lambda: list(anna.health_alerts.all()),
            lambda: anna.victims.exists(),
            lambda: anna.health_alerts.on(DAY),
        ):
            with pytest.raises(WallClosed):
                read()
        with behind("victims"), pytest.raises(WallClosed):
            list(anna.health_alerts.all())
        with behind("victims"):
            assert [victim.name for victim in anna.victims.all()] == [GUNTA]


def test_rows_come_newest_first_with_those_of_merged_records(anna, house, protected, all_seen):
    gone = person("Ozolina", "Anna", at=house.units["riga"])
    change(gone, merged_into=anna)
    later = kept(HealthAlert(person=gone, text="Epilepsy", since=date(2026, 5, 1)))
    with behind("health"):
        assert walled_rows("health", anna) == [later, protected[0]]
    with pytest.raises(WallClosed):
        walled_rows("health", anna)


def test_nothing_leaks_into_other_pages(desk, house, anna):
    """The history says that something protected was recorded, and neither what nor which wall."""
    desk.post(url("add_health", anna), {"text": INSULIN, "since": DAY})
    desk.post(url("add_victim", anna), {"name": GUNTA, "contact": "+371 29", "since": DAY})
    stored = open_all(Payload.objects.exclude(wall=""))
    assert all(INSULIN in str(body) or GUNTA in str(body) for body in stored.values())
    clerk = with_purpose(browser(house.member("clerk")), anna)
    for client in (desk, clerk):
        for name in ("web:person", "web:history", "web:looked", "people:identity"):
            html = client.get(reverse(name, args=[anna.pk])).content.decode()
            assert [word for word in (INSULIN, GUNTA, "+371 29") if word in html] == []
    html = clerk.get(reverse("web:history", args=[anna.pk])).content.decode()
    assert html.count("Recorded something protected") == 2


def test_as_many_queries_for_three_rows_as_for_one(desk, anna):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert desk.post(url("health", anna), {"purpose": "check"}).status_code == 200
        return len(captured)

    kept(HealthAlert(person=anna, text="a", since=DAY))
    one = queries()
    kept(HealthAlert(person=anna, text="b", since=DAY))
    kept(HealthAlert(person=anna, text="c", since=DAY))
    assert queries() == one


def test_the_service_opens_nothing_by_itself(house, anna, protected):
    head = actor_for(house.member("head_of_unit", "olaine"), DAY)
    with seen_by(head), behind("health"):
        assert walled_rows("health", anna) == []
