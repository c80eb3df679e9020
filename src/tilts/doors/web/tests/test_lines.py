"""The line of My day: all that a row can say, escaped, and nothing of what it does not say."""

from django.utils import timezone
from uuid_utils.compat import uuid7

from tilts.casework.people.models import Person
from tilts.doors.web.templatetags.lines import line
from tilts.platform.design.templatetags.pieces import icon
from tilts.platform.workflow.my_day import Row

KEY = uuid7()
OZOLS = Person(pk=KEY, family="Ozols", given="<J>", file_number="26-00001")
URL = "/x/?a=1&b=2"


def test_all_that_a_row_says():
    row = Row(text="a < b", when=timezone.localdate(), note="R&D", url=URL, tone="danger")
    assert line(row, OZOLS, "Open") == (
        '<li><span class="date"><span class="ds-tag badge" data-color="danger">'
        f"{icon('danger')}today</span>\n</span>"
        '<span class="grow">a &lt; b<span class="quiet">R&amp;D</span></span>'
        f'<span class="who"><a href="/people/{KEY}/"><strong>Ozols, &lt;J&gt;</strong></a>'
        '<span class="quiet numbers">26-00001</span></span>'
        '<a class="ds-button small" data-variant="secondary" href="/x/?a=1&amp;b=2">Open'
        '<span class="ds-sr-only">: a &lt; b Ozols, &lt;J&gt;</span></a></li>\n'
    )


def test_a_row_that_leads_somewhere_and_is_about_nobody():
    assert line(Row(text="A contract", url=URL), None, "Open") == (
        '<li><span class="grow">A contract</span>'
        '<a class="ds-button small" data-variant="secondary" href="/x/?a=1&amp;b=2">Open'
        '<span class="ds-sr-only">: A contract</span></a></li>\n'
    )


def test_a_row_that_only_says_something():
    assert line(Row(text="1 > 0"), None, "Open") == '<li><span class="grow">1 &gt; 0</span></li>\n'
