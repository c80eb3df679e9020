"""The style page: every component in its states, with the template text that makes it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

from . import samples

EXAMPLES = {
    "Words and colours": ["buttons", "badge", "dates", "messages"],
    "People": ["person_header", "path", "reasons"],
    "Surfaces": ["card", "dialog", "tabs", "breadcrumbs"],
    "Lists and numbers": ["table", "paging", "timeline", "facts", "bars", "progress"],
    "Forms": ["form", "form_errors"],
    "States": ["empty_state", "error_state"],
}


@dataclass(frozen=True)
class Example:
    """A component on the style page: its template, and the text of that template."""

    name: str

    @property
    def template(self) -> str:
        """Name of the template that uses the component."""
        return f"design/style/examples/{self.name}.html"

    @property
    def source(self) -> str:
        """Template text, to copy."""
        return str(get_template(self.template).template.source).strip()  # type: ignore[attr-defined]  # Django's own engine keeps it


def _navigation(request: HttpRequest) -> list[dict[str, Any]]:
    return [{**item, "current": item["url"] == request.path} for item in samples.NAVIGATION]


def _page(request: HttpRequest, name: str, **values: Any) -> HttpResponse:
    shell = {
        "navigation": _navigation(request),
        "search_url": "/design/",
        "account": samples.ACCOUNT,
        "help_links": [{"label": "Style page", "url": "/design/"}],
    }
    return render(request, f"design/style/{name}.html", {**samples.context(), **shell, **values})


def style(request: HttpRequest) -> HttpResponse:
    """Every component."""
    groups = [(title, [Example(name) for name in names]) for title, names in EXAMPLES.items()]
    return _page(request, "index", groups=groups)


def my_day(request: HttpRequest) -> HttpResponse:
    """A whole page to copy: the officer's day."""
    return _page(request, "my_day")


def person(request: HttpRequest) -> HttpResponse:
    """A whole page to copy: one person."""
    return _page(request, "person")


def narrow(request: HttpRequest) -> HttpResponse:
    """A whole page to copy: signing in, or an error."""
    return _page(request, "narrow")
