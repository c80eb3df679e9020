"""API: the same tables, with the same numbers hidden."""

from typing import Any

from ninja import Field, Query, Router, Schema

from tilts.platform.access.operations import ApiRequest, may, valid

from .forms import QuestionForm
from .queries import Answered, assessments_counted
from .rules import SEE
from .tables import Hidden, Told

router = Router(tags=["statistics"])


class Asked(Schema):
    """What is asked; codes as the answers give them."""

    by: str = Field("level", description="what divides the rows, such as level, unit or quarter")
    then: str = Field("", description="what divides the columns; empty for one column")
    instrument: str = Field("", description="empty for the one that the agency uses")
    period: str = Field("", description="a year or its quarter, as 2026 or 2026-3")
    unit: str = Field("", description="id of a unit; those below it count, too")
    sex: str = ""
    level: str = ""


class NumberOut(Schema):
    """How many people. `people` is null where the number is hidden: `few` for one to four, `near`
    for one from which a smaller one could be computed."""

    people: int | None
    hidden: str


class PartOut(Schema):
    """What a row or a column stands for."""

    code: str
    name: str


class CountedOut(Schema):
    """People by row and column; sums are null where they would count people twice."""

    rows: list[PartOut]
    columns: list[PartOut]
    cells: list[list[NumberOut]]
    of_rows: list[NumberOut] | None
    of_columns: list[NumberOut] | None
    of_all: NumberOut | None
    rounded: bool = Field(description="to multiples of three, each number by itself")


@router.get(
    "/statistics/assessments",
    response=CountedOut,
    operation_id="statistics_assessments",
    auth=may(SEE),
)
def assessments(request: ApiRequest, asked: Query[Asked]) -> Any:
    """People by their assessments, each counted once by the last in the period."""
    given = {name: value for name, value in asked.dict().items() if value}
    form = valid(QuestionForm(given, by=request.actor))
    return _out(assessments_counted(request.actor, form.question()))


def _out(answered: Answered) -> dict[str, Any]:
    table = answered.table
    return {
        "rows": [{"code": code, "name": answered.rows[code]} for code in table.rows],
        "columns": [{"code": code, "name": answered.columns[code]} for code in table.columns],
        "cells": [[_number(told) for told in row] for row in table.cells],
        "of_rows": None if table.of_rows is None else [*map(_number, table.of_rows)],
        "of_columns": None if table.of_columns is None else [*map(_number, table.of_columns)],
        "of_all": None if table.of_all is None else _number(table.of_all),
        "rounded": answered.rounded,
    }


def _number(told: Told) -> dict[str, Any]:
    hidden = isinstance(told, Hidden)
    return {"people": None if hidden else told, "hidden": told if hidden else ""}
