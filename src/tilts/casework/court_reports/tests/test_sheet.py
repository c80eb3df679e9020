"""What the templates take of a report and of a letter, in each language, with its sources."""

import pytest

from tilts.casework.court_reports.actions import (
    Said,
    add_paragraph,
    correct_name,
    make_word,
    note_attempt,
    request_report,
    sign,
)
from tilts.casework.court_reports.sheet import language_of, languages_of, template_of, values_of
from tilts.casework.court_reports.summary import SummarySheet
from tilts.casework.people.models.around import VICTIMS
from tilts.casework.proceedings import actions as proceedings
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import behind
from tilts.platform.documents.kinds import WORD
from tilts.platform.documents.queries import open_document
from tilts.platform.documents.slots import Nature
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.recorded import reference

from .desk import ASKED, FACT, JUDGED, TODAY, asked, codes, now

SECTIONS = [
    "offence",
    "family",
    "livelihood",
    "leisure",
    "behaviour",
    "health",
    "history",
    "likelihood",
    "victim",
]


def values(case, language="en"):
    with behind(VICTIMS):
        return values_of(now(case), language, author="Ilze Kalna")


def said(found, *slots):
    return {slot: found[slot].value for slot in slots}


def test_the_head_of_a_report(desk):
    case = desk.written()
    found = values(case)
    assert said(found, "authority", "reference", "requested_on", "person", "subject", "author") == {
        "authority": "Zemgales rajona tiesa",
        "reference": "K15-0001",
        "requested_on": ASKED,
        "person": "Anna Ozola",
        "subject": "about Anna Ozola",
        "author": "Ilze Kalna",
    }
    assert found["authority"].source == reference(case)
    assert found["person"].source == reference(desk.anna)
    assert found["authority"].field == "authority"


def test_each_section_has_its_paragraphs_as_facts_and_judgements(desk):
    case = desk.written()
    found = values(case)
    expected = {
        section: [(FACT.text, Nature.FACT)] if n % 2 == 0 else [(JUDGED.text, Nature.JUDGEMENT)]
        for n, section in enumerate(SECTIONS)
    }
    assert {
        section: [(one.value, one.nature) for one in found[section]] for section in SECTIONS
    } == expected
    row = case.paragraphs.get(section="family")
    assert [one.source for one in found["family"]] == [reference(row)]


def test_the_sources_are_told_once_with_how_far_they_can_be_relied_on(desk):
    case = desk.written()
    more = Said(text="She works.", nature="fact", source="payslip", reliability="document")
    add_paragraph(by=desk.writer, case=case, section="livelihood", what=more)
    found = [one.value for one in values(case)["sources"]]
    assert found[0].startswith("interview with the person on ")
    assert found[1:] == ["interview (said by one person)", "payslip (documented)"]


def test_whoever_is_not_sentenced_in_force_is_presumed_innocent(desk):
    assert values(desk.written())["proceedings"].value == (
        "The person is presumed innocent until a judgment is in force."
    )
    whom = desk.add("Kalna")
    unit = desk.house.units["jelgava"]
    opened = proceedings.open_proceeding(
        by=SERVICE,
        person=whom,
        unit=unit,
        authority="Tiesa",
        reference="K-1",
        received_on=ASKED,
    )
    proceedings.add_offence(by=SERVICE, proceeding=opened, code="175", committed_on=ASKED)
    what = asked(proceeding=opened)
    case = request_report(by=desk.head, person=whom, unit=unit, what=what)
    assert values(case)["proceedings"].value == "K-1; Theft; presumed innocent"
    assert values(case)["proceedings"].source == reference(opened)


def test_a_letter_says_what_was_tried_and_nothing_of_the_person(desk):
    case = desk.refused()
    note_attempt(by=desk.writer, case=case, on=TODAY, how="letter", came_of="")
    found = values(case)
    reasons = [one.value for one in found["reasons"]]
    assert reasons[0] == (
        "There was no interview with Anna Ozola: the person did not wish to be interviewed."
    )
    assert [text.partition(", ")[2] for text in reasons[1:3]] == [
        "by telephone: Said no.",
        "by letter",
    ]
    assert reasons[3] == (
        "Without an interview we judge neither the person nor how likely a new offence is."
    )
    assert sorted(found) == [
        "agency",
        "author",
        "authority",
        "born",
        "person",
        "reasons",
        "reference",
        "requested_on",
        "subject",
    ]


def test_the_template_follows_from_whether_there_was_an_interview(desk):
    report, letter = desk.written(), desk.refused(desk.add("Kalna"))
    assert (template_of(report), template_of(letter)) == ("evaluation_report", "informative_letter")
    assert languages_of(report) == languages_of(letter) == ["en", "lt", "lv"]


@pytest.mark.parametrize(
    ("wished", "language"), [("lv", "lv"), ("en", "en"), ("lt", "lt"), ("ru", "lv")]
)
def test_it_is_written_in_the_language_wished_for_as_far_as_there_is_a_template(
    desk, wished, language
):
    assert language_of(desk.requested(wished=wished)) == language


@pytest.mark.parametrize("language", ["en", "lv", "lt"])
def test_the_report_is_signed_in_each_language(desk, language):
    case = sign(by=desk.writer, case=desk.passed(), language=language)
    assert case.document_id
    row, content = open_document(desk.writer, case.document_id)
    assert (row.language, row.kind, row.media_type) == (
        language,
        "evaluation-report",
        "application/pdf",
    )
    assert content.startswith(b"%PDF-")


def test_a_corrected_name_stands_in_the_document(desk):
    case = desk.written()
    told = {"language": "lv", "case": "accusative", "form": "Annuku Ozolu"}
    correct_name(by=desk.writer, person=desk.anna, **told)
    assert values(case, "lv")["subject"].value.endswith("Annuku Ozolu")
    correct_name(by=desk.writer, person=desk.anna, **{**told, "form": "Annu Ozolu"})
    assert values(case, "lv")["subject"].value.endswith("Annu Ozolu")


def test_what_is_written_is_made_in_word_by_who_may_read_all_of_it(desk):
    case = desk.passed()
    made = make_word(by=desk.writer, case=case, language="lv")
    _row, content = open_document(desk.writer, made.pk)
    assert (made.media_type, content[:2]) == (WORD, b"PK")
    early = desk.written(desk.add("Kalna"))
    with pytest.raises(Refused) as refused:
        make_word(by=desk.colleague, case=early, language="lv")
    assert codes(refused) == ["protected"]


@pytest.mark.parametrize("language", ["en", "lv", "lt", "ru"])
def test_the_person_reads_a_summary_in_their_language(desk, language):
    data = SummarySheet(now(desk.sent())).data(language, number="D-1", made_at="today")
    assert (data["language"], data["name"]) == (language, "Anna Ozola")
    assert (len(data["says"]), len(data["sections"])) == (4, 9)
    assert [word for word in data["words"].values() if not word] == []


def test_the_summary_of_a_letter_says_that_nothing_else_was_written(desk):
    data = SummarySheet(now(desk.refused())).data("en", number="D-1", made_at="today")
    assert data["sections"] == []
    assert data["says"][-1] == (
        "We did not talk with you. We told the authority so, and nothing else."
    )
