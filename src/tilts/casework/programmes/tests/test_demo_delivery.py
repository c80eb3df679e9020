"""The groups of the demonstration: two years of them, in prison and in the community."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from tilts.casework.programmes.catalogue import programme_on
from tilts.casework.programmes.choices import PLACED_IN
from tilts.casework.programmes.delivery.gathered import KIND
from tilts.casework.programmes.delivery.progress import doses, running
from tilts.casework.programmes.demo.groups import BEGUN, SHELVED, setting_of
from tilts.casework.programmes.licences import why_not_given
from tilts.casework.programmes.models import Participation
from tilts.casework.programmes.queries import licences
from tilts.doors.demo.loading import load
from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.models import (
    ATTENDED,
    Attendance,
    Booking,
    Elsewhere,
    Enrolment,
    Leading,
    Series,
    Session,
)
from tilts.platform.organisation.certified import uncertified
from tilts.platform.organisation.models import Agency
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.queries import history
from tilts.platform.workflow.state_check import state_faults

TODAY = timezone.localdate()
GROUPS = Series.objects.filter(template__kind=KIND).select_related("template", "agency", "unit")


def the_groups() -> None:
    """As many as were planned, over two years, some going on."""
    wanted = Counter(
        {code: len(begun) for setting in BEGUN.values() for code, begun in setting.items()}
    )
    assert Counter(one.template.code for one in GROUPS.all()) == wanted
    first = min(one.opened_on for one in GROUPS.all())
    assert TODAY - timedelta(days=740) < first < TODAY - timedelta(days=650)
    assert {one.agency_id for one in GROUPS.all()} == {"ievp", "vpd"}


def no_session_lies_outside_its_licence() -> None:
    held = licences("LV", TODAY)
    for session in Session.objects.filter(series__in=GROUPS.values("pk")).select_related(
        "series__template"
    ):
        case, day = held[session.series.template.code], timezone.localdate(session.starts_at)
        assert case.licensed_on is not None
        assert case.valid_to is not None
        assert day <= case.valid_to


def every_leader_was_certified() -> None:
    for leading in Leading.objects.select_related("session").filter(
        session__series__in=GROUPS.values("pk")
    ):
        day = timezone.localdate(leading.session.starts_at)
        assert not uncertified([leading.party_id], "programme_facilitator", country="LV", day=day)


def the_blocked_group() -> None:
    """The licence lapsed in the middle of a group, which therefore goes on no more."""
    (blocked,) = [
        one for one in GROUPS.filter(template__code="school-of-life") if one.closed_on is None
    ]
    assert [one.code for one in why_not_given("LV", "school-of-life", TODAY)] == ["licence-lapsed"]
    assert blocked.sessions.count() < 30
    assert not blocked.sessions.filter(starts_at__gt=timezone.now()).exists()


def the_one_on_the_shelf() -> None:
    """Every programme that could be used for a year was, but one."""
    used = set(
        Attendance.plain.filter(outcome__in=ATTENDED).values_list(
            "session__series__template__code", flat=True
        )
    )
    holds = {code for code, case in licences("LV", TODAY).items() if case.holds_on(TODAY)}
    assert holds - used == {SHELVED}


def the_ways_of_people() -> None:
    cases = list(Participation.objects.select_related("unit__agency"))
    states = Counter(case.state for case in cases)
    assert states["excluded"] == 1
    assert {"referred", "waiting", "on_programme", "completed", "excluded"} <= set(states)
    done = doses(cases)
    for case in cases:
        whole = done[case.pk].is_done
        assert whole or case.state != "completed"
        assert (running(case) is not None) == (case.state in PLACED_IN)
        days = [row.effective_at for row in history(case)]
        assert days == sorted(days)
    assert Attendance.plain.filter(outcome="not-brought").exists()
    assert Attendance.plain.filter(catches_up__isnull=False).exists()
    full = Counter(Enrolment.plain.filter(ended_how="").values_list("series", flat=True))
    assert [one for one in GROUPS.all() if full[one.pk] > one.capacity] == []


def what_is_to_come_is_booked() -> None:
    ahead = Session.objects.filter(series__in=GROUPS.values("pk"), starts_at__gt=timezone.now())
    coming = set(ahead.values_list("pk", flat=True))
    assert coming <= set(Booking.objects.exclude(party=None).values_list("session", flat=True))
    rooms = Booking.objects.exclude(place=None).values_list("session", "place")
    assert sorted(rooms) == sorted(ahead.values_list("pk", "place"))


def who_is_elsewhere_is_known() -> None:
    """Work, court, visit and isolation in each prison with groups, and one clash with a session."""
    prisons = {one.unit_id for one in GROUPS.filter(agency="ievp")}
    counted = Counter(Elsewhere.objects.values_list("kind", flat=True))
    assert set(counted) == {"court", "visit", "work", "isolation"}
    assert counted["visit"] == counted["isolation"] <= len(prisons)
    clashes = [
        one
        for one in Elsewhere.objects.filter(kind="court")
        if Booking.objects.filter(
            party=one.party_id,
            session__starts_at__gte=one.starts_at,
            session__ends_at__lte=one.ends_at,
        ).exists()
    ]
    assert len(clashes) == counted["court"] - counted["visit"]
    assert clashes


PARTS = (
    the_groups,
    no_session_lies_outside_its_licence,
    every_leader_was_certified,
    the_blocked_group,
    the_one_on_the_shelf,
    the_ways_of_people,
    what_is_to_come_is_booked,
    who_is_elsewhere_is_known,
)


@pytest.mark.django_db
def test_two_years_of_groups():
    load(300, TODAY, lambda done: None)
    with seen_by(SERVICE):
        for part in PARTS:
            part()
        assert state_faults([Participation]) == []


@pytest.mark.parametrize("setting", ["community", "prison"])
def test_what_is_planned_stands_in_the_catalogue_for_that_place(setting):
    for code, begun in BEGUN[setting].items():
        of = programme_on("LV", code, TODAY)
        assert of is not None
        assert setting in of.settings
        assert list(begun) == sorted(begun, reverse=True)


def test_what_lies_on_the_shelf_is_planned_nowhere():
    assert programme_on("LV", SHELVED, TODAY) is not None
    assert [setting for setting, codes in BEGUN.items() if SHELVED in codes] == []


@pytest.mark.parametrize(
    ("kind", "setting"),
    [
        ("prison", "prison"),
        ("probation", "community"),
    ],
)
def test_an_agency_gives_programmes_where_its_people_are(kind, setting):
    assert setting_of(Agency(code="x", kind=kind)) == setting
