"""Built into every template."""

from django import template

register = template.Library()
