"""Names in the reader's language."""

from django import template
from django.utils.translation import get_language

from tilts.platform.access.roles import roles

from ..models import Agency, Unit

register = template.Library()


@register.filter
def named(place: Agency | Unit | None) -> str:
    """`{{ unit|named }}`: the name of a unit or an agency; empty for None."""
    return place.name_in(get_language() or "en") if place else ""


@register.filter
def role_named(code: str) -> str:
    """`{{ assignment.role|role_named }}`: the name of a role; its code when the table lost it."""
    role = roles().get(code)
    return role.name_in(get_language() or "en") if role else code
