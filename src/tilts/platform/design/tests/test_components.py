"""Each small component, compared whole."""

import re
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.test.html import parse_html
from django.utils import translation

from tilts.platform.design.icons import ICONS, MARKS
from tilts.platform.design.paging import KeysetPage
from tilts.platform.design.path import Lane, Point, Span


def render(text: str, **values: Any) -> str:
    return Template(f"{{% load design %}}{text}").render(Context(values))


def same(actual: str, expected: str) -> None:
    assert parse_html(actual) == parse_html(expected), actual


def icon(name: str) -> str:
    return (
        '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" fill="none" '
        'stroke="currentcolor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">'
        f'<path d="{ICONS[name]}"/></svg>'
    )


@pytest.mark.parametrize("tone", ["neutral", "info", "success", "warning", "danger"])
def test_badge_has_shape_and_text(tone: str) -> None:
    html = f'<span class="ds-tag badge" data-color="{tone}">{icon(tone)}a &amp; b</span>'
    same(render("{% badge 'a & b' tone %}", tone=tone), html)


def test_shapes_of_the_tones_differ() -> None:
    tones = ["neutral", "info", "success", "warning", "danger"]
    assert len({ICONS[tone] for tone in tones}) == len(tones)


def test_plain_badge() -> None:
    same(
        render("{% badge 'born 1988' 'plain' %}"),
        '<span class="ds-tag badge plain">born 1988</span>',
    )


@pytest.mark.parametrize(
    ("born", "given", "facts"),
    [
        (1988, "", "1988 · 26-00001"),
        (None, "", "26-00001"),
        (1988, "'seen <today>'", "1988 · 26-00001 · seen &lt;today&gt;"),
    ],
)
def test_named_leads_to_the_page_and_tells_namesakes_apart(born, given, facts) -> None:
    key = uuid4()
    person = SimpleNamespace(pk=key, name="O'Kalna, Ilze", birth_year=born, file_number="26-00001")
    rest = f'</a><span class="quiet numbers">{facts}</span>'
    link = f'<a href="/people/{key}/">'
    bold, light = (
        render(f"{{% named person 'web:person' {given} {bold} %}}", person=person)
        for bold in ("", "bold=False")
    )
    same(bold, f"{link}<strong>O&#x27;Kalna, Ilze</strong>{rest}")
    same(light, f"{link}O&#x27;Kalna, Ilze{rest}")


def test_the_button_of_a_row_says_about_what() -> None:
    same(
        render("{% row_button '/a?b&c' 'Open' what who %}", what="a <b>", who="Kalna, Ilze"),
        """<a class="ds-button small" data-variant="secondary" href="/a?b&amp;c">Open<span
        class="ds-sr-only">: a &lt;b&gt; Kalna, Ilze</span></a>""",
    )
    same(
        render("{% row_button '/a' 'Open' 'a' nobody.name variant='tertiary' %}"),
        """<a class="ds-button small" data-variant="tertiary" href="/a">Open<span
        class="ds-sr-only">: a</span></a>""",
    )


def test_reasons_say_in_words_what_the_marks_say() -> None:
    items = [{"met": True, "text": "duties explained"}, {"met": False, "text": "no <address>"}]
    same(
        render("{% reasons items %}", items=items),
        f"""<ul class="reasons">
        <li data-color="success">{icon("success")}<span><span class="ds-sr-only">Done: </span>duties
        explained</span></li>
        <li data-color="danger">{icon("cross")}<span><span class="ds-sr-only">Missing: </span>no
        &lt;address&gt;</span></li></ul>""",
    )


def test_card() -> None:
    text = (
        "{% card 'Due' note='3' url='/x/' link='All' id='due' tone='danger' %}<p>a</p>{% endcard %}"
    )
    same(
        render(text),
        """<section id="due" class="ds-card card toned">
        <span class="edge" data-color="danger"></span>
        <div class="card-head"><h2>Due <small>3</small></h2><a href="/x/">All</a></div>
        <p>a</p></section>""",
    )


def test_card_without_title() -> None:
    same(
        render("{% card %}<p>a</p>{% endcard %}"),
        '<section class="ds-card card"><p>a</p></section>',
    )


