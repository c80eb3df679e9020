"""The table of roles as a page, and the review of broken glass."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tilts.platform.access.actions import break_glass
from tilts.platform.access.capabilities import declared
from tilts.platform.access.models import BrokenGlass
from tilts.platform.access.roles import roles

from .people import person

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
EMERGENCY = "Somebody lies unconscious in the yard."


@pytest.fixture
def dpo(house, enter):
    return enter(house.member("data_protection_officer"))


def broken(house) -> BrokenGlass:
    stranger = person(house.units["jelgava"], f"p{BrokenGlass.objects.count()}")
    return break_glass(by=house.actor("clerk"), person=stranger.pk, reason=EMERGENCY)


def test_the_table_has_a_row_for_each_capability_and_a_column_for_each_role(dpo):
    page = dpo.get(reverse("access:roles")).content.decode()
    assert len(re.findall(r"<tr", page.partition("<tbody")[2])) == len(declared())
    first_row = page.partition("<thead")[2].partition("</thead")[0]
    assert len(re.findall(r"<th", first_row)) == len(roles()) + 1


def test_glasses_are_listed_with_their_reasons(dpo, house):
    assert "Nobody has broken the glass." in dpo.get(reverse("access:glasses")).content.decode()
    glass = broken(house)
    page = dpo.get(reverse("access:glasses")).content.decode()
    assert (EMERGENCY in page, "Ilze Kalna" in page) == (True, True)
    assert reverse("access:review", args=[glass.pk]) in page


def test_a_review_is_kept_and_the_glass_is_done(dpo, house):
    glass = broken(house)
    page = reverse("access:review", args=[glass.pk])
    assert EMERGENCY in dpo.get(page).content.decode()
    empty = dpo.post(page, {"review": ""})
    assert "review" in empty.context["form"].errors
    answer = dpo.post(page, {"review": "The ward confirmed it."})
    assert answer.url == reverse("access:glasses")
    glass.refresh_from_db()
    assert glass.review == "The ward confirmed it."
    assert page not in dpo.get(reverse("access:glasses")).content.decode()


def test_no_glass_no_page(dpo, house):
    nothing = reverse("access:review", args=[house.hire().pk])
    assert dpo.get(nothing).status_code == 404


def test_a_longer_list_asks_the_database_no_more(dpo, house):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert dpo.get(reverse("access:glasses")).status_code == 200
        return len(captured)

    broken(house)
    one = queries()
    broken(house)
    broken(house)
    assert queries() == one
