"""Tags that draw: bars and the path picture, each with its table or list."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import template
from django.utils import timezone

from ..path import Lane, picture

register = template.Library()


@register.inclusion_tag("design/components/bars.html")
def bars(title: str, rows: Sequence[dict[str, Any]], unit: str = "") -> dict[str, Any]:
    """`{% bars title rows unit %}`: rows with label, value, tone and, if expected, `hatch`.

    `shown` stands instead of a value that is not told.
    """
    most = max((row["value"] for row in rows), default=0) or 1
    drawn = [
        {"shown": row["value"], **row, "share": round(100 * row["value"] / most, 1)} for row in rows
    ]
    return {"title": title, "rows": drawn, "unit": unit}


@register.inclusion_tag("design/components/path.html")
def path_picture(lanes: Sequence[Lane], today: date | None = None) -> dict[str, Any]:
    """`{% path_picture lanes %}`: lanes (`design.path.Lane`) over time, and as a list."""
    return {"picture": picture(lanes, today or timezone.localdate())}