def test_table_is_a_focusable_region_with_its_caption() -> None:
    text = "{% table 'Due' id='t' stack=True %}<tbody><tr><td>a</td></tr></tbody>{% endtable %}"
    same(
        render(text),
        """<div class="table-scroll" role="region" aria-labelledby="t-caption" tabindex="0">
        <table class="ds-table stackable" id="t"><caption id="t-caption">Due</caption>
        <tbody><tr><td>a</td></tr></tbody></table></div>""",
    )


def test_quiet_table_keeps_its_caption_for_those_who_listen() -> None:
    assert '<caption id="t-caption" class="ds-sr-only">Due</caption>' in render(
        "{% table 'Due' id='t' quiet=True %}{% endtable %}"
    )


def test_tabs_are_links() -> None:
    items = [
        {"label": "Path", "url": "/p/", "current": True},
        {"label": "Plan", "url": "/q/", "note": "3 goals"},
    ]
    same(
        render("{% tabs items 'Pages' %}", items=items),
        """<nav class="tabs" aria-label="Pages"><div class="bar-inner"><ul class="nav">
        <li><a href="/p/" aria-current="page">Path</a></li>
        <li><a href="/q/">Plan<span class="quiet">3 goals</span></a></li></ul></div></nav>""",
    )


def test_tabs_that_are_rarely_wanted_stand_under_more() -> None:
    items = [
        {"label": "Path", "url": "/p/", "current": False},
        {"label": "History", "url": "/h/", "current": True, "aside": True},
        {"label": "Looks", "url": "/l/", "current": False, "aside": True},
    ]
    page = render("{% tabs items 'Pages' %}", items=items)
    menu = page[page.index("<button") :]
    assert "/h/" not in page[: page.index("<button")]
    assert ('aria-current="true">History' in menu, "More" in menu) == (True, False)
    same(
        menu[menu.index('<div class="ds-dropdown') : menu.index("</li>")],
        """<div class="ds-dropdown menu" id="other-pages" popover>
        <a class="tool" href="/h/" aria-current="page">History</a>
        <a class="tool" href="/l/">Looks</a></div>""",
    )
    elsewhere = [items[0] | {"current": True}, items[2]]
    assert ">More<" in render("{% tabs items 'Pages' %}", items=elsewhere)


def test_breadcrumbs() -> None:
    items = [{"label": "People", "url": "/p/"}, {"label": "Edgars"}]
    same(
        render("{% breadcrumbs items %}", items=items),
        """<nav class="ds-breadcrumbs" aria-label="You are here"><ol>
        <li><a class="ds-link" href="/p/">People</a></li>
        <li><span aria-current="page">Edgars</span></li></ol></nav>""",
    )


def test_paging() -> None:
    page: KeysetPage[Any] = KeysetPage([], next="n", previous=None)
    same(
        render("{% paging page '1,000+' %}", page=page),
        """<nav class="paging" aria-label="Pages of the list"><span></span>
        <span class="quiet">1,000+ in all</span>
        <span><a class="ds-button small" data-variant="secondary" rel="next"
        href="?page=n">Next →</a>
        </span></nav>""",
    )


def test_paging_of_a_single_page_is_silent() -> None:
    page: KeysetPage[Any] = KeysetPage([], next=None, previous=None)
    assert render("{% paging page %}", page=page).strip() == ""


def test_timeline() -> None:
    events = [
        {"when": date(2026, 5, 12), "title": "Assessed", "text": "high", "tone": "warning"},
        {"when": date(2026, 5, 1), "title": "Met", "url": "/m/"},
    ]
    same(
        render("{% timeline events %}", events=events),
        """<ol class="timeline"><li data-color="warning">
        <time datetime="2026-05-12">12 May 2026</time>
        <strong>Assessed</strong><p>high</p></li>
        <li data-color="neutral"><time datetime="2026-05-01">1 May 2026</time><a href="/m/">Met</a>
        </li></ol>""",
    )


def test_facts() -> None:
    same(
        render("{% facts pairs %}", pairs=[("File", "23")]),
        '<dl class="facts"><dt>File</dt><dd>23</dd></dl>',
    )


