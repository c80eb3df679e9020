"""The pages: tables, files, the people behind a number, and who may."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from tilts.casework.assessment.cases import DUE
from tilts.doors.api.tests.callers import browser
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Consultation
from tilts.platform.workflow.actions import open_item

PAGE = "/statistics/assessments/"
TAGS = re.compile(r"<[^>]+>")
TOKENS = re.compile(
    rb'(csrfmiddlewaretoken" value="|csrf-token" content="|X-CSRFToken": "|nonce[="-]+)[\w+/=-]+'
)


def tables(response) -> dict[str, list[list[str]]]:
    """The tables of a page that have an id, as texts; what only a screen reader hears is cut."""
    text = re.sub(r'<span class="ds-sr-only">[^<]*</span>', "", response.content.decode())
    found = re.findall(r'<table class="ds-table[^"]*" id="(\w+)">(.*?)</table>', text, re.S)
    return {
        name: [
            [TAGS.sub("", cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)]
            for row in re.findall(r"<tr>.*?</tr>", body, re.S)
        ]
        for name, body in found
    }


def test_levels_of_a_unit(head):
    response = head.get(PAGE)
    assert (response.status_code, tables(response)) == (
        200,
        {
            "assessments": [
                ["", "People"],
                ["Low", "…"],
                ["Medium", "&lt;5"],
                ["High", "13"],
                ["Together", "20"],
            ]
        },
    )
    assert 'action="/statistics' not in response.content.decode()


def test_a_bar_for_each_row_with_its_table(head):
    text = head.get(PAGE).content.decode()
    (bars,) = re.findall(r'<dl class="bars">(.*?)</dl>', text, re.S)
    assert re.findall(r'<dt>(.*?)</dt>.*?width="([\d.]+)%".*?number">(.*?)</dd>', bars) == [
        ("Low", "0.0", "…"),
        ("Medium", "0.0", "&lt;5"),
        ("High", "100.0", "13"),
    ]
    assert "As a table" in text


def test_two_ways_to_divide(head):
    shown = tables(head.get(PAGE, {"by": "sex", "then": "age"}))
    assert shown["assessments"] == [
        ["", "25–34", "35–44", "55 and over", "Together"],
        ["female", "0", "0", "&lt;5", "&lt;5"],
        ["male", "6", "12", "0", "18"],
        ["Together", "6", "12", "&lt;5", "…"],
    ]


def test_overdue(service, head):
    day = timezone.localdate() - timedelta(days=3)
    for who in service.people["riga"][:6]:
        open_item(by=SERVICE, kind=DUE, person=who.pk, unit=who.unit, owner=None, due=day)
    assert tables(head.get(PAGE))["overdue"] == [
        ["", "up to 30 days", "Together"],
        ["Riga", "6", "6"],
        ["Together", "6", "6"],
    ]
    people = head.get("/statistics/assessments/overdue/", {"row": str(who.unit_id)})
    assert len(tables(people)["people"]) == 7


def test_what_cannot_be_asked_is_said(head):
    response = head.get(PAGE, {"by": "sex", "then": "sex"})
    assert (response.status_code, tables(response)) == (422, {})
    assert "Choose something else than in the field before." in response.content.decode()


def test_csv(head):
    response = head.get(f"{PAGE}table.csv", {"by": "level"})
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "text/csv; charset=utf-8",
        'attachment; filename="assessments.csv"',
    )
    assert response.content.decode("utf-8-sig").splitlines() == [
        ",People", "Low,…", "Medium,<5", "High,13", "Together,20",
    ]  # fmt: skip


def test_who_may_not_see_everybody_is_told_that_numbers_are_rounded(head, analyst):
    said = "numbers are rounded to multiples of three"
    pages = [said in client.get(PAGE).content.decode() for client in (head, analyst)]
    files = analyst.get(f"{PAGE}table.csv", {"by": "unit"})
    numbers = [line.rsplit(",", 1)[1] for line in files.content.decode("utf-8-sig").splitlines()]
    assert pages == [False, True]
    assert files["Content-Disposition"] == 'attachment; filename="assessments-rounded.csv"'
    assert [one for one in numbers[1:] if one.isdigit() and int(one) % 3] == []


def test_xlsx(head):
    response = head.get(f"{PAGE}table.xlsx", {"by": "unit"})
    sheet = load_workbook(BytesIO(response.content)).worksheets[0]
    assert [list(row) for row in sheet.iter_rows(values_only=True)] == [
        [None, "People"],
        ["Riga", 14],
        ["Riga_W1", 6],
        ["Together", 20],
    ]


@pytest.mark.parametrize("address", ["table.pdf", "table.csv?by=shoe-size", "people/?by=x"])
def test_what_is_not_there(head, address):
    assert head.get(f"{PAGE}{address}").status_code == 404


def looks() -> list[tuple[str, str, str, list[str]]]:
    return [
        (look.way, look.purpose, look.about, sorted(look.covers()))
        for look in Consultation.objects.all()
    ]


def test_counting_looks_at_nobody(head, analyst):
    for client in (head, analyst):
        client.get(PAGE)
        client.get(f"{PAGE}table.csv")
    assert looks() == []


def test_the_people_behind_a_number_are_looked_at(service, head):
    response = head.get(f"{PAGE}people/", {"row": "medium", "column": "people"})
    people = service.people["riga"][-2:]
    assert [row[0] for row in tables(response)["people"][1:]] == sorted(
        person.name for person in people
    )
    assert looks() == [("search", "search", "statistics", sorted(str(one.pk) for one in people))]


def test_numbers_lead_to_people_only_for_who_may_see_them(head, analyst):
    links = [f"{PAGE}people/" in client.get(PAGE).content.decode() for client in (head, analyst)]
    behind = analyst.get(f"{PAGE}people/", {"row": "high"})
    assert (links, behind.status_code, looks()) == ([True, False], 403, [])


def test_nobody_behind_a_number(head):
    response = head.get(f"{PAGE}people/", {"row": "very_high"})
    assert ("Nobody whose assessments you may see." in response.content.decode(), looks()) == (
        True,
        [],
    )


def test_long_lists_have_pages(empty):
    empty.add("riga", ["low"] * 52)
    client = browser(empty.head).client
    first = client.get(f"{PAGE}people/", {"row": "low"})
    (onward,) = re.findall(r'rel="next" href="([^"]+)"', first.content.decode())
    second = client.get(f"{PAGE}people/{onward.replace('&amp;', '&')}")
    assert [len(tables(page)["people"]) - 1 for page in (first, second)] == [50, 2]
    assert [len(covered) for *_, covered in looks()] == [50, 2]


def test_somebody_elsewhere_changes_nothing(service, head):
    def seen() -> list[bytes]:
        addresses = [PAGE, f"{PAGE}?by=assessor&then=quarter", f"{PAGE}table.csv?by=unit"]
        return [TOKENS.sub(b"", head.get(address).content) for address in addresses]

    without = seen()
    service.add("olaine", ["high", "low", "very_high"])
    assert seen() == without


@pytest.mark.parametrize(
    ("role", "status", "offered"),
    [
        ("head_of_unit", 200, True),
        ("analyst", 200, True),
        ("quality_manager", 200, True),
        ("prison_officer", 403, False),
        ("clerk", 403, False),
    ],
)
def test_who_may_count(empty, role, status, offered):
    client = browser(empty.house.member(role)).client
    home = client.get("/").content.decode()
    assert (client.get(PAGE).status_code, f'href="{PAGE}"' in home) == (status, offered)


def test_nobody_to_count(empty):
    text = browser(empty.head).client.get(PAGE).content.decode()
    assert [
        words in text
        for words in (
            "Nobody whom you may count was assessed like this.",
            "No assessment is overdue.",
        )
    ] == [True, True]
