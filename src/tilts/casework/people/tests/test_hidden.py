"""Two worlds: with and without people whom a reader may not see, every search answers the same."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from tilts.casework.people.duplicates import Description, possible_duplicates
from tilts.casework.people.models import Identifier, Person
from tilts.casework.people.search import Found, search
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.grants import actor_for

from .desk import browser, kept, looks
from .people import BORN, change, other_name, person

QUESTIONS = ["ozola anna", "anna", "ozla", "ozilka anna", "liepa", "1985", "ozola 1985",
             "161175-19997", "26-00002", "egle", "kalna", "ozola egle anna",
             "annna ozzola"]  # fmt: skip


@pytest.fixture
def clerk(house):
    return house.member("clerk", "riga")


@pytest.fixture
def ask(house, clerk) -> Callable[[], list[Found]]:
    """What a clerk in Riga is answered to each question."""
    actor = actor_for(clerk, timezone.localdate())

    def answers() -> list[Found]:
        with seen_by(actor):
            return [search(text, limit=2) for text in QUESTIONS]

    return answers


@pytest.fixture
def own(house) -> list[Person]:
    """People whom the clerk sees."""
    rows = [person(family, "Anna", at=house.units["riga"], country="LV")
            for family in ("Ozola", "Liepa", "Zīle")]  # fmt: skip
    other_name(rows[1], "Egle", "Anna")
    return rows


def hide(house) -> list[Person]:
    """People in another agency who answer each question better than those whom the clerk sees."""
    far = house.units["jelgava"]
    rows = [person(family, given, at=far, country="LV") for family, given in (
        ("Ozola", "Anna"), ("Ābele", "Anna"), ("Ozla", "Anna"), ("Ozilka", "Anna"),
        ("Kalna", "Ieva"), ("Egle", "Anna"), ("Ozzola", "Annna"))]  # fmt: skip
    other_name(rows[1], "Ozola", "Anna")
    kept(Identifier(person=rows[0], kind="lv_personal_code_old", value="16117519997", since=BORN))
    return rows


def test_searches_answer_the_same(house, own, ask):
    before = ask()
    assert [len(found.hits) for found in before] == [1, 2, 1, 0, 1, 2, 1, 0, 1, 1, 0, 0, 1]
    assert before[3].suggestions == ("Ozola, Anna",)
    hide(house)
    assert ask() == before


def test_a_visible_record_merged_into_a_hidden_one_leads_to_nobody(house, own, ask):
    before = ask()
    (hidden, *_) = hide(house)
    gone = person("Kalna", "Anna", at=house.units["riga"], country="LV")
    change(gone, merged_into=hidden)
    assert ask() == before


def test_a_hidden_record_merged_into_a_visible_one_is_found_by_its_number(house, own, ask):
    (hidden, *_) = hide(house)
    change(hidden, merged_into=own[0])
    by_code, by_number = ask()[7], ask()[8]
    assert [hit.name for hit in by_code.hits] == ["Ozola, Anna"]
    assert [hit.name for hit in by_number.hits] == ["Liepa, Anna"]


def test_hidden_people_are_no_possible_duplicates(house, own, clerk):
    actor = actor_for(clerk, timezone.localdate())
    wanted = Description(("Ozola, Anna",), BORN, frozenset({"16117519997"}))

    def twins() -> list[tuple[str, list[str]]]:
        with seen_by(actor):
            return [(twin.person.file_number, [str(e) for e in twin.evidence])
                    for twin in possible_duplicates(wanted)]  # fmt: skip

    before = twins()
    assert [number for number, _ in before] == [own[0].file_number, own[1].file_number,
                                                own[2].file_number]  # fmt: skip
    hide(house)
    assert twins() == before


def test_the_page_counts_and_writes_only_whom_it_shows(house, own, clerk):
    client = browser(clerk)
    before = [main(client, text) for text in ("anna", "ozilka anna")]
    written = looks()
    hide(house)
    assert [main(client, text) for text in ("anna", "ozilka anna")] == before
    assert looks() == written * 2


def main(client: Client, text: str) -> str:
    """What the page says, without its shell."""
    html = client.get("/people/", {"q": text}).content.decode()
    return html[html.index("<main") : html.index("</main>")]
