"""A note that was taken back is read as such, and counts nowhere; it is taken back once."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from tilts.casework.people.tests.desk import recorded
from tilts.casework.supervision.actions import withdraw_contact
from tilts.casework.supervision.models import ContactNote
from tilts.casework.supervision.my_day import meetings, mine, not_listed
from tilts.casework.supervision.panels import agreed, latest
from tilts.casework.supervision.queries import contacts_of, up_to
from tilts.platform.access.reasons import Refused

from .notes import at, note

pytestmark = pytest.mark.usefixtures("all_seen")
TODAY = timezone.localdate()


@pytest.fixture
def agreed_today(caseload, anna):
    """A contact a week ago at which one for today was agreed."""
    return note(anna, caseload.officer, -7, next_on=at(0, 15))


@pytest.fixture
def back(caseload, agreed_today):
    return withdraw_contact(by=caseload.actor, note=agreed_today, reason="about another person")


def everywhere(caseload, anna) -> list[bool]:
    """Whether it counts as a meeting, as seen, as listed, as next and as the latest."""
    actor = caseload.actor
    return [
        bool(meetings(actor)),
        mine(actor)[0].text != "never seen",
        not not_listed(actor),
        bool(agreed(actor, [anna.pk])),
        bool(latest(actor, [anna.pk])),
    ]


def test_it_counted_before(caseload, anna, agreed_today):
    assert everywhere(caseload, anna) == [True] * 5


def test_it_counts_nowhere_after(caseload, anna, back):
    assert everywhere(caseload, anna) == [False] * 5
    assert [row.text for row in not_listed(caseload.actor)] == [
        "never seen · no next contact agreed"
    ]


def test_it_stays_where_all_contacts_are(anna, back):
    assert list(contacts_of([anna.pk])) == [back]


def test_who_comes_second_is_told_and_the_first_reason_stands(caseload, agreed_today, back):
    """Two have the page open: `agreed_today` is the note as the second one had read it."""
    assert agreed_today.withdrawn is False
    with pytest.raises(Refused) as refused:
        withdraw_contact(by=caseload.actor, note=agreed_today, reason="written twice")
    assert [reason.code for reason in refused.value.reasons] == ["withdrawn"]
    assert ContactNote.objects.get().withdrawn_because == "about another person"
    assert len(recorded("supervision.withdraw_contact")) == 1


def test_the_database_wants_a_reason(caseload, anna):
    with pytest.raises(IntegrityError), transaction.atomic():
        note(anna, caseload.officer, -7, withdrawn=True, withdrawn_because="")


def test_the_database_wants_a_next_contact_after_this_one(caseload, anna):
    with pytest.raises(IntegrityError), transaction.atomic():
        note(anna, caseload.officer, -7, next_on=at(-7))


def test_another_note_of_the_same_day_still_counts(caseload, anna, back):
    right = note(anna, caseload.officer, -7, next_on=at(0, 15))
    assert up_to([caseload.officer.pk], [], timezone.now()).contacts == [right]
    assert everywhere(caseload, anna) == [True] * 5


def test_the_page_of_a_note_somebody_took_back_meanwhile(desk, anna, back):
    url = reverse("supervision:withdraw", args=[anna.pk, back.pk])
    assert desk.get(url).status_code == 404
    html = desk.get(reverse("supervision:contacts", args=[anna.pk])).content.decode()
    assert ("about another person" in html, url in html) == (True, False)
