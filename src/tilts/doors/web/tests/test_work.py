"""The page of one piece of work: opened from My day, done, taken, or no longer needed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tilts.casework.allocation.actions import Handover, allocate
from tilts.platform.organisation.actions import plan_absence
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act, Shown
from tilts.platform.workflow.actions import close_item, open_item
from tilts.platform.workflow.actions.items import BY_STEP
from tilts.platform.workflow.kinds import work
from tilts.platform.workflow.models import WorkItem
from tilts.platform.workflow.panels import Next

from .visitors import all_seen, somebody, visitor

pytestmark = pytest.mark.django_db
CALL = work("tests.call_the_court", "Call the court")
STEP = work("tests.step_of_a_case", "Take the step", by_step=True)
HOW = Handover(on=LONG_AGO, reason="first officer")
TODAY = timezone.localdate()


@pytest.fixture
def officer(house):
    return visitor(house, "prison_officer")


@pytest.fixture
def person(house, officer):
    """Somebody in the officer's caseload."""
    found = somebody(house)
    with all_seen():
        allocate(by=SERVICE, person=found.pk, to=officer.staff, how=HOW)
    return found


def opened(house, person, **values):
    with all_seen():
        unit = house.units["riga"]
        return open_item(by=SERVICE, kind=CALL, person=person.pk, unit=unit, due=TODAY, **values)


def sent(who, item, verb, reason=""):
    return who.client.post(f"/workflow/work/{item.pk}/", {"verb": verb, "reason": reason})


def now(item):
    """Owner, outcome, and who closed it."""
    with all_seen():
        return WorkItem.objects.values_list("owner", "outcome", "closed_by").get(pk=item.pk)


def test_opening_the_work_is_a_look_at_the_person(house, officer, person):
    item = opened(house, person, owner=officer.staff.pk)
    page = officer.get(f"/workflow/work/{item.pk}/")
    assert page.status_code == 200
    assert list(page.context["verbs"]) == ["done", "not-needed"]
    looks = Shown.objects.filter(person_id=person.pk, consultation__actor_id=officer.staff.pk)
    assert looks.count() == 1


def test_my_day_and_the_persons_page_lead_to_it(house, officer, person):
    item = opened(house, person, owner=officer.staff.pk)
    (part,) = [p for p in officer.get("/").context["wide"] if p.section.code == "work"]
    assert [row.url for row, _ in part.rows] == [f"/workflow/work/{item.pk}/"]
    assert officer.get(f"/people/{person.pk}/").context["next"] == [
        Next("Call the court", TODAY, f"/workflow/work/{item.pk}/", "warning")
    ]


def test_what_is_done_leaves_my_day(house, officer, person):
    item = opened(house, person, owner=officer.staff.pk)
    answer = sent(officer, item, "done")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert now(item) == (officer.staff.pk, "done", officer.staff.pk)
    page = officer.get("/")
    assert [str(message) for message in page.context["messages"]] == ["Done: Call the court"]
    assert [part.rows for part in page.context["wide"] if part.section.code == "work"] == [[]]
    assert Act.objects.filter(kind="workflow.close_item", actor_id=officer.staff.pk).count() == 1


def test_what_is_no_longer_needed_wants_a_reason(house, officer, person):
    item = opened(house, person, owner=officer.staff.pk)
    page = sent(officer, item, "not-needed")
    assert page.status_code == 422
    assert page.context["form"].errors == {"reason": ["Say why it is no longer needed."]}
    assert now(item) == (officer.staff.pk, "", None)
    assert sent(officer, item, "not-needed", "The court wrote itself.").status_code == 302
    assert now(item) == (officer.staff.pk, "not-needed", officer.staff.pk)


def test_work_of_the_queue_is_taken(house, officer, person):
    item = opened(house, person)
    assert list(officer.get(f"/workflow/work/{item.pk}/").context["verbs"]) == [
        "take",
        "done",
        "not-needed",
    ]
    assert sent(officer, item, "take").status_code == 302
    assert now(item) == (officer.staff.pk, "", None)
    assert list(officer.get(f"/workflow/work/{item.pk}/").context["verbs"]) == [
        "done",
        "not-needed",
    ]


def of_step(house, person, **values):
    with all_seen():
        unit, case = house.units["riga"], f"people.person:{person.pk}"
        return open_item(by=SERVICE, kind=STEP, person=person.pk, unit=unit, case=case, **values)


