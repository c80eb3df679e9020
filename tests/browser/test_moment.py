"""In the moment, on a phone: a protocol's steps, a visit without signal, and an alarm."""

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .conftest import Enter, Service, faults_of

pytestmark = pytest.mark.browser
Picture = Callable[[Page, str], None]
PHONE = {"width": 390, "height": 844}
MAKE = """
import json
from datetime import timedelta
from django.utils import timezone
from tilts.casework.allocation.models import Allocation
from tilts.casework.people.models import Person
from tilts.casework.visits.actions import check_visit, plan_visit
from tilts.casework.visits.checks import questions
from tilts.casework.visits.choices import Decision
from tilts.casework.visits.content import Checked, Planned
from tilts.doors.web.signin.demo import _account_with
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.grants import actor_for
staff = _account_with("probation_officer").staff
today = timezone.localdate()
row = Allocation.plain.on(today).filter(staff=staff, person__died_on=None).order_by("pk")[NUMBER]
by = actor_for(staff, today)
with seen_by(by):
    person = Person.objects.select_related("unit__agency").get(pk=row.person_id)
    what = Planned(at=timezone.now() + timedelta(minutes=5), minutes=60, address="Upes iela 3")
    visit = plan_visit(by=by, person=person, what=what)
    answers = {one.code: one.safe for one in questions(by.country, today)}
    check_visit(by=by, visit=visit, what=Checked(answers=answers, decision=Decision.ALONE))
print(json.dumps({"person": str(person.pk), "visit": str(visit.pk)}))
"""
LATE = """
from datetime import timedelta
from django.utils import timezone
from tilts.casework.visits.jobs import no_word
from tilts.casework.visits.models import CheckIn
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
with seen_by(SERVICE), act("test.late", by=SERVICE):
    row = CheckIn.objects.get(visit="VISIT")
    row.ends_at = row.next_alarm_at = timezone.now() - timedelta(minutes=1)
    row.save()
no_word()
"""
TAKEN = """
from tilts.casework.protocols.actions import Taken, take_step
from tilts.casework.protocols.models import OccurrenceStep
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
with seen_by(SERVICE):
    step = OccurrenceStep.objects.select_related("occurrence").get(pk="STEP")
    take_step(by=SERVICE, step=step, what=Taken())
"""
NOTES = """
import json
from tilts.casework.supervision.models import ContactNote
from tilts.casework.visits.models import HomeVisit
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
with seen_by(SERVICE):
    visit = HomeVisit.objects.get(pk="VISIT")
    contacts = ContactNote.objects.filter(person=visit.person_id, text__contains="canary").count()
    print(json.dumps([visit.note, contacts]))
"""


def run(service: Service, code: str) -> str:
    """What a process of the service says."""
    told = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\n{code}"],
        env={**service.environment, "TILTS_DEMO": "yes"},
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stdout


def made(service: Service, number: int) -> dict[str, str]:
    found: dict[str, str] = json.loads(run(service, MAKE.replace("NUMBER", str(number))))
    return found


def on_phone(page: Page) -> Page:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type] # a dict of two numbers
    return page


def stored(page: Page) -> str:
    """Everything that lies in the storage of the device."""
    return str(page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})"))


def test_from_a_person_page_to_the_steps_of_a_protocol(
    service: Service, enter: Enter, picture: Picture
) -> None:
    cast = made(service, 0)
    page = on_phone(enter("probation_officer"))
    page.goto(f"{service.url}/people/{cast['person']}/")
    page.get_by_role("button", name="In the moment").click()
    picture(page, "moment-menu")
    with page.expect_navigation():
        page.get_by_role("button", name="Violence").click()
    expect(page.get_by_role("heading", name="Violence")).to_be_visible()
    assert faults_of(page) == []
    steps = page.locator(".protocol > li")
    with page.expect_navigation():
        steps.nth(0).get_by_role("button", name="Done").first.click()
    expect(steps.nth(0).get_by_text("done")).to_be_visible()
    page.context.set_offline(True)
    steps.nth(1).get_by_role("button", name="Done").first.click()
    expect(steps.nth(1).locator(".waiting")).to_be_visible()
    with page.expect_navigation():
        page.context.set_offline(False)
    expect(steps.nth(1).get_by_role("button", name="Take back")).to_be_visible()
    picture(page, "moment-steps")
    assert faults_of(page) == []


