"""What the pages ask of the database does not grow with what was used, or with how many tools."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tilts.doors.api.tests.callers import browser
from tilts.insight.adoption.tests.conftest import Service, ago

PAGE = "/statistics/tools/"
PAGES = (PAGE, f"{PAGE}instrument/rvn-demo/", f"{PAGE}programme/equip/",
         f"{PAGE}programme/equip/sessions/", f"{PAGE}instrument/rvn-demo/assessments/",
         f"{PAGE}table.csv")  # fmt: skip
CODES = ("equip", "vrp", "pathfinder")


def asked(client, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(page)
    assert answer.status_code == 200
    return sum("SAVEPOINT" not in query["sql"] for query in queries.captured_queries)


def grown(service: Service, number: int) -> None:
    """One more of everything."""
    service.license(CODES[number])
    leader = service.learnt(CODES[number])
    service.learnt(CODES[number])
    service.give(ago(number), CODES[number], "riga", leader)
    service.give(ago(number), "equip", ("riga", "riga_w1", "olaine")[number], leader)
    service.assess(("riga", "riga_w1", "olaine")[number], ago(number), 2)


def test_as_many_for_one_as_for_three(service):
    service.use()
    client = browser(service.head).client
    counts = []
    for number in range(3):
        grown(service, number)
        if number != 1:
            counts.append({page: asked(client, page) for page in PAGES})
    assert counts[0] == counts[1]
    assert {page: number for page, number in counts[0].items() if number > 45} == {}
