"""Conditions as XLSForm writes them, from and to conditions of ours.

condition  = condition (and|or) condition | not(condition) | (condition)
           | operand (= | != | < | <= | > | >=) operand | selected(${item}, 'code')
operand    = ${item} | number | 'text' | date('2026-01-31') | count-selected(${item})
"""

import re
from collections.abc import Callable, Mapping

from sqlglot import exp

from ..formulas import Kind, Type, parse
from .draft import Known, Unreadable

TOKEN = re.compile(
    r"\s*(?:(?P<item>\$\{\s*[^{}]+?\s*\})|(?P<number>-?\d+(?:\.\d+)?)|(?P<text>'[^']*'|\"[^\"]*\")"
    r"|(?P<op><=|>=|!=|=|<|>)|(?P<mark>[(),])|(?P<word>[A-Za-z][\w-]*))"
)
DEEPEST = 50
SQL: dict[type[exp.Expr], str] = {
    exp.EQ: "=",
    exp.NEQ: "!=",
    exp.LT: "<",
    exp.LTE: "<=",
    exp.GT: ">",
    exp.GTE: ">=",
}


class Unwritable(ValueError):
    """A condition for which XLSForm has other means, or none."""


def to_xpath(condition: str, types: Mapping[str, Type]) -> str:
    """A condition of ours in XLSForm's words; Unwritable beyond the grammar above."""
    return _written(parse(condition), types)


def _written(node: exp.Expr, types: Mapping[str, Type]) -> str:
    if isinstance(node, exp.And | exp.Or):
        word = "and" if isinstance(node, exp.And) else "or"
        return f"{_written(node.this, types)} {word} {_written(node.expression, types)}"
    if isinstance(node, exp.Not):
        inner = node.this.this if isinstance(node.this, exp.Paren) else node.this
        return f"not({_written(inner, types)})"
    if isinstance(node, exp.Paren):
        return f"({_written(node.this, types)})"
    if isinstance(node, exp.ArrayContains):
        return f"selected({_operand(node.this)}, {_operand(node.expression)})"
    if type(node) not in SQL:
        raise Unwritable(node.sql())
    return f"{_operand(node.this)} {SQL[type(node)]} {_operand(node.expression)}"


def _operand(node: exp.Expr) -> str:
    if isinstance(node, exp.Column):
        return f"${{{node.name}}}"
    if isinstance(node, exp.Literal) and not (node.is_string and "'" in node.name):
        return f"'{node.name}'" if node.is_string else node.name
    if isinstance(node, exp.Neg) and isinstance(node.this, exp.Literal):
        return f"-{node.this.name}"
    if isinstance(node, exp.Cast) and node.to.is_type("date"):
        return f"date('{node.this.name}')"
    if isinstance(node, exp.ArraySize):
        return f"count-selected({_operand(node.this)})"
    raise Unwritable(node.sql())


def from_xpath(text: str, known: Known) -> str:
    """A condition of XLSForm as one of ours; Unreadable beyond the grammar above."""
    reader = _Reader(_tokens(text), known)
    sql = reader.either()
    if reader.tokens:
        raise Unreadable(f"“{reader.tokens[0]}” is not expected.")
    return sql


def _tokens(text: str) -> list[str]:
    if text.count("(") > DEEPEST:
        raise Unreadable("it is too long.")
    found, at = [], 0
    while text[at:].strip():
        match = TOKEN.match(text, at)
        if match is None:
            raise Unreadable(f"“{text[at:].strip()[:20]}” is not understood.")
        found.append(match[0].strip())
        at = match.end()
    return found


class _Reader:
    """Reads tokens from left to right, each rule of the grammar a method."""

    def __init__(self, tokens: list[str], known: Known) -> None:
        self.tokens, self.known = tokens, known

    def either(self) -> str:
        return self._chain("or", self._both)

    def _both(self) -> str:
        return self._chain("and", self._one)

    def _chain(self, word: str, part: Callable[[], str]) -> str:
        found = part()
        while self.tokens[:1] == [word]:
            self.tokens.pop(0)
            found = f"{found} {word.upper()} {part()}"
        return found

    def _one(self) -> str:
        head = self._next()
        if head == "(":
            return f"({self._until(self.either)})"
        if head == "not":
            inner = self._argument(self.either)
            return f"NOT {inner}" if inner.startswith("ARRAY_CONTAINS") else f"NOT ({inner})"
        if head == "selected":
            return self._selected()
        self.tokens.insert(0, head)
        left, op, right = self._operand(), self._next(), self._operand()
        if op not in SQL.values():
            raise Unreadable(f"“{op}” is no comparison.")
        if "''" in (left[0], right[0]):
            raise Unreadable("it asks whether there is an answer.")
        return f"{_beside(left, right)} {op} {_beside(right, left)}"

    def _selected(self) -> str:
        self._expect("(")
        name, kind = self._operand()
        self._expect(",")
        code, _ = self._operand()
        self._expect(")")
        several = kind is not None and kind.kind == Kind.CODES
        return f"ARRAY_CONTAINS({name}, {code})" if several else f"{name} = {code}"

    def _operand(self) -> tuple[str, Type | None]:
        """An operand as SQL, and the type of an item."""
        word = self._next()
        if word.startswith("${"):
            return self._item(word[2:-1].strip())
        if word[0] in "'\"":
            return "'" + word[1:-1].replace("'", "''") + "'", None
        if word in {"date", "count-selected"}:
            inner = self._argument(lambda: self._operand()[0])
            return (f"DATE {inner}" if word == "date" else f"ARRAY_LENGTH({inner})"), None
        if not re.fullmatch(r"-?\d+(\.\d+)?", word):
            raise Unreadable(f"“{word}” is not understood.")
        return word, None

    def _item(self, name: str) -> tuple[str, Type]:
        if name not in self.known:
            raise Unreadable(f"{name} is no question further up that was taken over.")
        return self.known[name]

    def _argument(self, read: Callable[[], str]) -> str:
        self._expect("(")
        return self._until(read)

    def _until(self, read: Callable[[], str]) -> str:
        found = read()
        self._expect(")")
        return found

    def _expect(self, token: str) -> None:
        if (found := self._next()) != token:
            raise Unreadable(f"“{found}” stands where “{token}” is expected.")

    def _next(self) -> str:
        if not self.tokens:
            raise Unreadable("it ends too early.")
        return self.tokens.pop(0)


def _beside(own: tuple[str, Type | None], other: tuple[str, Type | None]) -> str:
    """An operand; a bare number beside an item with codes is one of its codes."""
    text, kind = own
    coded = other[1] is not None and other[1].kind == Kind.CODE
    return f"'{text}'" if kind is None and coded and text[0] not in "'D" else text