def test_the_page_one_is_on_stands_in_sight_among_the_others(
    service: Service, enter: Enter
) -> None:
    cast = made(service, 2)
    page = on_phone(enter("probation_officer"))
    page.goto(f"{service.url}/people/{cast['person']}/history/")
    tab = page.locator(".tabs .nav > li > [aria-current]")
    expect(tab).to_have_text("History")
    expect(tab).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_a_step_that_a_colleague_took_meanwhile_is_dropped_with_a_word(
    service: Service, enter: Enter
) -> None:
    cast = made(service, 3)
    page = on_phone(enter("probation_officer"))
    page.goto(f"{service.url}/people/{cast['person']}/")
    page.get_by_role("button", name="In the moment").click()
    with page.expect_navigation():
        page.get_by_role("button", name="A child at risk").click()
    form = page.locator(".protocol > li").first.locator("form.take")
    step = str(form.get_attribute("action")).rstrip("/").split("/")[-1]
    page.context.set_offline(True)
    form.get_by_text("Note, or not possible").click()
    form.locator("textarea").fill("Nobody opens.")
    form.get_by_role("button", name="Not possible").click()
    expect(form.locator(".waiting")).to_be_visible()
    run(service, TAKEN.replace("STEP", step))
    page.context.set_offline(False)
    said = page.get_by_role("alert")
    expect(said).to_contain_text("Somebody recorded this step already.")
    expect(said).to_contain_text("Nobody opens.")
    assert "tilts-outbox" not in stored(page)


def test_a_note_without_signal_is_unreadable_on_the_device_and_arrives_once(
    service: Service, enter: Enter, picture: Picture
) -> None:
    cast = made(service, 1)
    page = on_phone(enter("probation_officer", "lv"))
    address = f"{service.url}/people/visits/{cast['visit']}/"
    page.goto(address)
    with page.expect_navigation():
        page.locator("form[action*='/visits/'][action$='/begin/'] button").click()
    assert faults_of(page) == []
    picture(page, "visit-phone")
    page.context.set_offline(True)
    page.locator("[name='met'][value='person']").check()
    page.locator("[name='note']").fill("The canary sings in the kitchen.")
    for _ in range(100):
        if "tilts-kept" in stored(page):
            break
        page.wait_for_timeout(100)
    assert "tilts-kept" in stored(page)
    page.locator("form[action$='/report/'] button[type='submit']").click()
    expect(page.locator("form[action$='/report/'] .waiting")).to_be_visible()
    kept = stored(page)
    assert "tilts-outbox" in kept
    assert "canary" not in kept
    assert page.evaluate("document.body.dataset.lock") is None
    with page.expect_navigation():
        page.context.set_offline(False)
    page.goto(address)
    assert _notes(service, cast) == ["The canary sings in the kitchen.", 1]
    assert "tilts-outbox" not in stored(page)
    assert "tilts-kept" not in stored(page)
    with page.expect_navigation(url="**/accounts/login/**"):
        page.locator("form[action*='logout'] button").first.evaluate("b => b.form.requestSubmit()")
    assert page.evaluate("document.body.dataset.account") is None


def _notes(service: Service, cast: dict[str, str]) -> Any:
    return json.loads(run(service, NOTES.replace("VISIT", cast["visit"])))


def test_an_alarm_after_the_time_has_passed(
    service: Service, enter: Enter, picture: Picture
) -> None:
    cast = made(service, 2)
    page = on_phone(enter("probation_officer"))
    address = f"{service.url}/people/visits/{cast['visit']}/"
    page.goto(address)
    with page.expect_navigation():
        page.get_by_role("button", name="Begin the visit").click()
    run(service, LATE.replace("VISIT", cast["visit"]))
    page.goto(address)
    expect(page.get_by_role("heading", name="Alarm: no word in time", exact=True)).to_be_visible()
    assert faults_of(page) == []
    picture(page, "visit-alarm")
    with page.expect_navigation():
        page.get_by_role("button", name="I find out").click()
    with page.expect_navigation():
        page.get_by_role("link", name="Close the alarm").click()
    page.locator("[name='done']").fill("The phone was flat.")
    with page.expect_navigation():
        page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The phone was flat.")).to_be_visible()
