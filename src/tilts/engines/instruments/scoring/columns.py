"""The names of columns inside the computation; what users name bears no colon first."""


def raw(item: str) -> str:
    """An answer as it came."""
    return f":raw:{item}"


def hidden(item: str) -> str:
    """Whether an item is hidden by its condition."""
    return f":hidden:{item}"


def unanswered(item: str) -> str:
    """Whether an item shows and has no answer."""
    return f":unanswered:{item}"


def refused(number: int) -> str:
    """Whether a refusal holds."""
    return f":refused:{number}"


def factor(score: str, term: str) -> str:
    """What a term contributes to a score."""
    return f"{score}:{term}"


def kept(column: str) -> str:
    """A column of the table that is no answer."""
    return f":kept:{column}"


def band(score: str) -> str:
    """The band of a score."""
    return f"{score}_band"


def norm(score: str) -> str:
    """The norm of a score."""
    return f"{score}_norm"


FAULTY, MISSING, ERRORS = ":faulty", "missing", "errors"
