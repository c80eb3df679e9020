"""The codes of the register, and what they are called."""

from django.db import models
from django.utils.translation import gettext_lazy as _

INSTRUMENTS = ("ogrs3", "psa", "rvn-demo")  # of the shipped ones, those that forecast


class Source(models.TextChoices):
    """Where a model comes from."""

    TRAINED = "trained", _("trained on data")
    INSTRUMENT = "instrument", _("an instrument")
