"""API: the same numbers, hidden and rounded as on the pages."""

from datetime import date
from typing import Any

from ninja import Field, Router, Schema

from tilts.insight.statistics.api import PartOut
from tilts.insight.statistics.rules import SEE
from tilts.insight.statistics.tables import Hidden, Told
from tilts.platform.access.operations import ApiRequest, may

from .months import code_of
from .queries import Adopted, adopted, one_adopted, units_in

router = Router(tags=["statistics"])


class UsedOut(Schema):
    """How many uses. `uses` is null where the number is hidden: `few` for one to four, `near` for
    one from which a smaller one could be computed."""

    uses: int | None
    hidden: str


class ToolOut(Schema):
    """A tool, and how far it is used; `first_use` and `last_use` are months (`2026-11`)."""

    kind: str
    code: str
    title: str
    standing: str
    in_force: bool
    usable_since: date | None
    usable_until: date | None = Field(description="the last day")
    first_use: str | None
    last_use: str | None
    last_12_months: UsedOut
    learnt: int = Field(description="staff of the agency who learnt it")
    not_using: int = Field(description="those of them who did not use it lately")
    shelved_because: list[str] = Field(description="empty for what does not lie on the shelf")


class ToolUsesOut(ToolOut):
    """The same with its uses by unit and month."""

    units: list[PartOut] = Field(description="an empty code for uses of no unit")
    months: list[PartOut]
    cells: list[list[UsedOut]] = Field(description="by unit, then by month")
    of_units: list[UsedOut]
    of_months: list[UsedOut]
    rounded: bool = Field(description="to multiples of three, each number by itself")


@router.get(
    "/statistics/adoption",
    response=list[ToolOut],
    operation_id="adoption",
    auth=may(SEE),
)
def tools(request: ApiRequest) -> Any:
    """Every tool of one's agency with how far it is used, and what lies on the shelf."""
    return [_out(one) for one in adopted(request.actor)]


@router.get(
    "/statistics/adoption/{tool_kind}/{tool}",
    response=ToolUsesOut,
    operation_id="adoption_of_tool",
    auth=may(SEE),
)
def tool(request: ApiRequest, tool_kind: str, tool: str) -> Any:
    """One tool with its uses by unit and month of the last twelve."""
    one = one_adopted(request.actor, tool_kind, tool)
    return {**_out(one), **_table(one)}


def _table(one: Adopted) -> dict[str, Any]:
    answered = one.answered(units_in([one]))
    table = answered.table
    return {
        "units": [{"code": code, "name": answered.rows[code]} for code in table.rows],
        "months": [{"code": code, "name": answered.columns[code]} for code in table.columns],
        "cells": [[*map(_number, row)] for row in table.cells],
        "of_units": [*map(_number, table.of_rows or [])],
        "of_months": [*map(_number, one.of_months)],
        "rounded": one.rounded,
    }


def _out(one: Adopted) -> dict[str, Any]:
    return {
        "kind": one.kind.code,
        "code": one.tool.code,
        "title": one.tool.title,
        "standing": one.tool.standing,
        "in_force": one.tool.in_force,
        "usable_since": one.tool.since,
        "usable_until": one.tool.until,
        "first_use": code_of(one.uses.first) if one.uses.first else None,
        "last_use": code_of(one.uses.last) if one.uses.last else None,
        "last_12_months": _number(one.of_year),
        "learnt": len(one.trained.all),
        "not_using": len(one.trained.idle),
        "shelved_because": [str(reason.text) for reason in one.shelved],
    }


def _number(told: Told) -> dict[str, Any]:
    hidden = isinstance(told, Hidden)
    return {"uses": None if hidden else told, "hidden": told if hidden else ""}
