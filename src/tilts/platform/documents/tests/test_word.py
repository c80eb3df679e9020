"""Word documents are built from a text and filled in, in a sandbox."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
import pytest
from jinja2 import TemplateError, UndefinedError
from jinja2.exceptions import SecurityError

from tilts.platform.documents.word import as_jinja, as_word, environment, fill, wanted

MOMENT = datetime(2026, 11, 2, 10, tzinfo=UTC)
ABOUT = {"language": "lv", "number": "D-2026-000001", "title": "Vēstule"}


def built(text: str) -> bytes:
    return as_word("letter.docx.md", text.encode())


def opened(text: str, **values: Any) -> Any:
    """A text as the Word document that it becomes with these values."""
    content = fill(built(text), {"document": ABOUT, **values}, title="Vēstule", made_at=MOMENT)
    return docx.Document(BytesIO(content))


def lines(word: Any) -> list[tuple[str, str]]:
    return [(one.style.name, one.text) for one in word.paragraphs]


def test_each_line_becomes_what_its_mark_says():
    word = opened("# One\n## Two\n\n### Three\nplain text\n- an item\n#no heading\n-no item\n")
    assert lines(word) == [
        ("Heading 1", "One"),
        ("Heading 2", "Two"),
        ("Heading 3", "Three"),
        ("Normal", "plain text"),
        ("List Bullet", "an item"),
        ("Normal", "#no heading"),
        ("Normal", "-no item"),
    ]


def test_paragraphs_are_repeated_and_left_out():
    text = "{%p for one in many %}\n{{ one }}\n{%p endfor %}\n{%p if none %}\nx\n{%p endif %}\nend"
    assert [said for _style, said in lines(opened(text, many=["a", "b"], none=""))] == [
        "a",
        "b",
        "end",
    ]


def test_rows_of_a_table_are_repeated():
    text = (
        "before\n"
        "| Day | What |\n"
        "| {%tr for row in rows %} |\n"
        "| {{ row[0] }} | {{ row[1] }} |\n"
        "| {%tr endfor %} |\n"
        "after\n"
    )
    word = opened(text, rows=[["1", "came"], ["2", "absent"]])
    (table,) = word.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Day", "What"],
        ["1", "came"],
        ["2", "absent"],
    ]
    assert [said for _style, said in lines(word)] == ["before", "after"]


def test_two_tables_stay_apart():
    word = opened("| a | b |\ntext\n| c | d |\n")
    assert [[cell.text for cell in table.rows[0].cells] for table in word.tables] == [
        ["a", "b"],
        ["c", "d"],
    ]


@pytest.mark.parametrize(
    "text",
    ["<b>&amp;</b>", "{{ document.number }}", "{% for x in y %}", 'a "quoted" word', "ā š ž ė ё"],
)
def test_a_value_stands_as_it_is(text: str):
    assert lines(opened("{{ said }}", said=text)) == [("Normal", text)]


def test_what_the_file_says_of_itself():
    told = opened("text").core_properties
    assert (told.title, told.language, told.author) == ("Vēstule", "lv", "")
    assert told.created.replace(tzinfo=UTC) == MOMENT


def test_the_number_stands_at_the_foot_of_each_page():
    word = opened("text")
    assert word.sections[0].footer.paragraphs[0].text == "D-2026-000001"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("text", {"document"}),
        ("{{ a }} {{ b.c }}", {"a", "b", "document"}),
        ("{%p for one in many %}\n{{ one.text }}\n{%p endfor %}", {"many", "document"}),
        ("{%p if a %}\n{{ a }}\n{%p endif %}", {"a", "document"}),
    ],
)
def test_what_a_template_wants(text: str, names: set[str]):
    assert wanted(built(text)) == names


def test_what_is_missing_does_not_go_unseen():
    with pytest.raises(UndefinedError, match="'sender' is undefined"):
        opened("{{ sender }}")


@pytest.mark.parametrize(
    "text",
    [
        "{{ said.__class__ }}",
        "{{ said.__class__.__mro__ }}",
        "{{ said.format.__globals__ }}",
        "{{ document.update({'number': '1'}) }}",
        "{{ many.append('x') }}",
        "{{ cycler.__init__.__globals__ }}",
    ],
)
def test_nothing_but_the_values_is_in_reach(text: str):
    with pytest.raises((SecurityError, UndefinedError)):
        opened(text, said="x", many=["a"])


@pytest.mark.parametrize("text", ["{% include 'other' %}", "{% import 'other' as o %}"])
def test_no_other_template_is_in_reach(text: str):
    with pytest.raises((TemplateError, TypeError)):
        opened(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("{%p if a %}", "{% if a %}"),
        ("{%tr for a in b %}", "{% for a in b %}"),
        ("{%tc endfor %}", "{% endfor %}"),
        ("{% if a %}", "{% if a %}"),
        ("{%p\nif a %}", "{%\nif a %}"),
    ],
)
def test_the_tags_of_docxtpl_are_those_of_jinja(text: str, plain: str):
    assert as_jinja(text) == plain


def test_a_file_written_in_word_is_taken_as_it_is():
    assert as_word("letter.docx", b"as it is") == b"as it is"


def test_values_are_escaped_by_default():
    assert environment().from_string("{{ x }}").render(x="<") == "&lt;"
