"""The template tags of Tilts, built in: no `{% load %}` is needed. Shown on the page /design/."""

from django import template

from . import blocks, controls, pictures, pieces

register = template.Library()
for part in (blocks, controls, pictures, pieces):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
