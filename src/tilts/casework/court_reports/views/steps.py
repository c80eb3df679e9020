"""The steps of a report, each a form and an action."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse

from tilts.casework.people.rules import SEE
from tilts.platform.access.doors import door

from .. import verbs
from ..capabilities import ASSIGN, REVIEW, SIGN, WRITE
from ..naming import forms_of
from ..queries import attempts_of, one_report, readings_of
from .common import of_report, plain, read_sections, step

assign = plain(ASSIGN, verbs.ASSIGN)
pass_on = plain(ASSIGN, verbs.PASS_ON)
arrange = plain(WRITE, verbs.ARRANGE)
interview = plain(WRITE, verbs.INTERVIEW)
attempt = plain(WRITE, verbs.ATTEMPT)
send = plain(SIGN, verbs.SEND)


@door(WRITE)
def no_interview(request: Any, report_id: UUID) -> HttpResponse:
    """There is no interview: a letter is written, beside what was tried."""
    case = one_report(report_id)
    return step(request, case, verbs.NO_INTERVIEW, attempts=attempts_of(case))


@door(REVIEW)
def review(request: Any, report_id: UUID) -> HttpResponse:
    """Read a colleague's report and say what one finds; changes since the last time are marked."""
    case = one_report(report_id)
    more = {
        "sections": [] if case.is_letter else read_sections(request.actor, case),
        "attempts": attempts_of(case),
        "readings": readings_of(case),
        "template": "court_reports/review.html",
    }
    return step(request, case, verbs.REVIEW, **more)


@door(SIGN)
def sign(request: Any, report_id: UUID) -> HttpResponse:
    """Sign it: it is made as a document, with the name in the forms that its language wants."""
    case = one_report(report_id)
    more = {"names": forms_of(case.person), "button": verbs.SIGN.title, "sealed": True}
    return step(request, case, verbs.SIGN, **more)


@door(WRITE)
def word(request: Any, report_id: UUID) -> HttpResponse:
    """Make it in Word, as it stands now."""
    case = one_report(report_id)
    more = {"button": verbs.WORD.title, "sealed": True}
    return step(request, case, verbs.WORD, onwards=_to_document, **more)


def _to_document(made: Any) -> tuple[str, UUID]:
    return "documents:document", made.pk


@door(SEE)
def moved(request: Any, report_id: UUID, code: str) -> HttpResponse:
    """Any other move that staff can make; each asks for its own capability."""
    return of_report(request, report_id, verbs.moving(code))


@door(WRITE)
def name_form(request: Any, report_id: UUID, language: str, form: str) -> HttpResponse:
    """Correct a form of the name."""
    case = one_report(report_id)
    now = next(
        (one for one in forms_of(case.person) if (one.language, one.case) == (language, form)), None
    )
    if now is None:
        raise Http404
    verb = verbs.naming(language, form, now.text)
    return step(
        request, case, verb, case.person, onwards=("court_reports:one", case.pk), told=now.text
    )
