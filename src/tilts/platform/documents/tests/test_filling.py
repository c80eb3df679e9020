"""Documents are made from the country's templates, and keep where each value comes from."""

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from pypdf import PdfReader

from tilts.jurisdictions.loading import packs
from tilts.jurisdictions.tests.folders import entries, sound_pack, write
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.documents.actions import make_from_template
from tilts.platform.documents.catalogue import languages
from tilts.platform.documents.kinds import PDF, WORD, Form
from tilts.platform.documents.models import Document, Insertion
from tilts.platform.documents.queries import open_document
from tilts.platform.documents.slots import Inserted, Nature, pieces
from tilts.platform.erasure.reach import delete, reach_of
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import act
from tilts.platform.record.models import Act
from tilts.platform.record.state import State, check_state

from .reports import PERSON, SECTIONS, SHEET, fact, judgement, report
from .test_typesetting import tags

pytestmark = pytest.mark.django_db
LETTER: dict[str, Any] = {"template": "informative_letter"}


def made(person: Party, by: Actor = SERVICE, **changed: Any) -> Document:
    asked: dict[str, Any] = {
        "country": "LV",
        "template": "evaluation_report",
        "language": "lv",
        "values": report(),
    }
    return make_from_template(by=by, person=person.pk, **{**asked, **changed})


def content(row: Document) -> bytes:
    with seen_by(SERVICE):
        return open_document(SERVICE, row.pk)[1]


def refused(person: Party, **changed) -> list[str]:
    with pytest.raises(Refused) as why:
        made(person, **changed)
    return [reason.code for reason in why.value.reasons]


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(p.extract_text() for p in PdfReader(BytesIO(pdf)).pages).split())


def nothing_is_made(home: Path) -> bool:
    files = [path for path in (home / "documents").rglob("*") if path.is_file()]
    return (files, Document.of_things.count(), Act.objects.count()) == ([], 0, 0)


def test_the_register_knows_template_version_and_what_it_wants(person):
    row = made(person)
    assert (row.kind, row.title, row.country, row.language) == (
        "evaluation-report",
        "Izvērtēšanas ziņojums",
        "LV",
        "lv",
    )
    assert (row.template, row.signature, row.retention) == ("evaluation_report", "electronic", "")
    assert (row.version, row.media_type, len(row.template_digest)) == (1, PDF, 64)
    assert check_state() == State()


def test_a_pdf_is_tagged_and_tells_facts_from_judgements(person):
    pdf = content(made(person))
    reader: Any = PdfReader(BytesIO(pdf))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "lv"
    assert {"/H1", "/H2", "/P"} <= tags(root["/StructTreeRoot"])
    assert reader.metadata.title == "Izvērtēšanas ziņojums · Bērziņš, Jānis"
    text = text_of(pdf)
    assert [section for section in SECTIONS if f"{section} 0." not in text] == []
    assert ("family 0. " in text, text.count("Vērtējums: ")) == (True, 8)


def test_a_word_document_says_the_same_and_holds_no_tag(person):
    row = made(person, form=Form.WORD)
    assert row.media_type == WORD
    word: Any = docx.Document(BytesIO(content(row)))
    told = [paragraph.text for paragraph in word.paragraphs]
    assert [section for section in SECTIONS if f"{section} 0. " not in told] == []
    assert sum(line.startswith("Vērtējums: ") for line in told) == 8
    headings = [one.text for one in word.paragraphs if one.style.name.startswith("Heading")]
    assert headings[:2] == ["Izvērtēšanas ziņojums", "Noziedzīgais nodarījums"]
    assert word.core_properties.title == "Izvērtēšanas ziņojums"
    assert word.sections[0].footer.paragraphs[0].text == row.number
    with ZipFile(BytesIO(content(row))) as packed:
        assert b"{{" not in packed.read("word/document.xml")


@pytest.mark.parametrize("form", Form)
def test_nothing_of_a_value_is_taken_for_a_template(person, form):
    odd = "{{ document.number }} {% raw %} #panic() <b>&amp;</b>"
    row = made(person, form=form, values=report(family=[fact(odd)]))
    if form == Form.PDF:
        assert " ".join(odd.split()) in text_of(content(row))
    else:
        told = [one.text for one in docx.Document(BytesIO(content(row))).paragraphs]
        assert odd in told


def test_every_value_keeps_its_source_and_nature(person):
    taken = datetime(2026, 11, 1, 8, tzinfo=UTC)
    pieces = [Inserted("Lives with his sister.", PERSON, as_of=taken), judgement("Stable.")]
    row = made(person, values=report(family=pieces))
    with seen_by(SERVICE):
        kept = Insertion.objects.filter(document=row, slot="family").order_by("position")
        assert [(i.value, i.source, i.nature, i.as_of) for i in kept] == [
            ("Lives with his sister.", PERSON, Nature.FACT, taken),
            ("Stable.", SHEET, Nature.JUDGEMENT, row.made_at),
        ]
        day = Insertion.objects.get(document=row, slot="requested_on")
    assert (day.value, day.field) == ("2026. gada 2. novembris", "received_on")


