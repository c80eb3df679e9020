"""What is signed: a PAdES signature that holds, and a document that only few may read."""

from datetime import date
from pathlib import Path

import pytest

from tilts.casework.court_reports.actions import (
    Said,
    advance,
    correct_name,
    make_word,
    review,
    sign,
)
from tilts.casework.court_reports.actions.writing import add_paragraph, change_paragraph
from tilts.casework.court_reports.models import NameForm, WalledParagraph
from tilts.casework.court_reports.sheet import values_of
from tilts.casework.people.models.around import VICTIMS
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import behind
from tilts.platform.documents.actions import make_from_template, sign_document
from tilts.platform.documents.certificates import make_test_certificate
from tilts.platform.documents.models import Document, Insertion
from tilts.platform.documents.queries import content_for_check, open_document, values_in
from tilts.platform.documents.readers import why_not_read
from tilts.platform.documents.signing import signatures_in
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act
from tilts.platform.record.recorded import reference
from tilts.platform.record.state import State, check_state

from .desk import FINE, TODAY, because, codes, now, url

SECRET = "The wife moved to her sister in Bauska."
ABOUT_VICTIM = Said(text=SECRET, nature="fact", source="Sister of the wife", reliability="said")


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("certificates")
    file, authority = folder / "own.p12", folder / "authority.pem"
    make_test_certificate(file, authority, of="VPD (test)", password="secret")
    return file, authority


@pytest.fixture
def certificate(settings, made_once: tuple[Path, Path]) -> Path:
    """A certificate of a test authority that the installation believes."""
    file, authority = made_once
    settings.SIGNING_CERTIFICATE, settings.SIGNING_PASSWORD = str(file), "secret"
    settings.SIGNING_AUTHORITIES = str(authority)
    return file


@pytest.fixture
def telling(desk):
    """A report that a colleague passed, with a fact about the victim."""
    case = desk.written()
    add_paragraph(by=desk.writer, case=case, section="victim", what=ABOUT_VICTIM)
    advance(by=desk.writer, case=case, code="hand_in")
    review(by=desk.colleague, case=case, what=FINE)
    return case


def refusal(call) -> list[str]:
    with pytest.raises(Refused) as refused:
        call()
    return codes(refused)


def test_it_is_signed_in_ones_own_name_with_the_certificate(desk, certificate):
    case = now(sign(by=desk.writer, case=desk.passed(), language="lv"))
    made = case.document
    (found,) = signatures_in(content_for_check(made))
    assert (found.by, found.certificate, found.holds) == (desk.staff.name, "VPD (test)", True)
    assert (made.version, made.replaces.version, made.signed_by_id) == (2, 1, desk.staff.pk)
    assert (case.state, case.signed_by, case.signed_on) == ("signed", desk.staff, TODAY)
    kinds = [act.kind for act in Act.objects.order_by("pk")]
    assert [kind for kind in kinds if kind in ("documents.make", "documents.sign")] == [
        "documents.make",
        "documents.sign",
    ]
    assert check_state() == State()


def test_signed_anew_after_a_revision_it_keeps_its_number(desk, certificate):
    case = sign(by=desk.writer, case=desk.passed(), language="lv")
    first = now(case).document
    advance(by=desk.writer, case=case, code="revise", reason="A new address.")
    row = case.paragraphs.get(section="family")
    said = Said(text="She moved.", nature="judgement")
    change_paragraph(by=desk.writer, row=row, version=row.version, what=said)
    advance(by=desk.writer, case=case, code="hand_in")
    review(by=desk.colleague, case=case, what=FINE)
    second = now(sign(by=desk.writer, case=case, language="en")).document
    assert (second.number, second.version, second.language) == (first.number, 4, "en")
    assert [one.holds for one in signatures_in(content_for_check(second))] == [True]
    assert [one.holds for one in signatures_in(content_for_check(first))] == [True]
    assert [one.value for one in values_in(second) if one.slot == "family"] == ["She moved."]


def test_the_letter_is_signed_too_and_holds_nothing_protected(desk, certificate):
    case = advance(by=desk.writer, case=desk.refused(), code="hand_in")
    review(by=desk.colleague, case=case, what=FINE)
    made = now(sign(by=desk.writer, case=case, language="lv")).document
    assert (made.kind, made.behind) == ("informative-letter", "")
    assert [one.holds for one in signatures_in(content_for_check(made))] == [True]
    assert [one.value for one in values_in(made) if not one.value] == []


def test_what_no_colleague_passed_is_not_signed_and_nothing_is_made(desk):
    case = desk.handed_in()
    assert refusal(lambda: sign(by=desk.writer, case=case, language="lv")) == ["not-passed"]
    assert (Document.objects.count(), now(case).state) == (0, "quality_review")


def test_a_window_from_before_does_not_sign_twice(desk):
    case, late = desk.passed(), None
    late = now(case)
    sign(by=desk.writer, case=case, language="lv")
    assert refusal(lambda: sign(by=desk.head, case=late, language="lv")) == ["not-passed"]
    assert [one.version for one in Document.objects.all()] == [1]


