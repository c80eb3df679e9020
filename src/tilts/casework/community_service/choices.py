"""The words of community service: what work is like, how a day went, what was done about it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Imposer(models.TextChoices):
    """Who imposed it; country packs use the same codes."""

    COURT = "court", pgettext_lazy("who imposed", "court")
    PROSECUTOR = "prosecutor", pgettext_lazy("who imposed", "prosecutor")


class ProviderKind(models.TextChoices):
    """What a work provider is (Latvian Regulation 119/2010)."""

    STATE = "state", _("state body")
    MUNICIPAL = "municipal", _("municipal body")
    COMPANY = "company", _("company")
    ASSOCIATION = "association", _("association")
    FOUNDATION = "foundation", _("foundation")
    RELIGIOUS = "religious", _("religious organisation")


class Trait(models.TextChoices):
    """What work is like: a provider says which it has, a case which it must not be, or must."""

    HEAVY = "heavy", _("heavy work")
    LIGHT = "light", _("light work")
    INDOORS = "indoors", _("indoors")
    OUTDOORS = "outdoors", _("outdoors")
    WEEKENDS = "weekends", _("at weekends")
    EVENINGS = "evenings", _("in the evening")
    TOOLS = "tools", _("with sharp tools or machines")
    HEIGHTS = "heights", _("at heights")
    CHILDREN = "children", _("near children")
    MONEY = "money", _("near money or goods")
    STEP_FREE = "step-free", _("without steps")
    ALONE = "alone", _("alone with one supervisor")


class Step(models.TextChoices):
    """What was said of a day of work, in its order."""

    RECORDED = "recorded", pgettext_lazy("hours", "recorded")
    CONFIRMED = "confirmed", pgettext_lazy("hours", "confirmed by the provider")
    APPROVED = "approved", pgettext_lazy("hours", "approved")
    SENT_BACK = "sent-back", pgettext_lazy("hours", "sent back")


class Went(models.TextChoices):
    """How a day of work went. No absence is unacceptable until the officer has said so."""

    WORKED = "worked", _("worked")
    ABSENT = "absent", _("absent, not judged yet")
    EXCUSED = "excused", _("acceptable absence")
    NO_WORK = "no-work", _("no work that day (the provider's or the service's fault)")
    UNACCEPTABLE = "unacceptable", _("unacceptable absence")


class Grade(models.TextChoices):
    """How good the work was, or the behaviour."""

    EXCELLENT = "excellent", _("excellent")
    GOOD = "good", pgettext_lazy("quality of work", "good")
    SATISFACTORY = "satisfactory", _("satisfactory")
    POOR = "poor", pgettext_lazy("quality of work", "poor")
    UNSATISFACTORY = "unsatisfactory", _("unsatisfactory")


class Response(models.TextChoices):
    """What was done about absences, in its order."""

    EXPLANATION = "explanation", _("explanation of the person")
    WARNING = "warning", _("warning")
    MOTION = "motion", _("motion to the court")
    DECISION = "decision", _("decision of the court")


JUDGED = (Went.EXCUSED, Went.NO_WORK, Went.UNACCEPTABLE)
ERRORS = ("entered_in_error", "wrong_person")
GOES_ON, REPLACED = "goes-on", "replaced"
AT_WORK = ("placed", "working")  # stages in which somebody is expected at a provider
KIND = "community_service"  # of measures in the country packs
