"""The pages on which the organisation is seen and run."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tilts.platform.organisation.actions import admit_client, close_unit, plan_absence, qualify
from tilts.platform.organisation.guards import OWN_ROLE
from tilts.platform.organisation.models import Absence, Account, ApiClient, Staff, Unit
from tilts.platform.organisation.tokens import token_digest
from tilts.platform.parties.actors import SERVICE

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def officer(house, enter):
    return enter(house.member("prison_officer", "riga"))


@pytest.fixture
def admin(house, enter):
    return enter(house.administrator_staff)


def address(name, *args) -> str:
    return reverse(f"organisation:{name}", args=args)


def links(answer) -> list[str]:
    """Texts of the links in the tables and lists of a page."""
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    listed = re.findall(r"<(?:td|li)>.*?</(?:td|li)>", main, re.S)
    return [unescape(t) for row in listed for t in re.findall(r'<a href="[^"]*">([^<]*)</a>', row)]


def said(answer) -> list[str]:
    """Messages that the next page will show."""
    return [str(message) for message in get_messages(answer.wsgi_request)]


def errors(answer) -> dict[str, list[str]]:
    """Errors of the form by field; on a 422."""
    assert answer.status_code == 422
    return {name: list(texts) for name, texts in answer.context["form"].errors.items()}


def test_units_of_the_own_country_stand_in_trees(officer, house):
    answer = officer.get(address("units"))
    expected = ["Olaine", "Riga", "Riga_W1", "Zemgale", "Jelgava"]
    assert (answer.status_code, links(answer)) == (200, expected)


def test_closed_units_are_shown_when_asked_for(officer, house):
    close_unit(by=SERVICE, unit=house.units["olaine"], until=TODAY)
    assert "Olaine" not in links(officer.get(address("units")))
    assert "Olaine" in links(officer.get(address("units"), {"ended": "1"}))


def test_a_unit_shows_what_is_below_it_and_who_works_there(officer, house):
    house.member("clerk", "riga")
    answer = officer.get(address("unit", house.units["riga"].pk))
    assert (answer.status_code, links(answer)) == (200, ["Ilze Kalna", "Ilze Kalna", "Riga_W1"])


@pytest.mark.parametrize("name", ["unit", "staff"])
def test_another_country_is_not_there(officer, house, name):
    pk = {"unit": house.units["vilnius"].pk, "staff": house.hire("lkt").pk}[name]
    assert officer.get(address(name, pk)).status_code == 404


@pytest.mark.parametrize("name", ["appoint", "clients", "admit_client"])
def test_who_does_not_run_the_organisation_reads_why_not(officer, name):
    answer = officer.get(address(name))
    assert answer.status_code == 403
    assert "None of your roles may do this." in answer.content.decode()


CHANGES = re.compile(r'(?:href|action)="/organisation/([^"]*)"')
SEEN_BY_ALL = re.compile(r"(staff/|units/[-0-9a-f]+/|staff/[-0-9a-f]{36}/)?")


def changing(answer) -> list[str]:
    """Addresses on a page that lead to more than seeing units and staff."""
    led_to = CHANGES.findall(answer.content.decode())
    return [onwards for onwards in led_to if not SEEN_BY_ALL.fullmatch(onwards)]


def test_who_only_sees_is_offered_nothing_that_changes(officer, admin, house):
    unit, staff = house.units["riga"].pk, house.hire().pk
    for page, *pk in (["units"], ["unit", unit], ["staff_list"], ["staff", staff]):
        assert changing(officer.get(address(page, *pk))) == []
        assert len(changing(admin.get(address(page, *pk)))) > 1


def test_a_unit_is_opened_below_another(admin, house):
    riga = house.units["riga"]
    form = admin.get(address("open_unit", "ievp"), {"parent": riga.pk}).context["form"]
    assert (form["parent"].value(), form["since"].value()) == (str(riga.pk), TODAY)
    names = {"name_en": "Wing 2", "name_lv": "2. korpuss", "name_lt": "2 korpusas"}
    values = {"parent": riga.pk, "code": "riga_w2", "kind": "wing", "since": TODAY, **names}
    answer = admin.post(address("open_unit", "ievp"), values)
    assert (answer.status_code, answer.url, said(answer)) == (
        302,
        address("units"),
        ["The unit is open."],
    )
    unit = Unit.objects.get(code="riga_w2")
    assert unit.names == {"en": "Wing 2", "lv": "2. korpuss", "lt": "2 korpusas"}
    assert unit.path == "ievp.riga.riga_w2."
    again = errors(admin.post(address("open_unit", "ievp"), values))
    assert again == {"code": ["A unit of this agency has this code already. Choose another code."]}


def test_a_unit_of_another_agency_is_not_opened(admin, house):
    names = {f"name_{code}": "X" for code in ("en", "lv", "lt")}
    values = {"code": "x", "kind": "centre", "since": TODAY, **names}
    found = errors(admin.post(address("open_unit", "vpd"), values))
    assert found == {"__all__": ["This belongs to another agency. Ask its own administrator."]}


def test_a_unit_is_closed_or_it_is_said_what_to_do_first(admin, house):
    riga, olaine = house.units["riga"], house.units["olaine"]
    assert errors(admin.post(address("close_unit", riga.pk), {"until": TODAY})) == {
        "until": [
            "Units below it are still open then. Close them first.",
            "Somebody still holds a role there then. End those roles first.",
        ]
    }
    answer = admin.post(address("close_unit", olaine.pk), {"until": TOMORROW})
    assert answer.url == address("unit", olaine.pk)
    assert Unit.objects.get(pk=olaine.pk).until == TOMORROW


def test_somebody_is_appointed_given_a_role_and_let_in(admin, house):
    who = {"given": "Dace", "family": "Ozola", "email": "Dace@example.lv", "language": "lv"}
    answer = admin.post(address("appoint"), who)
    staff = Staff.objects.get(family="Ozola")
    assert (answer.url, staff.email, staff.agency_id) == (
        address("staff", staff.pk),
        "dace@example.lv",
        "ievp",
    )
    role = {"role": "clerk", "unit": house.units["riga"].pk, "since": TODAY}
    admin.post(address("give_role", staff.pk), role)
    admin.post(address("account", staff.pk), {"account": "open"})
    assert staff.assignments.get().role == "clerk"
    assert Account.objects.get(staff=staff).is_active
    page = admin.get(address("staff", staff.pk)).content.decode()
    assert "Records clerk" in page
    assert "They can sign in." in page


def test_a_role_held_already_is_refused_at_its_field(admin, house):
    staff = house.member("clerk", "riga")
    role = {"role": "clerk", "unit": house.units["riga"].pk, "since": TODAY}
    assert errors(admin.post(address("give_role", staff.pk), role)) == {
        "role": ["They hold this role there already. End it first, or choose a later day."]
    }


def test_a_role_is_ended(admin, house):
    held = house.member("clerk", "riga").assignments.get()
    page = address("end_role", held.staff_id, held.pk)
    assert admin.get(page).context["form"]["until"].value() == TODAY
    answer = admin.post(page, {"until": TOMORROW})
    held.refresh_from_db()
    assert (answer.url, held.until) == (address("staff", held.staff_id), TOMORROW)
    other = house.hire()
    assert admin.get(address("end_role", other.pk, held.pk)).status_code == 404


def test_leave_is_planned_with_a_substitute_and_changed(admin, house):
    away, colleague = house.hire(), house.hire(family="Ozola")
    week = TODAY + timedelta(days=7)
    asked = {"since": TODAY, "until": week, "substitute": colleague.pk}
    admin.post(address("plan_absence", away.pk), asked)
    leave = Absence.objects.get()
    assert (leave.since, leave.until, leave.substitute) == (TODAY, week, colleague)
    assert "Ilze Ozola stands in" in admin.get(address("staff", away.pk)).content.decode()
    assert errors(admin.post(address("plan_absence", away.pk), asked)) == {
        "since": ["They are on leave in part of that time already."]
    }
    assert admin.get(address("end_absence", away.pk, leave.pk)).status_code == 200
    admin.post(address("end_absence", away.pk, leave.pk), {"until": TOMORROW})
    assert Absence.objects.get().until == TOMORROW


def test_a_qualification_is_added(admin, house):
    staff = house.hire()
    bad = admin.post(address("qualify", staff.pk), {"code": "two words", "since": TODAY})
    assert list(errors(bad)) == ["code"]
    admin.post(address("qualify", staff.pk), {"code": "rvn", "since": TODAY})
    assert staff.qualifications.get().code == "rvn"


def test_a_qualification_is_ended(admin, house):
    held = qualify(by=SERVICE, staff=house.hire(), code="rvn", since=TODAY)
    page = address("end_qualification", held.staff_id, held.pk)
    assert page in admin.get(address("staff", held.staff_id)).content.decode()
    yesterday = TODAY - timedelta(days=1)
    assert errors(admin.post(page, {"until": yesterday})) == {
        "until": ["The end lies before the beginning. Choose a later day."]
    }
    assert admin.post(page, {"until": TOMORROW}).url == address("staff", held.staff_id)
    held.refresh_from_db()
    assert held.until == TOMORROW
    assert page not in admin.get(address("staff", held.staff_id)).content.decode()
    assert admin.get(address("end_qualification", house.hire().pk, held.pk)).status_code == 404


def test_a_name_and_an_e_mail_are_corrected_and_found_by_the_new_ones(admin, house):
    staff = house.hire(family="Ozolla")
    page = address("correct_staff", staff.pk)
    form = admin.get(page).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    known = {"given": "Ilze", "family": "Ozolla", "email": staff.email}
    assert shown == {**known, "phone": "", "language": "en"}
    new = {**shown, "family": "Ozola", "phone": "+371 20000002", "email": "Ozola@example.lv"}
    assert admin.post(page, new).url == address("staff", staff.pk)
    kept = Staff.objects.get(pk=staff.pk)
    assert (kept.name, kept.phone, kept.email) == (
        "Ilze Ozola",
        "+371 20000002",
        "ozola@example.lv",
    )
    for words, found in (("ozola", ["Ozola, Ilze"]), ("ozolla", []), (staff.email, [])):
        assert links(admin.get(address("staff_list"), {"q": words})) == found
    assert list(errors(admin.post(page, {**new, "family": " "}))) == ["family"]
    taken = {**new, "email": house.administrator_staff.email.upper()}
    assert list(errors(admin.post(page, taken))) == ["email"]


def test_nobody_is_offered_a_change_of_their_own_roles(admin, house):
    mine, clerk = house.administrator_staff, house.member("clerk")
    offered = [
        address("give_role", staff.pk) in admin.get(address("staff", staff.pk)).content.decode()
        for staff in (mine, clerk)
    ]
    assert offered == [False, True]
    for page, day in (
        (address("give_role", mine.pk), {"role": "clerk", "since": TODAY}),
        (address("end_role", mine.pk, mine.assignments.get().pk), {"until": TODAY}),
    ):
        assert errors(admin.post(page, day)) == {"__all__": [str(OWN_ROLE.text)]}
    assert mine.assignments.get().until is None


def test_leave_is_not_changed_into_other_leave(admin, house):
    away, week = house.hire(), TODAY + timedelta(days=7)
    for since in (TODAY, week):
        days = {"since": since, "until": since + timedelta(days=3)}
        plan_absence(by=SERVICE, staff=away, substitute=None, **days)
    first = Absence.objects.order_by("since").first()
    assert first is not None
    answer = admin.post(address("end_absence", away.pk, first.pk), {"until": week + timedelta(1)})
    assert errors(answer) == {"until": ["They are on leave in part of that time already."]}


def test_an_account_that_is_shut_opens_no_page(admin, house, enter):
    staff = house.member("clerk", "riga")
    client = enter(staff)
    assert client.get(address("units")).status_code == 200
    for _twice in range(2):
        admin.post(address("account", staff.pk), {"account": "shut"})
        assert client.get(address("units")).status_code == 302
    admin.post(address("account", staff.pk), {"account": "reopen"})
    assert client.get(address("units")).status_code == 200


def test_an_account_that_is_not_there_is_neither_shut_nor_opened_again(admin, house):
    staff = house.hire()
    answers = [
        admin.post(address("account", staff.pk), {"account": wanted}).status_code
        for wanted in ("shut", "reopen", "", "delete", "open", "open")
    ]
    assert answers == [404, 404, 404, 404, 302, 403]
    assert Account.objects.get(staff=staff).is_active


def test_an_account_is_not_changed_by_following_a_link(admin, house):
    assert admin.get(address("account", house.hire().pk)).status_code == 405


def test_staff_of_another_agency_are_seen_but_not_run(admin, house):
    staff = house.member("probation_officer", "jelgava")
    answer = admin.get(address("staff", staff.pk))
    assert (answer.status_code, answer.context["runs"]) == (200, False)
    assert admin.post(address("account", staff.pk), {"account": "open"}).status_code == 403
    assert not Account.objects.filter(staff=staff).exists()


def test_the_token_of_a_client_is_shown_once(admin, house):
    year = TODAY + timedelta(days=365)
    asked = {"name": "IIS", "role": "data_exchange", "expires": year}
    answer = admin.post(address("admit_client"), asked)
    token = answer.context["token"]
    assert f'<code id="token">{token}</code>' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    client = ApiClient.objects.get()
    assert client.token_digest == token_digest(token)
    listed = admin.get(address("clients")).content.decode()
    assert ("IIS" in listed, token in listed) == (True, False)
    admin.post(address("revoke_client", client.pk))
    client.refresh_from_db()
    assert (client.is_open_on(TODAY), client.revoked_at is None) == (False, False)
    assert "shut out" in admin.get(address("clients")).content.decode()


def test_clients_of_another_agency_are_not_there(admin, house):
    year = TODAY + timedelta(days=365)
    vpd = house.agencies["vpd"]
    client, _ = admit_client(
        by=SERVICE, agency=vpd, name="PLUS", role="data_exchange", expires=year
    )
    assert list(admin.get(address("clients")).context["clients"]) == []
    assert admin.post(address("revoke_client", client.pk)).status_code == 404
    assert ApiClient.objects.get().revoked_at is None


def test_staff_are_listed_by_name_and_found(officer, house):
    for family in ("Zariņa", "Āboliņa", "Ozola"):
        house.hire(family=family)
    assert links(officer.get(address("staff_list"))) == [
        "Āboliņa, Ilze",
        "Kalna, Ilze",
        "Ozola, Ilze",
        "Zariņa, Ilze",
    ]
    assert links(officer.get(address("staff_list"), {"q": "zarina"})) == ["Zariņa, Ilze"]
    nobody = officer.get(address("staff_list"), {"q": "nobody"}).content.decode()
    assert "Nobody was found" in nobody


def test_the_list_goes_on_where_its_page_ended(officer, house):
    for number in range(60):
        house.hire(family=f"K{number:02}")
    first = officer.get(address("staff_list"))
    second = officer.get(address("staff_list"), {"page": first.context["page"].next})
    names = links(first) + links(second)
    assert (len(links(first)), len(names), names) == (50, 61, sorted(names))
    assert officer.get(address("staff_list"), {"page": "forged"}).status_code == 400


def queries(client, page) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


@pytest.mark.parametrize("page", ["units", "staff_list"])
def test_a_longer_list_asks_the_database_no_more(officer, house, page):
    one = queries(officer, address(page))
    for _ in range(3):
        house.member("clerk", "olaine")
    assert queries(officer, address(page)) == one


def test_a_longer_page_of_one_member_asks_the_database_no_more(officer, house):
    staff, colleague = house.member("clerk", "riga"), house.hire()

    def away(month):
        days = {"since": date(2027, month, 1), "until": date(2027, month, 9)}
        plan_absence(by=SERVICE, staff=staff, substitute=colleague, **days)

    away(1)
    one = queries(officer, address("staff", staff.pk))
    away(2)
    away(3)
    assert queries(officer, address("staff", staff.pk)) == one
