"""Less time for people: what the form, the page and the operation refuse, and two heads at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from tilts.casework.allocation.actions import end_reduction, reduce_availability
from tilts.casework.allocation.forms import ReductionForm
from tilts.casework.allocation.models import Reduction
from tilts.casework.allocation.queries import one_reduction, reductions_of
from tilts.casework.allocation.tests.departments import why
from tilts.casework.allocation.weights import Weights
from tilts.casework.people.tests.desk import browser, recorded
from tilts.doors.api.tests.callers import browser as session
from tilts.doors.api.tests.callers import reasons
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.tests.flushing import flushable_record  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TODAY = timezone.localdate()
WEEK = timedelta(days=7)
GOOD = {"code": "trainee", "weekly_hours": "20", "since": TODAY, "until": "", "note": ""}


@pytest.fixture
def officer(house):
    return house.member("probation_officer", "jelgava")


@pytest.fixture
def head(house):
    return house.member("head_of_unit", "jelgava")


def less(staff, minutes: int = 1200, **values) -> Reduction:
    usual = {"code": "trainee", "since": TODAY, **values}
    return reduce_availability(by=SERVICE, staff=staff, weekly_minutes=minutes, **usual)


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ({}, {}),
        ({"weekly_hours": "0.25"}, {}),
        ({"code": "golf"}, {"code": ["invalid_choice"]}),
        ({"weekly_hours": "-1"}, {"weekly_hours": ["min_value"]}),
        ({"weekly_hours": "168.5"}, {"weekly_hours": ["max_value"]}),
        ({"weekly_hours": "7.333"}, {"weekly_hours": ["max_decimal_places"]}),
        ({"since": "31.02.2026"}, {"since": ["invalid"]}),
        ({"note": "x" * 201}, {"note": ["max_length"]}),
        ({"since": "", "weekly_hours": ""}, {"since": ["required"], "weekly_hours": ["required"]}),
    ],
)
def test_what_the_form_takes(told, wrong):
    form = ReductionForm({**GOOD, **told}, weights=Weights("LV", TODAY))
    errors = form.errors.as_data()
    assert {name: [one.code for one in found] for name, found in errors.items()} == wrong


def test_hours_become_whole_minutes():
    form = ReductionForm({**GOOD, "weekly_hours": "7.25"}, weights=Weights("LV", TODAY))
    assert form.is_valid()
    assert form.reduction() == {
        "code": "trainee",
        "weekly_minutes": 435,
        "since": TODAY,
        "until": None,
        "note": "",
    }


def test_nothing_is_taken_before_a_reduction_is_ended_where_it_began(officer):
    row = less(officer)
    end_reduction(by=SERVICE, reduction=row, until=TODAY)
    assert Reduction.objects.on(TODAY).count() == 0
    assert why(less, officer, 2400) == []  # the whole week is free again


def test_an_end_is_recorded_with_what_was_before(officer, head):
    row = less(officer, until=TODAY + WEEK)
    end_reduction(by=SERVICE, reduction=row, until=TODAY + 2 * WEEK)
    ((_actor, subject, _wall, _reason, ((_row, before, after),)),) = recorded(
        "allocation.end_reduction"
    )
    assert subject == officer.pk
    assert (before["until"], after["until"]) == (
        (TODAY + WEEK).isoformat(),
        (TODAY + 2 * WEEK).isoformat(),
    )


def test_reductions_are_listed_latest_first_and_belong_to_one(officer, house):
    other = house.member("probation_officer", "jelgava")
    first, second = less(officer, 60), less(officer, 60, since=TODAY + WEEK)
    assert list(reductions_of(officer.pk)) == [second, first]
    assert one_reduction(officer.pk, first.pk) == first
    assert one_reduction(other.pk, first.pk) is None


def test_who_left_the_unit_is_no_longer_the_heads(officer, house, head):
    row, by = less(officer), house.actor("head_of_unit", "riga")
    assert why(end_reduction, by=by, reduction=row, until=TODAY) == ["not-led"]
    clerk = house.actor("clerk", "jelgava")
    assert why(end_reduction, by=clerk, reduction=row, until=TODAY) == ["no-role"]
    assert Reduction.objects.get().until is None


def test_the_page_to_change_the_end_refuses_with_the_reason(officer, head):
    row, desk = less(officer, until=TODAY + WEEK), browser(head)
    page = reverse("allocation:end_reduction", args=[officer.pk, row.pk])
    assert desk.get(page).context["form"].initial == {"until": TODAY + WEEK}
    answer = desk.post(page, {"until": TODAY - WEEK})
    assert (answer.status_code, answer.context["form"].non_field_errors()) == (
        422,
        ["The end lies before the beginning. Choose a later day."],
    )
    assert Reduction.objects.get().until == TODAY + WEEK


def test_what_is_over_has_no_link_to_change_it(officer, head):
    over = less(officer, since=TODAY - 2 * WEEK, until=TODAY - WEEK)
    going_on = less(officer)
    page = browser(head).get(reverse("allocation:load", args=[officer.pk])).content.decode()
    links = [
        reverse("allocation:end_reduction", args=[officer.pk, row.pk]) in page
        for row in (over, going_on)
    ]
    assert links == [False, True]
    assert "does not count today" in page


def test_the_operations_refuse_with_the_same_reasons(officer, head, house):
    caller, url = session(head), f"/workload/{officer.pk}/reductions"
    body = {"code": "trainee", "weekly_hours": 20, "since": str(TODAY)}
    assert reasons(caller.post(url, {**body, "until": str(TODAY)})) == (422, ["ends-before"])
    assert reasons(caller.post(url, {**body, "weekly_hours": 41})) == (422, ["more-than-the-week"])
    assert caller.post(url, {**body, "code": "golf"}).status_code == 422
    far = house.member("prison_officer", "olaine")
    assert caller.post(f"/workload/{far.pk}/reductions", body).status_code == 404
    assert caller.get(f"/workload/{far.pk}").status_code == 404
    assert reasons(session(officer).post(url, body)) == (403, ["no-role"])
    row = less(officer)
    ended = caller.post(f"{url}/{row.pk}/end", {"until": str(TODAY - WEEK)})
    assert reasons(ended) == (422, ["ends-before"])
    assert list(Reduction.objects.values_list("pk", "until")) == [(row.pk, None)]


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_two_at_once_do_not_take_more_than_a_week(flushable_record):  # noqa: F811 - the fixture
    officer, together = build_house().member("probation_officer", "jelgava"), Barrier(2)

    def told(_number: int) -> str:
        try:
            with seen_by(SERVICE):
                together.wait(30)
                less(officer, 1500)
            return "done"
        except Refused as refused:
            return " ".join(reason.code for reason in refused.reasons)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(told, range(2))) == ["done", "more-than-the-week"]
    assert Reduction.objects.count() == 1