def test_values_are_seen_by_those_who_see_the_person(person):
    made(person)
    with seen_by(None):
        assert list(Insertion.objects.all()) == []


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"family": []}, ["slot-missing"]),
        ({"person": fact("")}, ["slot-missing"]),
        ({"author": []}, ["slot-missing"]),
        ({"poem": fact("x")}, ["slot-unknown"]),
        ({"person": [fact("x"), fact("y")]}, ["slot-takes-one"]),
        ({"requested_on": fact("2 November")}, ["slot-kind"]),
        ({"person": fact(True)}, ["slot-kind"]),
        ({"family": [fact(3)]}, ["slot-kind"]),
        ({"person": fact("x", "")}, ["slot-source"]),
        ({"person": fact("x", "somebody said so")}, ["slot-source"]),
        ({"person": fact("x", "people.nobody:1")}, ["slot-source"]),
        ({"person": [], "poem": fact("x"), "born": fact(1)}, [
            "slot-unknown", "slot-missing", "slot-kind",
        ]),
    ],
)  # fmt: skip
def test_what_is_missing_or_amiss_is_refused_with_the_reason(person, home, changed, codes):
    assert refused(person, values=report(**changed)) == codes
    assert nothing_is_made(home)


def test_the_reason_names_the_slot_in_the_language_of_the_document(person):
    with pytest.raises(Refused) as why:
        made(person, values=report(family=[]))
    (reason,) = why.value.reasons
    assert "“Ģimenes un sociālie apstākļi”" in str(reason.text)


def test_who_may_not_make_documents_makes_none(person, officer, home):
    assert refused(person, by=officer) == ["not-yours"]
    assert nothing_is_made(home)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"template": "poem"}, "no-template"),
        ({"country": "FI"}, "no-template"),
        ({"language": "de"}, "not-in-language"),
    ],
)
def test_a_template_that_there_is_not(person, home, changed, code):
    assert refused(person, **changed) == [code]
    assert nothing_is_made(home)


def test_in_which_languages_a_template_is_there():
    day = date(2026, 11, 2)
    assert languages("LV", "evaluation_report", Form.PDF, on=day) == ["en", "lt", "lv"]
    assert languages("LV", "poem", Form.PDF, on=day) == []
    assert languages("FI", "evaluation_report", Form.PDF, on=day) == []
    assert languages("LV", "evaluation_report", Form.PDF, on=date(1999, 1, 1)) == []


def test_the_version_of_the_day_makes_the_document(person, settings, tmp_path):
    packs.cache_clear()
    settings.PACKS = sound_pack(tmp_path / "packs")
    body = "slots: [{code: body, names: {en: Body, et: Sisu}}]"
    letter = "code: letter, kind: letter, pdf: {et: letter.typ}"
    versions = (
        f"{{{letter}, names: {{en: Old, et: Vana}}, {body}, valid_to: 2020-06-30}}",
        f"{{{letter}, names: {{en: New, et: Uus}}, {body}, valid_from: 2020-07-01}}",
    )
    write(settings.PACKS, "documents", entries(*versions))
    asked: dict[str, Any] = {"template": "letter", "country": "EE", "language": "et"}
    assert made(person, **asked, values={"body": fact("Tere")}).title == "Uus"


def test_a_new_version_has_the_number_and_the_old_one_stays(person):
    first = made(person)
    second = made(person, replaces=first, values=report(family=[fact("Moved out.")]))
    assert (second.number, second.version, str(second)) == (first.number, 2, f"{first.number}/2")
    assert "family 0." in text_of(content(first))
    assert "Moved out." in text_of(content(second))
    assert refused(person, replaces=first) == ["replaced"]


def test_a_version_of_somebody_elses_document_is_refused(person):
    other = Party.objects.create(kind=PartyKind.PERSON)
    first = made(other)
    assert refused(person, replaces=first) == ["elses"]


def test_what_fails_half_way_leaves_nothing(person, home):
    (home / "documents").write_text("where the folder should be")
    with pytest.raises(OSError, match="documents"):
        made(person)
    assert (Document.of_things.count(), Act.objects.count()) == (0, 0)


def test_the_same_template_and_values_say_the_same(person):
    one, other = (made(person, **LETTER, values=LETTER_VALUES) for _ in range(2))
    said = {text_of(content(row)).replace(row.number, "") for row in (one, other)}
    assert (one.template_digest, len(said)) == (other.template_digest, 1)
    assert "Ieradās, taču atteicās runāt." in said.pop()


LETTER_VALUES = {
    code: value
    for code, value in report(reasons=[fact("Ieradās, taču atteicās runāt.")]).items()
    if code not in SECTIONS
}


def test_an_erasure_takes_the_versions_and_the_values_with_their_sources(person):
    other = Party.objects.create(kind=PartyKind.PERSON)
    kept = made(other)
    made(person, replaces=made(person))
    reach = reach_of(person.pk)
    values = sum(len(pieces(report(), slot)) for slot in report())
    assert reach.counts() == {"documents.insertion": 2 * values, "documents.document": 2}
    with act("test.erase", by=SERVICE) as erasing:
        delete(person.pk, reach, erasing)
    assert list(Document.of_things.all()) == [kept]
    assert set(Insertion.of_all.values_list("document_id", flat=True)) == {kept.pk}
