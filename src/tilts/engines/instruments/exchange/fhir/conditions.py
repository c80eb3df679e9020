"""enableWhen, from and to conditions of ours.

A list of comparisons of one question each, of which all or any must hold. Of a question with
several answers, = and != ask whether one is among them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from sqlglot import exp

from ...formulas import Kind, Type, parse
from ..draft import Known, Unreadable
from ..expressions import SQL, Unwritable
from .words import Node

OPPOSITE = {"=": "!=", "!=": "="}
ANSWERS = ("answerCoding", "answerString", "answerInteger", "answerDecimal", "answerDate")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def enable_when(condition: str, types: Mapping[str, Type]) -> Node:
    """A condition of ours as enableWhen and enableBehavior; Unwritable where it is no flat list."""
    tree = parse(condition)
    joint = exp.Or if isinstance(_bare(tree), exp.Or) else exp.And
    rows = [_row(part, types) for part in _parts(tree, joint)]
    behaviour = {"enableBehavior": "any" if joint is exp.Or else "all"} if len(rows) > 1 else {}
    return {"enableWhen": rows} | behaviour


def _bare(node: exp.Expr) -> exp.Expr:
    return _bare(node.this) if isinstance(node, exp.Paren) else node


def _parts(node: exp.Expr, joint: type[exp.Expr]) -> Iterator[exp.Expr]:
    node = _bare(node)
    if isinstance(node, joint):
        yield from _parts(node.this, joint)
        yield from _parts(node.expression, joint)
    else:
        yield node


def _row(node: exp.Expr, types: Mapping[str, Type], *, negated: bool = False) -> Node:
    if isinstance(node, exp.Not):
        return _row(_bare(node.this), types, negated=not negated)
    operator = "=" if isinstance(node, exp.ArrayContains) else SQL.get(type(node))
    if operator is None or not isinstance(node.this, exp.Column):
        raise Unwritable(node.sql())
    if negated:
        if operator not in OPPOSITE:
            raise Unwritable(node.sql())
        operator = OPPOSITE[operator]
    answer = _answer(node.expression)
    return {"question": node.this.name, "operator": operator} | answer


def _answer(node: exp.Expr) -> Node:
    if isinstance(node, exp.Cast):
        return {"answerDate": node.this.name}
    sign = -1 if isinstance(node, exp.Neg) else 1
    literal = node.this if isinstance(node, exp.Neg) else node
    if not isinstance(literal, exp.Literal):
        raise Unwritable(node.sql())
    if literal.is_string:
        return {"answerCoding": {"code": literal.name}}
    number = sign * float(literal.name)
    return {"answerInteger": int(number)} if number.is_integer() else {"answerDecimal": number}


def condition(rows: Sequence[Node], behaviour: object, known: Known) -> str:
    """enableWhen as a condition of ours; Unreadable when it asks for more than that."""
    if len(rows) > 1 and behaviour not in ("all", "any"):
        raise Unreadable("enableBehavior says neither all nor any.")
    return (" OR " if behaviour == "any" else " AND ").join(_one(row, known) for row in rows)


def _one(row: Node, known: Known) -> str:
    question, operator = str(row.get("question")), row.get("operator")
    if question not in known:
        raise Unreadable(f"{question} is no question further up that was taken over.")
    if operator not in SQL.values():
        raise Unreadable(f"the operator “{operator}” is not understood.")
    name, kind = known[question]
    literal = _literal(row, kind)
    if kind.kind != Kind.CODES:
        return f"{name} {operator} {literal}"
    if operator not in OPPOSITE:
        raise Unreadable(f"“{operator}” of several answers is not understood.")
    return f"{'NOT ' if operator == '!=' else ''}ARRAY_CONTAINS({name}, {literal})"


def _literal(row: Node, kind: Type) -> str:
    if isinstance(truth := row.get("answerBoolean"), bool):
        return "'yes'" if truth else "'no'"
    answer = next((row[key] for key in ANSWERS if key in row), None)
    if isinstance(answer, dict):
        answer = answer.get("code", answer.get("display"))
    if isinstance(answer, str) and kind.kind == Kind.DATE and DAY.fullmatch(answer):
        return f"DATE '{answer}'"
    if kind.kind in {Kind.CODE, Kind.CODES} and isinstance(answer, str | int):
        return "'" + str(answer).replace("'", "''") + "'"
    if isinstance(answer, int | float) and not isinstance(answer, bool):
        return f"{answer:.15g}"
    raise Unreadable("its answer is not understood.")
