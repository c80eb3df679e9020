"""The codes of plans, and what they are called."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

IN_PREPARATION = ("draft", "with_person", "answered")
IN_FORCE = ("active", "under_review")
NOTED_IN = (*IN_PREPARATION, "active")  # where progress is noted; under review, in the next version


class Need(models.TextChoices):
    """What a goal answers to: the domains in which needs are assessed."""

    HISTORY = "history", _("past offences")
    PERSONALITY = "personality", _("self-control and temper")
    ATTITUDES = "attitudes", _("attitudes")
    ASSOCIATES = "associates", _("friends and company")
    FAMILY = "family", _("family and relationships")
    WORK = "work", _("work and learning")
    LEISURE = "leisure", _("free time")
    SUBSTANCES = "substances", _("alcohol and drugs")
    OTHER = "other", _("something else")


class GoalState(models.TextChoices):
    """What has come of a goal."""

    OPEN = "open", _("not begun")
    PROGRESSING = "progressing", _("in progress")
    ACHIEVED = "achieved", pgettext_lazy("a goal", "achieved")
    NOT_ACHIEVED = "not_achieved", pgettext_lazy("a goal", "not achieved")
    DROPPED = "dropped", pgettext_lazy("a goal", "given up")


SETTLED = (GoalState.ACHIEVED, GoalState.NOT_ACHIEVED, GoalState.DROPPED)


class Cause(models.TextChoices):
    """What stood in the way, and was not in the person's hands."""

    NO_PLACE = "no_place", _("no place in a programme or course")
    TRANSFER = "transfer", _("a transfer to another unit")
    ILLNESS = "illness", _("illness")
    STAFF = "staff", _("nobody of the staff had time")
    OTHER = "other", _("something else that was not in their hands")


class Who(models.TextChoices):
    """Who takes a step."""

    PERSON = "person", _("the person")
    STAFF = "staff", _("staff")
    PARTNER = "partner", _("a partner")


class StepState(models.TextChoices):
    """What has come of a step."""

    OPEN = "open", pgettext_lazy("a step", "to do")
    DONE = "done", pgettext_lazy("a step", "done")
    NOT_DONE = "not_done", pgettext_lazy("a step", "not done")


class Agrees(models.TextChoices):
    """What the person says of the plan."""

    YES = "agrees", _("agrees")
    NO = "does_not_agree", _("does not agree")
    COULD_NOT_ANSWER = "could_not_answer", _("could not answer")
