"""Tags that wrap what the page puts between them: card, table, dialog, person header."""

from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()
COMPONENTS = "design/components"


@register.simple_block_tag
def card(
    content: SafeString,
    title: str = "",
    *,
    tone: str = "",
    note: str = "",
    url: str = "",
    link: str = "",
    id: str = "",
) -> SafeString:
    """`{% card title %}…{% endcard %}`: a surface with one subject; `url`, `link` at its corner."""
    values = {"title": title, "tone": tone, "note": note, "url": url, "link": link, "id": id}
    return render_to_string(f"{COMPONENTS}/card.html", {"content": content, **values})


@register.simple_block_tag
def table(
    content: SafeString, caption: str, *, id: str, stack: bool = False, quiet: bool = False
) -> SafeString:
    """`{% table caption id="…" %}<thead>…<tbody>…{% endtable %}`.

    It scrolls sideways in a region of its own; with `stack` its rows become cards on a phone and
    each `<td>` wants a `data-label`. `quiet` hides the caption from sight.
    """
    values = {"caption": caption, "id": id, "stack": stack, "quiet": quiet}
    return render_to_string(f"{COMPONENTS}/table.html", {"content": content, **values})


@register.simple_block_tag
def dialog(content: SafeString, title: str, *, id: str) -> SafeString:
    """`{% dialog title id="…" %}…{% enddialog %}`: a native dialog; open it by `dialog_button`."""
    return render_to_string(
        f"{COMPONENTS}/dialog.html", {"content": content, "title": title, "id": id}
    )


@register.simple_block_tag(takes_context=True)
def person_header(context: Context, content: SafeString, person: Any) -> SafeString:
    """`{% person_header person %}buttons{% endperson_header %}` in the block `header`.

    `person`: name, born (year), file_number, photo_url, status, badges (text, tone), tabs, and
    `urgent` (url, name, choices): what is begun in one press, whatever the page.
    """
    values = {"content": content, "person": person, "csrf_token": context.get("csrf_token")}
    return render_to_string(f"{COMPONENTS}/person_header.html", values)
