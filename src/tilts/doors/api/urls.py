"""Addresses of the API: /api/v1/…, its description, and the page that shows it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, include, path, re_path
from ninja.openapi.docs import Swagger

from .gate import gate, no_route
from .service import api


class Described(Swagger):
    """Swagger on a page that has a language, a main part and a heading."""

    template = "api/docs.html"


def docs(request: HttpRequest) -> HttpResponse:
    """The description, to read and to try; its scripts are served from here."""
    # A deep link would stand inside a button, where a screen reader cannot tell the two apart.
    return Described({"deepLinking": False}).render_page(request, api)


def _gated(route: Any) -> URLPattern:
    """Operations stand behind the gate; the description holds nothing personal."""
    if route.name == "api-root":
        route.callback = no_route
    elif route.name != "openapi-json":
        route.callback = gate(route.callback)
    gated: URLPattern = route
    return gated


routes: list[Any] = [_gated(route) for route in api.urls[0]]
version_1: list[Any] = [*routes, re_path("", no_route, name="no_route")]
v1: tuple[Any, str] = ([path("v1/", include(version_1)), path("docs", docs, name="docs")], "api")
urlpatterns = [path("", include(v1))]
