"""A sheet on a page, section by section. The room says who may, and where its pages are.

    page = SheetPage(sheet, section, url=…, end=…, people=…, side=…)
    return filled_in(request, page, "room/section.html", {"header": …})

Its template includes `forms/sheet.html`, and `forms/saved.html` where it wants the state of saving.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tilts.engines.instruments import Instrument
from tilts.engines.instruments.schema.instrument import Section
from tilts.engines.instruments.schema.items import Item

from .answering import Answer, answers_in
from .models import Sheet
from .queries import definition, previous
from .questions import Question, Refusal, words
from .results import Progress, numbered, progress, told_by_record


def _nothing(sheet: Sheet) -> str:
    return ""


@dataclass(frozen=True)
class SheetPage:
    """One section of a sheet, and the way through the others.

    `url` gives the address of a section, which takes its answers as well; `end` is where one goes
    after the last one. `people` are the records of the person, for the answers of last time.
    `side` makes the column beside the questions; it is asked anew after each answer.
    """

    sheet: Sheet
    here: str
    url: Callable[[str], str]
    end: str
    people: Sequence[UUID] = ()
    side: Callable[[Sheet], str] = _nothing
    refusals: Mapping[str, Refusal] = field(default_factory=dict)

    @cached_property
    def of(self) -> Instrument:
        """The instrument."""
        return definition(self.sheet)

    @cached_property
    def place(self) -> int:
        """Of the section among the others; Http404 when the instrument has none of that name."""
        names = [section.id for section in self.of.sections]
        if self.here not in names:
            raise Http404
        return names.index(self.here)

    @property
    def section(self) -> Section:
        """The section of this page."""
        return self.of.sections[self.place]

    @property
    def address(self) -> str:
        """Of this section."""
        return self.url(self.here)

    @property
    def title(self) -> str:
        """Of the section."""
        return words(self.section.title)

    @property
    def guidance(self) -> str:
        """For the whole section."""
        return words(self.section.guidance)

    @property
    def is_own_view(self) -> bool:
        """True where the person speaks for themselves."""
        return self.section.voice == "person"

    @cached_property
    def answers(self) -> dict[str, Answer]:
        """What is answered, by item."""
        return answers_in(self.sheet.answers)

    @property
    def is_open(self) -> bool:
        """True while answers are taken."""
        return self.sheet.fixed_at is None

    @cached_property
    def progress(self) -> list[Progress]:
        """How far each section is."""
        return progress(self.sheet)

    @property
    def done(self) -> int:
        """How many questions were dealt with."""
        return sum(one.done for one in self.progress)

    @property
    def total(self) -> int:
        """How many there are, as far as one knows."""
        return sum(len(one.shown) for one in self.progress)

    @property
    def sections(self) -> list[dict[str, Any]]:
        """The way through the form: title, address, how far."""
        return [
            {
                "title": words(one.section.title),
                "url": self.url(one.section.id),
                "current": one.section.id == self.here,
                "complete": not one.left,
                "done": one.done,
                "total": len(one.shown),
            }
            for one in self.progress
        ]

    @property
    def next(self) -> dict[str, Any] | None:
        """The section after this one."""
        return self._beside(1)

    @property
    def back(self) -> dict[str, Any] | None:
        """The section before this one."""
        return self._beside(-1)

    @property
    def shown(self) -> list[str]:
        """The items of this section that show, or may show."""
        return [item.id for item in self.progress[self.place].shown]

    @property
    def items(self) -> Sequence[Item]:
        """Everything on this page, in order."""
        return self.section.items

    @property
    def asked(self) -> list[Item]:
        """The items of this page that somebody is asked."""
        return [item for item in self.items if self._is_asked(item)]

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The questions under their headings; one section stands under the page's own."""
        return [{"questions": self.questions}]

    @cached_property
    def questions(self) -> list[Question]:
        """Everything on this page, in order, hidden questions too."""
        when, before = previous(self.sheet, self.people) if self.people else (None, {})
        day = timezone.localdate(when) if when else None
        shown, numbers = set(self.shown), numbered(self.sheet)
        return [
            self._question(item, numbers.get(item.id, 0), shown, before.get(item.id), day)
            for item in self.items
        ]

    @property
    def first_open(self) -> str:
        """The item where one goes on: the first that shows and waits."""
        return next((item.id for item in self.progress[self.place].left), "")

    @property
    def side_column(self) -> str:
        """What the room shows beside the questions."""
        return self.side(self.sheet)

    def anew(self, sheet: Sheet, refusals: Mapping[str, Refusal]) -> "SheetPage":
        """The same page after answers were sent."""
        return replace(self, sheet=sheet, refusals=refusals)

    def _question(
        self, item: Item, number: int, shown: set[str], before: Answer | None, day: date | None
    ) -> Question:
        kept = self.answers.get(item.id, Answer())
        refusal = self.refusals.get(item.id)
        return Question(
            item=item,
            number=number,
            answer=refusal.said if refusal else kept,
            hidden=item.id not in shown,
            before=before,
            before_on=day,
            refusal=refusal,
        )

    def _is_asked(self, item: Item) -> bool:
        return not told_by_record(item, self.answers.get(item.id))

    def _beside(self, step: int) -> dict[str, Any] | None:
        place = self.place + step
        return self.sections[place] if 0 <= place < len(self.sections) else None


def shown(
    request: HttpRequest,
    page: SheetPage,
    template: str,
    context: Mapping[str, Any],
    status: int = 200,
) -> HttpResponse:
    """The page of a section, by the room's template."""
    return render(request, template, {**context, "sheet_page": page}, status=status)
