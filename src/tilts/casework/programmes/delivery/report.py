"""The report on a programme: for the person in plain words, and for the case with its facts."""

from typing import Any, ClassVar

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from tilts.platform.design.display import local
from tilts.platform.documents.models import Kind
from tilts.platform.gatherings.models import ATTENDED, Outcome

from ..models import Participation
from .progress import dose_of, marked_in


def language_of(case: Participation) -> str:
    """The first language of the person that the service speaks, else its own."""
    known = dict(settings.LANGUAGES)
    spoken = (language for language in case.person.languages if language in known)
    return next(spoken, settings.LANGUAGE_CODE)


class CompletionSheet:
    """What came of a programme. `plain` is for the person, who is spoken to and not about."""

    kind: ClassVar[Kind] = Kind.COMPLETION_REPORT
    template: ClassVar[str] = "completion"

    def __init__(self, case: Participation, *, plain: bool) -> None:
        self.case, self.plain = case, plain
        self.dose, self.marked = dose_of(case), marked_in(case)

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
                "programme": case.title,
                "says": self._says(),
                "facts": [] if self.plain else self._facts(),
                "rows": [] if self.plain else self._rows(),
                "words": self._words(),
            }

    def _says(self) -> list[str]:
        """Sentences; to the person in plain words."""
        case, dose = self.case, self.dose
        told = {
            "programme": case.title,
            "sessions": dose.sessions,
            "hours": dose.hours,
            "day": local(case.ended_on),
            "state": case.state_title,
        }
        if not self.plain:
            return [_("“%(programme)s”: %(state)s.") % told]
        if case.state == "completed":
            came = ngettext(
                "You came to %(sessions)s session, %(hours)s hours in all.",
                "You came to %(sessions)s sessions, %(hours)s hours in all.",
                dose.sessions,
            )
            first = _("You have completed the programme “%(programme)s” on %(day)s.")
            thanks = _("Keep this paper. It shows what you have done.")
            return [first % told, came % told, thanks]
        text = _("You took part in the programme “%(programme)s” for %(hours)s hours.")
        return [text % told, _("If you want to go on, talk to your officer.")]

    def _facts(self) -> list[list[str]]:
        case, dose = self.case, self.dose
        sessions = f"{dose.sessions} / {dose.of_sessions}"
        return [
            [_("Referred on"), local(case.waiting_since)],
            [_("First session"), local(case.started_on)],
            [_("Ended on"), local(case.ended_on)],
            [_("Sessions"), sessions],
            [_("Hours"), f"{dose.hours} / {dose.of_hours}"],
            [_("Acceptable absences"), self._count(Outcome.EXCUSED)],
            [_("Not brought, or no place"), self._count(Outcome.NOT_BROUGHT)],
            [_("Unacceptable absences"), self._count(Outcome.UNACCEPTABLE)],
            [_("Made good later"), str(sum(one.catches_up_id is not None for one in self.marked))],
        ]

    def _count(self, outcome: Outcome) -> str:
        return str(sum(one.outcome == outcome for one in self.marked))

    def _rows(self) -> list[list[str]]:
        """Each session that was marked: the day, what it was, what came of it, minutes."""
        return [
            [
                local(timezone.localdate(one.session.starts_at)),
                _session(one),
                str(Outcome(one.outcome).label),
                str(one.minutes) if one.outcome in ATTENDED else "–",
            ]
            for one in self.marked
        ]

    def _words(self) -> dict[str, str]:
        return {
            "title": _("You and your programme") if self.plain else _("Report on a programme"),
            "born": _("born"),
            "file": _("File number"),
            "document": _("Document"),
            "made": _("Made"),
            "page": _("Page"),
            "day": _("Day"),
            "session": _("Session"),
            "outcome": _("What came of it"),
            "minutes": _("Minutes"),
            "leader": _("Signature of the leader"),
            "officer": _("Signature of the officer"),
        }


def _session(one: Any) -> str:
    outlined = one.session.outlined
    return str(outlined.name_in(get_language() or "en") if outlined else one.session.code)
