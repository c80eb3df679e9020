"""Reasons why drawn work is not read by somebody, or not any more."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.guards import guard

STANDS = Reason("reading-stands", lazy("It was read, and what was read stands."))
OVER = Reason("reading-over", lazy("Nobody reads this any more."))
OWN_WORK = Reason("own-work", lazy("This is your own work. Somebody else reads it."))
ANOTHER = Reason("another-reader", lazy("A second reader is somebody else than the first."))
NOT_YOURS = Reason("not-your-reading", lazy("This is for another reader to fill in."))
GONE = Reason(
    "work-gone",
    lazy("This work is no longer on record. Whoever leads readings leaves it out."),
)
PARTS = {"waiting": "first", "doubted": "second"}


@guard(lazy("nobody has read it"))
def not_read_yet(case: Any, by: Actor) -> Reasons:
    """A reading stands for good; what was left out may come back."""
    return [STANDS] if case.sound is not None else []


def why_not_read(drawn: Any, by: Actor) -> Reasons:
    """Reasons why this actor does not read this piece now: everyone of them."""
    part = PARTS.get(drawn.state)
    if part is None:
        return [OVER]
    workers = drawn.workers
    if not workers:
        return [GONE]
    reasons = [OWN_WORK] if by.party in workers else []
    for reading in drawn.readings.select_related("reader").order_by("part"):
        if reading.part == part and reading.reader_id != by.party:
            text = _("%(name)s reads this already.") % {"name": reading.reader.short_name}
            reasons.append(Reason("read-by-another", text))
        if reading.part != part and reading.reader_id == by.party:
            reasons.append(ANOTHER)
    return reasons
