"""The API of documents: read from the register, handed in, signed, withdrawn, as the pages do."""

from base64 import b64decode, b64encode
from typing import Any

import pytest

from tilts.casework.people.models import Person
from tilts.casework.people.pairs import merge_people
from tilts.doors.api.tests.callers import Caller, browser
from tilts.doors.api.tests.callers import told as answered
from tilts.platform.access.scoped import seen_by
from tilts.platform.documents.actions import make_from_template, upload_document
from tilts.platform.documents.kinds import Kind
from tilts.platform.documents.models import Document, Withdrawal
from tilts.platform.documents.tests.reports import report
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Consultation

from .people import person as somebody

pytestmark = pytest.mark.django_db
PAPER = b"%PDF-1.7\nfictional"
HANDED_IN = {"kind": "decision", "name": "Spriedums.pdf", "content": b64encode(PAPER).decode()}
WHY = {"Tilts-Purpose": "registration"}


@pytest.fixture
def anna(house) -> Person:
    return somebody("Ozola", "Anna", at=house.units["riga"], country="LV")


@pytest.fixture
def clerk(house) -> Caller:
    """A records clerk, who says with each request why they look."""
    found = browser(house.member("clerk"))
    found.headers.update(WHY)
    return found


@pytest.fixture
def path(anna) -> str:
    return f"/people/{anna.pk}/documents"


def kept(whom: Person, **changed: Any) -> Document:
    told = {"kind": Kind.DECISION, "name": "Spriedums.pdf", "content": PAPER, **changed}
    with seen_by(SERVICE):
        return upload_document(by=SERVICE, person=whom.pk, **told)


def made(whom: Person) -> Document:
    with seen_by(SERVICE):
        return make_from_template(
            by=SERVICE, person=whom.pk, country="LV", template="evaluation_report", language="lv",
            values=report(),
        )  # fmt: skip


def documents() -> list[Document]:
    with seen_by(SERVICE):
        return list(Document.objects.order_by("made_at", "pk"))


def test_a_file_is_handed_in_and_read_again(clerk, path):
    answer = answered(clerk.post(path, HANDED_IN))
    (row,) = documents()
    assert answer == (201, {"id": str(row.pk), "version": 1})
    listed = clerk.get(path).json()["items"]
    shown = clerk.get(f"{path}/{row.pk}").json()
    assert listed == [shown["document"]]
    assert {name: listed[0][name] for name in ("id", "kind", "title", "size", "withdrawn")} == {
        "id": str(row.pk), "kind": "decision", "title": "Spriedums.pdf", "size": len(PAPER),
        "withdrawn": False,
    }  # fmt: skip
    assert (shown["versions"], shown["values"], shown["signatures"]) == (listed, [], [])
    assert shown["withdrawn_because"] == ""
    file = clerk.get(f"{path}/{row.pk}/file").json()
    assert (file["number"], file["media_type"], b64decode(file["content"])) == (
        row.number, "application/pdf", PAPER,
    )  # fmt: skip


def test_the_look_at_a_file_is_written(anna, clerk, path):
    row = kept(anna)
    before = Consultation.objects.filter(about=f"documents.document:{row.pk}").count()
    assert clerk.get(f"{path}/{row.pk}/file").status_code == 200
    after = Consultation.objects.filter(about=f"documents.document:{row.pk}").count()
    assert (before, after) == (0, 1)


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"kind": "plan"}, "body.kind"),
        ({"content": b64encode(b"MZ\x90").decode()}, "body.file"),
        ({"name": "Spriedums.docx"}, "body.file"),
        ({"content": "?"}, "body.content"),
        ({"more": 1}, "body.more"),
    ],
)
def test_what_is_not_taken_in_is_refused_with_its_place(clerk, path, changed, where):
    status, body = answered(clerk.post(path, {**HANDED_IN, **changed}))
    assert (status, [row["field"] for row in body["errors"]]) == (422, [where])
    assert documents() == []


def test_a_new_version_takes_the_place_of_the_one_before(anna, clerk, path):
    row = kept(anna)
    sent = {"name": "Spriedums.pdf", "content": b64encode(PAPER + b" 2").decode()}
    assert clerk.post(f"{path}/{row.pk}/versions", sent).status_code == 201
    _old, new = documents()
    assert [(one["id"], one["version"]) for one in clerk.get(path).json()["items"]] == [
        (str(new.pk), 2)
    ]
    shown = clerk.get(f"{path}/{row.pk}").json()
    assert [one["version"] for one in shown["versions"]] == [2, 1]
    again = answered(clerk.post(f"{path}/{row.pk}/versions", sent))
    assert (again[0], len(documents())) == (422, 2)


def test_what_is_withdrawn_says_why(anna, clerk, path):
    row = kept(anna)
    empty = answered(clerk.post(f"{path}/{row.pk}/withdrawal", {"reason": ""}))
    assert (empty[0], [one["field"] for one in empty[1]["errors"]]) == (422, ["body.reason"])
    said = {"reason": "Of somebody else."}
    assert clerk.post(f"{path}/{row.pk}/withdrawal", said).status_code == 201
    shown = clerk.get(f"{path}/{row.pk}").json()
    assert (shown["document"]["withdrawn"], shown["withdrawn_because"]) == (
        True, "Of somebody else.",
    )  # fmt: skip
    assert clerk.post(f"{path}/{row.pk}/withdrawal", said).status_code == 422
    with seen_by(SERVICE):
        assert Withdrawal.objects.count() == 1


def test_a_report_shows_its_values_and_is_signed(anna, clerk, path, settings, tmp_path):
    settings.DEMO, settings.HOME = True, tmp_path
    row = made(anna)
    shown = clerk.get(f"{path}/{row.pk}").json()
    assert {one["nature"] for one in shown["values"]} == {"fact", "judgement"}
    assert all(one["source"] for one in shown["values"])
    assert clerk.post(f"{path}/{row.pk}/signature", {}).status_code == 201
    _report, signed = documents()
    shown = clerk.get(f"{path}/{signed.pk}").json()
    (signature,) = shown["signatures"]
    assert (shown["document"]["version"], signature["intact"], len(shown["values"]) > 0) == (
        2, True, True,
    )  # fmt: skip
    assert clerk.post(f"{path}/{signed.pk}/signature", {}).status_code == 422


def test_those_of_a_merged_record_are_found_under_the_one_that_stands(house, anna, clerk, path):
    other = somebody("Ozoliņa", "Anna", at=house.units["riga"], country="LV")
    row = kept(other)
    with seen_by(SERVICE):
        merge_people(by=SERVICE, kept_id=anna.pk, gone_id=other.pk, reason="one person")
    assert [one["id"] for one in clerk.get(path).json()["items"]] == [str(row.pk)]
    assert clerk.get(f"{path}/{row.pk}/file").status_code == 200


def test_a_document_of_somebody_else_is_not_found(house, clerk, path):
    other = kept(somebody("Kalns", "Juris", at=house.units["riga"], country="LV"))
    status, body = answered(clerk.get(f"{path}/{other.pk}"))
    assert (status, [one["code"] for one in body["reasons"]]) == (404, ["not-yours"])


def test_without_a_purpose_nothing_is_read(house, anna, path):
    row, stranger = kept(anna), browser(house.member("clerk"))
    for one in (path, f"{path}/{row.pk}", f"{path}/{row.pk}/file"):
        assert stranger.get(one).status_code == 403
