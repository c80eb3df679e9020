"""Guessing passwords is stopped after a few tries; the page says for how long."""

from collections.abc import Mapping
from typing import Any

from axes.helpers import get_cool_off
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

MINUTE = 60  # seconds


def attempted_email(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """Whose password was tried, as django-axes asks: allauth calls the name an e-mail."""
    given = credentials or {}
    name = given.get("username") or given.get("email") or request.POST.get("login", "")
    return str(name).strip().lower()


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: Mapping[str, Any] | None
) -> HttpResponse:
    """The page of a sign-in that is shut for a while."""
    minutes = int(get_cool_off(request).total_seconds() // MINUTE)
    return render(request, "signin/locked_out.html", {"minutes": minutes}, status=429)
