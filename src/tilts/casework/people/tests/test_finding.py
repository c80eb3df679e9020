"""Finding somebody on the page and through the API: hits, suggestions, and what is written."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tilts.casework.people.models import Identifier, Person
from tilts.doors.api.tests.callers import Caller
from tilts.doors.api.tests.callers import browser as calling

from .desk import browser, kept, looks
from .people import BORN, change, other_name, person

TAG = re.compile(r"<[^>]+>")


@pytest.fixture
def clerk(house):
    return house.member("clerk")


@pytest.fixture
def desk(clerk) -> Client:
    return browser(clerk)


@pytest.fixture
def api(clerk) -> Caller:
    return calling(clerk)


@pytest.fixture
def known(house) -> list[Person]:
    """Three people in Riga; Liepa was once Ozola."""
    names = (("Ozola", "Anna"), ("Liepa", "Ilze"), ("Ozols", "Jānis"))
    rows = [person(*name, at=house.units["riga"], country="LV") for name in names]
    other_name(rows[1], "Ozola", "Ilze")
    kept(Identifier(person=rows[2], kind="lv_personal_code_old", value="16117519997", since=BORN))
    return rows


def rows(page: Any) -> list[list[str]]:
    """The cells of the list, as text."""
    html = page.content.decode()
    body = html.partition("<tbody>")[2].partition("</tbody>")[0]
    return [[words(cell) for cell in re.split(r"</t[hd]>", row)[:-1]]
            for row in body.split("</tr>")[:-1]]  # fmt: skip


def words(html: str) -> str:
    return " ".join(unescape(TAG.sub(" ", html)).split())


def find(desk: Client, text: str) -> Any:
    page = desk.get("/people/", {"q": text})
    assert page.status_code == 200
    return page


def test_each_hit_tells_people_apart_and_says_under_which_name(desk, known):
    assert rows(find(desk, "ozola")) == [
        ["Liepa, Ilze found as Ozola, Ilze", "1985", "26-00002"],
        ["Ozola, Anna", "1985", "26-00001"],
        ["Ozols, Jānis", "1985", "26-00003"],
    ]


@pytest.mark.parametrize(("text", "names"), [
    ("ozls janis", ["Ozols, Jānis"]), ("161175-19997", ["Ozols, Jānis"]),
    ("26-00002", ["Liepa, Ilze"]), ("1985", ["Liepa, Ilze", "Ozola, Anna", "Ozols, Jānis"]),
    ("ozols 1986", []), ("161175-19997 liepa", []),
])  # fmt: skip
def test_every_way_of_asking(desk, known, text, names):
    found = [cells[0] for cells in rows(find(desk, text))]
    assert found == names


def test_what_may_have_been_meant_leads_to_its_search(desk, known):
    html = find(desk, "oxxls janis").content.decode()
    (link,) = re.findall(r'<a href="(\?q=[^"]+)">([^<]+)</a>', html)
    assert (link[1], "Did you mean" in html) == ("Ozols, Jānis", True)
    again = desk.get("/people/" + unescape(link[0]))
    assert [cells[0] for cells in rows(again)] == ["Ozols, Jānis"]


def test_what_is_found_exactly_is_not_guessed_at(desk, known):
    assert "Did you mean" not in find(desk, "ozola").content.decode()


def test_who_is_suggested_is_not_written_down_and_who_is_shown_is(desk, clerk, known):
    find(desk, "oxxls janis")
    assert looks() == []
    find(desk, "liepa")
    assert looks() == [(clerk.pk, [str(known[1].pk)], "search", "search", "")]


def test_more_than_fit_are_said_and_not_counted(desk, house):
    for number in range(51):
        person("Ozols", f"Jānis {'abcdefghijklmnopqrstuvwxyz'[number % 26]}",
               at=house.units["riga"], country="LV")  # fmt: skip
    page = find(desk, "ozols")
    told = "There are more. Add a name, a birth year or a code."
    assert (len(rows(page)), told in page.content.decode()) == (50, True)


def test_an_unknown_birth_year_is_a_dash(desk, house):
    person("Ozols", birth_date=None, at=house.units["riga"], country="LV")
    assert rows(find(desk, "ozols")) == [["Ozols", "–", "26-00001"]]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><b>', "%27 OR 1=1 --"])
def test_what_was_asked_is_shown_as_text(desk, known, text):
    html = find(desk, text).content.decode()
    assert (text in html, text in unescape(html)) == ("<" not in text and '"' not in text, True)


@pytest.mark.parametrize(
    "text", ["a" * 5000, " ".join(["ozola", "anna", "ilze"] * 60), "\x00", "%"]
)
def test_what_nobody_is_called_finds_nobody_at_once(desk, known, text):
    page = find(desk, text)
    assert "Nobody whom you may see matches." in page.content.decode()


def test_as_many_queries_for_a_miss_with_three_as_with_one(desk, house):
    counts = []
    for more in (1, 2):
        for _ in range(more):
            person("Ozols", "Jānis", at=house.units["riga"], country="LV")
        with CaptureQueriesContext(connection) as queries:
            find(desk, "oxxls janis")
        counts.append(len(queries))
    assert counts == [counts[0]] * 2


class TestApi:
    def ask(self, api: Caller, text: str, **more: Any) -> Any:
        answer = api.get("/people/search", {"q": text, **more})
        assert answer.status_code == 200
        return answer.json()

    def test_a_hit_says_under_which_name(self, api, known):
        found = self.ask(api, "ozola")
        told = [(item["family"], item["under"], item["file_number"]) for item in found["items"]]
        assert told == [
            ("Liepa", "Ozola, Ilze", "26-00002"), ("Ozola", "", "26-00001"),
            ("Ozols", "", "26-00003"),
        ]  # fmt: skip
        assert (found["more"], found["suggestions"]) == (False, [])

    def test_it_is_cut_and_says_so(self, api, known):
        found = self.ask(api, "1985", size=2)
        assert ([item["family"] for item in found["items"]], found["more"]) == (
            ["Liepa", "Ozola"], True,
        )  # fmt: skip

    def test_suggestions(self, api, known):
        assert self.ask(api, "oxxls janis") == {
            "items": [], "more": False, "suggestions": ["Ozols, Jānis"],
        }  # fmt: skip

    def test_only_who_was_shown_is_written(self, api, clerk, known):
        self.ask(api, "1985", size=2)
        shown = sorted(str(row.pk) for row in known[:2])
        assert looks() == [(clerk.pk, shown, "api", "search", "")]

    @pytest.mark.parametrize("text", ["", "a" * 201])
    def test_a_question_has_a_length(self, api, text):
        assert api.get("/people/search", {"q": text}).status_code == 422


def test_who_merged_into_whom_is_shown_once(desk, known):
    change(known[0], merged_into=known[2])
    assert rows(find(desk, "anna")) == [["Ozols, Jānis found as Ozola, Anna", "1985", "26-00003"]]
    assert [cells[2] for cells in rows(find(desk, "ozola"))] == ["26-00002", "26-00003"]
