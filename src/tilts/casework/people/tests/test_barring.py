"""The page on which staff are barred from somebody's case, and bars are lifted."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tilts.platform.access.models import Bar

from .desk import browser, with_purpose

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def dpo(house, anna):
    """The data-protection officer's browser."""
    return with_purpose(browser(house.member("data_protection_officer")), anna)


def page(anna) -> str:
    return reverse("people:bars", args=[anna.pk])


def said(whom, **values) -> dict[str, object]:
    return {"staff": whom.email, "ground": "own", "since": TODAY, **values}


def test_somebody_is_barred_and_sees_the_person_no_more(house, anna, dpo):
    clerk = house.member("clerk")
    theirs = with_purpose(browser(clerk), anna)
    identity = reverse("people:identity", args=[anna.pk])
    assert theirs.get(identity).status_code == 200
    answer = dpo.post(page(anna), said(clerk))
    assert (answer.status_code, answer["Location"]) == (302, page(anna))
    assert theirs.get(identity).status_code == 404
    shown = dpo.get(page(anna)).content.decode()
    assert ("their own case" in shown, clerk.name in shown) == (True, True)


def test_a_bar_is_lifted_by_its_button_and_not_by_a_link(house, anna, dpo):
    clerk = house.member("clerk")
    dpo.post(page(anna), said(clerk))
    lift = reverse("people:lift_bar", args=[anna.pk, Bar.objects.get().pk])
    assert dpo.get(lift).status_code == 405
    assert f'action="{lift}"' in dpo.get(page(anna)).content.decode()
    assert dpo.post(lift)["Location"] == page(anna)
    assert Bar.objects.get().until == TODAY
    assert f'action="{lift}"' not in dpo.get(page(anna)).content.decode()


def test_a_bar_of_tomorrow_is_lifted_before_it_begins(house, anna, dpo):
    tomorrow = TODAY + timedelta(days=1)
    dpo.post(page(anna), said(house.member("clerk"), since=tomorrow))
    dpo.post(reverse("people:lift_bar", args=[anna.pk, Bar.objects.get().pk]))
    assert Bar.objects.get().until == tomorrow


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"staff": "nobody@example.lv"}, "staff"),
        ({"ground": "dislike"}, "ground"),
        ({"since": "soon"}, "since"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(house, anna, dpo, wrong, field):
    answer = dpo.post(page(anna), said(house.member("clerk"), **wrong))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Bar.objects.count() == 0


def test_staff_abroad_are_nobody_and_nobody_is_barred_twice(house, anna, dpo):
    abroad, clerk = house.member("clerk", "vilnius"), house.member("clerk")
    dpo.post(page(anna), said(clerk))
    answers = [dpo.post(page(anna), said(staff)) for staff in (abroad, clerk)]
    assert [answer.context["form"].errors["staff"] for answer in answers] == [
        ["No member of staff has this address."],
        ["They are barred from this case already."],
    ]
    assert Bar.objects.count() == 1


def test_who_is_barred_from_it_finds_no_page_to_lift_their_bar(house, anna, dpo):
    own = house.member("data_protection_officer")
    theirs = with_purpose(browser(own), anna)
    dpo.post(page(anna), said(own))
    lift = reverse("people:lift_bar", args=[anna.pk, Bar.objects.get().pk])
    assert [theirs.get(page(anna)).status_code, theirs.post(lift).status_code] == [404, 404]
    assert Bar.objects.get().until is None


def test_only_data_protection_officers_see_who_is_barred(house, anna):
    for role in ("clerk", "head_of_unit", "inspector"):
        client = with_purpose(browser(house.member(role)), anna)
        assert client.get(page(anna)).status_code == 403


def test_the_page_asks_the_database_no_more_for_three_bars(house, anna, dpo):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert dpo.get(page(anna)).status_code == 200
        return len(asked)

    dpo.post(page(anna), said(house.member("clerk")))
    one = queries()
    for _ in range(2):
        dpo.post(page(anna), said(house.member("clerk")))
    assert queries() == one
