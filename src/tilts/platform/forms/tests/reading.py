"""Reads pages: elements by what they are, and their text as one reads it."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.test.html import Element, parse_html


def elements(response: HttpResponse) -> list[Element]:
    """Every element of a page, in order."""
    return list(_below(parse_html(response.content.decode())))


def having(response: HttpResponse, name: str, value: str = "") -> list[Element]:
    """The elements with an attribute, or a word in it; without a value whatever it is."""
    found = []
    for element in elements(response):
        own = dict(element.attributes)
        if name in own and (not value or value in str(own[name]).split()):
            found.append(element)
    return found


def attribute(element: Element, name: str) -> Any:
    """What an attribute says, True where it only stands there; None where it does not."""
    own = dict(element.attributes)
    return own[name] or True if name in own else None


def text(element: Any) -> str:
    """The words of an element."""
    if isinstance(element, str):
        return element
    return " ".join(" ".join(text(child) for child in element.children).split())


def texts(response: HttpResponse, name: str, value: str = "") -> list[str]:
    """The words of the elements with an attribute."""
    return [text(element) for element in having(response, name, value)]


def _below(element: Any) -> Iterator[Element]:
    if isinstance(element, Element):
        yield element
        for child in element.children:
            yield from _below(child)
