"""The codes of the register, and what they are called."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tilts.platform.forms.catalogue import Key, known, own

INSTRUMENTS = ("ogrs3", "psa", "rvn-demo")  # of the shipped ones, those that forecast


def forecasting() -> list[Key]:
    """The instruments that can be registered: of one's own those with a level, too."""
    kept = own()
    return [
        key for key, of in known().items() if key[0] in INSTRUMENTS or (key in kept and of.level)
    ]


class Source(models.TextChoices):
    """Where a model comes from."""

    TRAINED = "trained", _("trained on data")
    INSTRUMENT = "instrument", _("an instrument")


class Outcome(models.TextChoices):
    """What is forecast of people, within a number of months."""

    OFFENDED = "offended", _("committed a new offence")
    CONVICTED = "convicted", _("were convicted of a new offence")
    IMPRISONED = "imprisoned", _("came back to prison")
