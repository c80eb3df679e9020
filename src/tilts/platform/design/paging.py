"""Keyset paging: a page begins after a row, not after a number of rows.

It costs the same on the first page and the thousandth, and a row added meanwhile neither repeats
nor hides another. A cursor is encrypted with the service's secret key, so that a name that a list
is ordered by stands in no address and no log, and deterministically, so that equal pages are equal.
"""

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, Generic, TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings
from django.core.exceptions import BadRequest
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, Q, QuerySet
from django.utils.formats import number_format

Row = TypeVar("Row", bound=Model)


class BadCursor(BadRequest):
    """A cursor that this service did not write for this list; Django answers 400."""


@dataclass(frozen=True)
class KeysetPage(Generic[Row]):
    """One page: its rows, and the cursors of its neighbours (None at either end)."""

    items: list[Row]
    next: str | None
    previous: str | None


@dataclass(frozen=True)
class CappedCount:
    """A count that stopped at its cap: prints `1,000+` then, and the number otherwise."""

    number: int
    capped: bool

    def __str__(self) -> str:
        number = str(number_format(self.number, use_l10n=True, force_grouping=True))
        return f"{number}+" if self.capped else number


def capped_count(rows: "QuerySet[Any]", cap: int = 1000) -> CappedCount:
    """Count `rows`, reading at most `cap` + 1 of them."""
    found = rows.order_by()[: cap + 1].count()
    return CappedCount(min(found, cap), found > cap)


def keyset_page(
    rows: QuerySet[Row], order: Sequence[str], cursor: str | None = None, size: int = 50
) -> KeysetPage[Row]:
    """The page of `rows` that `cursor` names; the first one without.

    `order` holds field names, `-` for descending, together unique and never NULL; end it with
    `pk`. Names across relations (`person__sort_key`) want `select_related`.
    Raises BadCursor.
    """
    whose = _label(rows, order)
    backwards, edge = _read(cursor, whose) if cursor else (False, None)
    facing = [_turned(name) for name in order] if backwards else list(order)
    found = rows.filter(_after(facing, edge)) if edge else rows
    items = list(found.order_by(*facing)[: size + 1])
    more, items = len(items) > size, items[:size]
    if backwards:
        items.reverse()
    has_next, has_previous = (True, more) if backwards else (more, edge is not None)
    return KeysetPage(
        items,
        next=_write(False, items[-1], order, whose) if items and has_next else None,
        previous=_write(True, items[0], order, whose) if items and has_previous else None,
    )


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _after(order: Sequence[str], edge: Sequence[Any]) -> Q:
    """Rows past `edge`: a > x, or a = x and b > y, and so on; both databases can use an index."""
    condition, equal = Q(), Q()
    for name, value in zip(order, edge, strict=True):
        field = name.lstrip("-")
        lookup = "lt" if name.startswith("-") else "gt"
        condition |= equal & Q(**{f"{field}__{lookup}": value})
        equal &= Q(**{field: value})
    return condition


def _cipher() -> AESSIV:
    return AESSIV(hashlib.sha256(b"tilts.paging" + settings.SECRET_KEY.encode()).digest())


def _value(row: Model, name: str) -> Any:
    return reduce(getattr, name.lstrip("-").split("__"), row)


def _label(rows: "QuerySet[Any]", order: Sequence[str]) -> bytes:
    """What a cursor is bound to: it opens no list of other rows, nor one in another order."""
    return ",".join([rows.model._meta.label_lower, *order]).encode()


def _write(backwards: bool, row: Model, order: Sequence[str], whose: bytes) -> str:
    state = [backwards, [_value(row, name) for name in order]]
    text = json.dumps(state, cls=ExactEncoder, separators=(",", ":"))
    sealed = _cipher().encrypt(text.encode(), [whose])
    return urlsafe_b64encode(sealed).decode().rstrip("=")


def _read(cursor: str, whose: bytes) -> tuple[bool, list[Any]]:
    try:
        sealed = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        text = _cipher().decrypt(sealed, [whose])
    except (ValueError, InvalidTag) as error:
        raise BadCursor(
            "This page of the list cannot be found. Start from its beginning."
        ) from error
    backwards, edge = json.loads(text)
    return backwards, edge


class ExactEncoder(DjangoJSONEncoder):
    """Moments with their microseconds, which Django's encoder cuts: a cut edge repeats rows."""

    def default(self, o: Any) -> Any:
        """ISO 8601 for dates, times and moments; the rest as Django does."""
        return o.isoformat() if hasattr(o, "isoformat") else super().default(o)
