"""The page of a document: handed in, in versions, withdrawn, signed, and whence each value is."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tilts.platform.documents.actions import make_from_template, upload_document
from tilts.platform.documents.kinds import Kind
from tilts.platform.documents.models import Document, Withdrawal
from tilts.platform.documents.tests.reports import report
from tilts.platform.parties.actors import SERVICE

from .visitors import all_seen, reasons, somebody, visitor

pytestmark = pytest.mark.django_db
PAPER = b"%PDF-1.7\nfictional"


@pytest.fixture
def person(house):
    return somebody(house)


@pytest.fixture
def clerk(house, person):
    found = visitor(house)
    found.has_said_why(person)
    return found


@pytest.fixture
def path(person):
    return f"/people/{person.pk}/documents/"


def handed_in(person, **changed) -> Document:
    told = {"kind": Kind.DECISION, "name": "Spriedums.pdf", "content": PAPER, **changed}
    with all_seen():
        return upload_document(by=SERVICE, person=person.pk, **told)


def made(person) -> Document:
    return make_from_template(
        by=SERVICE,
        person=person.pk,
        country="LV",
        template="evaluation_report",
        language="lv",
        values=report(),
    )


def sent(name: str = "Spriedums.pdf", content: bytes = PAPER):
    return SimpleUploadedFile(name, content)


def test_a_file_is_handed_in_and_shown(path, clerk):
    answer = clerk.client.post(f"{path}hand-in/", {"kind": "decision", "file": sent()})
    with all_seen():
        row = Document.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{path}{row.pk}/")
    page = clerk.get(answer["Location"])
    assert (page.context["document"], page.context["values"]) == (row, [])
    assert (page.context["may_replace"], page.context["may_sign"]) == (True, False)
    assert page.context["retention"] == ""
    assert "kept as long as the person" in page.content.decode()
    assert [one.pk for one in clerk.get(path).context["documents"]] == [row.pk]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.docx", PAPER), ("a.pdf", b""), ("a.exe", b"MZ\x90\0" + b"\0" * 64)],
    ids=["mislabelled", "empty", "a program"],
)
def test_what_is_refused_comes_back_with_the_reason(path, clerk, name, content):
    page = clerk.client.post(f"{path}hand-in/", {"kind": "decision", "file": sent(name, content)})
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["file"])
    with all_seen():
        assert not Document.objects.exists()


def test_a_new_version_and_the_one_before(path, person, clerk):
    first = handed_in(person)
    answer = clerk.client.post(f"{path}{first.pk}/hand-in/", {"file": sent(content=PAPER + b"2")})
    page = clerk.get(answer["Location"])
    assert [str(one) for one in page.context["versions"]] == [f"{first.number}/2", first.number]
    before = clerk.get(f"{path}{first.pk}/")
    assert [before.context[may] for may in ("may_replace", "may_withdraw")] == [False, False]
    assert "There is a newer version." in before.content.decode()


def test_a_document_is_withdrawn_with_a_reason(path, person, clerk):
    row = handed_in(person)
    assert clerk.client.post(f"{path}{row.pk}/withdraw/", {"reason": ""}).status_code == 422
    answer = clerk.client.post(f"{path}{row.pk}/withdraw/", {"reason": "Of another person."})
    assert Withdrawal.of_all.get().withdrawn_by_id == clerk.staff.pk
    page = clerk.get(answer["Location"])
    assert page.context["withdrawal"].reason == "Of another person."
    assert page.context["may_withdraw"] is False
    again = clerk.client.post(f"{path}{row.pk}/withdraw/", {"reason": "Again."})
    assert reasons(again) == (403, ["withdrawn"])


def test_each_value_says_whence_it_comes(path, person, clerk):
    row = made(person)
    values = clerk.get(f"{path}{row.pk}/").context["values"]
    (family, judged) = [one for one in values if one["slot"] == "Family and social conditions"]
    assert {**family, "as_of": None} == {
        "slot": "Family and social conditions",
        "value": "family 0. ",
        "judgement": False,
        "source": "Persons",
        "as_of": None,
    }
    assert (judged["judgement"], judged["source"]) == (True, "Assessments")


def test_a_report_is_signed_and_its_signature_shown(path, person, clerk, settings, tmp_path):
    settings.DEMO, settings.HOME = True, tmp_path
    row = made(person)
    assert clerk.get(f"{path}{row.pk}/").context["may_sign"] is True
    answer = clerk.client.post(f"{path}{row.pk}/sign/")
    page = clerk.get(answer["Location"])
    (found,) = page.context["signatures"]
    assert (found.by, found.holds) == (clerk.staff.name, True)
    assert len(page.context["values"]) == len(clerk.get(f"{path}{row.pk}/").context["values"])
    again = clerk.client.post(f"{path}{page.context['document'].pk}/sign/")
    assert reasons(again) == (403, ["signed"])


def test_somebody_elses_document_is_not_there(house, path, clerk):
    other = handed_in(somebody(house, "Kalns"))
    assert reasons(clerk.get(f"{path}{other.pk}/")) == (404, ["not-yours"])


def test_the_same_queries_for_1_and_3_versions(path, person, clerk):
    row = handed_in(person)
    before = clerk.queries(f"{path}{row.pk}/")
    for _n in range(2):
        row = handed_in(person, replaces=row.pk)
    assert clerk.queries(f"{path}{row.pk}/") == before
