"""Transfers as the pages show them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language

from .models import Transfer

TONES = {"asked": "info", "refused": "warning", "accepted": "success"}
RARE = ("reopen", "mark_error", "mark_wrong_person")


def transfer_rows(cases: Iterable[Transfer]) -> list[dict[str, Any]]:
    """Lines of a list of transfers: whose, from where to where, from when, how it stands."""
    language = get_language() or "en"
    return [
        {
            "case": case,
            "sender": case.from_unit.name_in(language),
            "receiver": case.to_unit.name_in(language),
            "tone": TONES.get(case.state, "neutral"),
        }
        for case in cases
    ]
