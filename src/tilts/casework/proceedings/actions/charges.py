"""What the proceedings are about."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from .. import catalogue
from ..capabilities import RECORD
from ..models import Offence, OffenceDetail, Proceeding
from ..moments import not_in_future

UNKNOWN_OFFENCE = Reason(
    "unknown-offence",
    _("The national code had no such offence on that day. Search by number or title."),
)
PERIOD_REVERSED = Reason("period-reversed", _("The last day lies before the first."))
IS_OVER = Reason("is-over", _("These proceedings are closed. Reopen them first."))


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
    entry = catalogue.offence(proceeding.country, code, committed_on)
    reasons = not_in_future(committed_on, committed_until)
    reasons += [IS_OVER] if proceeding.is_over else []
    reasons += [PERIOD_REVERSED] if committed_until and committed_until < committed_on else []
    if entry is None or reasons:
        refuse_if(reasons or [UNKNOWN_OFFENCE])
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
            add_detail(offence, circumstances)
    return offence


def add_detail(offence: Offence, circumstances: str) -> OffenceDetail:
    """Keep the circumstances of a sexual offence, in the act under way."""
    detail = OffenceDetail(person_id=offence.person_id, offence=offence)
    detail.circumstances = circumstances
    detail.save()
    return detail
