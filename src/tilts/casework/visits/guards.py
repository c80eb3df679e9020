"""Why something about a visit cannot be."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy

from tilts.platform.access.reasons import Reason, Reasons

PAST = Reason("in-the-past", lazy("A visit is planned ahead. Choose a later time."))
GONE = Reason("gone", lazy("No visit is planned on a record that is closed."))
COLLEAGUE_WANTED = Reason("colleague-wanted", lazy("Name the colleague who comes along."))
PLACE_WANTED = Reason("place-wanted", lazy("Say where you meet instead."))
SAME_STAFF = Reason("same-staff", lazy("The colleague is somebody else than whoever visits."))
NOT_STAFF = Reason("not-staff", lazy("A visit is made by a member of staff."))
NO_CHECK_IN = Reason("no-check-in", lazy("Nobody is out on this visit now."))
ALARM_OUT = Reason("alarm-out", lazy("The alarm is out. Say that you are safe."))
NO_ALARM = Reason("no-alarm", lazy("There is no alarm to answer."))
WORDS_MISSING = Reason("words-missing", lazy("Say what was done."))
NOT_BEGUN = Reason("not-begun", lazy("The visit has not begun: there is nothing to write up."))
UNANSWERED = Reason("unanswered", lazy("Answer every question of the check, “not known” too."))


def why_not_planned(person: Any, planned_at: Any) -> Reasons:
    """A visit is ahead, to somebody who is there."""
    closed = person.died_on or person.entered_in_error or person.merged_into_id
    past = planned_at <= timezone.now()
    return ([GONE] if closed else []) + ([PAST] if past else [])
