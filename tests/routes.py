"""Every way into the service: pages by their URL names, API operations by their ids."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter

from tilts.doors.api.service import api

NO_ONE = UUID(int=7)  # an id that nothing has: who may enter is told that there is nothing


@dataclass(frozen=True)
class Route:
    """One way in: its name, how to ask for it, and the capability that its door names."""

    name: str
    method: str
    path: str
    capability: str
    parameters: tuple[str, ...] = ()

    def entered_by(self, client: Client, headers: dict[str, str]) -> bool:
        """Whether whoever asks is let in: whatever is found there, or not found, or not right."""
        more: dict[str, Any] = {"headers": {**headers, "Idempotency-Key": "knock"}}
        if self.method == "POST":
            more |= {"data": "{}", "content_type": "application/json"}
        return not refused(getattr(client, self.method.lower())(self.path, **more))


def refused(response: HttpResponse) -> bool:
    """Sent to the sign-in page, asked for a token, or told that one may not."""
    if response.status_code == 302:
        return response["Location"].startswith(reverse("account_login"))
    return response.status_code == 403 or response.has_header("WWW-Authenticate")


@cache
def pages() -> list[Route]:
    """Every page, in the order of the URLs."""
    return [
        Route(
            name, "GET", reverse(name, kwargs=kwargs), getattr(view, "capability", ""), (*kwargs,)
        )
        for name, view, kwargs in _walk(get_resolver(), "", {})
        if not hasattr(view, "is_operation")
    ]


def _walk(resolver: Any, space: str, above: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for route in resolver.url_patterns:
        kwargs = {**above, **_samples(route.pattern)}
        if isinstance(route, URLPattern):
            yield f"{space}{route.name}", route.callback, kwargs
        else:
            inside = f"{space}{route.namespace}:" if route.namespace else space
            yield from _walk(route, inside, kwargs)


def _samples(pattern: Any) -> dict[str, Any]:
    """A value for each variable part of an address."""
    if not pattern.converters:
        return dict.fromkeys(re.compile(str(pattern)).groupindex, "0")
    return {name: _sample(converter) for name, converter in pattern.converters.items()}


def _sample(converter: Any) -> Any:
    if isinstance(converter, UUIDConverter):
        return NO_ONE
    return 0 if isinstance(converter, IntConverter) else "none"


@cache
def operations() -> list[Route]:
    """Every operation of the API, in the order of its description."""
    document = api.get_openapi_schema()
    return [
        Route(
            told["operationId"],
            method.upper(),
            re.sub(r"{\w+}", str(NO_ONE), address),
            told["x-capability"],
        )
        for address, methods in document["paths"].items()
        for method, told in methods.items()
    ]
