"""The path picture and what happens next, for many people at once."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tilts.casework.people.models import Person
from tilts.casework.proceedings.actions import add_offence, end_placement, place, record_judgment
from tilts.casework.proceedings.models import Placement
from tilts.casework.proceedings.panels import coming, places, release_line, sentence_bars
from tilts.casework.proceedings.release import calculations
from tilts.platform.design.display import local
from tilts.platform.design.path import Point, Span
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.panels import Next, tabs

from .world import IN_FORCE, days_ago, new_person, opened, sentenced, today

PROVIDERS = (sentence_bars, places, coming, release_line)


def test_a_sentence_is_solid_until_today_and_dashed_to_its_end(person, prison):
    sentenced(person, prison, years=20)
    found = calculations([person.pk], today())[person.pk]
    end, expected = found.release.end.day, found.expected
    assert expected
    assert sentence_bars(SERVICE, [person.pk]) == {
        person.pk: [
            Span("Imprisonment · 20 years", IN_FORCE, today()),
            Span("", today(), end, expected=True),
            Point("expected release", expected, "info"),
        ]
    }


def test_placements_are_bars_and_an_escape_is_an_event(person, prison):
    place(by=SERVICE, person_id=person.pk, unit=prison, since=days_ago(30))
    how = Placement.Ended.ESCAPE
    end_placement(by=SERVICE, person_id=person.pk, on=days_ago(10), how=how)
    assert places(SERVICE, [person.pk]) == {
        person.pk: [
            Span("Riga", days_ago(30), days_ago(10), "neutral"),
            Point("escape", days_ago(10), "danger"),
        ]
    }


def test_releases_come_for_who_is_in_prison(person, prison):
    sentenced(person, prison, years=20)
    assert coming(SERVICE, [person.pk]) == {}
    place(by=SERVICE, person_id=person.pk, unit=prison, since=days_ago(30))
    answers = calculations([person.pk], today())[person.pk].release
    assert coming(SERVICE, [person.pk]) == {
        person.pk: [
            Next("Earliest conditional release with monitoring", answers.monitored.day, "", "info"),
            Next("Earliest conditional release", answers.conditional.day, "", "info"),
            Next("End of sentence", answers.end.day, "", "info"),
        ]
    }


def test_the_header_says_the_release_of_who_is_in_prison(person, prison):
    sentenced(person, prison, years=20)
    assert release_line(SERVICE, [person.pk]) == {}
    place(by=SERVICE, person_id=person.pk, unit=prison, since=days_ago(30))
    expected = calculations([person.pk], today())[person.pk].expected
    said = f"release expected {local(expected)}"
    assert release_line(SERVICE, [person.pk]) == {person.pk: said}


def test_the_end_of_what_probation_carries_out_comes(person, prison):
    sentenced(person, prison, kind="probation_supervision", years=20)
    (row,) = coming(SERVICE, [person.pk])[person.pk]
    assert (row.text, row.when) == ("End: Probation supervision", IN_FORCE.replace(2045, 3, 19))


def test_the_last_day_of_an_appeal_comes(person, prison):
    proceeding = opened(person, prison)
    add_offence(by=SERVICE, proceeding=proceeding, code="175", committed_on=days_ago(90))
    record_judgment(by=SERVICE, proceeding=proceeding, judged_on=today())
    (row,) = coming(SERVICE, [person.pk])[person.pk]
    assert row.text == "The judgment can be appealed until this day"
    assert row.when
    assert row.when >= today() + timedelta(days=10)


def test_many_people_cost_as_much_as_one(person, prison):
    people = [person.pk, new_person(prison).pk, new_person(prison).pk]
    for pk in people:
        sentenced(Person.objects.get(pk=pk), prison, years=20)
        place(by=SERVICE, person_id=pk, unit=prison, since=days_ago(9))

    def queries(ids) -> list[int]:
        counts = []
        for provider in PROVIDERS:
            with CaptureQueriesContext(connection) as made:
                assert set(provider(SERVICE, ids)) == set(ids)
            counts.append(len(made))
        return counts

    assert queries(people[:1]) == queries(people)


def test_the_room_has_a_tab():
    assert "proceedings:list" in [tab.url_name for tab in tabs(SERVICE)]
