"""What is decided before a visit, and who was met."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Decision(models.TextChoices):
    """How the visit is made, the least careful first."""

    ALONE = "alone", _("alone")
    COLLEAGUE = "colleague", _("with a colleague")
    ELSEWHERE = "elsewhere", _("not at home, but elsewhere")


class Said(models.TextChoices):
    """An answer to a question of the check."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    NOT_KNOWN = "not_known", _("not known")


class Met(models.TextChoices):
    """Who was there."""

    PERSON = "person", _("the person")
    OTHERS = "others", _("only others")
    NOBODY = "nobody", pgettext_lazy("who was there", "nobody")


CAREFUL = list(Decision)
EXTENSIONS = (15, 30, 60)  # minutes