def test_progress() -> None:
    same(
        render("{% progress 31 40 'Answered' id='p' %}"),
        """<div class="progress"><label for="p">Answered</label>
        <span class="numbers">31 of 40</span>
        <progress id="p" value="31" max="40"></progress></div>""",
    )


def test_dialog_and_its_button() -> None:
    same(
        render(
            "{% dialog_button 'd' 'Remove' %}{% dialog 'Sure?' id='d' %}<p>a</p>{% enddialog %}"
        ),
        """<button class="ds-button" type="button" data-variant="secondary" command="show-modal"
        commandfor="d">Remove</button>
        <dialog class="ds-dialog" id="d" aria-labelledby="d-title" closedby="any">
        <form method="dialog"><button class="ds-button" data-variant="tertiary" data-icon
        data-command="close" aria-label="Close"></button></form>
        <h2 id="d-title">Sure?</h2><p>a</p></dialog>""",
    )


@pytest.mark.parametrize(("tag", "alert"), [("empty_state", False), ("error_state", True)])
def test_states_say_what_one_can_do(tag: str, alert: bool) -> None:
    html = render(f"{{% {tag} 'Nothing' 'Add one.' '/add/' 'Add' %}}")
    assert ('role="alert"' in html) is alert
    assert '<p class="state-title">Nothing</p>\n<p>Add one.</p>\n<a class="ds-button"' in html
    assert 'href="/add/">Add</a>' in html


def test_bars_have_their_table_and_no_inline_style() -> None:
    rows = [{"label": "High", "value": 1, "tone": "danger"}, {"label": "Low", "value": 3}]
    same(
        render("{% bars 'Levels' rows 'People' %}", rows=rows),
        """<figure class="stack"><figcaption class="ds-sr-only">Levels</figcaption><dl class="bars">
        <div data-color="danger"><dt>High</dt><dd><svg aria-hidden="true"><rect width="33.3%"
        height="100%" rx="3"/></svg></dd><dd class="number">1</dd></div>
        <div data-color="accent"><dt>Low</dt><dd><svg aria-hidden="true"><rect width="100.0%"
        height="100%" rx="3"/></svg></dd><dd class="number">3</dd></div></dl>
        <details class="ds-details"><summary>As a table</summary>
        <table class="ds-table"><caption class="ds-sr-only">Levels</caption>
        <thead><tr><th scope="col">Name</th><th scope="col" class="number">People</th></tr></thead>
        <tbody><tr><th scope="row">High</th><td class="number">1</td></tr>
        <tr><th scope="row">Low</th><td class="number">3</td></tr></tbody></table></details>
        </figure>""",
    )


def test_bars_of_nothing() -> None:
    assert '<dl class="bars">\n</dl>' in render("{% bars 'Levels' rows %}", rows=[])
    zero = [{"label": "High", "value": 0}]
    assert 'width="0.0%"' in render("{% bars 'Levels' rows %}", rows=zero)


def test_person_header() -> None:
    person = {"name": "Vītols, Edgars", "born": 1988, "file_number": "23-1", "status": "Jelgava"}
    same(
        render(
            "{% person_header person %}<a href='/n/'>Note</a>{% endperson_header %}", person=person
        ),
        """<header class="person-name" aria-label="Person"><div class="bar-inner">
        <span class="ds-avatar avatar" aria-hidden="true">EV</span><h1>Vītols, Edgars</h1>
        <div class="badges"><span class="ds-tag badge plain">born 1988</span>
        <span class="ds-tag badge plain">file 23-1</span></div>
        <div class="actions"><a href="/n/">Note</a></div></div></header>
        <div class="person-more"><div class="bar-inner"><p>Jelgava</p></div></div>""",
    )


