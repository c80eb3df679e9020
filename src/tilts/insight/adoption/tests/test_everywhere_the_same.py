"""Page, file and API say the same numbers, to each reader those that they may have."""

import csv
from io import StringIO
from itertools import chain
from typing import Any

import pytest

from tilts.doors.api.tests.callers import browser
from tilts.insight.adoption.tests.conftest import TODAY, Service, ago, one
from tilts.insight.statistics.tables import Hidden
from tilts.insight.statistics.tests.test_pages import tables
from tilts.platform.access.actions import bar
from tilts.platform.access.models import BarGround
from tilts.platform.parties.actors import SERVICE

RVN = "/statistics/tools/instrument/rvn-demo/"
READERS = ("head", "analyst", "quality")


@pytest.fixture
def busy(service: Service) -> Service:
    """Many uses in one unit, few in another, and in some months none."""
    service.use()
    for back, times in ((0, 7), (1, 2), (3, 11), (13, 5)):
        service.assess("riga", ago(back), times)
    for back in (0, 1):
        service.assess("riga_w1", ago(back), 1 + back)
    return service


def of_page(client) -> list[list[str]]:
    rows = tables(client.get(RVN))["uses"][1:]
    return [[cell.replace("&lt;", "<") for cell in row[1:]] for row in rows]


def of_file(client) -> list[list[str]]:
    text = client.get(f"{RVN}table.csv").content.decode("utf-8-sig")
    return [row[1:] for row in list(csv.reader(StringIO(text)))[1:]]


def of_api(caller) -> list[list[str]]:
    def said(told: dict[str, Any]) -> str:
        return {"few": "<5", "near": "…", "": str(told["uses"])}[told["hidden"]]

    told = caller.get("/statistics/adoption/instrument/rvn-demo").json()
    rows = [
        [*map(said, cells), said(total)]
        for cells, total in zip(told["cells"], told["of_units"], strict=True)
    ]
    return [*rows, [*map(said, told["of_months"]), said(told["last_12_months"])]]


@pytest.mark.parametrize("reader", READERS)
def test_page_file_and_api_agree(busy, reader):
    caller = browser(getattr(busy, reader))
    page = of_page(caller.client)
    assert len(page) == 3
    assert of_file(caller.client) == page
    assert of_api(caller) == page


@pytest.mark.parametrize("reader", READERS)
def test_the_list_tells_the_total_of_the_tool(busy, reader):
    client = browser(getattr(busy, reader)).client
    (row,) = [row for row in tables(client.get("/statistics/tools/"))["tools"] if "RVN" in row[0]]
    assert row[4].split()[-1].replace("&lt;", "<") == of_page(client)[-1][-1]


@pytest.mark.parametrize("reader", READERS)
def test_no_small_number_of_people_is_told(busy, reader):
    found = one(getattr(busy, reader), "rvn-demo").table
    told = [*chain(*found.cells), *(found.of_rows or ()), *(found.of_columns or ())]
    assert [n for n in told if not isinstance(n, Hidden) and 0 < n < 5] == []


@pytest.mark.parametrize("reader", READERS)
def test_asking_again_tells_no_more(busy, reader):
    staff = getattr(busy, reader)
    assert one(staff, "rvn-demo").table == one(staff, "rvn-demo").table


def test_a_relative_of_the_reader_changes_nothing_that_they_read(busy):
    """Who is barred from somebody does not learn of them by counting either."""
    addresses = (RVN, f"{RVN}table.csv", "/statistics/tools/table.csv")

    def told() -> list[object]:
        client = browser(busy.analyst).client
        pages = [client.get(address).content for address in addresses[1:]]
        return [of_page(client), *pages]

    without = told()
    whom = busy.assess("riga", ago(2), 6)
    assert told() != without
    for who in whom:
        kept = {"staff": busy.analyst.pk, "person": who.pk, "ground": BarGround.RELATIVE}
        bar(by=SERVICE, since=TODAY, **kept)
    assert told() == without
