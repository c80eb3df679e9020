"""The files: every tool as a line, and one tool by unit and month."""

import csv
from io import BytesIO, StringIO

from openpyxl import load_workbook

from tilts.doors.api.tests.callers import browser
from tilts.engines.calendars.months import add_months
from tilts.insight.adoption.months import month_name, months, short_month
from tilts.insight.adoption.tests.conftest import DAY, LICENCE, TODAY, TWO_YEARS, ago

PAGE = "/statistics/tools/"
HEADING = [
    "Kind", "Tool", "Standing", "Usable since", "Usable until", "First use", "Last use",
    *map(short_month, months(TODAY)), "Last 12 months", "Learnt it", "Do not use it",
    "On the shelf because",
]  # fmt: skip


def lines(response) -> list[list[str]]:
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))


def test_every_tool_is_a_line(service):
    service.license()
    service.give(ago(0))
    service.learnt("equip")
    response = browser(service.quality).client.get(f"{PAGE}table.csv")
    heading, *rows = lines(response)
    last = add_months(TWO_YEARS, LICENCE) - DAY
    assert heading == HEADING
    assert [row for row in rows if row[1] == "EQUIP"] == [
        [
            "Programme", "EQUIP", "licensed", TWO_YEARS.isoformat(), last.isoformat(),
            month_name(ago(0)), month_name(ago(0)), *["0"] * 11, "1", "1", "1", "1", "",
        ]
    ]  # fmt: skip


def test_why_it_lies_on_the_shelf_stands_in_its_line(service):
    service.license()
    rows = lines(browser(service.quality).client.get(f"{PAGE}table.csv"))
    (why,) = [row[-1] for row in rows if row[1] == "EQUIP"]
    assert "It was never used. Nobody is on record as having learnt it." in why


def names(client) -> list[str]:
    addresses = ("table.csv", "instrument/rvn-demo/table.csv")
    return [client.get(f"{PAGE}{one}")["Content-Disposition"] for one in addresses]


def test_a_file_of_rounded_numbers_says_so(service):
    service.use()
    service.assess("riga", ago(0), 7)
    assert names(browser(service.analyst).client) == [
        'attachment; filename="tools-rounded.csv"',
        'attachment; filename="rvn-demo-rounded.csv"',
    ]
    assert names(browser(service.head).client) == [
        'attachment; filename="tools.csv"',
        'attachment; filename="rvn-demo.csv"',
    ]


def test_one_tool_by_unit_and_month(service):
    service.use()
    service.assess("riga", ago(0), 7)
    service.assess("riga_w1", ago(1), 5)
    response = browser(service.head).client.get(f"{PAGE}instrument/rvn-demo/table.xlsx")
    sheet = load_workbook(BytesIO(response.content)).worksheets[0]
    assert [list(row) for row in sheet.iter_rows(values_only=True)] == [
        [None, *map(short_month, months(TODAY)), "Together"],
        ["Riga", *[0] * 11, 7, 7],
        ["Riga_W1", *[0] * 10, 5, 0, 5],
        ["Together", *[0] * 10, 5, 7, 12],
    ]
