"""API: the steps of a report, each as its page takes it."""

from typing import Any
from uuid import UUID

from tilts.casework.people.rules import SEE
from tilts.platform.access.operations import ApiRequest

from .. import verbs
from ..capabilities import ASSIGN, REVIEW, SIGN, WRITE
from .routing import ONE, case_of, done, step
from .shapes import (
    NoInterviewIn,
    ReportAppointmentIn,
    ReportAttemptIn,
    ReportInterviewIn,
    ReportMoveIn,
    ReportPassOnIn,
    ReportReviewIn,
    ReportSendIn,
    ReportSignIn,
    ReportWriterIn,
)


@step(f"{ONE}/writer", ASSIGN)
def assign(request: ApiRequest, report_id: UUID, body: ReportWriterIn) -> Any:
    """Say who writes it."""
    return done(request, verbs.ASSIGN, case_of(request, report_id), body)


@step(f"{ONE}/pass-on", ASSIGN)
def pass_on(request: ApiRequest, report_id: UUID, body: ReportPassOnIn) -> Any:
    """Give it to another writer."""
    return done(request, verbs.PASS_ON, case_of(request, report_id), body)


@step(f"{ONE}/appointment", WRITE)
def arrange(request: ApiRequest, report_id: UUID, body: ReportAppointmentIn) -> Any:
    """Arrange the interview, or another time for it."""
    return done(request, verbs.ARRANGE, case_of(request, report_id), body)


@step(f"{ONE}/interview", WRITE)
def interview(request: ApiRequest, report_id: UUID, body: ReportInterviewIn) -> Any:
    """The person was interviewed."""
    return done(request, verbs.INTERVIEW, case_of(request, report_id), body)


@step(f"{ONE}/attempts", WRITE)
def attempt(request: ApiRequest, report_id: UUID, body: ReportAttemptIn) -> Any:
    """Note what was tried to meet the person."""
    return done(request, verbs.ATTEMPT, case_of(request, report_id), body)


@step(f"{ONE}/no-interview", WRITE)
def no_interview(request: ApiRequest, report_id: UUID, body: NoInterviewIn) -> Any:
    """There is no interview: a letter is written."""
    return done(request, verbs.NO_INTERVIEW, case_of(request, report_id), body)


@step(f"{ONE}/readings", REVIEW)
def review(request: ApiRequest, report_id: UUID, body: ReportReviewIn) -> Any:
    """Say what one finds in a colleague's report."""
    said: dict[str, Any] = {"passed": body.passed, "said": body.said}
    said |= {f"check-{code}": holds for code, holds in body.checks.items()}
    said |= {f"remark-{code}": text for code, text in body.remarks.items()}
    return done(request, verbs.REVIEW, case_of(request, report_id), said)


@step(f"{ONE}/signature", SIGN)
def sign(request: ApiRequest, report_id: UUID, body: ReportSignIn) -> Any:
    """Make it as a document and sign it."""
    return done(request, verbs.SIGN, case_of(request, report_id), body)


@step(f"{ONE}/word", WRITE)
def word(request: ApiRequest, report_id: UUID, body: ReportSignIn) -> Any:
    """Make it in Word, as it stands now."""
    return done(request, verbs.WORD, case_of(request, report_id), body)


@step(f"{ONE}/dispatch", SIGN)
def send(request: ApiRequest, report_id: UUID, body: ReportSendIn) -> Any:
    """Say that it was sent."""
    return done(request, verbs.SEND, case_of(request, report_id), body)


@step(f"{ONE}/moves/{{slug:code}}", SEE)
def move(request: ApiRequest, report_id: UUID, code: str, body: ReportMoveIn) -> Any:
    """Any other move, such as `draft`, `hand_in`, `withdraw` or `reopen`."""
    return done(request, verbs.moving(code), case_of(request, report_id), body)
