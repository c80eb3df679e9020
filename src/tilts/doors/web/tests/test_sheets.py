"""A person's documents, and the data sheet that is made of what the rooms know."""

from datetime import date

import pytest

from tilts.casework.allocation.actions import Handover, allocate
from tilts.casework.people.actions import Code, add_code, add_fact
from tilts.casework.people.models import Address, Contact
from tilts.casework.proceedings.tests.world import judged
from tilts.doors.web.sheets import person_sheet
from tilts.platform.documents.models import Document
from tilts.platform.documents.sheet import Fact, PersonSheet, ProceedingLine
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act, Consultation

from .visitors import all_seen, reasons, somebody, visitor

pytestmark = pytest.mark.django_db
SINCE = date(2026, 1, 5)
IDENTITY = (
    Fact("Sex", "not known"),
    Fact("Citizenship", "–"),
    Fact("Languages", "–"),
    Fact("Interpreter", "not needed"),
    Fact("Registered in", "Riga"),
)


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


def sheet(person, language="en"):
    with all_seen():
        person.refresh_from_db()
        return person_sheet(person, language)


def test_of_somebody_just_registered(person):
    assert sheet(person) == PersonSheet(
        agency="ievp",
        name=person.name,
        born="7 March 1985",
        file_number=person.file_number,
        status="convicted",
        identity=IDENTITY,
    )


def test_identity_in_words(house):
    who = somebody(
        house, sex="male", citizenships=["LV", "LT"], languages=["lv", "ru"], interpreter="lv"
    )
    assert sheet(who).identity == (
        Fact("Sex", "male"),
        Fact("Citizenship", "LV LT"),
        Fact("Languages", "Latvian, Russian"),
        Fact("Interpreter", "Latvian"),
        Fact("Registered in", "Riga"),
    )


def test_codes_with_their_doubt(person):
    with all_seen():
        for value in ("070385-10012",):
            code = Code(kind="lv_personal_code_old", value=value)
            add_code(by=SERVICE, person_id=person.pk, code=code, since=SINCE)
        (fact,) = sheet(person).identifiers
        (row,) = person.identifiers.all()
    assert (fact.value, fact.note) == (row.value, "doubtful" if row.doubt else "")


def test_where_somebody_is_reached(person):
    own = {"person": person, "since": SINCE}
    street = {"street": "Klusā iela 1", "locality": "Olaine", "country": "LV"}
    with all_seen():
        add_fact(by=SERVICE, fact=Address(**own, kind="declared", **street))
        add_fact(by=SERVICE, fact=Contact(**own, kind="phone", value="+371 20000001"))
    assert sheet(person).addresses == (
        Fact("declared residence", "Klusā iela 1, Olaine", "5 January 2026 – "),
        Fact("telephone", "+371 20000001", "5 January 2026 – "),
    )


def test_proceedings_and_the_officer(house, person):
    officer = house.member("prison_officer")
    with all_seen():
        judged(person, house.units["riga"])
        how = Handover(on=SINCE, reason="first officer")
        allocate(by=SERVICE, person=person.pk, to=officer, how=how)
    made = sheet(person)
    assert made.proceedings == (
        ProceedingLine("K-1", "175", "judged, may be appealed", "10 January 2025"),
    )
    assert [(fact.value, fact.note) for fact in made.officer] == [
        (officer.name, "5 January 2026 – ")
    ]


def test_in_another_language(person):
    latvian, english = sheet(person, "lv"), sheet(person)
    assert (latvian.name, latvian.file_number) == (english.name, english.file_number)
    assert (latvian.born, english.born) == ("1985. gada 7. marts", "7 March 1985")


def test_the_page_of_somebody_without_documents(path, clerk):
    page = clerk.get(path)
    assert (page.status_code, list(page.context["documents"])) == (200, [])
    assert page.context["form"].initial == {"language": "en"}
    assert "No document is kept yet." in page.content.decode()


def test_a_sheet_is_made_and_opened(path, person, clerk):
    answer = clerk.client.post(path, {"language": "lv"})
    with all_seen():
        document = Document.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/documents/{document.pk}/")
    assert (document.person_id, document.language, document.made_by_id) == (
        person.pk,
        "lv",
        clerk.staff.pk,
    )
    assert Act.objects.filter(kind="documents.make", actor_id=clerk.staff.pk).count() == 1
    opened = clerk.get(answer["Location"])
    assert (opened.status_code, opened["Content-Type"]) == (200, "application/pdf")
    assert opened.content.startswith(b"%PDF")
    last = Consultation.objects.order_by("pk").last()
    assert last is not None
    assert (last.way, last.about) == ("print", f"documents.document:{document.pk}")
    assert [row.pk for row in clerk.get(path).context["documents"]] == [document.pk]


@pytest.mark.parametrize("language", ["", "xx"])
def test_a_language_that_there_is_not_makes_nothing(path, clerk, language):
    page = clerk.client.post(path, {"language": language})
    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["language"]
    with all_seen():
        assert not Document.objects.exists()


@pytest.mark.parametrize("role", ["inspector", "data_protection_officer", "training_officer"])
def test_some_roles_open_no_documents(house, person, path, role):
    who = visitor(house, role)
    who.has_said_why(person)
    assert reasons(who.get(path)) == (403, ["no-role"])
    assert reasons(who.client.post(path, {"language": "lv"})) == (403, ["no-role"])


def test_the_same_queries_for_1_and_3_documents(path, clerk):
    clerk.client.post(path, {"language": "en"})
    before = clerk.queries(path)
    for language in ("lv", "lt"):
        clerk.client.post(path, {"language": language})
    assert clerk.queries(path) == before
