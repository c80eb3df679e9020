"""The style page and the sample pages: they open without a database and obey a strict policy."""

import re
from pathlib import Path

import pytest
from django.test import Client

from tilts.platform.design.views import EXAMPLES

PAGES = ["", "my-day/", "person/", "narrow/"]
TEMPLATES = Path(__file__).parent.parent / "templates" / "design"


@pytest.mark.parametrize("name", PAGES)
def test_pages_open_and_have_no_inline_code(client: Client, name: str) -> None:
    response = client.get(f"/design/{name}")
    html = response.content.decode()
    assert response.status_code == 200
    assert (
        re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\b(?:src|application/json))", html)
        == []
    )


@pytest.mark.parametrize("name", PAGES)
def test_ids_are_unique_and_what_is_named_exists(client: Client, name: str) -> None:
    html = client.get(f"/design/{name}").content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    named = re.findall(
        r'(?:aria-labelledby|aria-describedby|popovertarget|commandfor|for)="([^"]+)"', html
    )
    assert sorted(ids) == sorted(set(ids))
    assert {part for value in named for part in value.split()} - set(ids) == set()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_main_heading_and_a_skip_link(client: Client, name: str) -> None:
    html = client.get(f"/design/{name}").content.decode()
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert html.count('href="#content"') == html.count('<main id="content"') == 1


def test_current_page_is_marked_in_the_navigation(client: Client) -> None:
    html = client.get("/design/my-day/").content.decode()
    assert re.findall(r'<a href="([^"]+)" aria-current="page">', html) == ["/design/my-day/"]


def test_every_example_is_shown_with_its_source(client: Client) -> None:
    files = {path.stem for path in (TEMPLATES / "style" / "examples").glob("*.html")}
    assert {name for names in EXAMPLES.values() for name in names} == files
    html = client.get("/design/").content.decode()
    assert re.findall(r'aria-label="Template of (\w+)"', html) == [
        name for names in EXAMPLES.values() for name in names
    ]


def test_a_page_without_a_shell_shows_none(client: Client) -> None:
    html = client.get("/design/narrow/").content.decode()
    assert 'role="search"' not in html
    assert '<link rel="stylesheet" href="/static/design/dist/tilts.css">' in html
