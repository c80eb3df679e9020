"""The data sheet is an accessible PDF, in every language's letters."""

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
import typst
from django.utils.translation import gettext, override
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tilts.platform.documents.sheet import Fact, PersonSheet, ProceedingLine
from tilts.platform.documents.typesetting import template_digest, typeset

from .conftest import SHEET

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def pdf(sheet: PersonSheet = SHEET, language: str = "lv") -> bytes:
    data = sheet.data(language, number="D-2026-000001", made_at="22.11.2026. 14:00")
    return typeset("person_sheet", data, made_at=NOON)


def opened(sheet: PersonSheet = SHEET, language: str = "lv") -> PdfReader:
    return PdfReader(BytesIO(pdf(sheet, language)))


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def tags(node) -> set[str]:
    """The kinds of structure elements below a node of the tree."""
    node = node.get_object()
    found = {str(node["/S"])} if "/S" in node else set()
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        if hasattr(kid.get_object(), "get"):
            found |= tags(kid)
    return found


@pytest.mark.parametrize("language", ["en", "lv", "lt", "ru"])
def test_it_is_tagged_as_pdf_ua_1_in_its_language(language):
    reader: Any = opened(language=language)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is not False
    assert root["/Lang"] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] is not False
    metadata = reader.xmp_metadata.stream.get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_headings_and_the_table_can_be_heard():
    reader: Any = opened()
    found = tags(reader.trailer["/Root"]["/StructTreeRoot"])
    assert found >= {"/Document", "/H1", "/H2", "/P", "/Table", "/TR", "/TH", "/TD"}


def test_its_title_names_the_person_and_its_author_the_agency():
    metadata: Any = opened().metadata
    assert metadata.title == "Datu izraksts · Bērziņš, Jānis Pēteris"
    assert metadata.author == "Valsts probācijas dienests"


def test_everything_known_is_on_it():
    text = words(opened())
    known = [SHEET.agency, SHEET.name, SHEET.born, SHEET.file_number, SHEET.status]
    for fact in (*SHEET.identity, *SHEET.identifiers, *SHEET.addresses, *SHEET.officer):
        known += [fact.label, fact.value, fact.note]
    known += [SHEET.proceedings[0].number, "D-2026-000001", "22.11.2026. 14:00"]
    assert [part for part in known if part not in text] == []


@pytest.mark.parametrize("name", [
    "Šķēle, Ģirts Ņikita Ļevs Āčēžīū",
    "Žąsytė, Eglė Ūla Šviesė Įčęų",
    "Ёлкина, Юлия Щербаковна ъыьэ",
    "Ødegård, Åse Æther",
], ids=["lv", "lt", "ru", "no"])  # fmt: skip
def test_letters_of_every_language_are_there(name):
    assert name in words(opened(replace(SHEET, name=name)))


def test_a_person_of_whom_little_is_known_has_a_sheet_too():
    bare = PersonSheet(agency="VPD", name="X", born="?", file_number="LV-1", status="", identity=())
    assert words(opened(bare, "en")).count("Nothing is recorded.") == 5


def test_a_long_sheet_goes_on_on_further_pages():
    line = ProceedingLine("11370041223", "KL 175. p. " * 8, "2 gadi", "14.02.2025.")
    reader = opened(replace(SHEET, proceedings=(line,) * 40))
    assert len(reader.pages) > 1
    last = f"Lapa {len(reader.pages)} / {len(reader.pages)}"
    assert last in " ".join(reader.pages[-1].extract_text().split())


def test_the_same_data_give_the_same_bytes():
    assert pdf() == pdf()


@settings(max_examples=20)
@given(st.text(st.characters(exclude_categories=["C"]), max_size=40))
def test_nothing_of_the_data_is_taken_for_typst(text):
    odd = replace(SHEET, identity=(Fact("#panic()", f'#read("/etc/passwd") $x {text}'),))
    assert pdf(odd).startswith(b"%PDF-")


def test_a_letter_that_no_font_has_is_marked():
    assert "Li �� (გი)" in words(opened(replace(SHEET, name="Li 李明 (გი)")))


def test_a_mark_on_a_space_that_no_font_has_is_marked():
    odd = replace(SHEET, identity=(Fact("note", "a \u1cd7b c"),))
    assert "a �b c" in words(opened(odd))


def test_a_template_has_a_version():
    assert len(bytes.fromhex(template_digest("person_sheet"))) == 32


@pytest.mark.parametrize("language", ["en", "lv", "lt", "ru"])
def test_a_sheet_in_each_language_is_whole(language):
    reader: Any = opened(language=language)
    text = words(reader)
    with override(language):
        headings = [gettext(word) for word in HEADINGS]
    assert [word for word in headings if word not in text] == []
    assert reader.metadata.title == f"{headings[0]} · {SHEET.name}"
    assert SHEET.officer[0].value in text


HEADINGS = ("Data sheet", "Identity", "Identifiers", "Proceedings and sentences", "Number")


@pytest.mark.parametrize(
    "text",
    ["*bold* _it_ = heading", "#let x = 1", "$ a^2 $", "@ref <label>", "// comment", "\\ `raw`"],
)
def test_signs_that_typst_reads_are_printed_as_they_are(text):
    odd = replace(SHEET, identity=(Fact("Note", text),))
    assert " ".join(text.split()) in words(opened(odd))


@pytest.mark.parametrize(
    "name",
    [
        "O'Neill-Šmits, Anna",
        "Ó Súilleabháin, Seán",
        "Müller, Jürgen",
        "Nguyễn, Thị Hoa",
        "Łukasiewicz, Józef",
        "Đorđević, Željko",
    ],
)
def test_names_from_elsewhere_are_spelt_as_they_are(name):
    reader: Any = opened(replace(SHEET, name=name))
    assert name in words(reader)
    assert reader.metadata.title.endswith(name)


def test_letters_written_apart_are_printed_too():
    apart = unicodedata.normalize("NFD", "Bērziņš, Jānis")
    assert unicodedata.normalize("NFC", words(opened(replace(SHEET, name=apart)))).count(
        "Bērziņš, Jānis"
    )


@pytest.mark.parametrize("part", ["identity", "identifiers", "addresses", "officer"])
def test_long_lists_go_on_over_the_page(part):
    facts = tuple(Fact(f"Label {n}", f"value {n}") for n in range(90))
    reader = opened(replace(SHEET, **{part: facts}))  # type: ignore[arg-type]  # each takes facts
    assert len(reader.pages) > 1
    text = words(reader)
    assert [n for n in range(90) if f"value {n}" not in text] == []


def test_what_a_line_does_not_know_takes_no_place():
    odd = replace(SHEET, identity=(Fact("Sex", ""), Fact("", "note only")), status="")
    text = words(opened(odd, "en"))
    assert ("Sex" in text, "note only" in text, "– –" in text) == (True, True, False)


def test_a_fault_in_a_template_is_no_missing_letter():
    with pytest.raises(typst.TypstError, match="dictionary does not contain key"):
        typeset("person_sheet", {"language": "lv"}, made_at=NOON)


def test_another_moment_gives_another_file_of_the_same_words():
    data = SHEET.data("lv", number="D-1", made_at="x")
    one, other = (typeset("person_sheet", data, made_at=day) for day in (NOON, LATER))
    assert one != other
    assert words(PdfReader(BytesIO(one))) == words(PdfReader(BytesIO(other)))


LATER = NOON + timedelta(days=1)