def test_person_header_with_what_is_begun_in_one_press() -> None:
    choices = [("violence", "Violence"), ("child", "A child at risk")]
    urgent = [{"url": "/people/7/begin/", "name": "protocol", "choices": choices}]
    person = {"name": "Vītols, Edgars", "urgent": urgent}
    html = render("{% person_header person %}{% endperson_header %}", person=person)
    opening, form = html.split("<form", 1)
    assert 'popovertarget="urgent-1"' in opening
    assert ' id="urgent-1" popover method="post" action="/people/7/begin/"' in form
    pressed = re.findall(r'type="submit" name="(\w+)" value="(\w+)">([^<]+)<', form)
    assert pressed == [
        ("protocol", "violence", "Violence"),
        ("protocol", "child", "A child at risk"),
    ]


def test_person_header_carries_the_token_of_the_page() -> None:
    urgent = [{"url": "/begin/", "name": "protocol", "choices": [("violence", "Violence")]}]
    person = {"name": "Vītols, Edgars", "urgent": urgent}
    html = render(
        "{% person_header person %}{% endperson_header %}", person=person, csrf_token="a1b2"
    )
    assert '<input type="hidden" name="csrfmiddlewaretoken" value="a1b2">' in html


def test_draft_script_escapes_what_was_typed() -> None:
    draft = {"path": "/n/", "values": {"text": ["</script>"]}}
    same(
        render("{% draft_script draft %}", draft=draft),
        '<script id="draft" type="application/json">'
        '{"path": "/n/", "values": {"text": ["\\u003C/script\\u003E"]}}</script>',
    )
    assert render("{% draft_script draft %}", draft=None) == ""


def test_person_header_with_photo_and_state() -> None:
    badges = [{"text": "in prison", "tone": "info"}]
    person = {"name": "Kalna, Ilze", "photo_url": "/photo/7/", "badges": badges}
    html = render("{% person_header person %}{% endperson_header %}", person=person)
    assert '<span class="ds-avatar avatar"><img src="/photo/7/" alt=""></span>' in html
    assert f'<span class="ds-tag badge" data-color="info">{icon("info")}in prison</span>' in html
    assert "born" not in html


def test_paging_keeps_what_was_searched() -> None:
    page: KeysetPage[Any] = KeysetPage([], next="n", previous="p")
    request = RequestFactory().get("/people/?q=b%C4%93rzs&page=old")
    html = render("{% paging page %}", page=page, request=request)
    assert re.findall(r'rel="(\w+)" href="([^"]+)"', html) == [
        ("prev", "?q=b%C4%93rzs&amp;page=p"),
        ("next", "?q=b%C4%93rzs&amp;page=n"),
    ]


def test_path_picture_is_followed_by_its_list() -> None:
    items: list[Span | Point] = [
        Span("prison", date(2023, 1, 1), date(2026, 1, 1)),
        Span("release", date(2026, 1, 1), date(2027, 1, 1), "info", expected=True),
        Span("work", date(2026, 1, 1)),
        Point("high", date(2024, 1, 1), "danger"),
    ]
    today = date(2026, 11, 23)
    html = render("{% path_picture lanes today %}", lanes=[Lane("Path", items)], today=today)
    figure, listed = html.split("<details", 1)
    assert figure.count('<g class="span"') == 2
    assert figure.count('<g class="span expected" data-color="info">') == 1
    assert f'<path d="{MARKS["danger"]}"/>' in figure
    assert sorted(re.findall(r"<div>([^<]+)</div>", listed)) == [
        "high, 1 January 2024",
        "prison, 1 January 2023 – 1 January 2026",
        "release (expected), 1 January 2026 – 1 January 2027",
        "work, 1 January 2026 – today",
    ]


def test_numbers_of_a_picture_keep_their_point_in_every_language() -> None:
    lanes = [Lane("Path", [Point("high", date(2024, 1, 1))])]
    with translation.override("lv"):
        html = render("{% path_picture lanes today %}", lanes=lanes, today=date(2026, 1, 1))
        bars = render("{% bars 'a' rows %}", rows=[{"label": "a", "value": 1}])
    assert re.findall(r'(?:x|y|x1|x2|y1|y2|width|height)="[^"]*,[^"]*"', html + bars) == []


def test_a_provisional_bar_is_hatched() -> None:
    rows = [{"label": "Provisional", "value": 3, "hatch": True}]
    assert '<rect class="hatch" width="100.0%"' in render("{% bars 'a' rows %}", rows=rows)
