"""When a commission can decide, and what its votes come to."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tilts.casework.proceedings.catalogue import pack_of
from tilts.platform.access.reasons import Reason, Reasons

from .choices import Question, Vote
from .models import Meeting, Seat


def quorum(country: str, day: date) -> int:
    """How many members must vote, by the country's pack."""
    return pack_of(country).threshold("commission_quorum", on=day)


def too_few(members: int, wanted: int) -> Reasons:
    """Why so many members cannot decide; empty when they can."""
    if members >= wanted:
        return []
    text = ngettext(
        "The commission decides with %(wanted)s vote at least; it has %(members)s.",
        "The commission decides with %(wanted)s votes at least; it has %(members)s.",
        wanted,
    )
    return [Reason("no-quorum", text % {"wanted": wanted, "members": members})]


def why_not_decide(meeting: Meeting, seats: Iterable[Seat]) -> Reasons:
    """Everybody called has voted or declared a conflict, enough of them voted, and most agree."""
    sat = list(seats)
    text = _("%(member)s has neither voted nor declared a conflict.")
    waiting = [
        Reason("vote-open", text % {"member": seat.member.short_name})
        for seat in sat
        if not (seat.vote or seat.conflict)
    ]
    voted = [seat for seat in sat if seat.vote]
    wanted = quorum(meeting.accreditation.country, meeting.held_on)
    found = [*waiting, *too_few(len(voted), wanted)]
    if found or outcome(voted) is not None:
        return found
    return [Reason("tie", _("No choice has more votes than every other. Talk, and vote again."))]


def outcome(seats: Iterable[Seat]) -> Vote | None:
    """What more members voted for than for anything else; None where nothing is ahead.

    Who abstains is there, but chooses nothing.
    """
    counted = Counter(seat.vote for seat in seats if seat.vote and seat.vote != Vote.ABSTAIN)
    first, second = [*counted.most_common(2), ("", 0), ("", 0)][:2]
    return Vote(first[0]) if first[1] > second[1] else None


def choices_at(meeting: Meeting) -> list[tuple[str, str]]:
    """What can be voted for: an extension is granted or not."""
    votes = [vote for vote in Vote if meeting.question == Question.LICENCE or vote != Vote.REVISE]
    return [(vote.value, str(vote.label)) for vote in votes]
