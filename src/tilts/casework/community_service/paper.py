"""Papers of community service: for the person in plain words, the warning, the motion."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import override

from tilts.platform.design.display import local
from tilts.platform.documents.models import Kind

from .choices import Response
from .guards import unacceptable_days
from .models import Answer, Placement, Service
from .placing_guards import placement_now
from .presenting_hours import hours
from .saying import balance_now, lines_of

Facts = list[list[str]]


class ServicePaper(ABC):
    """A paper about a case: its title, sentences, facts, and who signs."""

    kind: ClassVar[Kind]
    template: ClassVar[str] = "community_service"

    def __init__(self, case: Service) -> None:
        self.case = case
        self.left = balance_now(case, lines_of(case))
        self.placement = placement_now(case)

    def data(self, language: str, *, number: str, made_at: str) -> dict[str, Any]:
        """Everything the template needs, words of that language included."""
        case, person = self.case, self.case.person
        with override(language):
            return {
                "language": language,
                "number": number,
                "made_at": made_at,
                "agency": case.unit.agency.name_in(language),
                "name": person.name,
                "born": person.birth_shown,
                "file_number": person.file_number,
                "says": self.says(),
                "facts": self.facts(),
                "words": {**self._words(), "title": self.title()},
            }

    @abstractmethod
    def title(self) -> str:
        """The name of the paper."""

    @abstractmethod
    def says(self) -> list[str]:
        """Its sentences."""

    def facts(self) -> Facts:
        """Labels and values: what is ordered, done and left."""
        return [
            [_("Ordered"), hours(self.left.ordered)],
            [_("Done and approved"), hours(self.left.credited)],
            [_("Left to be done"), hours(self.left.remaining)],
            [_("To be done by"), local(self.case.due_by)],
        ]

    def _words(self) -> dict[str, str]:
        return {
            "born": _("born"),
            "file": _("File number"),
            "document": _("Document"),
            "made": _("Made"),
            "page": _("Page"),
            "officer": _("Signature of the officer"),
            "person": _("Signature of the person"),
        }


class YourService(ServicePaper):
    """Where, when and how many hours, said to the person."""

    kind = Kind.SERVICE_PAPER

    def title(self) -> str:
        return _("Your community service")

    def says(self) -> list[str]:
        told = {"hours": hours(self.left.remaining), "day": local(self.case.due_by)}
        first = _("You still have to work %(hours)s without pay. Be done by %(day)s.") % told
        come = _("Come on time, sober, and in clothes for work. Follow what you are told there.")
        ill = _("If you cannot come, call your probation officer before. Bring proof.")
        warn = _("If you stay away without a good reason, a court can replace the work by custody.")
        return [first, come, ill, warn]

    def facts(self) -> Facts:
        where = _where(self.placement) if self.placement else []
        return [*where, *super().facts()]


def _where(placement: Placement) -> Facts:
    provider = placement.provider
    return [
        [_("Where"), f"{provider.name}, {provider.street}"],
        [_("Work"), provider.work],
        [_("Days"), _days(placement.weekdays)],
        [_("Time"), f"{placement.from_time:%H:%M}–{placement.to_time:%H:%M}"],
        [_("First day"), local(placement.since)],
    ]


def _days(days: Iterable[int]) -> str:
    return ", ".join(str(WEEKDAYS[day]) for day in sorted(days))


class Warned(ServicePaper):
    """The warning, as it was given."""

    kind = Kind.SERVICE_WARNING

    def title(self) -> str:
        return _("Warning about community service")

    def says(self) -> list[str]:
        row = last_answer(self.case, Response.WARNING)
        days = ", ".join(local(day) for day in unacceptable_days(self.case))
        absent = _("You were absent without an acceptable reason on: %(days)s.") % {"days": days}
        next_time = _("If it happens again, we ask the court to replace the work by custody.")
        return [absent, *([row.text] if row else []), next_time]


class Moved(ServicePaper):
    """The motion to the court, with the facts on which it stands."""

    kind = Kind.SERVICE_MOTION

    def title(self) -> str:
        return _("Motion to replace community service")

    def says(self) -> list[str]:
        row = last_answer(self.case, Response.MOTION)
        to = [row.authority, row.text] if row else []
        return [*to, *(f"{local(one.said_on)}: {one.text}" for one in self._before())]

    def _before(self) -> list[Answer]:
        kinds = (Response.EXPLANATION, Response.WARNING)
        return list(self.case.answers.filter(kind__in=kinds).order_by("said_on", "pk"))

    def facts(self) -> Facts:
        days = ", ".join(local(day) for day in unacceptable_days(self.case))
        judgment = (
            f"{self.case.measure.proceeding.authority}, {local(self.case.measure.imposed_on)}"
        )
        return [
            [_("Judgment"), judgment],
            *super().facts(),
            [_("Unacceptable absences"), days or "–"],
            [_("Motion of"), local(timezone.localdate())],
        ]


PAPERS: dict[str, type[ServicePaper]] = {"person": YourService, "warning": Warned, "motion": Moved}


def last_answer(case: Service, kind: str) -> Answer | None:
    """The last answer of a kind."""
    found: Answer | None = case.answers.filter(kind=kind).order_by("said_on", "pk").last()
    return found


def papers_for(case: Service) -> list[str]:
    """Which papers there can be: a warning or motion only once it was recorded."""
    kinds = set(case.answers.values_list("kind", flat=True))
    return [code for code in PAPERS if code == "person" or code in kinds]
