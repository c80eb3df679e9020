"""What must hold before an accreditation moves on, each with its reasons why not."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.guards import guard

from .choices import HELD, PartKind, Vote

MISSING = lazy("Not handed in yet: %(what)s.")
NOT_YOURS = Reason(
    "not-yours-to-apply",
    lazy("This is somebody else's application. Only the applicant does this."),
)
UNDECIDED = Reason(
    "undecided", lazy("The commission has not decided this. Record its decision at the meeting.")
)
OVER = Reason(
    "licence-over",
    lazy("A licence that ended is not reopened. Apply for a new one."),
)


def missing_parts(case: Any) -> list[str]:
    """What belongs to an application and was not handed in, in words and in order."""
    there = set(case.parts.values_list("kind", flat=True))
    return [str(kind.label) for kind in PartKind if kind not in there]


@guard(lazy("it is your own application"))
def own_application(case: Any, by: Actor) -> Reasons:
    """Nobody hands in, extends or withdraws the application of another."""
    return [] if by.is_service or by.party == case.applicant_id else [NOT_YOURS]


@guard(lazy("every document is handed in"))
def all_parts_there(case: Any, by: Actor) -> Reasons:
    """Each document that is missing is a reason."""
    return [Reason("part-missing", str(MISSING) % {"what": what}) for what in missing_parts(case)]


@guard(lazy("nothing is missing"))
def nothing_missing(case: Any, by: Actor) -> Reasons:
    """As `all_parts_there`: what is accepted has everything."""
    return all_parts_there(case, by)


@guard(lazy("every expert asked has given an opinion, and there is one at least"))
def opinions_given(case: Any, by: Actor) -> Reasons:
    """Without an opinion the commission has nothing to go by."""
    opinions = list(case.opinions.select_related("expert").order_by("pk"))
    if not opinions:
        return [Reason("no-opinion", _("No expert has been asked. Ask at least one."))]
    text = _("%(expert)s has not given the opinion yet.")
    return [
        Reason("opinion-open", text % {"expert": one.expert.short_name})
        for one in opinions
        if one.given_on is None
    ]


@guard(lazy("the licence did not end"))
def licence_not_over(case: Any, by: Actor) -> Reasons:
    """What expired or was revoked does not come back by a click."""
    return [OVER] if case.state in ("expired", "revoked") else []


@guard(lazy("no other licence of the programme holds"))
def no_other_licence(case: Any, by: Actor) -> Reasons:
    """A programme has one licence at a time in a country."""
    others = type(case).objects.filter(
        programme=case.programme, state__in=HELD, unit__agency__country=case.country
    )
    if not others.exclude(pk=case.pk).exists():
        return []
    text = _("“%(programme)s” is licensed already. Ask for an extension of that licence.")
    return [Reason("licensed-already", text % {"programme": case.title})]


@guard(lazy("most members voted for the licence"))
def to_license(case: Any, by: Actor) -> Reasons:
    """The last meeting decided so."""
    return _decided(case, Vote.LICENSE)


@guard(lazy("most members voted against the licence"))
def to_refuse(case: Any, by: Actor) -> Reasons:
    """The last meeting decided so."""
    return _decided(case, Vote.REFUSE)


@guard(lazy("most members want a revision first"))
def to_revise_first(case: Any, by: Actor) -> Reasons:
    """The last meeting decided so."""
    return _decided(case, Vote.REVISE)


@guard(lazy("the commission decided on the extension"))
def extension_decided(case: Any, by: Actor) -> Reasons:
    """The last meeting was about it, and decided either way."""
    last = _last_meeting(case)
    about = last is not None and last.question == "extension" and last.decision
    return [] if about else [UNDECIDED]


def _decided(case: Any, vote: Vote) -> Reasons:
    last = _last_meeting(case)
    return [] if last is not None and last.decision == vote else [UNDECIDED]


def _last_meeting(case: Any) -> Any:
    return case.meetings.order_by("-pk").first()
