"""An interview guide: the questions, for rooms without a computer. It holds no answers."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import override

from tilts.engines.instruments.schema.instrument import Section
from tilts.engines.instruments.schema.items import Item
from tilts.platform.documents.models import Kind
from tilts.platform.forms.answering import Answer
from tilts.platform.forms.questions import Question, words
from tilts.platform.forms.results import numbered

from ..models import Assessment
from ..presenting import title
from . import head, head_words

Row = dict[str, Any]


class InterviewGuide:
    """Every question that is asked, numbered as on the pages, with room for the answer.

    The person's own view comes first. What the record knows is not asked.
    """

    kind: ClassVar[Kind] = Kind.INTERVIEW_GUIDE
    template: ClassVar[str] = "interview_guide"

    def __init__(self, assessment: Assessment) -> None:
        self.assessment, self.of = assessment, assessment.definition
        self.numbers = numbered(assessment.answered)

    def data(self, language: str, *, number: str, made_at: str) -> dict[str, Any]:
        """Everything the template needs, words of that language included."""
        with override(language):
            return {
                **head(self.assessment, language, number, made_at),
                "instrument": title(self.assessment),
                "sections": self._sections(),
                "words": _words(),
            }

    def _sections(self) -> list[Row]:
        inorder = sorted(self.of.sections, key=lambda section: section.voice != "person")
        told = [self._section(section) for section in inorder]
        return [section for section in told if section["questions"]]

    def _section(self, section: Section) -> Row:
        return {
            "title": words(section.title),
            "guidance": words(section.guidance),
            "own": section.voice == "person",
            "questions": [self._question(one) for one in section.items if one.id in self.numbers],
        }

    def _question(self, item: Item) -> Row:
        asked = Question(item, self.numbers[item.id], Answer())
        return {
            "number": asked.number,
            "label": asked.label,
            "guidance": asked.guidance,
            "sometimes": item.visible_if is not None,
            "shape": asked.shape,
            "unit": asked.unit,
            "lines": getattr(item, "lines", 1),
            "options": [{"key": one.mark, "label": one.label} for one in asked.offered],
        }


def _words() -> dict[str, str]:
    return {
        **head_words(),
        "title": _("Interview guide"),
        "interviewed": _("Date of the interview"),
        "assessor": _("Assessor"),
        "explain": _(
            "Tick one box for each question, or “not known”. Write beside it what was said and "
            "where you know it from. Enter the answers into the system in one pass afterwards, "
            "then destroy this paper or file it."
        ),
        "own_view": _("The person answers here, in their own words. Write what they say."),
        "several": _("Several may be ticked."),
        "sometimes": _("Asked only where it applies."),
        "not_known": _("not known"),
        "note": _("Words and source"),
    }
