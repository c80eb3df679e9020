"""What must hold of a report before it goes on, each with its reasons why not."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from tilts.casework.people.models.around import VICTIMS
from tilts.platform.access.authority import reaches_person
from tilts.platform.access.models import Bar
from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.access.scoped import behind
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.guards import guard

from .capabilities import HEAR_VICTIM, WRITE
from .catalogue import named
from .choices import NoInterview

WRITTEN_IN = ("drafting",)
VICTIM_IN = ("assigned", "interview_scheduled", "interviewed", "drafting")
GONE = Reason("gone", lazy("This record is closed. No report is written about it."))
TWICE = Reason(
    "asked-already", lazy("This request is on record already, under the same reference.")
)
FUTURE = Reason("in-future", lazy("This day lies ahead. Give the day on which it was."))
PAST = Reason("in-past", lazy("The day lies in the past. Choose today or a later one."))
NOT_WRITTEN_NOW = Reason(
    "not-written-now", lazy("The report is not being written now. Look where it stands.")
)
NOT_PASSED = Reason("not-passed", lazy("No colleague has passed it. Look where it stands."))
NOT_STAFF = Reason("not-staff", lazy("This is done by the member of staff whose work it is."))
OWN_REPORT = Reason(
    "own-report", lazy("You wrote it yourself. A colleague reads it before it is signed.")
)
BEFORE_REQUEST = Reason("before-request", lazy("That is before the report was asked for."))


@guard(lazy("the victim was invited, or it is said why not"))
def victim_settled(case: Any, by: Actor) -> Reasons:
    """Regulation 271/2011: the victim is invited unless it would harm them."""
    if case.victim:
        return []
    text = _("The victim was neither invited nor spared with a reason. Do the one or the other.")
    return [Reason("victim-open", text)]


@guard(lazy("the person refused, or was sought often enough"))
def attempts_made(case: Any, by: Actor) -> Reasons:
    """Whoever refuses need not be sought; for all else the pack says how often is enough."""
    return [] if case.attempts.exists() else why_not_given_up(case, NoInterview.NOT_FOUND)


def why_not_given_up(case: Any, why: str) -> Reasons:
    """Somebody was not sought often enough to say that they cannot be reached."""
    wanted, made = case.form.attempts, case.attempts.count()
    if why == NoInterview.NOT_FOUND and made >= wanted:
        return []
    if why != NoInterview.NOT_FOUND and made:
        return []
    text = ngettext(
        "%(made)s attempt to meet the person is noted. Note what was tried: %(n)s is wanted.",
        "%(made)s attempts to meet the person are noted. Note what was tried: %(n)s are wanted.",
        wanted,
    )
    return [Reason("too-few-attempts", text % {"made": made, "n": wanted})]


@guard(lazy("every section is written"))
def every_section_written(case: Any, by: Actor) -> Reasons:
    """A letter has no sections; of a report none is empty."""
    if case.is_letter:
        return []
    written = sections_written(case)
    text = _("“%(section)s” is empty. Say there at least that nothing is known.")
    return [
        Reason("section-empty", text % {"section": named(one)})
        for one in case.form.sections
        if one.code not in written
    ]


def sections_written(case: Any) -> set[str]:
    """Codes of the sections in which something stands, behind the wall too, though not what."""
    found = set(case.paragraphs.exclude(text="").values_list("section", flat=True))
    with behind(VICTIMS):
        walled = case.walledparagraphs.exclude(text="").values_list("section", flat=True)
        return found | set(walled)


@guard(lazy("somebody else wrote it"))
def by_another(case: Any, by: Actor) -> Reasons:
    """Nobody reads what they wrote themself."""
    return [OWN_REPORT] if case.author_id == by.party else []


READ_IN = ("quality_review", "passed", "signed")
PROTECTED = Reason(
    "protected",
    lazy("What the victim says is protected. Ask who writes the report, or the head of unit."),
)


def why_not_hear(case: Any, by: Actor) -> Reasons:
    """The slice of the victim's wall: for who writes the report, and later for who reads it."""
    if by.is_service:
        return []
    theirs = case.author_id == by.party or case.state in READ_IN
    may = HEAR_VICTIM in by.capabilities and reaches_person(by, HEAR_VICTIM, case.person_id)
    return [] if theirs and may else [PROTECTED]


ELSEWHERE = Reason(
    "no-writer", lazy("They hold no role today in which reports are written there. Choose another.")
)
BARRED = Reason("barred", lazy("They are barred from this case. Choose somebody else."))


def why_not_write(case: Any, to: Staff) -> Reasons:
    """Reasons why somebody cannot write a report."""
    today = timezone.localdate()
    grants = [one for one in actor_for(to, today).grants if one.capability == WRITE]
    barred = Bar.objects.on(today).filter(staff_id=to.pk, person_id=case.person_id).exists()
    here = to.agency_id == case.unit.agency_id and bool(grants)
    return [*([] if here else [ELSEWHERE]), *([BARRED] if barred else [])]
