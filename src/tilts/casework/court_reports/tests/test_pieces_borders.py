"""What rooms leave out of what they tell for a report, and how it changes with the record."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from tilts.casework.people import actions as people
from tilts.casework.people.models import Address, Relation
from tilts.casework.people.pairs import merge_people
from tilts.casework.people.tests.people import change
from tilts.casework.proceedings import actions as proceedings
from tilts.casework.proceedings.models import Measure
from tilts.casework.supervision.models import ContactNote
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.recorded import reference
from tilts.platform.workflow.actions import move
from tilts.platform.workflow.pieces import Piece, pieces

from .desk import TODAY
from .test_pieces import SINCE, sentenced, told


def texts(desk, *people_told) -> list[str]:
    return [one.text for one in pieces(desk.writer, [whom.pk for whom in people_told])]


def contacts(desk, whom, *days_ago: int) -> None:
    with act("test.contacts", by=SERVICE):
        for days in days_ago:
            at = timezone.now() - timedelta(days=days)
            ContactNote(
                person=whom, staff=desk.staff, happened_at=at, how="office", text="Spoke."
            ).save()


def test_one_contact_is_told_with_its_day(desk):
    contacts(desk, desk.anna, 3)
    ((topic, text, _source, day, is_fact),) = told(desk, desk.anna)
    assert (topic, text.startswith("1 contact is on record, on "), is_fact) == (
        "history",
        True,
        True,
    )
    assert day == timezone.localdate() - timedelta(days=3)


def test_contacts_of_a_merged_record_are_counted_with_the_others(desk):
    other = desk.add("Ozoliņa")
    contacts(desk, desk.anna, 3, 5)
    contacts(desk, other, 8)
    merge_people(by=SERVICE, kept_id=desk.anna.pk, gone_id=other.pk, reason="the same")
    found = [text for text in texts(desk, desk.anna, other) if "on record" in text]
    assert [text.partition(",")[0] for text in found] == ["3 contacts are on record"]


@pytest.mark.parametrize(
    ("languages", "said"),
    [
        (["lv"], ["The person speaks Latvian."]),
        (["lv", "ru"], ["The person speaks Latvian, Russian."]),
        ([], []),
    ],
)
def test_languages_are_told_as_the_reader_calls_them(desk, languages, said):
    change(desk.anna, languages=languages)
    assert texts(desk, desk.anna) == said


def test_where_somebody_lives_is_told_oldest_first_and_what_ended_is_not(desk):
    homes = []
    for kind, street, since in (
        ("actual", "Lielā iela 1", date(2026, 3, 1)),
        ("declared", "Mazā iela 2", date(2026, 2, 1)),
    ):
        where = {"street": street, "locality": "Jelgava", "country": "LV"}
        homes.append(Address(person=desk.anna, since=since, kind=kind, **where))
        people.add_fact(by=SERVICE, fact=homes[-1])
    assert [text.partition(": ")[2] for _topic, text, *_ in told(desk, desk.anna)] == [
        "Mazā iela 2, Jelgava, LV.",
        "Lielā iela 1, Jelgava, LV.",
    ]
    people.end_fact(by=SERVICE, fact=homes[0], until=TODAY)
    assert [day for *_rest, day, _fact in told(desk, desk.anna)] == [date(2026, 2, 1)]


def test_each_piece_names_the_row_it_comes_from_and_keeps_it(desk):
    mother = Relation(person=desk.anna, since=SINCE, kind="parent", name="Vera Ozola")
    people.add_fact(by=SERVICE, fact=mother)
    opened = sentenced(desk, desk.anna, in_force=True)
    rows = [one.row for one in pieces(desk.writer, [desk.anna.pk])]
    offence, measure = opened.offences.get(), Measure.objects.get()
    assert rows == [
        reference(mother),
        reference(desk.anna),
        reference(offence),
        reference(measure),
    ]
    assert [one.row for one in pieces(desk.head, [desk.anna.pk])] == rows


def test_proceedings_entered_in_error_tell_nothing(desk):
    opened = sentenced(desk, desk.anna, in_force=False)
    assert len(told(desk, desk.anna)) == 1
    move(case=opened, code="mark_error", by=SERVICE, reason="The wrong file.")
    assert told(desk, desk.anna) == []


def test_a_measure_that_ended_says_when_and_how(desk):
    sentenced(desk, desk.anna, in_force=True)
    measure = Measure.objects.get()
    how = {"how": "pardoned", "reason": "By the President."}
    with act("test.end", by=SERVICE):
        measure.ended_on, measure.ended_how = date(2026, 3, 1), how["how"]
        measure.save()
    found = [text for topic, text, *_ in told(desk, desk.anna) if "Imprisonment" in text]
    (text,) = found
    assert text.startswith(
        "Imprisonment, 1 year, imposed on 6 January 2026. It ended on 1 March 2026: "
    )


def test_suspicion_and_conviction_of_two_proceedings_are_told_apart(desk):
    sentenced(desk, desk.anna, in_force=True)
    unit = desk.house.units["jelgava"]
    opened = proceedings.open_proceeding(
        by=SERVICE,
        person=desk.anna,
        unit=unit,
        authority="Dobeles tiesa",
        reference="D-2",
        received_on=SINCE,
    )
    later = SINCE + timedelta(days=30)
    proceedings.add_offence(by=SERVICE, proceeding=opened, code="175", committed_on=later)
    found = [
        (topic, text.partition(":")[0], source) for topic, text, source, *_ in told(desk, desk.anna)
    ]
    assert found == [
        ("history", "Convicted of", "Tiesa, K-1"),
        ("offence", "Suspected of", "Dobeles tiesa, D-2"),
        ("history", "Imprisonment, 1 year, imposed on 6 January 2026.", "Tiesa, K-1"),
    ]


def test_pieces_are_told_in_the_language_of_the_writer(desk):
    mother = Relation(person=desk.anna, since=SINCE, kind="parent", name="Vera Ozola")
    people.add_fact(by=SERVICE, fact=mother)
    english = texts(desk, desk.anna)
    with translation.override("lv"):
        assert [text.endswith("Vera Ozola.") for text in texts(desk, desk.anna)][:1] == [True]
    assert texts(desk, desk.anna) == english


def test_a_piece_without_a_day_is_a_fact_unless_told_otherwise():
    piece = Piece(topic="family", row="people.person:1", text="x", source="y")
    assert (piece.day, piece.is_fact) == (None, True)