def test_what_a_step_of_its_case_closes_is_taken_and_never_closed_by_hand(house, officer, person):
    item = of_step(house, person)
    page = officer.get(f"/workflow/work/{item.pk}/")
    assert (list(page.context["verbs"]), page.context["by_step"]) == (["take"], BY_STEP.text)
    assert sent(officer, item, "take").status_code == 302
    page = officer.get(f"/workflow/work/{item.pk}/")
    assert list(page.context["verbs"]) == []
    words = page.content.decode()
    assert (str(BY_STEP.text) in words, "somebody else" in words, "<textarea" in words) == (
        True,
        False,
        False,
    )
    refused = sent(officer, item, "done")
    assert (refused.status_code, now(item)) == (422, (officer.staff.pk, "", None))


def test_who_was_faster_is_told_and_nothing_is_lost(house, officer, person):
    item = opened(house, person, owner=officer.staff.pk)
    with all_seen():
        close_item(by=officer.actor, item=item)
    page = sent(officer, item, "not-needed", "Written for nothing?")
    text = "This work is closed already."
    assert (page.status_code, page.context["form"].non_field_errors()) == (422, [text])
    assert "Written for nothing?" in page.content.decode()


def test_a_colleague_sees_it_and_cannot_close_it(house, officer, person):
    item = opened(house, person, owner=officer.staff.pk)
    other = visitor(house, "prison_officer")
    other.has_said_why(person)
    page = other.get(f"/workflow/work/{item.pk}/")
    assert (page.status_code, page.context["verbs"]) == (200, {})
    assert "somebody else's work" in page.content.decode().replace("&#x27;", "'")
    assert sent(other, item, "done").status_code == 422
    assert now(item) == (officer.staff.pk, "", None)


def test_who_stands_in_can_close_it(house, officer, person):
    item = opened(house, person, owner=officer.staff.pk)
    other = visitor(house, "prison_officer")
    plan_absence(
        by=SERVICE,
        staff=officer.staff,
        since=TODAY,
        until=TODAY + timedelta(days=3),
        substitute=other.staff,
    )
    assert sent(other, item, "done").status_code == 302
    assert now(item) == (officer.staff.pk, "done", other.staff.pk)


def test_work_about_somebody_hidden_is_not_there(house, officer):
    hidden = somebody(house, "Petraitis", unit="vilnius")
    item = opened(house, hidden, owner=officer.staff.pk)
    nobody = officer.get("/workflow/work/01a213d5-31ba-7227-8fe7-a027e271a85b/")
    assert officer.get(f"/workflow/work/{item.pk}/").status_code == nobody.status_code == 404


def test_an_unknown_verb_changes_nothing(house, officer, person):
    item = opened(house, person, owner=officer.staff.pk)
    assert sent(officer, item, "burn").status_code == 422
    assert now(item) == (officer.staff.pk, "", None)


SEE_TO = work("tests.see_to_the_shelf", "See to the shelf")


def of_nobody(house, **values):
    """Work that is about no person."""
    with all_seen():
        unit = house.units["riga"]
        return open_item(by=SERVICE, kind=SEE_TO, person=None, unit=unit, due=TODAY, **values)


def test_work_about_nobody_is_no_look_at_anybody(house, officer):
    item = of_nobody(house, owner=officer.staff.pk)
    page = officer.get(f"/workflow/work/{item.pk}/")
    assert page.status_code == 200
    assert list(page.context["verbs"]) == ["done", "not-needed"]
    assert "person" not in page.context
    assert Shown.objects.count() == 0
    assert b"Open the case" not in page.content


def test_work_about_nobody_is_done_and_taken_like_other_work(house, officer):
    own, free = of_nobody(house, owner=officer.staff.pk), of_nobody(house)
    assert sent(officer, own, "done").status_code == 302
    assert now(own) == (officer.staff.pk, "done", officer.staff.pk)
    verbs = officer.get(f"/workflow/work/{free.pk}/").context["verbs"]
    assert list(verbs) == ["take", "done", "not-needed"]
    assert sent(officer, free, "take").status_code == 302
    assert now(free) == (officer.staff.pk, "", None)


def test_work_about_nobody_is_there_only_for_those_whose_it_is(house, officer):
    item = of_nobody(house, owner=officer.staff.pk)
    other = visitor(house, "prison_officer")
    assert other.get(f"/workflow/work/{item.pk}/").status_code == 404
    assert sent(other, item, "done").status_code == 404
    assert now(item) == (officer.staff.pk, "", None)


def test_work_about_nobody_stands_in_my_day(house, officer):
    of_nobody(house, owner=officer.staff.pk)
    other = visitor(house, "prison_officer")
    assert [b"See to the shelf" in who.get("/").content for who in (officer, other)] == [
        True,
        False,
    ]
