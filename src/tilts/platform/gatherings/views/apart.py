"""Who must not meet whom: the list, a new pair, and a pair that may meet again."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tilts.platform.access.doors import door
from tilts.platform.design.paging import capped_count, keyset_page

from ..hooks import found_by, names_of
from ..known import people_among
from ..looks import look_at_pairs, look_for
from ..models import Apart
from ..presenting import SOMEBODY
from ..queries import pairs_apart
from ..rules import MOVE
from ..verbs import END_APART, KEEP_APART
from .common import found_apart, take

LIST = ("gatherings:apart",)


@door(MOVE)
def listed(request: Any) -> HttpResponse:
    """Pairs of whom both are in sight, what was noted last first."""
    rows = pairs_apart()
    page = keyset_page(rows, ["-since", "-pk"], request.GET.get("page"))
    look_at_pairs(request.actor, page.items)
    context = {"rows": _named(page.items), "page": page, "total": capped_count(rows)}
    return render(request, "gatherings/apart.html", context)


def _named(rows: Iterable[Apart]) -> list[dict[str, Any]]:
    names = names_of(party for row in rows for party in (row.one_id, row.other_id))
    return [
        {"row": row, "both": [names.get(one, SOMEBODY) for one in (row.one_id, row.other_id)]}
        for row in rows
    ]


@door(MOVE)
def kept(request: Any) -> HttpResponse:
    """Find two people, and note that they must not meet."""
    ones, others = (
        people_among(found_by(request.GET.get(name, "").strip(), request.actor.agency))
        for name in ("q", "with")
    )
    look_for(request.actor, {*ones, *others})
    return take(
        request,
        KEEP_APART,
        None,
        back=LIST,
        about=_("Who must not meet"),
        template="gatherings/keep_apart.html",
        ones=ones,
        others=others,
    )


@door(MOVE)
def ended(request: Any, apart_id: UUID) -> HttpResponse:
    """Two may meet again from a day on."""
    row = found_apart(apart_id)
    look_at_pairs(request.actor, [row])
    (line,) = _named([row])
    about = " – ".join(one.name for one in line["both"])
    return take(request, END_APART, row, back=LIST, about=about)
