"""The pages of proceedings: what they show, what they do, and how they refuse."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from tilts.casework.proceedings.actions import add_offence, place
from tilts.casework.proceedings.models import Measure, Offence, Placement, Proceeding
from tilts.platform.access.purposes import ASKED
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Consultation, Shown

from .pages import looks_at, page, send, signed_in
from .world import (
    again,
    days_ago,
    imprisoned,
    judged,
    missing,
    new_person,
    opened,
    sentenced,
    today,
)

pytestmark = pytest.mark.usefixtures("pages")


@pytest.fixture
def client(prison, person) -> Client:
    client = signed_in(prison, "clerk")
    looks_at(client, person)
    return client


def test_the_list_says_who_is_responsible_and_when_release_can_come(client, person, prison):
    sentenced(person, prison, years=9)
    place(by=SERVICE, person_id=person.pk, unit=prison, since=days_ago(3))
    html = page(client, "list", person.pk)
    assert "In prison since" in html
    assert "Earliest conditional release" in html
    assert "9 years from 20 March 2025, to its last day" in html
    assert "has not yet confirmed a rule" in html


def test_a_look_is_written(client, person):
    before = Shown.objects.filter(person_id=person.pk).count()
    page(client, "list", person.pk)
    assert Shown.objects.filter(person_id=person.pk).count() == before + 1
    assert Consultation.objects.latest("recorded_at").purpose == next(iter(ASKED))


@pytest.mark.parametrize("name", ["list", "placement"])
def test_without_a_purpose_it_is_asked_for(person, prison, name):
    html = page(signed_in(prison, "clerk"), name, person.pk, status=403)
    assert "Why do you open this record?" in html


INNOCENT = "Until then the person is presumed innocent"


def test_before_judgment_the_page_presumes_innocence(client, person, prison):
    proceeding = opened(person, prison)
    assert INNOCENT in page(client, "one", proceeding.pk)
    convicted = sentenced(person, prison).proceeding
    assert INNOCENT not in page(client, "one", convicted.pk)


def test_a_judgment_that_can_be_appealed_still_presumes_innocence(client, person, prison):
    proceeding = judged(person, prison)
    assert INNOCENT in page(client, "one", proceeding.pk)


def test_every_way_says_what_stands_in_it(client, person, prison):
    html = page(client, "one", opened(person, prison).pk)
    assert "No offence is recorded. Add what the person is judged for." in html
    html = page(client, "one", judged(person, prison).pk)
    assert "The judgment imposes nothing yet. Add the sentence." in html
    html = page(client, "one", sentenced(person, prison).proceeding.pk)
    assert escape("“Imprisonment” is still running. End it first, and say how.") in html


def test_a_walled_circumstance_is_on_no_page(client, person, prison):
    proceeding = opened(person, prison)
    values: dict[str, Any] = {
        "by": SERVICE,
        "proceeding": proceeding,
        "committed_on": days_ago(900),
    }
    add_offence(**values, code="160", circumstances="walled words")
    add_offence(**values, code="175", circumstances="open words")
    html = page(client, "one", proceeding.pk)
    assert ("walled words" in html, "open words" in html) == (False, True)
    assert "Circumstances are protected." in html


def test_a_clerk_takes_proceedings_all_the_way(client, person, prison):
    said = {"authority": "Rīga City Court", "reference": "K-7", "unit": prison.pk}
    received = {"received_on": days_ago(300).isoformat()}
    assert send(client, "open", person.pk, **said, **received)[0] == 302
    proceeding = Proceeding.objects.get()
    committed = days_ago(400).isoformat()
    assert send(client, "offence", proceeding.pk, code="175", committed_on=committed)[0] == 302
    assert send(client, "judgment", proceeding.pk, day=days_ago(200).isoformat())[0] == 302
    sentence = {
        "kind": "imprisonment",
        "imposed_on": days_ago(200).isoformat(),
        "start": days_ago(150).isoformat(),
        "months": "3",
    }
    assert send(client, "measure", proceeding.pk, **sentence)[0] == 302
    assert send(client, "in_force", proceeding.pk, day=days_ago(150).isoformat())[0] == 302
    assert send(client, "move", proceeding.pk, "begin_serving")[0] == 302
    measure = Measure.objects.get()
    assert send(client, "remand", measure.pk, days="5", reason="the judgment")[0] == 302
    served = {"ended_on": days_ago(20).isoformat(), "how": "served"}
    assert send(client, "end", measure.pk, **served)[0] == 302
    assert send(client, "move", proceeding.pk, "complete")[0] == 302
    assert (again(proceeding).state, again(person).category) == ("completed", "convicted")


def test_hours_are_kept_as_minutes_and_euros_as_cents(client, person, prison):
    proceeding = judged(person, prison)
    usual = {"kind": "community_service", "imposed_on": days_ago(20).isoformat()}
    send(client, "measure", proceeding.pk, **usual, hours="120")
    send(client, "measure", proceeding.pk, **usual, amount="350.50")
    rows = Measure.objects.order_by("pk").values_list("minutes", "cents")
    assert list(rows) == [(7200, None), (None, 35050)]


def test_a_refusal_is_said_and_what_was_typed_stays(client, person, prison):
    said = {"kind": "imprisonment", "imposed_on": days_ago(20).isoformat(), "years": "2"}
    status, html = send(client, "measure", opened(person, prison).pk, **said)
    assert status == 422
    assert "the person is presumed innocent. Record the judgment first." in html
    assert 'name="years" value="2"' in html


def test_an_offence_is_found_by_its_title(client, person, prison):
    proceeding = opened(person, prison)
    assert "?code=176" in page(client, "offence", proceeding.pk, q="robbery")
    assert 'value="176"' in page(client, "offence", proceeding.pk, code="176")
    assert "No offence of the code matches." in page(client, "offence", proceeding.pk, q="xyz")


def test_an_unknown_offence_is_refused(client, person, prison):
    committed = days_ago(400).isoformat()
    proceeding = opened(person, prison)
    status, html = send(client, "offence", proceeding.pk, code="9999", committed_on=committed)
    assert (status, list(Offence.objects.all())) == (422, [])
    assert "Search by number or title." in html


def test_a_measure_begins_on_the_day_given(client, person, prison):
    measure = imprisoned(judged(person, prison), start=None)
    assert send(client, "start", measure.pk, start=days_ago(5).isoformat())[0] == 302
    assert again(measure).start == days_ago(5)


def test_admission_move_escape_return_and_release(client, person, prison, other_prison):
    def do(verb: str, ago: int, **said: Any) -> int:
        day = days_ago(ago).isoformat()
        return send(client, "place", person.pk, verb, day=day, **said)[0]

    steps = [
        do("admit", 90, unit=prison.pk),
        do("move", 80, unit=other_prison.pk, reason="transfer"),
        do("leave", 70, how="escape"),
        do("return", 60, unit=prison.pk),
        do("leave", 50, how="release"),
    ]
    assert steps == [302] * 5
    rows = Placement.objects.order_by("since").values_list("unit__code", "reason", "ended_how")
    assert list(rows) == [
        ("riga", "admission", ""),
        ("jelgava", "transfer", "escape"),
        ("riga", "return", "release"),
    ]
    assert "Jelgava" in page(client, "placement", person.pk)


def test_what_can_be_done_about_a_placement_follows_from_it(client, person, prison):
    assert "Admit to prison" in page(client, "placement", person.pk)
    place(by=SERVICE, person_id=person.pk, unit=prison, since=days_ago(9))
    html = page(client, "placement", person.pk)
    assert ("Admit to prison" in html, "Leaves prison" in html) == (False, True)
    send(client, "place", person.pk, "leave", day=today().isoformat(), how="escape")
    assert "Back from an escape" in page(client, "placement", person.pk)


def test_wrong_person_is_told_by_the_file_number(client, person, prison):
    proceeding, right = sentenced(person, prison).proceeding, new_person(prison, "Cits")
    clerk_of_errors = signed_in(prison, "head_of_unit")
    looks_at(clerk_of_errors, person)
    said = {"file_number": right.file_number, "reason": "a namesake"}
    assert send(clerk_of_errors, "wrong", proceeding.pk, **said)[0] == 302
    assert Proceeding.objects.get(copy_of=proceeding).person == right
    status, html = send(clerk_of_errors, "wrong", proceeding.pk, file_number="?", reason="x")
    assert (status, "Nobody whom you may see has this file number." in html) == (422, True)


def test_what_happens_by_itself_is_on_no_page(client, person, prison):
    proceeding = opened(person, prison)
    for code in ("person_died", "record_judgment", "mark_wrong_person", "dance"):
        page(client, "move", proceeding.pk, code, status=404)
    page(client, "place", person.pk, "dance", status=404)


def test_an_acquittal_says_why(client, person, prison):
    proceeding = opened(person, prison)
    assert send(client, "move", proceeding.pk, "acquit", reason="not proven")[0] == 302
    assert again(proceeding).state == "acquitted"


def test_a_stranger_cannot_tell_hidden_from_nobody(person, probation, prison):
    proceeding, stranger = opened(person, prison), signed_in(probation, "clerk")
    hidden = page(stranger, "one", proceeding.pk, status=404)
    assert hidden.count("K-1") == 0
    page(stranger, "list", person.pk, status=404)
    page(stranger, "one", missing(), status=404)


def test_who_may_only_see_may_not_record(person, prison):
    inspector = signed_in(prison, "inspector")
    page(inspector, "open", person.pk, status=403)
    page(inspector, "place", person.pk, "admit", status=403)


def test_the_pages_cost_the_same_for_one_row_and_three(client, person, prison):
    proceeding = sentenced(person, prison).proceeding

    def queries(name: str, pk: Any) -> int:
        with CaptureQueriesContext(connection) as made:
            page(client, name, pk)
        return len(made)

    def counts() -> list[int]:
        return [queries("list", person.pk), queries("one", proceeding.pk)]

    counts()  # caches of the process
    once = counts()
    for code in ("176", "177"):
        imprisoned(proceeding)
        add_offence(by=SERVICE, proceeding=proceeding, code=code, committed_on=days_ago(900))
        opened(person, prison)
    assert counts() == once


def test_the_person_page_shows_the_path_and_the_tab(client, person, prison):
    sentenced(person, prison, years=9)
    place(by=SERVICE, person_id=person.pk, unit=prison, since=days_ago(3))
    html = client.get(reverse("web:person", args=[person.pk])).content.decode()
    assert ("expected release" in html, "Riga" in html, "End of sentence" in html) == (True,) * 3
    assert reverse("proceedings:list", args=[person.pk]) in html
