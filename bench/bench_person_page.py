"""The pages an officer opens most, on a demo of 2,000 people."""

from itertools import islice

from django.core.management import call_command
from django.db.models import Count
from django.utils import timezone

from bench.timing import Case, show
from tilts.casework.allocation.models import Allocation
from tilts.doors.api.tests.callers import browser
from tilts.doors.demo.loading import load
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import SERVICE

SIZE = 2000


def main() -> None:
    """My day, lists and somebody's page, as the officer with the most people sees them."""
    call_command("migrate", verbosity=0)
    call_command("migrate", database="keys", verbosity=0)
    load(SIZE, timezone.localdate(), lambda done: None)
    with seen_by(SERVICE):
        busiest = Allocation.objects.values("staff").annotate(n=Count("pk")).order_by("-n").first()
        people = Allocation.objects.filter(staff=busiest["staff"]).values_list("person", flat=True)
        person = next(islice(people, 1))
    client = browser(Staff.objects.get(pk=busiest["staff"])).client
    client.get("/")

    def page(path: str) -> Case:
        return lambda: client.get(path, headers={"host": "localhost"})

    pages = {"page without people": "/workflow/machines/", "my day": "/", "people": "/people/"}
    cases = {name: page(path) for name, path in pages.items()}
    cases["person"] = page(f"/people/{person}/")
    show("Pages", cases, baseline="page without people", runs=60)
