"""Pages, file and operations of the workload, for the head of a unit."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tilts.casework.allocation.actions import Handover, allocate, reduce_availability
from tilts.casework.allocation.models import Reduction
from tilts.casework.people.tests.desk import browser
from tilts.casework.people.tests.people import person
from tilts.doors.api.tests.callers import browser as session
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.actions import plan_absence
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Consultation

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TODAY = timezone.localdate()
BACK = TODAY + timedelta(days=9)


@pytest.fixture
def head(house):
    return browser(house.member("head_of_unit", "jelgava"))


@pytest.fixture
def ilze(house):
    """An officer with one person."""
    officer = house.member("probation_officer", "jelgava")
    whom = person("Ozols", at=house.units["jelgava"], country="LV")
    with seen_by(SERVICE):
        allocate(by=SERVICE, person=whom.pk, to=officer, how=Handover(on=TODAY, reason="first"))
    return officer


def page(name: str, staff, *more) -> str:
    return reverse(f"allocation:{name}", args=[staff.pk, *more])


def test_the_unit_sees_points_and_who_is_away(head, ilze, house):
    away = house.member("probation_officer", "jelgava")
    plan_absence(by=SERVICE, staff=away, since=TODAY, until=BACK, substitute=None)
    answer = head.get(reverse("allocation:unit"))
    rows = {row["load"].staff.pk: row for row in answer.context["rows"]}
    assert (rows[ilze.pk]["load"].points, rows[ilze.pk]["left"]) == (4, 596)
    assert rows[ilze.pk]["bar"] == {"width": 0, "tone": "accent"}
    assert (rows[away.pk]["load"].percent, rows[away.pk]["bar"]["tone"]) == (None, "danger")
    assert "away until" in answer.content.decode()
    assert Consultation.objects.count() == 0  # officers are named, nobody else


def test_behind_each_number_stand_people_and_the_look_is_written(head, ilze):
    answer = head.get(page("load", ilze))
    assert [(one["item"].points, one["person"].family) for one in answer.context["items"]] == [
        (4, "Ozols")
    ]
    assert answer.context["sums"] == [
        {"what": "In the community", "count": "1 person", "points": 4}
    ]
    assert "4 points of 600" in answer.content.decode()
    assert [len(look.covers()) for look in Consultation.objects.all()] == [1]


def test_whom_one_does_not_lead_has_no_page(head, house):
    elsewhere = house.member("prison_officer", "olaine")
    assert [head.get(page(name, elsewhere)).status_code for name in ("load", "reduce")] == [404] * 2


def test_less_time_is_noted_and_ended(head, ilze):
    told = {"code": "part_time", "weekly_hours": "7.5", "since": TODAY, "until": "", "note": ""}
    assert head.post(page("reduce", ilze), told).status_code == 302
    row = Reduction.objects.get()
    assert (row.code, row.weekly_minutes, row.until) == ("part_time", 450, None)
    shown = head.get(page("load", ilze))
    assert [one["hours"] for one in shown.context["reductions"]] == ["7 h 30 min"]
    assert "4 points of 487" in shown.content.decode()
    ended = head.post(page("end_reduction", ilze, row.pk), {"until": BACK})
    assert (ended.status_code, Reduction.objects.get().until) == (302, BACK)
    assert head.get(page("end_reduction", ilze, ilze.pk)).status_code == 404


def test_what_is_refused_says_why_and_keeps_what_was_typed(head, ilze):
    told = {"code": "part_time", "weekly_hours": "41", "since": TODAY, "note": "Studies"}
    answer = head.post(page("reduce", ilze), told)
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors() == [
        "With what is reduced already it is more than their week. Take less."
    ]
    assert "Studies" in answer.content.decode()


def test_the_file_names_officers_and_no_people(head, ilze):
    answer = head.get(reverse("allocation:download"))
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Officer,People,Points,Can carry,Percent,Away until"
    assert "Ilze Kalna,1,4,600,0," in lines
    assert "Ozols" not in answer.content.decode()
    assert answer["Content-Type"] == "text/csv; charset=utf-8"


def test_the_operations_tell_the_same(head, ilze, house):
    reduce_availability(
        by=SERVICE, staff=ilze, code="trainee", weekly_minutes=1200, since=TODAY, until=BACK
    )
    mine = [one for one in head.get("/api/v1/workload").json() if one["staff"] == str(ilze.pk)]
    assert mine == [
        {
            "staff": str(ilze.pk),
            "name": "Ilze Kalna",
            "people": 1,
            "points": 4,
            "nominal": 600,
            "available": 300,
            "weekly_minutes": 2400,
            "reduced_minutes": 1200,
            "percent": 1,
            "provisional": 1,
            "away": False,
            "away_until": None,
        }
    ]
    whole = head.get(f"/api/v1/workload/{ilze.pk}").json()
    assert (whole["load"], len(whole["items"]), len(whole["reductions"])) == (mine[0], 1, 1)
    assert Consultation.objects.count() == 1


def test_the_operations_write_the_same(house, ilze):
    caller = session(house.member("head_of_unit", "jelgava"))
    url = f"/workload/{ilze.pk}/reductions"
    body = {"code": "mentoring", "weekly_hours": 4, "since": str(TODAY)}
    made = caller.post(url, body)
    assert made.status_code == 201
    row = Reduction.objects.get()
    assert (made.json()["id"], row.weekly_minutes) == (str(row.pk), 240)
    ended = caller.post(f"{url}/{row.pk}/end", {"until": str(BACK)})
    assert (ended.status_code, Reduction.objects.get().until) == (201, BACK)
    assert caller.post(f"{url}/{ilze.pk}/end", {"until": str(BACK)}).status_code == 404
