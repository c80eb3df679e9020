"""What the answers of a sheet give, what they may still give, and how far they are."""

from dataclasses import dataclass

from tilts.engines.instruments import Outlook, Scored, outlook, score_one, showing
from tilts.engines.instruments.schema.instrument import Section
from tilts.engines.instruments.schema.items import Item

from .answering import Answer, answers_in, values_in
from .catalogue import scorer
from .models import Sheet
from .queries import definition


def scored(sheet: Sheet) -> Scored:
    """The scores of a sheet, with what stands in their way."""
    return score_one(scorer(definition(sheet)), values_in(sheet.answers))


def ahead(sheet: Sheet) -> dict[str, Outlook | None]:
    """For each score that waits for answers, what it can become; None where one cannot say."""
    return outlook(scorer(definition(sheet)), values_in(sheet.answers))


@dataclass(frozen=True)
class Progress:
    """One section: the questions that show, and which of them were not dealt with.

    “Not known” deals with a question; scores that need it wait all the same. What the record itself
    says is no question.
    """

    section: Section
    shown: tuple[Item, ...]
    left: tuple[Item, ...]

    @property
    def done(self) -> int:
        """How many questions were dealt with."""
        return len(self.shown) - len(self.left)


def progress(sheet: Sheet) -> list[Progress]:
    """How far each section is. A question that may show counts until it is known to be hidden."""
    of = definition(sheet)
    shown = showing(scorer(of), values_in(sheet.answers))
    answers = answers_in(sheet.answers)
    found = []
    for section in of.sections:
        asked = [item for item in section.items if not told_by_record(item, answers.get(item.id))]
        items = tuple(item for item in asked if item.id in shown)
        left = tuple(item for item in items if _waits(answers.get(item.id)))
        found.append(Progress(section, items, left))
    return found


def told_by_record(item: Item, answer: Answer | None) -> bool:
    """True for what the record filled in by itself; where it could not, the question is asked."""
    told = answer is not None and answer.saved == 0 and answer.value is not None
    return bool(item.known) and told


def _waits(answer: Answer | None) -> bool:
    return answer is None or answer.waits


def numbered(sheet: Sheet) -> dict[str, int]:
    """The number of each question through the form, from 1; what the record says is none."""
    of, answers = definition(sheet), answers_in(sheet.answers)
    asked = [name for name, item in of.items.items() if not told_by_record(item, answers.get(name))]
    return {name: number for number, name in enumerate(asked, 1)}
