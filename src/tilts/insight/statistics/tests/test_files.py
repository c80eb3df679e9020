"""The same table as a file."""

from io import BytesIO

from openpyxl import load_workbook

from tilts.insight.statistics.files import as_csv, as_xlsx
from tilts.insight.statistics.presenting import Line, chart_of, lines_of, rows_of
from tilts.insight.statistics.queries import Answered
from tilts.insight.statistics.tables import Hidden, Table

FEW, NEAR = Hidden.FEW, Hidden.NEAR
ANSWERED = Answered(
    Table(["r1", "r2"], ["c1", "c2"], [[FEW, 9], [NEAR, 0]], [12, 7], [NEAR, 9], 19),
    {"r1": "Rīga", "r2": "=1+1"},
    {"c1": "Low", "c2": "High"},
)
ALONE = Answered(
    Table(["r1", "r2"], ["people"], [[FEW], [9]], None, None, None),
    {"r1": "Rīga", "r2": "Olaine"},
    {"people": "People"},
)
LINES: list[Line] = [
    ["", "Low", "High", "Together"],
    ["Rīga", "<5", 9, 12],
    ["=1+1", "…", 0, 7],
    ["Together", "…", 9, 19],
]


def test_lines():
    assert lines_of(ANSWERED) == LINES
    assert lines_of(ALONE) == [["", "People"], ["Rīga", "<5"], ["Olaine", 9]]


def test_csv():
    assert as_csv(LINES).decode("utf-8-sig").split("\r\n") == [
        ",Low,High,Together",
        "Rīga,<5,9,12",
        "'=1+1,…,0,7",
        "Together,…,9,19",
        "",
    ]


def test_xlsx():
    sheet = load_workbook(BytesIO(as_xlsx(LINES))).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows == [[None, *LINES[0][1:]], *LINES[1:]]
    assert [c.coordinate for row in sheet.iter_rows() for c in row if c.data_type == "f"] == []


def test_bars_of_the_rows():
    assert chart_of(ANSWERED) == [
        {"label": "Rīga", "value": 12, "shown": 12},
        {"label": "=1+1", "value": 7, "shown": 7},
    ]
    assert chart_of(ALONE) == [
        {"label": "Rīga", "value": 0, "shown": "<5"},
        {"label": "Olaine", "value": 9, "shown": 9},
    ]


def test_no_bars_where_rows_are_not_added_up():
    table = Table(["r1"], ["2025", "2026"], [[5, 9]], None, [5, 9], None)
    assert chart_of(Answered(table, {"r1": "Rīga"}, {"2025": "2025", "2026": "2026"})) == []


def test_numbers_lead_to_their_people_but_zeros():
    rows = rows_of(ANSWERED, lambda row, column: f"/{row}/{column}")
    assert [[cell.url for cell in row.cells] for row in rows] == [
        ["/r1/c1", "/r1/c2"],
        ["/r2/c1", ""],
    ]
    assert [row.total.url for row in rows if row.total] == ["/r1/", "/r2/"]
    assert [cell.url for row in rows_of(ANSWERED, None) for cell in row.cells] == [""] * 4
