"""What came of an assessment, in plain words and spoken to the person."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import override

from tilts.engines.instruments.schema.items import Item, Scale
from tilts.platform.design.display import local
from tilts.platform.documents.models import Kind
from tilts.platform.forms.answering import Value, values_in
from tilts.platform.forms.questions import said, words
from tilts.platform.forms.results import scored

from ..due import next_due
from ..forecasts.told import for_the_person
from ..levels import level_of
from ..models import Assessment, PersonsWord
from ..presenting import instrument_of, named_level, title
from ..queries import words_on
from . import head, head_words
from .meaning import Part, driving, means, means_not, protecting


class ResultSheet:
    """The result as the person takes it with them: words; the one number is what is forecast."""

    kind: ClassVar[Kind] = Kind.ASSESSMENT_RESULT
    template: ClassVar[str] = "assessment_result"

    def __init__(self, assessment: Assessment) -> None:
        self.assessment, self.of = assessment, instrument_of(assessment)
        self.said = words_on(assessment)

    def data(self, language: str, *, number: str, made_at: str) -> dict[str, Any]:
        """Everything the template needs, words of that language included."""
        one = self.assessment
        with override(language):
            return {
                **head(one, language, number, made_at),
                "instrument": title(one),
                "own_view": self._own_view(),
                "looked_at": self._looked_at(),
                "level": named_level(self.of, one.level)[0],
                "means": [*means(self.of, one.level), *for_the_person(one)],
                "means_not": means_not(one.trial),
                "again": self._again(),
                "other_level": self._other_level(),
                **self._parts(),
                "judgement": one.judgement,
                "said": [_said(word) for word in self.said],
                "words": _words(one, language),
            }

    def _own_view(self) -> list[dict[str, str]]:
        if self.of is None:
            return []
        given = values_in(self.assessment.answered.answers)
        own = [one for one in self.of.sections if one.voice == "person"]
        return [
            {"label": words(item.label), "said": _in_words(item, given[item.id])}
            for section in own
            for item in section.items
            if given.get(item.id) is not None
        ]

    def _looked_at(self) -> list[str]:
        sections = self.of.sections if self.of else ()
        return [words(one.title) for one in sections if one.voice != "person"]

    def _again(self) -> str:
        one = self.assessment
        day = next_due(one.unit.agency.country, one.level, one.assessed_on)
        if day is None:
            return ""
        return _("You are assessed again by %(day)s at the latest.") % {"day": local(day)}

    def _other_level(self) -> str:
        """That people decided on another level than the answers give, and why."""
        one = self.assessment
        if not one.is_overridden or not one.decided_why:
            return ""
        text = _(
            "The answers alone give another level: %(level)s. It was decided otherwise, since:"
        )
        level = named_level(self.of, one.computed_level)[0]
        return f"{text % {'level': level}} “{one.decided_why}”"

    def _parts(self) -> dict[str, list[Part]]:
        one = self.assessment
        if self.of is None or not one.computed_level:
            return {"drives": [], "protects": []}
        result = scored(one.answered).results[level_of(self.of).id]
        return {
            "drives": driving(self.of, result, one.scores),
            "protects": protecting(self.of, result, one.answered),
        }


def _in_words(item: Item, value: Value) -> str:
    """An answer; of a scale also what its ends mean."""
    ends = item.anchors.items() if isinstance(item, Scale) else ()
    told = ", ".join(f"{number} = {words(text)}" for number, text in sorted(ends))
    return f"{value} ({told})" if told else said(item, value)


def _said(word: PersonsWord) -> dict[str, str]:
    return {"on": local(word.said_on), "words": word.words, "answer": word.answer}


def _words(assessment: Assessment, language: str) -> dict[str, str]:
    day, unit = local(assessment.assessed_on), assessment.unit.name_in(language)
    return {
        **head_words(),
        "title": _("What came of your assessment"),
        "explain": _(
            "On %(day)s we talked with you about what could lead you to offend, and about what "
            "helps you. This paper says in plain words what came of it. It is yours."
        )
        % {"day": day},
        "own_view": _("What you said about yourself"),
        "no_own_view": _("You did not want to say anything about yourself, or were not asked."),
        "looked_at": _("What was looked at"),
        "level": _("Your level"),
        "means_not": _("What it does not mean"),
        "drives": _("What counted most"),
        "no_drives": _("Nothing raised your level."),
        "protects": _("What speaks for you"),
        "no_protects": _("Nothing was found yet. What you build up from now on counts."),
        "judgement": _("What the assessor thinks"),
        "rights": _("If you see it otherwise"),
        "comment": _(
            "You may say what you think of it. Tell your officer, or write it: your words are kept "
            "with the assessment, and whoever reads it reads them too."
        ),
        "review": _(
            "You may ask for a review: tell your officer, or write to the head of %(unit)s. "
            "Somebody who did not assess you answers you in writing."
        )
        % {"unit": unit},
        "access": _(
            "You may ask to see what is kept about you, and to have mistakes corrected. You may "
            "also complain to the authority that supervises the protection of personal data."
        ),
        "said": _("What you have said so far"),
        "answered": _("Answer"),
        "you": _("Signature of the person"),
        "officer": _("Signature of the officer"),
    }