def test_a_language_without_a_template_leaves_it_unsigned(desk):
    case = desk.passed()
    assert refusal(lambda: sign(by=desk.writer, case=case, language="ru")) != []
    assert (Document.objects.count(), now(case).state, now(case).document) == (0, "passed", None)


def test_the_register_has_the_source_of_what_the_victim_said_and_not_the_text(desk, telling):
    made = now(sign(by=desk.writer, case=telling, language="en")).document
    with behind(VICTIMS):
        rows = [reference(one) for one in WalledParagraph.objects.order_by("number")]
    found = [(one.source, one.value) for one in values_in(made) if one.slot == "victim"]
    assert found == [(row, "") for row in rows]
    told = " ".join(Insertion.of_all.values_list("value", flat=True))
    assert ("She lives" in told or "He lives" in told, SECRET in told) == (True, False)
    assert ABOUT_VICTIM.source not in told
    assert made.behind == reference(telling)


@pytest.mark.parametrize("form", ["signed", "word"])
def test_a_document_that_tells_of_the_victim_is_read_by_few(desk, telling, form):
    if form == "signed":
        made = now(sign(by=desk.writer, case=telling, language="en")).document
    else:
        made = make_word(by=desk.writer, case=telling, language="en")
    clerk = actor_for(desk.house.member("clerk", "jelgava"), TODAY)
    head = actor_for(desk.head_staff, TODAY)
    assert [why_not_read(one, made) for one in (desk.writer, desk.colleague, head, SERVICE)] == [
        [],
        [],
        [],
        [],
    ]
    assert [one.code for one in why_not_read(clerk, made)] == ["protected"]
    assert refusal(lambda: open_document(clerk, made.pk)) == ["protected"]
    row, _content = open_document(desk.writer, made.pk)
    assert row == made


def test_once_it_is_sent_its_writer_reads_it_and_a_colleague_no_more(desk):
    case = now(desk.sent())
    assert why_not_read(desk.writer, case.document) == []
    assert [one.code for one in why_not_read(desk.colleague, case.document)] == ["protected"]
    assert why_not_read(desk.head, case.document) == []  # who may open the whole wall


def test_the_page_of_the_document_shows_no_protected_value(desk, telling):
    made = now(sign(by=desk.writer, case=telling, language="en")).document
    clerk = because(desk.house_browser("clerk", "jelgava"), desk.anna)
    page = clerk.get(f"/people/{desk.anna.pk}/documents/{made.pk}/")
    text = page.content.decode()
    assert (page.status_code, SECRET in text) == (200, False)
    assert "protected: in the document alone" in text
    shut = clerk.get(f"/documents/{made.pk}/")
    assert (shut.status_code, shut.content.startswith(b"%PDF")) == (403, False)


def test_nobody_signs_what_they_may_not_read(desk, certificate):
    made = make_word(by=desk.writer, case=desk.passed(), language="en")
    clerk = actor_for(desk.house.member("clerk", "jelgava"), TODAY)
    assert refusal(lambda: sign_document(by=clerk, document=made.pk))[0] == "protected"


def test_a_document_behind_a_row_of_which_no_room_speaks_stays_shut(desk):
    kept = Document(behind="people.person:1")
    assert [one.code for one in why_not_read(desk.head, kept)] == ["kept-behind-a-wall"]
    gone = Document(behind="court_reports.report:00000000-0000-0000-0000-000000000000")
    assert [one.code for one in why_not_read(desk.head, gone)] == ["protected"]
    assert why_not_read(desk.head, Document()) == []


def test_what_is_made_from_a_template_lies_open_unless_told_otherwise(desk):
    case = advance(by=desk.writer, case=desk.refused(), code="hand_in")
    with behind(VICTIMS):
        values = values_of(now(case), "en", author="Ilze")
    told = {"by": SERVICE, "person": desk.anna.pk, "country": "LV", "language": "en"}
    made = make_from_template(**told, template="informative_letter", values=values)
    assert made.behind == ""


def test_a_form_of_a_name_is_kept_once_and_the_last_counts(desk):
    told = {"person": desk.anna, "language": "lv", "case": "dative"}
    for form in ("Annijai Ozolai", "Annai Ozolai"):
        correct_name(by=desk.writer, form=form, **told)
    assert [row.form for row in NameForm.objects.all()] == ["Annai Ozolai"]
    clerk = actor_for(desk.house.member("clerk", "jelgava"), TODAY)
    assert refusal(lambda: correct_name(by=clerk, form="x", **told)) == ["no-role"]
    assert check_state().faults == []


def test_the_signed_report_is_offered_on_its_page(desk):
    case = desk.signed()
    page = desk.browser.get(url("one", case))
    assert (page.context["may_open"], page.context["may_word"]) == (True, True)
    assert date.fromisoformat(str(now(case).signed_on)) == TODAY
