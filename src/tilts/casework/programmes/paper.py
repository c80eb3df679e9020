"""The minutes and the decision of a commission on paper."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import override

from tilts.platform.design.display import local
from tilts.platform.documents.models import Kind
from tilts.platform.forms.questions import words
from tilts.platform.forms.results import scored

from .choices import Vote
from .models import Meeting, Opinion, Seat
from .queries import opinions_on

TEMPLATE = "accreditation"


class CommissionSheet(ABC):
    """What both papers have in common: which programme, which meeting, what was decided."""

    kind: ClassVar[Kind]
    template: ClassVar[str] = TEMPLATE

    def __init__(self, meeting: Meeting) -> None:
        self.meeting, self.case = meeting, meeting.accreditation
        self.seats = list(meeting.seats.select_related("member").order_by("member__sort_key"))

    def data(self, language: str, *, number: str, made_at: str) -> dict[str, Any]:
        """Everything the template needs, words of that language included."""
        with override(language):
            return {
                "language": language,
                "number": number,
                "made_at": made_at,
                "agency": self.case.unit.agency.name_in(language),
                "programme": self.case.title,
                "facts": [*self._head(language), *self.facts()],
                "texts": [text for text in self.texts() if text["text"]],
                "rows": self.rows(),
                "words": {**_words(), "title": self.title()},
            }

    @abstractmethod
    def title(self) -> str:
        """The name of the paper."""

    def facts(self) -> list[list[str]]:
        """Labels and values after those that every paper has."""
        return []

    @abstractmethod
    def texts(self) -> list[dict[str, str]]:
        """Headings and what stands below; empty ones are left out."""

    def rows(self) -> list[list[str]]:
        """The votes."""
        return []

    def _head(self, language: str) -> list[list[str]]:
        applicant = self.case.on_behalf_of or self.case.applicant.name
        return [
            [_("Applicant"), applicant],
            [_("Unit"), self.case.unit.name_in(language)],
            [_("Meeting of the commission"), local(self.meeting.held_on)],
            [_("Decision"), said(self.meeting)],
        ]


class MinutesSheet(CommissionSheet):
    """The minutes: who was there, what the experts say, how each voted and why."""

    kind = Kind.ACCREDITATION_MINUTES

    def title(self) -> str:
        """The name of the paper."""
        return _("Minutes of the accreditation commission")

    def texts(self) -> list[dict[str, str]]:
        """Opinions, what was said, and the reasons."""
        opinions = [_opinion(one) for one in opinions_on(self.case) if one.given_on]
        return [
            *opinions,
            {"title": _("What was said"), "text": self.meeting.minutes},
            {"title": _("Reasons"), "text": self.meeting.because},
            {"title": _("Conditions"), "text": _conditions(self.meeting)},
        ]

    def rows(self) -> list[list[str]]:
        """Each member with the vote and its reason."""
        return [
            [seat.member.name, _vote(seat), seat.because or seat.conflict] for seat in self.seats
        ]


class DecisionSheet(CommissionSheet):
    """The decision, for the applicant: what, why, until when, under which conditions."""

    kind = Kind.ACCREDITATION_DECISION

    def title(self) -> str:
        """The name of the paper."""
        return _("Decision on a programme")

    def facts(self) -> list[list[str]]:
        """How many voted for what, and until when the licence holds."""
        counted = [
            f"{vote.label}: {sum(seat.vote == vote for seat in self.seats)}" for vote in Vote
        ]
        lasts = _lasts(self.meeting)
        return [
            [_("Votes"), "; ".join(counted)],
            *([[_("The licence holds until"), local(self.case.valid_to)]] if lasts else []),
        ]

    def texts(self) -> list[dict[str, str]]:
        """The reasons, and the conditions."""
        return [
            {"title": _("Reasons"), "text": self.meeting.because},
            {"title": _("Conditions"), "text": _conditions(self.meeting)},
        ]


def said(meeting: Meeting) -> str:
    """What was decided, in the present language."""
    decided = {
        ("licence", Vote.LICENSE): _("The programme is licensed."),
        ("licence", Vote.REVISE): _("The programme is to be revised first."),
        ("licence", Vote.REFUSE): _("The licence is refused."),
        ("extension", Vote.LICENSE): _("The licence is extended."),
        ("extension", Vote.REFUSE): _("The licence is not extended."),
    }
    return decided.get((meeting.question, Vote(meeting.decision)), "") if meeting.decision else ""


def _lasts(meeting: Meeting) -> bool:
    return meeting.decision == Vote.LICENSE


def _conditions(meeting: Meeting) -> str:
    return meeting.accreditation.conditions if _lasts(meeting) else ""


def _vote(seat: Seat) -> str:
    return seat.get_vote_display() if seat.vote else _("conflict of interest declared")


def _opinion(opinion: Opinion) -> dict[str, str]:
    title = _("Expert opinion: %(name)s") % {"name": opinion.expert.name}
    return {"title": title, "text": f"{total_of(opinion)}\n{opinion.summary}"}


def total_of(opinion: Opinion) -> str:
    """The sum of the ten criteria with its range, in words: "16 of 20 – Sound"."""
    result = scored(opinion.sheet).results["total"]
    score = opinion.definition.quantities["total"]
    bands = {band.id: words(band.label) for band in getattr(score, "bands", ())}
    if result.value is None:
        return ""
    told = {"sum": f"{result.value:g}", "band": bands.get(result.band or "", "")}
    return _("%(sum)s of 20 – %(band)s") % told


def _words() -> dict[str, str]:
    return {
        "document": _("Document"),
        "made": _("Made"),
        "page": _("Page"),
        "votes": _("Votes"),
        "member": _("Member"),
        "vote": _("Vote"),
        "why": _("Why"),
        "chair": _("Chair of the commission"),
        "secretary": _("Secretary"),
    }
