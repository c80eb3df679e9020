"""In which ways somebody is met."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class How(models.TextChoices):
    """How a contact takes place."""

    OFFICE = "office", _("at the office")
    PHONE = "phone", _("by telephone")
    VISIT = "visit", _("home visit")
    VIDEO = "video", _("by video")
    PRISON = "prison", _("in prison")
    LETTER = "letter", _("in writing")
