"""The usual line of My day, made here and not in a template: the page has dozens of them."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tilts.casework.people.models import Person
from tilts.platform.design.display import due
from tilts.platform.design.templatetags.pieces import badge, named, row_button
from tilts.platform.workflow.my_day import Row

register = template.Library()

LINE = '<li>{}<span class="grow">{}{}</span>{}{}</li>\n'
WHEN = '<span class="date">{}</span>'
NOTE = '<span class="quiet">{}</span>'
WHO = '<span class="who">{}</span>'


@register.simple_tag
def line(row: Row, person: Person | None, label: str) -> SafeString:
    """`{% line row person label %}`: by when, what, about whom, and a link called `label`."""
    parts: list[Any] = [
        format_html(WHEN, badge(due(row.when), row.tone)) if row.when else "",
        row.text,
        format_html(NOTE, row.note) if row.note else "",
        format_html(WHO, named(person, "web:person")) if person else "",
        row_button(row.url, label, row.text, person.name if person else "") if row.url else "",
    ]
    return format_html(LINE, *parts)
