"""The page shell: what the context gives it."""

import re
from typing import Any

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string
from django.utils import translation


def shell(**values: Any) -> str:
    return render_to_string("design/base.html", {"csrf_token": "token", **values})


def test_idle_and_draft_addresses_stand_on_the_body() -> None:
    html = shell(idle_minutes=15, idle_url="/out/", draft_url="/draft/")
    assert re.findall(r"<body[^>]*>", html) == [
        '<body class="shell" data-idle-minutes="15" data-idle-url="/out/" data-draft-url="/draft/">'
    ]
    assert '<dialog class="ds-dialog" id="idle-warning"' in html
    assert "You have text from <time></time> that was not sent." in html


def test_without_them_nothing_watches() -> None:
    html = shell(idle_minutes=15, idle_url=None, draft_url=None)
    assert re.findall(r"<body[^>]*>", html) == ['<body class="shell">']
    assert "idle-warning" not in html
    assert "draft-offer" not in html


def test_navigation_search_and_help() -> None:
    html = shell(
        navigation=[{"label": "My day", "url": "/", "current": True}],
        search_url="/people/",
        help_links=[{"label": "Write to us", "url": "/help/"}],
    )
    assert '<li><a href="/" aria-current="page">My day</a></li>' in html
    assert '<form class="search" role="search" method="get" action="/people/">' in html
    assert '<li><a href="/help/">Write to us</a></li>' in html


@pytest.mark.parametrize(("places", "first", "more"), [(5, 5, 0), (6, 4, 2), (7, 4, 3)])
def test_places_beyond_one_row_stand_in_a_menu(places: int, first: int, more: int) -> None:
    links = [{"label": f"P{n}", "url": f"/{n}/", "current": n == 6} for n in range(1, places + 1)]
    bar = shell(navigation=links).partition("<nav")[2].partition("</nav>")[0]
    row, _, menu = bar.partition('id="places"')
    found = [re.findall(r"<a[^>]*>(P\d)</a>", part) for part in (row, menu)]
    labels = [link["label"] for link in links]
    assert found == [labels[:first], labels[first:]]
    assert (len(found[1]), "popovertarget" in row) == (more, bool(more))


def test_the_account_can_sign_out() -> None:
    account = {"name": "Ilze K.", "unit": "Jelgava", "sign_out_url": "/out/", "links": []}
    html = shell(account=account)
    assert "Ilze K. · Jelgava" in html
    assert re.findall(r'<form method="post" action="/out/" [\w-]+', html) == [
        '<form method="post" action="/out/" data-sign-out'
    ]


def test_help_without_links_says_whom_to_ask() -> None:
    assert "Ask the administrator of your unit." in shell()


def test_the_language_menu_offers_what_it_is_given() -> None:
    html = shell(menu_languages=[("en", "English"), ("lv", "Latviešu")])
    assert re.findall(
        r'name="language" value="(\w+)" lang="\w+"( aria-current="true")?>', html
    ) == [
        ("en", ' aria-current="true"'),
        ("lv", ""),
    ]


@pytest.mark.parametrize(
    ("level", "tone"),
    [("debug", "info"), ("info", "info"), ("success", "success"), ("error", "danger")],
)
def test_messages_have_the_tone_of_their_level(level: str, tone: str) -> None:
    message = Message(getattr(constants, level.upper()), "Saved <now>.")
    html = shell(messages=[message])
    assert (
        '<div class="messages" aria-live="polite"><div class="page">'
        f'<div class="ds-alert" data-color="{tone}">Saved &lt;now&gt;.</div>\n</div></div>'
    ) in html


def test_a_page_names_itself_in_its_language() -> None:
    with translation.override("lv"):
        assert '<html lang="lv" data-color-scheme="light" data-size="sm">' in shell()
