"""The pages: the shelf on top, every tool, one tool, its uses one by one; and who may."""

import re

import pytest

from tilts.doors.api.tests.callers import browser
from tilts.engines.calendars.months import add_months
from tilts.insight.adoption.months import code_of, month_name
from tilts.insight.adoption.tests.conftest import DAY, LICENCE, Service, ago, shelf
from tilts.insight.statistics.tests.test_pages import TOKENS, looks, tables
from tilts.platform.design.display import local

PAGE = "/statistics/tools/"
RVN, EQUIP = f"{PAGE}instrument/rvn-demo/", f"{PAGE}programme/equip/"


def get(staff, address: str = PAGE, **asked: str):
    return browser(staff).client.get(address, asked)


def section(response, name: str) -> str:
    """The text of a card of a page."""
    found = re.search(rf'<section id="{name}".*?</section>', response.content.decode(), re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0] if found else "").split())


@pytest.fixture
def busy(service: Service) -> Service:
    """An instrument in use, one programme that is given, and one on the shelf."""
    service.use()
    service.license("equip")
    service.license("vrp", ago(20))
    for back in range(3):
        service.assess("riga", ago(back), 6)
        service.give(ago(back))
    service.learnt("vrp")
    return service


def test_the_shelf_names_what_lies_there_and_nothing_else(busy):
    page = get(busy.quality)
    shelved = re.findall(r'<article class="shelved"><h3><a href="([^"]+)">', page.content.decode())
    assert (shelf(busy.quality), shelved) == (["vrp"], [f"{PAGE}programme/vrp/"])
    until = busy_until(busy)
    assert section(page, "shelf") == (
        "On the shelf Violence Reduction Program (VRP) Programme "
        f"It has been usable since {local(ago(20))}. It was never used. 1 person has learnt it, "
        f"and did not use it in the last 12 months. It may be used until {until}, not longer. "
        "What could be done Ask those who learnt it what stands in the way, and plan the next use "
        "with them. If nobody needs it any more, take it out of use and say why. "
        "What has been usable for 12 months or longer and nobody used in the last 12 stands here, "
        "and what was never used and ends within 6 months."
    )


def busy_until(busy: Service) -> str:
    """The last day of the licence of the shelved programme."""
    return local(add_months(ago(20), LICENCE) - DAY)


def test_nothing_on_the_shelf(service):
    service.license()
    service.give(ago(0))
    assert section(get(service.quality), "shelf").startswith(
        "On the shelf Nothing lies on the shelf."
    )


def test_every_tool_with_how_far_it_is_used(busy):
    (heading, *rows) = tables(get(busy.head))["tools"]
    this, first = month_name(ago(0)), month_name(ago(2))
    assert heading == [
        "Tool", "Standing", "First use", "Last use", "Last 12 months", "Learnt it",
    ]  # fmt: skip
    assert [[" ".join(cell.split()) for cell in row] for row in rows] == [
        ["Risk and needs (RVN), a demonstration Instrument", "in use", first, this, "18", "0"],
        ["EQUIP Programme", "licensed", first, this, "3", "0"],
    ]


def test_what_is_a_reference_or_without_a_licence_stands_by_itself(busy):
    others = section(get(busy.quality), "others")
    assert "Public Safety Assessment Instrument reference" in others
    assert "Pathfinder Programme no licence" in others


def test_who_learnt_it_and_does_not_use_it_is_told(busy):
    busy.learnt("equip")
    rows = tables(get(busy.quality))["tools"]
    assert " ".join(rows[2][5].split()) == "1 1 does not use it"


def test_a_small_picture_of_the_year_beside_its_number(busy):
    text = get(busy.head).content.decode()
    pictures = re.findall(r'<svg class="months".*?</svg>', text, re.S)
    heights = [re.findall(r'height="([\d.]+)"', one) for one in pictures]
    assert heights == [["0.0"] * 9 + ["20.0"] * 3] * 2


def test_one_tool(busy):
    page = get(busy.head, RVN)
    months = re.search(r'<dl class="bars">(.*?)</dl>', page.content.decode(), re.S)
    assert months
    assert re.findall(r'number">(\d+)</dd>', months[1]) == ["0"] * 9 + ["6"] * 3
    (heading, riga, together) = tables(page)["uses"]
    assert (heading[-1], riga, together[1:]) == (
        "Together",
        ["Riga", *["0"] * 9, *["6"] * 3, "18"],
        riga[1:],
    )
    assert section(page, "shelf") == ""


def test_a_tool_on_the_shelf_says_why_on_its_own_page(busy):
    page = get(busy.quality, f"{PAGE}programme/vrp/")
    assert "It was never used." in section(page, "shelf")
    assert "Not used in the last 12 months" in section(page, "months")
    assert section(page, "units") == ""
    assert "See it, or take it out of use" in page.content.decode()
    assert "See it, or" not in get(busy.analyst, f"{PAGE}programme/vrp/").content.decode()


