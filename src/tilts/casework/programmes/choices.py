"""The codes of accreditation, and what they are called."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

INSTRUMENT = "programme-evaluation"
HELD = ("licensed", "extension_requested")  # the licence holds
HANDED_IN = ("draft", "returned", "to_revise")  # the applicant works on it


class PartKind(models.TextChoices):
    """What belongs to an application: the text and four attachments (Latvia, Reg. 105/2008)."""

    TEXT = "text", _("text of the programme")
    SELF_EVALUATION = "self_evaluation", _("self-evaluation")
    DESCRIPTION = "description", _("description")
    RESEARCH = "research", _("research that it rests on")
    MATERIALS = "materials", _("materials that it needs")


class Vote(models.TextChoices):
    """What a member of the commission votes for."""

    LICENSE = "license", pgettext_lazy("a vote", "for the licence")
    REVISE = "revise", pgettext_lazy("a vote", "to be revised first")
    REFUSE = "refuse", pgettext_lazy("a vote", "against the licence")
    ABSTAIN = "abstain", pgettext_lazy("a vote", "abstains")


class Question(models.TextChoices):
    """What a commission meets about."""

    LICENCE = "licence", _("a licence")
    EXTENSION = "extension", _("the extension of a licence")


WAITS_IN = ("waiting", "deferred")
PLACED_IN = ("scheduled", "on_programme")  # a place in a group
TAKEN_IN = (*PLACED_IN, "suspended")  # no other programme meanwhile
