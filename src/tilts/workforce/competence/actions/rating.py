"""Each rater answers apart, and sees nothing of what the others answer."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import NOT_YOURS, require
from tilts.platform.access.reasons import Reason, Refused, refuse_if
from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.actions import About, fix_sheet, open_sheet
from tilts.platform.forms.catalogue import instrument
from tilts.platform.forms.queries import FILE_GONE
from tilts.platform.forms.results import progress
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import react

from ..guards import why_not_rate
from ..models import Observation, Part, Rating
from ..rules import SEE

UNANSWERED = Reason("unanswered", _("Some questions are not answered yet."))


def begin_rating(*, by: Actor, rating: Rating) -> Rating:
    """Begin to answer; twice is once."""
    require(by, SEE, rating.person_id)
    with act("competence.begin_rating", by=by):
        now = _held(rating)
        refuse_if(why_not_rate(now, by))
        if now.sheet_id:
            return now
        of = instrument(now.observation.instrument, now.observation.version)
        if of is None:
            raise Refused([FILE_GONE])
        now.sheet = open_sheet(by=by, of=of, about=About(now.person_id))
        now.save()
    return now


def finish_rating(*, by: Actor, rating: Rating) -> Rating:
    """Let the answers stand for good. With the second observer's the observation is rated."""
    require(by, SEE, rating.person_id)
    with act("competence.finish_rating", by=by):
        now = _held(rating)
        refuse_if(why_not_rate(now, by))
        if now.sheet is None or any(i.required for one in progress(now.sheet) for i in one.left):
            raise Refused([UNANSWERED])
        now.sheet = fix_sheet(by=by, sheet=now.sheet)
        if now.part != Part.OWN:
            _both_done(now.observation, by)
    return now


def _both_done(observation: Observation, by: Actor) -> None:
    """The other rating is read as the service sees it: the rater must not."""
    with seen_by(SERVICE):
        rows = Rating.objects.filter(observation=observation).exclude(part=Part.OWN)
        if all(row.is_done for row in rows.select_related("sheet")):
            react(case=observation, code="both_done", by=by)


def _held(rating: Rating) -> Rating:
    rows: Any = Rating.objects.select_for_update(of=("self",))
    held: Rating | None = rows.filter(pk=rating.pk).select_related("observation", "sheet").first()
    if held is None:
        raise Refused([NOT_YOURS])
    return held
