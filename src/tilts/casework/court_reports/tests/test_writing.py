"""Sections are written from the record: with sources, with what was changed, and what is stale."""

from datetime import date

import pytest

from tilts.casework.court_reports.actions import (
    Remarks,
    Said,
    add_paragraph,
    advance,
    change_paragraph,
    remove_paragraph,
    review,
    take_piece,
)
from tilts.casework.court_reports.models import Paragraph
from tilts.casework.court_reports.prefilling import known_for, offered, stale
from tilts.casework.court_reports.presenting import since_reading
from tilts.casework.people import actions as people
from tilts.casework.people.models import Address, Relation
from tilts.casework.proceedings import actions as proceedings
from tilts.platform.access.reasons import Refused
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.state_check import state_faults

from .desk import FACT, JUDGED, TODAY, codes, now

SINCE = date(2026, 1, 5)


def home(whom, street="Lielā iela 1"):
    fact = Address(
        person=whom, since=SINCE, kind="declared", street=street, locality="Jelgava", country="LV"
    )
    return people.add_fact(by=SERVICE, fact=fact)


def about(desk, case, topic):
    return known_for(desk.writer, case).get(topic, [])


def test_the_rooms_tell_what_they_know_by_section(desk):
    case = desk.drafting()
    home(desk.anna)
    mother = Relation(person=desk.anna, since=SINCE, kind="parent", name="Vera Ozola")
    people.add_fact(by=SERVICE, fact=mother)
    unit = desk.house.units["jelgava"]
    opened = proceedings.open_proceeding(
        by=SERVICE,
        person=desk.anna,
        unit=unit,
        authority="Tiesa",
        reference="K-1",
        received_on=SINCE,
    )
    proceedings.add_offence(by=SERVICE, proceeding=opened, code="175", committed_on=SINCE)
    known = {
        topic: [(one.text, one.source, one.is_fact) for one in rows]
        for topic, rows in known_for(desk.writer, case).items()
    }
    assert known == {
        "family": [
            (
                "Address (declared residence): Lielā iela 1, Jelgava, LV.",
                "the record of the person",
                True,
            ),
            ("parent: Vera Ozola.", "the record of the person", True),
            ("The person speaks Latvian.", "the record of the person", True),
        ],
        "offence": [("Suspected of: Theft, on 5 January 2026.", "Tiesa, K-1", True)],
    }


def test_what_the_writer_changes_of_a_piece_stays_traceable(desk):
    case = desk.drafting()
    home(desk.anna)
    piece = about(desk, case, "family")[0]
    row = take_piece(by=desk.writer, case=case, piece=piece)
    assert (row.text, row.taken, row.source_row, row.taken_on, row.is_changed) == (
        piece.text,
        piece.text,
        piece.row,
        TODAY,
        False,
    )
    said = Said(text="She lives in Jelgava.", nature="fact", source="record", reliability="seen")
    row = change_paragraph(by=desk.writer, row=row, version=1, what=said)
    assert (row.text, row.taken, row.is_changed) == ("She lives in Jelgava.", piece.text, True)
    assert [one.taken for one in offered(about(desk, case, "family"), [row])][:1] == [True]
    with pytest.raises(Refused) as refused:
        take_piece(by=desk.writer, case=case, piece=piece)
    assert codes(refused) == ["taken-already"]


def test_a_piece_is_stale_when_the_record_says_something_else_or_nothing(desk):
    case = desk.drafting()
    address = home(desk.anna)
    row = take_piece(by=desk.writer, case=case, piece=about(desk, case, "family")[0])
    assert stale(about(desk, case, "family"), row) is False
    people.end_fact(by=SERVICE, fact=address, until=TODAY)
    assert stale(about(desk, case, "family"), row) is None
    changed = Said(text="-", nature="judgement")
    own = add_paragraph(by=desk.writer, case=case, section="family", what=changed)
    assert stale([], own) is False


def test_a_fact_has_a_source_and_a_judgement_no_reliability(desk):
    case = desk.drafting()
    for bare in (Said(text="x", nature="fact"), Said(text="x", nature="fact", source="he")):
        with pytest.raises(Refused) as refused:
            add_paragraph(by=desk.writer, case=case, section="livelihood", what=bare)
        assert codes(refused) == ["no-source"]
    told = Said(text="x", nature="judgement", source="me", reliability="seen")
    row = add_paragraph(by=desk.writer, case=case, section="livelihood", what=told)
    assert (row.source, row.reliability) == ("me", "")


def test_two_windows_do_not_overwrite_each_other(desk):
    case = desk.drafting()
    row = add_paragraph(by=desk.writer, case=case, section="livelihood", what=FACT)
    change_paragraph(by=desk.writer, row=row, version=1, what=JUDGED)
    for late in (
        lambda: change_paragraph(by=desk.writer, row=row, version=1, what=FACT),
        lambda: remove_paragraph(by=desk.writer, row=row, version=1),
    ):
        with pytest.raises(Refused) as refused:
            late()
        assert codes(refused) == ["changed-meanwhile"]
    assert now(row).text == JUDGED.text


def test_nothing_is_written_in_a_section_that_the_country_does_not_have_or_out_of_time(desk):
    case = desk.written()
    with pytest.raises(Refused) as refused:
        add_paragraph(by=desk.writer, case=case, section="weather", what=FACT)
    assert codes(refused) == ["no-section"]
    advance(by=desk.writer, case=case, code="hand_in")
    with pytest.raises(Refused) as refused:
        add_paragraph(by=desk.writer, case=case, section="livelihood", what=FACT)
    assert codes(refused) == ["not-written-now"]


def test_every_section_is_written_before_a_colleague_reads_it(desk):
    case = desk.drafting()
    with pytest.raises(Refused) as refused:
        advance(by=desk.writer, case=case, code="hand_in")
    assert codes(refused) == ["section-empty"] * 9


def test_the_second_round_shows_what_is_new_changed_and_gone(desk):
    case = desk.handed_in()
    back = Remarks(passed=False, remarks={"family": "Since when?"})
    review(by=desk.colleague, case=case, what=back)
    family, work = (now(case).paragraphs.get(section=code) for code in ("family", "livelihood"))
    change_paragraph(by=desk.writer, row=family, version=family.version, what=FACT)
    remove_paragraph(by=desk.writer, row=work, version=work.version)
    add_paragraph(by=desk.writer, case=now(case), section="livelihood", what=FACT)
    how = {
        code: [one["how"] for one in since_reading(rows)]
        for code in ("offence", "family", "livelihood")
        for rows in [Paragraph.objects.filter(of_report=case, section=code).order_by("number")]
    }
    assert how == {"offence": [""], "family": ["changed"], "livelihood": ["gone", "new"]}
    case = advance(by=desk.writer, case=now(case), code="hand_in")
    review(by=desk.colleague, case=case, what=back)
    assert Paragraph.objects.filter(of_report=case, text="").count() == 0
    assert [one.round for one in case.readings.order_by("round")] == [1, 2]
    assert state_faults() == []
