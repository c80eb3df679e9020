"""How a report to an authority goes: asked for, written, read by another, signed, sent.

domain.md, state machine 11; Regulation 271/2011 (Latvia). The victim's way goes beside the
interview, because its three working days run from the request: it is a condition of drafting.
Without an interview no report is written, but a letter that says so.
"""

from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tilts.platform.workflow.kinds import work
from tilts.platform.workflow.machines import CaseMachine
from tilts.platform.workflow.moves import Closed, Move, ReturnsTo, Stage, from_each

from .capabilities import ASSIGN, REQUEST, REVIEW, SIGN, WRITE
from .guards import (
    attempts_made,
    by_another,
    every_section_written,
    victim_settled,
)

# Steps close what is due, and nobody does by hand: so no report loses its date.
_due = partial(work, page="court_reports:one", by_step=True)
ALLOT = _due("court_reports.assign", _("Say who writes a report"), deadline="report_assign")
MEET = _due(
    "court_reports.interview",
    _("Interview the person for a report"),
    deadline="report_interview",
)
INVITE = _due(
    "court_reports.invite", _("Invite the victim, or say why not"), deadline="victim_invitation"
)
WRITE_IT = _due("court_reports.write", _("Write a report to an authority"))
READ = _due(
    "court_reports.review", _("Read a report before it is signed"), deadline="report_review"
)
DISPATCH = _due("court_reports.send", _("Sign and send a report"), deadline="report_send")


class ReportMachine(CaseMachine):
    """One report, from the request to the authority's desk."""

    title = _("Report to an authority")

    requested = Stage(_("requested"), initial=True)
    assigned = Stage(pgettext_lazy("a report", "assigned"))
    interview_scheduled = Stage(_("interview arranged"))
    interviewed = Stage(pgettext_lazy("for a report", "interviewed"))
    drafting = Stage(pgettext_lazy("a report", "being written"))
    letter = Stage(_("no interview, letter to be written"))
    quality_review = Stage(_("read by a colleague"))
    passed = Stage(_("to be signed"))
    signed = Stage(pgettext_lazy("a report", "signed"))
    sent = Closed(pgettext_lazy("a report", "sent"))
    withdrawn = Closed(_("withdrawn by the authority"))
    _read = (quality_review, passed, signed)
    _open = (requested, assigned, interview_scheduled, interviewed, drafting, letter, *_read)

    assign = Move(
        transitions=requested.to(assigned),
        title=_("Say who writes it"),
        needs=ASSIGN,
        form="court_reports:assign",
        likely=True,
    )
    pass_on = Move(
        transitions=assigned.to(assigned)
        | interview_scheduled.to(interview_scheduled)
        | interviewed.to(interviewed)
        | drafting.to(drafting)
        | letter.to(letter),
        title=_("Give it to another writer"),
        needs=ASSIGN,
        form="court_reports:pass_on",
    )
    arrange = Move(
        transitions=assigned.to(interview_scheduled) | interview_scheduled.to(interview_scheduled),
        title=_("Arrange the interview"),
        needs=WRITE,
        form="court_reports:arrange",
        likely=True,
    )
    interview = Move(
        transitions=assigned.to(interviewed) | interview_scheduled.to(interviewed),
        title=_("The person was interviewed"),
        needs=WRITE,
        form="court_reports:interview",
        likely=True,
    )
    no_interview = Move(
        transitions=assigned.to(letter) | interview_scheduled.to(letter),
        title=_("There is no interview"),
        description=_("The person refused, or it is impossible. A letter tells the authority."),
        needs=WRITE,
        guards=(attempts_made,),
        form="court_reports:no_interview",
    )
    draft = Move(
        transitions=interviewed.to(drafting),
        title=_("Begin to write"),
        description=_("In the sections of the country, beside what the record knows."),
        needs=WRITE,
        guards=(victim_settled,),
        likely=True,
    )
    hand_in = Move(
        transitions=drafting.to(quality_review) | letter.to(quality_review),
        title=_("Give it to a colleague to read"),
        description=_("Somebody else reads it before it is signed."),
        needs=WRITE,
        guards=(every_section_written,),
        likely=True,
    )
    return_it = Move(
        transitions=quality_review.to(drafting, cond=ReturnsTo("drafting").passes)
        | quality_review.to(letter, cond=ReturnsTo("letter").passes),
        title=_("Return it with remarks"),
        needs=REVIEW,
        guards=(by_another,),
        form="court_reports:review",
    )
    let_pass = Move(
        transitions=quality_review.to(passed),
        title=_("It can be signed"),
        needs=REVIEW,
        guards=(by_another,),
        form="court_reports:review",
        likely=True,
    )
    sign = Move(
        transitions=passed.to(signed),
        title=_("Sign"),
        description=_("It is made as a PDF and entered in the register."),
        needs=SIGN,
        form="court_reports:sign",
        likely=True,
    )
    dispatch = Move(
        transitions=signed.to(sent),
        title=_("It was sent"),
        needs=SIGN,
        form="court_reports:send",
        likely=True,
    )
    revise = Move(
        transitions=passed.to(drafting, cond=ReturnsTo("drafting").passes)
        | passed.to(letter, cond=ReturnsTo("letter").passes)
        | signed.to(drafting, cond=ReturnsTo("drafting").passes)
        | signed.to(letter, cond=ReturnsTo("letter").passes),
        title=_("Write it anew"),
        description=_("It is read by a colleague again before it is signed."),
        needs=WRITE,
        needs_reason=True,
    )
    interview_after_all = Move(
        transitions=letter.to(assigned),
        title=_("There is an interview after all"),
        description=_("The person came forward: a report is written instead of the letter."),
        needs=WRITE,
    )
    withdraw = Move(
        transitions=from_each(_open, withdrawn),
        title=_("The authority withdrew its request"),
        needs=REQUEST,
        needs_reason=True,
    )


# What is due in each stage, so that none is without an owner and a day.
DUE: dict[str, tuple[str, ...]] = {
    "requested": (ALLOT.code,),
    "assigned": (MEET.code, INVITE.code, WRITE_IT.code),
    "interview_scheduled": (MEET.code, INVITE.code, WRITE_IT.code),
    "interviewed": (INVITE.code, WRITE_IT.code),
    "drafting": (WRITE_IT.code,),
    "letter": (WRITE_IT.code,),
    "quality_review": (READ.code,),
    "passed": (DISPATCH.code,),
    "signed": (DISPATCH.code,),
}
