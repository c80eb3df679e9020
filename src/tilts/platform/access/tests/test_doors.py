"""Who may enter a page, and what the others read."""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from tilts.platform.access.authority import NO_ROLE, NOT_YOURS
from tilts.platform.access.doors import door, refusal
from tilts.platform.access.reasons import Reason
from tilts.platform.access.views import role_table
from tilts.platform.organisation.actions import shut_account
from tilts.platform.organisation.models import Account
from tilts.platform.parties.actors import SERVICE

from .people import person

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def officer(house, enter):
    return enter(house.member("prison_officer"))


def text(answer):
    return answer.content.decode()


def test_a_stranger_is_sent_to_sign_in_and_comes_back(pages):
    answer = Client().get("/refused/?page=2")
    assert (answer.status_code, answer["Location"]) == (302, "/login/?next=/refused/%3Fpage%3D2")


def test_who_holds_the_capability_enters(officer):
    assert officer.get(reverse("access:roles")).status_code == 200


def test_who_does_not_reads_why(officer):
    answer = officer.get(reverse("access:glasses"))
    assert answer.status_code == 403
    assert str(NO_ROLE.text) in text(answer)


def test_who_may_break_the_glass_is_told_how(officer, house, enter):
    assert 'href="/glass/glass/"' in text(officer.get("/refused/"))
    analyst = enter(house.member("analyst"))
    assert 'href="/glass/glass/"' not in text(analyst.get("/refused/"))


def test_what_an_action_refuses_is_shown_with_its_reasons(officer):
    answer = officer.get("/refused/")
    assert answer.status_code == 403
    assert "It is too late: the day is over." in text(answer)


@pytest.mark.parametrize(
    ("reasons", "status"),
    [([NO_ROLE], 403), ([NOT_YOURS], 404), ([NO_ROLE, NOT_YOURS], 404), ([], 403)],
)
def test_a_person_out_of_sight_is_not_found(pages, house, reasons, status):
    request = RequestFactory().get("/")
    request.actor = house.actor("prison_officer")  # type: ignore[attr-defined] # the middleware's
    answer = refusal(request, reasons)
    assert answer.status_code == status
    assert [str(r.text) in text(answer) for r in reasons] == [True] * len(reasons)


def test_a_door_names_its_capability_and_keeps_the_view():
    assert role_table.capability == "access.see_roles"  # type: ignore[attr-defined] # the door's
    assert role_table.__name__ == "role_table"
    assert door("web.enter")(role_table).capability == "web.enter"  # type: ignore[attr-defined] # the door's


def test_a_purpose_is_asked_before_anything_is_shown(officer, house):
    whom = person(house.units["riga"], "Secretname").pk
    answer = officer.get(f"/asks/{whom}/")
    assert (answer.status_code, "Secretname" in text(answer)) == (403, False)
    assert answer.context["form"].initial == {"next": f"/asks/{whom}/"}


def test_the_answer_is_kept_and_leads_onwards(officer, house):
    whom = person(house.units["riga"], "x").pk
    given = {"purpose": "cover", "reason": "flu", "next": f"/asks/{whom}/"}
    answer = officer.post(reverse("access:purpose", args=[whom]), given)
    assert (answer.status_code, answer.url) == (302, f"/asks/{whom}/")
    assert officer.session["purposes"] == {str(whom): ["cover", "flu"]}


@pytest.mark.parametrize("onwards", ["https://example.com/", "//example.com/", "javascript:x"])
def test_it_leads_nowhere_else(officer, house, onwards):
    whom = person(house.units["riga"], "x").pk
    given = {"purpose": "cover", "next": onwards}
    assert officer.post(reverse("access:purpose", args=[whom]), given).url == "/"


def test_without_an_answer_it_is_asked_again(officer, house):
    whom = person(house.units["riga"], "x").pk
    answer = officer.post(reverse("access:purpose", args=[whom]), {"next": "/"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["purpose"])
    assert "purposes" not in officer.session
    made_up = {"purpose": "curiosity", "next": "/"}
    assert officer.post(reverse("access:purpose", args=[whom]), made_up).status_code == 422
    assert officer.get(reverse("access:purpose", args=[whom])).status_code == 405


def test_who_is_shut_out_is_a_stranger_at_once(house, enter):
    staff = house.member("prison_officer")
    client = enter(staff)
    shut_account(by=SERVICE, account=Account.objects.get(staff=staff))
    assert client.get(reverse("access:roles")).status_code == 302


def test_somebody_without_a_role_signs_in_and_reads_why_they_can_do_nothing(house, enter):
    answer = enter(house.hire()).get(reverse("access:roles"))
    assert (answer.status_code, str(NO_ROLE.text) in text(answer)) == (403, True)


def test_a_reason_is_shown_as_text_and_no_markup(pages, house):
    request = RequestFactory().get("/")
    request.actor = house.actor("analyst")  # type: ignore[attr-defined] # the middleware's
    shown = text(refusal(request, [Reason("x", "<b>bold</b>")]))
    assert ("<b>bold</b>" in shown, "&lt;b&gt;bold" in shown) == (False, True)
