"""What the proceedings are about."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, Reasons, Refused, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from .. import catalogue
from ..capabilities import RECORD
from ..imposing import IS_OVER
from ..models import Offence, OffenceDetail, Proceeding
from ..moments import why_not_past

UNKNOWN_OFFENCE = Reason(
    "unknown-offence",
    _("The national code had no such offence on that day. Search by number or title."),
)
PERIOD_REVERSED = Reason("period-reversed", _("The last day lies before the first."))


def add_offence(
    *,
    by: Actor,
    proceeding: Proceeding,
    code: str,
    committed_on: date,
    committed_until: date | None = None,
    attempt: bool = False,
    circumstances: str = "",
) -> Offence:
    """Add an offence as the national code knew it on its first day.

    The circumstances of a sexual offence go behind the wall.
    """
    require(by, RECORD, proceeding.person_id)
    refuse_if(_why_not(proceeding, committed_on, committed_until))
    entry = catalogue.offence(proceeding.country, code, committed_on)
    if entry is None:
        raise Refused([UNKNOWN_OFFENCE])
    walled = catalogue.is_sexual(entry.iccs)
    offence = Offence(
        person_id=proceeding.person_id,
        proceeding=proceeding,
        code=code,
        iccs=entry.iccs,
        gravity=entry.gravity,
        committed_on=committed_on,
        committed_until=committed_until,
        attempt=attempt,
        circumstances="" if walled else circumstances,
    )
    with act("proceedings.add_offence", by=by):
        offence.save()
        if walled and circumstances:
            add_detail(by=by, offence=offence, circumstances=circumstances)
    return offence


def _why_not(proceeding: Proceeding, first: date, last: date | None) -> Reasons:
    reasons = why_not_past(first, last)
    reasons += [IS_OVER] if proceeding.is_over else []
    return reasons + ([PERIOD_REVERSED] if last and last < first else [])


def add_detail(*, by: Actor, offence: Offence, circumstances: str) -> OffenceDetail:
    """Keep the circumstances of a sexual offence behind the wall."""
    detail = OffenceDetail(person_id=offence.person_id, offence=offence)
    detail.circumstances = circumstances
    with act("proceedings.add_detail", by=by):
        detail.save()
    return detail
