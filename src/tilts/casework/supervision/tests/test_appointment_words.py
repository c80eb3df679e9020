"""What readers see of appointments and of the contact standard, in words."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from tilts.casework.people.tests.desk import browser
from tilts.casework.supervision.actions import record_outcome, reschedule
from tilts.casework.supervision.outcomes import Said
from tilts.casework.supervision.presenting_appointments import (
    in_short,
    missing,
    proposed_after,
    told,
)
from tilts.casework.supervision.queries.standard import standings, standings_for
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE

from .meetings import agreed, begun, wanted
from .test_standings import supervised


def page(client: Client, name: str, *ids: object) -> str:
    """The text of a page of this room."""
    answer = client.get(reverse(f"supervision:{name}", args=ids))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.usefixtures("all_seen")
def test_who_stands_in_is_proposed_the_officers_free_time(caseload, anna):
    """Not their own: the next one is with the officer again."""
    last = timezone.make_aware(
        datetime.combine(timezone.localdate() - timedelta(days=7), datetime.min.time())
    ) + timedelta(hours=10)
    row = begun(anna, caseload.officer, last)
    head = actor_for(caseload.house.member("head_of_unit", "jelgava"), timezone.localdate())
    theirs = proposed_after(caseload.actor, row)
    assert proposed_after(head, row) == theirs
    agreed(head, caseload.add("Berta"), starts_at=theirs[0])
    assert proposed_after(head, row) == theirs
    agreed(caseload.actor, caseload.add("Celma"), starts_at=theirs[0])
    assert theirs[0] not in proposed_after(head, row)


def test_what_was_moved_names_the_new_one_and_why(desk, caseload, anna, all_seen):
    old = agreed(caseload.actor, anna, 7)
    new = reschedule(by=caseload.actor, appointment=old, side="person", wanted=wanted(8))
    before = page(desk, "appointment", anna.pk, old.pk)
    after = page(desk, "appointment", anna.pk, new.pk)
    assert [
        text in before
        for text in ("moved by the person", "moved to another time", "the new appointment")
    ] == [True] * 3
    assert ("an earlier appointment" in after, "Why it does not take place" in after) == (
        True,
        False,
    )


def test_an_absence_stands_with_its_words_and_without_a_note(desk, caseload, anna, all_seen):
    row = begun(anna, caseload.officer)
    said = Said(choice="excused:medical", text="Has the flu.")
    record_outcome(by=caseload.actor, appointment=row, said=said)
    text = page(desk, "appointment", anna.pk, row.pk)
    shown = ("acceptable absence: health", "Has the flu.", "Take back what was recorded")
    assert [word in text for word in shown] == [True] * 3
    assert ("Entered in error" in text, "Another time" in text) == (False, False)


def test_what_was_recorded_is_said_before_it_is_recorded_again(desk, caseload, anna, all_seen):
    row = begun(anna, caseload.officer)
    record_outcome(by=caseload.actor, appointment=row, said=Said(choice="late", text="Found work."))
    text = page(desk, "outcome", anna.pk, row.pk)
    assert [word in text for word in ("It is recorded already", "came late")] == [True, True]


def test_a_list_names_the_hour(desk, caseload, anna, all_seen):
    agreed(caseload.actor, anna, 7, 14, how="visit", where="at home")
    text = page(desk, "contacts", anna.pk)
    assert "14:00, home visit, at home" in text


def test_the_standard_stands_among_the_contacts(desk, caseload):
    with seen_by(SERVICE):
        whom = supervised(caseload, "Berta")
        (found,) = standings([whom.pk]).values()
    text = page(desk, "contacts", whom.pk)
    words = [in_short(found), *missing(found), *map(str, told(found)["why"])]
    assert [escape(word) in text for word in words] == [True] * len(words)


@pytest.mark.usefixtures("all_seen")
def test_whoever_sees_no_level_sees_no_standard(caseload):
    whom = supervised(caseload, "Berta")
    roles = ("probation_officer", "head_of_unit", "clerk", "mediator")
    found = {
        role: whom.pk
        in standings_for(
            actor_for(caseload.house.member(role, "jelgava"), timezone.localdate()), [whom.pk]
        )
        for role in roles
    }
    assert found == dict(zip(roles, (True, True, False, False), strict=True))


def test_an_officer_who_falls_behind_is_named_with_what_is_missing(caseload):
    with seen_by(SERVICE):
        whom = supervised(caseload, "Berta")
        (found,) = standings([whom.pk]).values()
    head = browser(caseload.house.member("head_of_unit", "jelgava"))
    text = page(head, "standard_of", caseload.officer.pk)
    shown = [escape(word) in text for word in ("Berta", *missing(found))]
    assert shown == [found.is_behind] * len(shown)
    table = page(head, "standard")
    assert escape(caseload.officer.name) in table
