"""My day of a probation officer with 120 people, in the demonstration of full size."""

import sys
from datetime import date

from django.db import connection
from django.db.models import Count
from django.utils import timezone

from bench.bench_person_page import queries_of
from bench.timing import Case, clock, show
from tilts.casework.allocation.actions import Handover, reassign
from tilts.casework.allocation.models import Allocation
from tilts.doors.api.tests.callers import browser
from tilts.doors.cli.serving import prepare
from tilts.doors.demo.loading import FULL, load
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.models import AgencyKind, Staff
from tilts.platform.parties.actors import SERVICE

CASELOAD, RUNS = 120, 100
PAGES = {"page without people": "/workflow/machines/", "my day": "/"}
SIZE = "--size="  # of the demonstration


def main() -> None:
    """Whole requests, from the session to the last byte."""
    prepare()
    today = timezone.localdate()
    size = next((int(one[len(SIZE) :]) for one in sys.argv if one.startswith(SIZE)), FULL)
    with clock() as span:
        load(size, today, lambda made: None)
    print(f"{size:,} people of the demonstration in {span}")
    with seen_by(SERVICE):
        officer = _busiest(today)
        _fill(officer, today)
        people = Allocation.objects.on(today).filter(kind="officer", staff=officer).count()
    client = browser(officer).client

    def page(path: str) -> Case:
        return lambda: client.get(path, headers={"host": "localhost"})

    cases = {name: page(path) for name, path in PAGES.items()}
    for name, case in cases.items():
        print(f"{name}: {queries_of(case)} queries")
    title = f"My day on {connection.vendor}: {people} people, {size:,} in the service"
    show(title, cases, baseline="page without people", runs=RUNS)


def _busiest(today: date) -> Staff:
    """The probation officer with most people."""
    rows = Allocation.objects.on(today).filter(
        kind="officer", unit__agency__kind=AgencyKind.PROBATION
    )
    most = rows.values("staff").annotate(people=Count("pk")).order_by("-people", "staff").first()
    officer: Staff = Staff.objects.get(pk=most["staff"])
    return officer


def _fill(officer: Staff, today: date) -> None:
    """Give the officer people of colleagues of the unit until there are 120."""
    own = Allocation.objects.on(today).filter(kind="officer", staff=officer)
    missing, unit = CASELOAD - own.count(), own.first().unit
    others = Allocation.objects.on(today).filter(kind="officer", unit=unit).exclude(staff=officer)
    ahead = Allocation.objects.filter(since__gte=today).values("person")
    others = others.exclude(person__in=ahead)
    how = Handover(on=today, reason="leave")
    for one in list(others.order_by("pk")[: max(0, missing)]):
        reassign(by=SERVICE, person=one.person_id, to=officer, how=how)
