"""The inspector's search of the record."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tilts.platform.access.actions import bar
from tilts.platform.access.models import BarGround
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import SERVICE_ID
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Consultation, Way

from .visitors import reasons, somebody, visitor

pytestmark = pytest.mark.django_db
PATH = "/inspection/"
TODAY = timezone.localdate()


@pytest.fixture
def person(house):
    return somebody(house)


@pytest.fixture
def inspector(house):
    return visitor(house, "inspector")


def found(inspector, **wanted):
    """Who did what about whom, for what was searched."""
    lines = inspector.get(PATH, **wanted).context["lines"].items
    return [(line.who, str(line.title), line.person) for line in lines]


def about_people(inspector, *people, **wanted):
    """The people among these whom the answer names."""
    ids = {person.pk for person in people}
    return [who for _, _, who in found(inspector, **wanted) if who in ids]


def test_an_empty_form_finds_nothing_and_is_no_look(inspector):
    page = inspector.get(PATH)
    assert (page.status_code, page.context["lines"]) == (200, None)
    assert not Consultation.objects.exists()


def test_who_looked_at_somebody(house, person, inspector):
    clerk = visitor(house)
    consult(clerk.actor, [person.pk], way=Way.PAGE, purpose="check")
    consult(clerk.actor, [somebody(house, "Bērzs").pk], way=Way.PAGE, purpose="check")
    assert found(inspector, what="looks", file_number=person.file_number) == [
        (clerk.staff.short_name, "Opened a page", person.pk)
    ]


def test_who_changed_what(person, inspector):
    wanted = {"what": "changes", "file_number": f" {person.file_number} "}
    assert found(inspector, **wanted) == [("Tilts", "Registered", person.pk)]


def test_what_a_member_of_staff_saw(house, person, inspector):
    clerk, other = visitor(house), visitor(house)
    consult(clerk.actor, [person.pk], way=Way.PAGE, purpose="check")
    consult(other.actor, [person.pk], way=Way.PAGE, purpose="check")
    assert found(inspector, what="looks", email=clerk.staff.email.upper()) == [
        (clerk.staff.short_name, "Opened a page", person.pk)
    ]


def test_by_case(house, person, inspector):
    clerk = visitor(house)
    for about in ("documents.document:1", "documents.document:2"):
        consult(clerk.actor, [person.pk], way=Way.PRINT, purpose="check", about=about)
    assert len(found(inspector, what="looks", case="documents.document:1")) == 1
    assert found(inspector, what="changes", case="documents.document:1") == []


@pytest.mark.parametrize(
    ("since", "until", "expected"), [(0, 0, 1), (-1, 1, 1), (1, 1, 0), (-1, -1, 0)]
)
def test_by_period(person, inspector, since, until, expected):
    days = {"since": TODAY + timedelta(days=since), "until": TODAY + timedelta(days=until)}
    wanted = {"what": "changes", "file_number": person.file_number, **days}
    assert len(found(inspector, **wanted)) == expected


def test_an_inspection_is_itself_a_look_at_whom_it_shows(person, inspector):
    inspector.get(PATH, what="changes", file_number=person.file_number)
    (look,) = Consultation.objects.all()
    assert (look.actor_id, look.way, look.purpose) == (inspector.staff.pk, "record", "oversight")
    assert [shown.person_id for shown in look.shown.all()] == [person.pk]


@pytest.mark.parametrize(
    ("wanted", "field", "error"),
    [
        ({"file_number": "26-99999"}, "file_number", "Nobody has this file number."),
        ({"email": "no@example.lv"}, "email", "No member of staff has this address."),
        ({"since": "yesterday"}, "since", "Enter a valid date."),
    ],
)
def test_what_is_not_there_is_said(inspector, wanted, field, error):
    page = inspector.get(PATH, what="looks", **wanted)
    assert (page.status_code, page.context["form"].errors) == (422, {field: [error]})
    assert page.context["lines"] is None


def test_what_must_be_one_of_two(inspector):
    page = inspector.get(PATH, what="everything")
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["what"])


@pytest.mark.parametrize("what", ["looks", "changes"])
def test_people_of_another_country_are_not_shown(house, person, inspector, what):
    hidden = somebody(house, "Petraitis", unit="vilnius")
    consult(SERVICE, [person.pk, hidden.pk], way=Way.PAGE, purpose="service")
    assert about_people(inspector, person, hidden, what=what) == [person.pk]
    lithuanian = visitor(house, "inspector", "vilnius")
    assert about_people(lithuanian, person, hidden, what=what) == [hidden.pk]


def test_staff_of_another_country_are_not_shown(house, inspector):
    abroad, here = house.member("clerk", "vilnius"), house.member("clerk", "riga")
    shown = about_people(inspector, abroad.party, here.party, what="changes")
    assert set(shown) == {here.pk}
    page = inspector.get(PATH, what="looks", email=abroad.email)
    assert page.context["form"].errors == {"email": ["No member of staff has this address."]}


def test_who_is_barred_does_not_inspect_that_case(house, person, inspector):
    bar(
        by=SERVICE,
        staff=inspector.staff.pk,
        person=person.pk,
        ground=BarGround.RELATIVE,
        since=TODAY,
    )
    assert about_people(inspector, person, what="changes") == []
    page = inspector.get(PATH, what="changes", file_number=person.file_number)
    assert page.context["form"].errors == {"file_number": ["Nobody has this file number."]}


@pytest.mark.parametrize("role", ["clerk", "head_of_unit", "prison_officer", "administrator"])
def test_others_do_not_inspect(house, role):
    assert reasons(visitor(house, role).get(PATH)) == (403, ["no-role"])


def test_who_is_signed_out_signs_in(client, db):
    answer = client.get(PATH)
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={PATH}")


@pytest.mark.parametrize("what", ["looks", "changes"])
def test_the_same_queries_for_1_and_3_rows(house, person, inspector, what):
    clerk = visitor(house)
    consult(clerk.actor, [person.pk], way=Way.PAGE, purpose="check")
    before = inspector.queries(PATH, what=what)
    for family in ("Bērzs", "Kļava"):
        consult(
            visitor(house).actor,
            [somebody(house, family).pk],
            way=Way.PAGE,
            purpose="check",
        )
    assert inspector.queries(PATH, what=what) == before


def test_only_people_can_be_opened(house, person, inspector):
    page = inspector.get(PATH, what="changes")
    shown = {line.person for line in page.context["lines"].items}
    assert shown == {SERVICE_ID, person.pk, inspector.staff.pk}
    assert list(page.context["known"]) == [person.pk]
    look = Consultation.objects.get()
    assert {row.person_id for row in look.shown.all()} == {person.pk, inspector.staff.pk}
