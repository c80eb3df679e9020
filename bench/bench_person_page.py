"""The pages an officer opens most: of a caseload, and of somebody with a very long history."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.timing import Case, show
from tests.histories import allocated, meet, veteran
from tilts.doors.api.tests.callers import browser
from tilts.doors.cli.serving import prepare
from tilts.platform.organisation.tests.house import build_house

CASELOAD, TIMES, CONTACTS, RUNS = 119, 20, 200, 100
TRANSACTIONS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
PAGES = {
    "page without people": "/workflow/machines/",
    "my day": "/",
    "people": "/people/",
    "person": "/people/{person}/",
    "proceedings": "/people/{person}/proceedings/",
    "contacts": "/people/{person}/contacts/",
}


def main() -> None:
    """Whole requests, from the session to the last byte, as the officer of that person."""
    prepare()
    house = build_house()
    officer, other = house.member("prison_officer"), house.member("prison_officer")
    for number in range(CASELOAD):
        meet(officer, allocated(house, officer, number), 1)
    person = veteran(house, officer, other, TIMES)
    meet(officer, person, CONTACTS)
    client = browser(officer).client

    def page(path: str) -> Case:
        return lambda: client.get(path.format(person=person.pk), headers={"host": "localhost"})

    cases = {name: page(path) for name, path in PAGES.items()}
    for name, case in cases.items():
        print(f"{name}: {queries_of(case)} queries")
    history = f"{TIMES} cases and {CONTACTS} contacts"
    title = f"Pages on {connection.vendor}: {CASELOAD + 1} people, one with {history}"
    show(title, cases, baseline="page without people", runs=RUNS)


def queries_of(case: Case) -> int:
    """How many queries a page takes, beside those that begin and end transactions."""
    case()  # what is read once and kept
    with CaptureQueriesContext(connection) as asked:
        case()
    told = [query["sql"] for query in asked.captured_queries]
    return sum(not sql.startswith(TRANSACTIONS) for sql in told)
