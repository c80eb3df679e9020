"""Small tags and filters: badge, icon, tabs, reasons, dates and their like."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .. import addresses, display
from ..icons import ICONS
from ..paging import KeysetPage

register = template.Library()
register.filter("local", display.local)
register.filter("short_date", display.short_date)
register.filter("due", display.due)
register.filter("initials", display.initials)
register.filter("page_of", addresses.page_of)


# Made here and not in templates, because a list has one in every row.
ICON = (
    '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" fill="none" '
    'stroke="currentcolor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">'
    '<path d="{}"/></svg>'
)
PLAIN = '<span class="ds-tag badge plain">{}</span>\n'
BADGE = '<span class="ds-tag badge" data-color="{}">{}{}</span>\n'
NAMED = '<a href="{}">{}</a><span class="quiet numbers">{}</span>'
NAMED_BOLD = '<a href="{}"><strong>{}</strong></a><span class="quiet numbers">{}</span>'
BUTTON = (
    '<a class="ds-button small" data-variant="{}" href="{}">{}'
    '<span class="ds-sr-only">: {}</span></a>'
)


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A line icon of `icons.ICONS`; decoration, so a text must stand beside it."""
    return format_html(ICON, ICONS[name])


@register.simple_tag
def badge(text: str, tone: str = "neutral") -> SafeString:
    """`{% badge text tone %}`: neutral, info, success, warning or danger; `plain` is a fact."""
    return (
        format_html(PLAIN, text) if tone == "plain" else format_html(BADGE, tone, icon(tone), text)
    )


@register.simple_tag
def named(person: Any, page: str, note: str = "", *, bold: bool = True) -> SafeString:
    """`{% named person "web:person" %}`: name, leading to the page; birth year, file number, note.

    `person`: pk, name, birth_year (None when not known), file_number.
    """
    facts = (str(person.birth_year or ""), person.file_number, note)
    url = addresses.page_of(person.pk, page)
    html = NAMED_BOLD if bold else NAMED
    return format_html(html, url, person.name, " · ".join(fact for fact in facts if fact))


@register.simple_tag
def row_button(url: str, label: str, *about: str, variant: str = "secondary") -> SafeString:
    """`{% row_button url label about… %}`: a link in a row; a screen reader says about what."""
    return format_html(BUTTON, variant, url, label, " ".join(about).strip())


@register.inclusion_tag("design/components/reasons.html")
def reasons(items: Iterable[Any]) -> dict[str, Any]:
    """`{% reasons list %}`: items with `met` and `text`; ✓ or ✗, and its word for a reader."""
    return {"items": items}


@register.inclusion_tag("design/components/tabs.html")
def tabs(items: Sequence[Any], label: str) -> dict[str, Any]:
    """`{% tabs items label %}`: links to pages; items with label, url, current and note.

    What is marked `aside` stands under *More*, whose button names the page when it is this one.
    """
    aside = [item for item in items if item.get("aside")]
    return {
        "items": [item for item in items if not item.get("aside")],
        "aside": aside,
        "here": next((item["label"] for item in aside if item["current"]), ""),
        "label": label,
    }


@register.inclusion_tag("design/components/breadcrumbs.html")
def breadcrumbs(items: Sequence[Any]) -> dict[str, Any]:
    """`{% breadcrumbs items %}`: items with label and url; the last is this page, not a link."""
    return {"items": items}


@register.inclusion_tag("design/components/paging.html", takes_context=True)
def paging(context: template.Context, page: KeysetPage[Any], total: Any = "") -> dict[str, Any]:
    """`{% paging page total %}`: previous and next, keeping the page's other query values."""
    return {"page": page, "total": total, "request": context.get("request")}


@register.inclusion_tag("design/components/timeline.html")
def timeline(events: Iterable[Any]) -> dict[str, Any]:
    """`{% timeline events %}`: newest first; events with when, title, text, url, tone."""
    return {"events": events}


@register.inclusion_tag("design/components/progress.html")
def progress(
    value: int, total: int, label: str, id: str = "progress", said: str = ""
) -> dict[str, Any]:
    """`{% progress 31 40 "Answered" id="…" said="…" %}`: how much is done; `said` in words."""
    return {"value": value, "total": total, "label": label, "id": id, "said": said}


@register.inclusion_tag("design/components/state.html")
def empty_state(title: str, text: str = "", url: str = "", link: str = "") -> dict[str, Any]:
    """`{% empty_state title text url link %}`: nothing here yet, and what one can do."""
    return {"title": title, "text": text, "url": url, "link": link, "tone": "neutral"}


@register.inclusion_tag("design/components/state.html")
def error_state(title: str, text: str = "", url: str = "", link: str = "") -> dict[str, Any]:
    """`{% error_state title text url link %}`: what failed, and what to do now."""
    return {"title": title, "text": text, "url": url, "link": link, "tone": "danger"}


@register.inclusion_tag("design/components/facts.html")
def facts(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """`{% facts pairs %}`: a description list of (name, value)."""
    return {"pairs": pairs}


@register.inclusion_tag("design/components/dialog_button.html")
def dialog_button(id: str, label: str, variant: str = "secondary") -> dict[str, Any]:
    """`{% dialog_button "id" label %}`: opens the dialog of that id, without script of ours."""
    return {"id": id, "label": label, "variant": variant}
