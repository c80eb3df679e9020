"""A whole sheet on one page: answers that were written on paper are entered in one pass."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tilts.engines.instruments.schema.items import Item

from .pages import SheetPage
from .questions import words


@dataclass(frozen=True)
class WholeSheet(SheetPage):
    """All sections of a sheet under one address. The way through them stays on the page."""

    @property
    def title(self) -> str:
        """Of the instrument."""
        return words(self.of.title)

    @property
    def guidance(self) -> str:
        """Stands with each section."""
        return ""

    @property
    def is_own_view(self) -> bool:
        """Stands with each section."""
        return False

    @property
    def sections(self) -> list[dict[str, Any]]:
        """Where each section begins on the page, and how far it is."""
        return [
            {
                "title": words(one.section.title),
                "url": f"#section-{one.section.id}",
                "complete": not one.left,
                "done": one.done,
                "total": len(one.shown),
            }
            for one in self.progress
        ]

    @property
    def next(self) -> None:
        """Nothing comes after it."""

    @property
    def back(self) -> None:
        """Nothing comes before it."""

    @property
    def shown(self) -> list[str]:
        """The items that show, or may show."""
        return [item.id for one in self.progress for item in one.shown]

    @property
    def items(self) -> Sequence[Item]:
        """Every item of the instrument."""
        return list(self.of.items.values())

    @property
    def first_open(self) -> str:
        """The item where one goes on: the first that shows and waits."""
        return next((item.id for one in self.progress for item in one.left), "")

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The questions of each section under its heading."""
        by_item = {question.item.id: question for question in self.questions}
        return [
            {
                "id": section.id,
                "title": words(section.title),
                "guidance": words(section.guidance),
                "is_own_view": section.voice == "person",
                "questions": [by_item[item.id] for item in section.items],
            }
            for section in self.of.sections
        ]
