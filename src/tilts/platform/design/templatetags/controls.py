"""Tags for forms: a field with its label, help and error; the summary; drafts."""

from collections.abc import Iterator
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def control(bound: BoundField) -> SafeString:
    """The widget itself, with Designsystemet's class and the field's own classes."""
    own = bound.field.widget.attrs.get("class", "")
    return bound.as_widget(attrs={"class": f"ds-input {own}".strip()})


@register.filter
def kind(bound: BoundField) -> str:
    """`choices`, `checkbox` or `input`: which of the three shapes a field has."""
    widget = bound.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "choices"
    return "checkbox" if isinstance(widget, CheckboxInput) else "input"


@register.filter
def error_target(bound: BoundField) -> str:
    """Id of the element that an error links to: the first choice of a group, else the widget."""
    return str(bound.id_for_label or f"{bound.auto_id}_0")


@register.filter
def choices(bound: BoundField) -> Iterator[SafeString]:
    """The options of a radio or checkbox group, each an input with its label."""
    for option in bound.subwidgets:
        data = option.data
        data["attrs"]["class"] = "ds-input"
        tag = option.tag(wrap_label=False)
        yield format_html('{}<label for="{}">{}</label>', tag, option.id_for_label, data["label"])


@register.inclusion_tag("design/forms/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """`{% field form.name %}`: label, help, control and errors of one field."""
    return {"field": bound}


@register.inclusion_tag("design/forms/errors.html")
def form_errors(form: BaseForm) -> dict[str, Any]:
    """`{% form_errors form %}`: what is wrong, at the top of the page, each linked to its field."""
    return {"form": form, "fields": [bound for bound in form if bound.errors]}


@register.simple_tag
def draft_script(draft: dict[str, Any] | None) -> SafeString:
    """`{% draft_script draft %}`: a saved draft for the browser to offer; nothing for None."""
    return json_script(draft, "draft") if draft else SafeString("")
