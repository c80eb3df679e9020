"""What one other answer would make of a score: what could change it, and what cannot."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..schema import Instrument, Item
from .candidates import candidates
from .columns import band
from .results import Answers, Value, as_table
from .scorer import Scorer

MOST = 60  # answers to one question that are tried


@dataclass(frozen=True)
class Otherwise:
    """The answer to one question that would make a score lowest, and what the score would be."""

    item: str
    answer: Value
    value: float
    band: str | None


def otherwise(scorer: Scorer, given: Answers, score: str) -> tuple[Otherwise, ...]:
    """For each question whose answer can still change, the one that lowers a score most.

    The lowest score first; a question that lowers nothing is left out, and so is one in a section
    marked `static`, one that the record answers, one that was not answered, and one with more
    possible answers than are tried. `score` must be a
    number, and computed: otherwise there is nothing to lower.
    """
    tries = list(_tries(scorer.instrument, given))
    rows = [given, *({**given, item: answer} for item, answer in tries)]
    computed = scorer.computed(as_table(rows, scorer))
    values = computed[score].to_list()
    bands = (
        computed[band(score)].to_list() if band(score) in computed.columns else [None] * len(rows)
    )
    now = values[0]
    if now is None:
        return ()
    found: dict[str, Otherwise] = {}
    for (item, answer), value, named in zip(tries, values[1:], bands[1:], strict=True):
        lowest = found[item].value if item in found else now
        if value is not None and value < lowest:
            found[item] = Otherwise(item, answer, value, named)
    return tuple(sorted(found.values(), key=lambda one: one.value))


def _tries(instrument: Instrument, given: Answers) -> Iterator[tuple[str, Value]]:
    """Each other answer to each question that can be answered otherwise one day."""
    for item in changing(instrument):
        answers = candidates(instrument, item) if given.get(item.id) is not None else None
        if answers and len(answers) <= MOST:
            yield from ((item.id, answer) for answer in answers)


def changing(instrument: Instrument) -> list[Item]:
    """The questions about what can still change."""
    sections = (section for section in instrument.sections if not section.static)
    return [item for section in sections for item in section.items if item.known is None]
