"""The pages of a head of unit: caseloads, people without an officer, sharing out."""

from copy import deepcopy

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import include, path, reverse
from django.utils import timezone

from tilts.casework.allocation.beside import pages
from tilts.casework.allocation.models import Allocation
from tilts.platform.access.tests.people import person
from tilts.platform.organisation.actions import open_account
from tilts.platform.organisation.tests.pages import urlpatterns as platform_pages
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Consultation

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
urlpatterns = [
    *platform_pages,
    path("allocation/", include("tilts.casework.allocation.urls")),
    path("people/", include("tilts.casework.supervision.urls")),  # a page beside the workload
]


@pytest.fixture
def head(house, settings, tmp_path):
    """A head of unit, signed in; the doors above add the shell."""
    settings.ROOT_URLCONF, settings.STATIC_ROOT = __name__, tmp_path
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["context_processors"].remove("tilts.doors.web.context.shell")
    settings.TEMPLATES = templates
    client = Client()
    account = open_account(by=SERVICE, staff=house.member("head_of_unit", "riga"))
    client.force_login(account, backend=BACKEND)
    return client


def loads(answer) -> dict[str, int]:
    return {str(one.staff.pk): one.people for one in answer.context["officers"]}


def share(client, people, to, **values):
    """Send the form of the first page."""
    asked = {
        "people": [p.pk for p in people],
        "to": [s.pk for s in to],
        "on": timezone.localdate(),
        "reason": "She has left",
    }
    return client.post(reverse("allocation:unit"), {**asked, **values})


def test_people_without_an_officer_are_shown_and_the_look_is_written(head, house):
    here = person(house.units["riga_w1"], "here")
    person(house.units["olaine"], "far")
    answer = head.get(reverse("allocation:unit"))
    assert [p.family for p in answer.context["people"]] == ["here"]
    assert [look.covers() for look in Consultation.objects.all()] == [[str(here.pk)]]


def test_people_are_shared_out_and_counted(head, house):
    one, two = house.member("prison_officer", "riga"), house.member("prison_officer", "riga_w1")
    house.member("prison_officer", "olaine")
    people = [person(house.units["riga"], name) for name in ("a", "b", "c")]
    answer = share(head, people, [one, two], note="Calls on Mondays.")
    assert [str(m) for m in get_messages(answer.wsgi_request)] == ["3 people are allocated."]
    shown = head.get(reverse("allocation:unit"))
    counted = loads(shown)
    assert sorted([counted[str(one.pk)], counted[str(two.pk)]]) == [1, 2]
    assert (len(counted), shown.context["people"]) == (3, [])
    assert set(Allocation.plain.values_list("handover", flat=True)) == {"Calls on Mondays."}


def test_the_people_of_one_officer_go_to_another(head, house):
    one, two = house.member("prison_officer", "riga"), house.member("prison_officer", "riga")
    whom = person(house.units["riga"], "whom")
    share(head, [whom], [one])
    page = reverse("allocation:officer", args=[one.pk])
    assert [p.family for p in head.get(page).context["people"]] == ["whom"]
    asked = {"people": [whom.pk], "to": [two.pk], "on": timezone.localdate(), "reason": "Leave"}
    assert head.post(page, asked).status_code == 302
    assert Allocation.plain.get(until=None).staff_id == two.pk


def test_without_a_reason_nothing_moves(head, house):
    officer, whom = house.member("prison_officer", "riga"), person(house.units["riga"], "whom")
    answer = share(head, [whom], [officer], reason=" ")
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])
    assert Allocation.plain.count() == 0


def test_nobody_from_elsewhere_is_shared_out(head, house):
    officer, far = house.member("prison_officer", "riga"), person(house.units["olaine"], "far")
    assert share(head, [far], [officer]).status_code == 422
    elsewhere = house.member("prison_officer", "olaine")
    assert head.get(reverse("allocation:officer", args=[elsewhere.pk])).status_code == 404


def test_a_longer_list_asks_the_database_no_more(head, house):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert head.get(reverse("allocation:unit")).status_code == 200
        return len(captured)

    person(house.units["riga"], "a")
    one = queries()
    person(house.units["riga"], "b")
    house.member("prison_officer", "riga")
    assert queries() == one


@pytest.mark.parametrize(
    ("left_out", "message"),
    [
        ("people", "This field is required."),
        ("to", "This field is required."),
        ("on", "This field is required."),
        ("reason", "This field is required."),
    ],
)
def test_each_answer_that_is_missing_is_asked_for(head, house, left_out, message):
    officer, whom = house.member("prison_officer", "riga"), person(house.units["riga"], "whom")
    asked = {"people": [whom.pk], "to": [officer.pk], "on": "2026-01-05", "reason": "Leave"}
    answer = head.post(reverse("allocation:unit"), {**asked, left_out: []})
    errors = {field: list(said) for field, said in answer.context["form"].errors.items()}
    assert (answer.status_code, errors) == (422, {left_out: [message]})
    assert message in answer.content.decode()
    assert Allocation.plain.count() == 0


def test_a_day_that_is_none_and_a_reason_too_long(head, house):
    officer, whom = house.member("prison_officer", "riga"), person(house.units["riga"], "whom")
    answer = share(head, [whom], [officer], on="31.02.2026", reason="x" * 201)
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, ["on", "reason"])


def test_what_was_typed_stays(head, house):
    officer, whom = house.member("prison_officer", "riga"), person(house.units["riga"], "whom")
    answer = share(head, [whom], [officer], reason="", note="Calls on Mondays.")
    assert "Calls on Mondays." in answer.content.decode()


def test_who_cannot_be_passed_on_is_named_with_the_reason(head, house):
    one, two = house.member("prison_officer", "riga"), house.member("prison_officer", "riga")
    whom = person(house.units["riga"], "whom")
    share(head, [whom], [one])
    page = reverse("allocation:officer", args=[one.pk])
    asked = {"people": [whom.pk], "to": [two.pk], "on": "2020-01-01", "reason": "Leave"}
    answer = head.post(page, asked)
    assert [str(m) for m in get_messages(answer.wsgi_request)] == [
        "1 person is allocated.",  # said by the page before, and not yet read
        f"{whom.name}: The last change is later than that day. Choose a later day.",
    ]
    assert Allocation.plain.get(until=None).staff_id == one.pk


@pytest.mark.parametrize("role", ["prison_officer", "clerk", "inspector"])
def test_only_a_head_of_unit_enters(head, house, role):
    client = Client()
    staff = house.member(role, "riga")
    client.force_login(open_account(by=SERVICE, staff=staff), backend=BACKEND)
    pages = [reverse("allocation:unit"), reverse("allocation:officer", args=[staff.pk])]
    assert [client.get(page).status_code for page in pages] == [403, 403]


def test_an_officer_without_people_has_an_empty_page(head, house):
    officer = house.member("prison_officer", "riga")
    answer = head.get(reverse("allocation:officer", args=[officer.pk]))
    assert (answer.status_code, answer.context["people"]) == (200, [])
    assert "Nobody is allocated to them" in answer.content.decode()
    assert Consultation.objects.count() == 0


def test_pages_of_other_rooms_stand_beside_the_workload(head):
    shown = head.get(reverse("allocation:unit")).content.decode()
    addresses = [reverse(name) for _title, name in pages()]
    assert addresses == [reverse("supervision:standard")]
    assert [f'href="{address}"' in shown for address in addresses] == [True]
