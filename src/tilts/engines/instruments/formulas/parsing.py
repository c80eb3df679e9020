"""From the text of a formula to its tree."""

from functools import lru_cache

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

DIALECT = "duckdb"


class FormulaFault(ValueError):
    """What is wrong with a formula, and the remedy."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} {remedy}")
        self.what, self.remedy = what, remedy


@lru_cache(maxsize=4096)
def parse(text: str) -> exp.Expr:
    """The tree of one expression; FormulaFault when the text is none, or more than one."""
    try:
        trees = sqlglot.parse(text, dialect=DIALECT)
    except (SqlglotError, RecursionError) as broken:
        said = str(broken).partition("\n")[0].rstrip(".")
        raise FormulaFault(f"Not a formula: {said}.", "Correct its syntax.") from None
    if len(trees) != 1 or trees[0] is None:
        raise FormulaFault("Not one formula.", "Write one expression, without semicolons.")
    return trees[0]


def names(text: str) -> tuple[str, ...]:
    """What a formula asks for, each once, in the order of the text; none when it is broken."""
    if not text:
        return ()
    try:
        tree = parse(text)
    except FormulaFault:
        return ()
    found = (column.name for column in tree.find_all(exp.Column, bfs=False))
    return tuple(dict.fromkeys(found))