def test_who_learnt_it_is_named_to_who_may_see_staff(busy):
    told = {
        name: section(get(staff, f"{PAGE}programme/vrp/"), "learnt")
        for name, staff in (("quality", busy.quality), ("analyst", busy.analyst))
    }
    words = (
        "Who learnt it 1 person of the agency has learnt it. "
        "None of them used it in the last 12 months."
    )
    assert told == {"quality": f"{words} Did not use it Ilze Kalna", "analyst": words}


def test_some_use_it_and_some_do_not(busy):
    leader = busy.learnt("pathfinder")
    busy.give(ago(1), "pathfinder", "riga", leader)
    words = section(get(busy.quality, f"{PAGE}programme/pathfinder/"), "learnt")
    assert words == "Who learnt it 1 person of the agency has learnt it. All of them use it."
    busy.learnt("pathfinder")
    words = section(get(busy.analyst, f"{PAGE}programme/pathfinder/"), "learnt")
    assert words == (
        "Who learnt it 2 people of the agency have learnt it. "
        "1 of them did not use it in the last 12 months."
    )


def test_numbers_lead_to_the_uses_behind_them(busy):
    page = get(busy.head, RVN).content.decode()
    unit, month = busy.house.units["riga"].pk, code_of(ago(1))
    link = f'{RVN}assessments/?unit={unit}&amp;month={month}"'
    assert link in page
    assert f'href="{RVN}assessments/"' in page
    rows = tables(get(busy.head, f"{RVN}assessments/", unit=str(unit), month=month))["uses"]
    assert [row[0] for row in rows[1:]] == [local(ago(1))] * 6
    assert {row[2] for row in rows[1:]} == {"Riga"}


def test_who_only_counts_gets_no_way_to_the_people(busy):
    page = get(busy.analyst, RVN).content.decode()
    assert f"{RVN}assessments/" not in page
    assert (get(busy.analyst, f"{RVN}assessments/").status_code, looks()) == (403, [])


def test_the_people_behind_a_number_are_looked_at(busy):
    people = busy.assess("riga_w1", ago(0), 2)
    unit = str(busy.house.units["riga_w1"].pk)
    rows = tables(get(busy.head, f"{RVN}assessments/", unit=unit))["uses"]
    assert sorted(row[1] for row in rows[1:]) == sorted(one.name for one in people)
    assert looks() == [("search", "search", "adoption", sorted(str(one.pk) for one in people))]


def test_counting_looks_at_nobody(busy):
    for address in (PAGE, RVN, EQUIP, f"{PAGE}table.csv", f"{RVN}table.csv"):
        assert get(busy.head, address).status_code == 200
    assert looks() == []


def test_sessions_are_listed_without_naming_anybody(busy):
    rows = tables(get(busy.head, f"{EQUIP}sessions/"))["uses"]
    assert rows[1:] == [[local(ago(back)), "equip of riga, 1", "Riga"] for back in range(3)]
    assert looks() == []


def test_long_lists_have_pages(service):
    service.use()
    service.assess("riga", ago(1), 52)
    client = browser(service.head).client
    first = client.get(f"{RVN}assessments/")
    (onward,) = re.findall(r'rel="next" href="([^"]+)"', first.content.decode())
    second = client.get(f"{RVN}assessments/{onward.replace('&amp;', '&')}")
    assert [len(tables(page)["uses"]) - 1 for page in (first, second)] == [50, 2]


@pytest.mark.parametrize(
    "address",
    [
        "table.pdf",
        "instrument/chalk/",
        "chalk/psa/",
        "instrument/psa/table.pdf",
        "instrument/psa/naps/",
        "instrument/session-feedback/papers/",  # counted, never listed
        "instrument/psa/assessments/?month=soon",
        "instrument/psa/assessments/?unit=riga",
        "instrument/psa/assessments/?unit=00000000-0000-0000-0000-000000000000",
        "instrument/psa/assessments/?month=9999-12",
    ],
)
def test_what_is_not_there(service, address):
    assert get(service.head, f"{PAGE}{address}").status_code == 404


def test_nobody_used_it_where_one_may_look(service):
    service.use()
    page = get(service.head, f"{RVN}assessments/")
    assert "There is none that you may open." in page.content.decode()


def test_somebody_elsewhere_changes_nothing(busy):
    def seen() -> list[bytes]:
        addresses = (PAGE, RVN, f"{RVN}assessments/", f"{PAGE}table.csv", f"{RVN}table.csv")
        return [TOKENS.sub(b"", get(busy.head, address).content) for address in addresses]

    without = seen()
    busy.assess("olaine", ago(1), 3)
    assert seen() == without


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("head_of_unit", 200),
        ("analyst", 200),
        ("quality_manager", 200),
        ("prison_officer", 403),
        ("clerk", 403),
    ],
)
def test_who_may_count(service, role, status):
    client = browser(service.house.member(role)).client
    assert client.get(PAGE).status_code == status


def test_the_pages_that_count_stand_beside_each_other(service):
    for address in (PAGE, "/statistics/assessments/"):
        text = get(service.head, address).content.decode()
        assert re.findall(r'<a href="([^"]+)"( aria-current="page")?>(?:Assess|Tools)', text) == [
            ("/statistics/assessments/", ' aria-current="page"' * (address != PAGE)),
            (PAGE, ' aria-current="page"' * (address == PAGE)),
        ]
