"""Pages: every tool with how far it is used, one tool, its uses one by one."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from tilts.insight.statistics import presenting as tables
from tilts.insight.statistics.files import KINDS
from tilts.insight.statistics.pages import pages
from tilts.insight.statistics.rules import SEE
from tilts.insight.statistics.wording import unit_names
from tilts.platform.access.doors import door
from tilts.platform.design.paging import capped_count, keyset_page
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from .asked import asked
from .months import month_alone, month_name
from .presenting import Shown, in_order, lines_of
from .queries import Adopted, adopted, evidence, one_adopted, units_in, way_of, ways
from .shelf import rule_on
from .trained import names_of

UsedAt = Callable[[str, str], str]


@door(SEE)
def listed(request: Any) -> HttpResponse:
    """What lies on the shelf, and every tool with how far it is used."""
    rows = adopted(request.actor)
    context = {
        "rows": in_order(rows),
        "rule": rule_on(request.actor.country, timezone.localdate()),
        "rounded": any(one.rounded for one in rows),
        "pages": pages("adoption:list"),
    }
    return render(request, "adoption/list.html", context)


@door(SEE)
def download(request: Any, kind: str) -> HttpResponse:
    """The same as a file, with the same numbers hidden."""
    rows = adopted(request.actor)
    called = "tools-rounded" if any(one.rounded for one in rows) else "tools"
    return _file(lines_of(rows, timezone.localdate()), called, kind)


@door(SEE)
def tool(request: Any, tool_kind: str, tool: str) -> HttpResponse:
    """One tool: why it is on the shelf, its uses by unit and month, who learnt it."""
    one = one_adopted(request.actor, tool_kind, tool)
    answered = one.answered(units_in([one]), month_alone)
    lines = tables.lines_of(answered)
    listable = ways(request.actor, one)
    context = {
        "row": Shown(one),
        "may_retire": one.kind.retire in request.actor.capabilities,
        "ways": [(way.title, _used_at(one, way.code)("", "")) for way in listable],
        "names": names_of(request.actor, one.trained.idle),
        "counted": {
            "columns": lines[0][1:],
            "rows": tables.rows_of(answered, _used_at(one, listable[0].code) if listable else None),
            "sums": lines[-1][1:],
        },
    }
    return render(request, "adoption/tool.html", context)


@door(SEE)
def tool_file(request: Any, tool_kind: str, tool: str, kind: str) -> HttpResponse:
    """The uses of one tool by unit and month as a file."""
    one = one_adopted(request.actor, tool_kind, tool)
    called = f"{tool}-rounded" if one.rounded else tool
    return _file(tables.lines_of(one.answered(units_in([one]))), called, kind)


@door(SEE)
def uses(request: Any, tool_kind: str, tool: str, way: str) -> HttpResponse:
    """The uses behind a number, as far as the actor may open them."""
    one = one_adopted(request.actor, tool_kind, tool)
    of = asked(request.GET.get("unit", ""), request.GET.get("month", ""))
    rows = evidence(request.actor, one, way, of.unit, of.month)
    page = keyset_page(rows, ["-used_on", "-pk"], request.GET.get("page"))
    kept = way_of(tool_kind, way)
    told = kept.told(page.items)
    _looked(request.actor, [use.person for use in told if use.person])
    names = unit_names({str(row.used_in) for row in page.items})
    context = {
        "row": Shown(one),
        "way": kept.title,
        "of_unit": _unit_name(of.unit) if of.unit else "",
        "of_month": month_name(of.month) if of.month else "",
        "uses": [
            (row.used_on, names[str(row.used_in)], use)
            for row, use in zip(page.items, told, strict=True)
        ],
        "page": page,
        "total": capped_count(rows),
    }
    return render(request, "adoption/uses.html", context)


def _unit_name(unit: UUID) -> str:
    """The name of a unit; raises Http404 when there is none."""
    names = unit_names([str(unit)])
    if not names:
        raise Http404
    return names[str(unit)]


def _looked(actor: Any, people: list[UUID]) -> None:
    """Write down whom the actor is about to be shown; one's own work is one's own."""
    others = sorted({person for person in people if person != actor.party})
    if others:
        consult(actor, others, way=Way.SEARCH, purpose="search", about="adoption")


def _used_at(one: Adopted, way: str) -> UsedAt:
    """Where the uses of a unit and month are listed."""
    address = reverse("adoption:uses", args=[one.kind.code, one.tool.code, way])

    def at(unit: str, month: str) -> str:
        given = {name: value for name, value in (("unit", unit), ("month", month)) if value}
        return f"{address}?{urlencode(given)}" if given else address

    return at


def _file(lines: list[tables.Line], called: str, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    content_type, write = KINDS[kind]
    name = {"Content-Disposition": f'attachment; filename="{called}.{kind}"'}
    return HttpResponse(write(lines), content_type=content_type, headers=name)
