"""What to do about a field that a schema did not take, in the reader's language."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Text

REMEDIES: dict[str, Text] = {
    "missing": _("Give this field."),
    "extra_forbidden": _("There is no such field. Leave it out."),
    "string_type": _("Give a text."),
    "string_unicode": _("Give a text that can be written in UTF-8."),
    "string_too_short": _("Give at least %(min_length)s characters."),
    "string_too_long": _("Give at most %(max_length)s characters."),
    "greater_than_equal": _("Give %(ge)s or more."),
    "less_than_equal": _("Give %(le)s or less."),
    "list_type": _("Give a list."),
    "model_attributes_type": _("Give an object with fields."),
    "timezone_aware": _("Give the time with its zone, such as 2026-11-30T09:00:00+02:00."),
}
BY_FAMILY: tuple[tuple[str, Text], ...] = (
    ("datetime", _("Give a date and time, such as 2026-11-30T09:00:00+02:00.")),
    ("date", _("Give a date, such as 2026-11-30.")),
    ("uuid", _("Give an identifier as this service gave it out.")),
    ("int", _("Give a whole number.")),
    ("bool", _("Give true or false.")),
)
OTHER = _("This does not fit. See the description of the API.")


def remedy(error: dict[str, Any]) -> str:
    """The remedy for one fault that pydantic found."""
    kind = str(error["type"])
    text = REMEDIES.get(kind) or next((t for f, t in BY_FAMILY if kind.startswith(f)), OTHER)
    return str(text) % error.get("ctx", {}) if kind in REMEDIES else str(text)
