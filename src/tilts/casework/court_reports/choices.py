"""The words of this room that the law does not set."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Asker(models.TextChoices):
    """Who asks for a report."""

    COURT = "court", _("court")
    PROSECUTOR = "prosecutor", _("prosecutor")
    PRISON = "prison", pgettext_lazy("an authority", "prison")


class VictimWay(models.TextChoices):
    """How far it is with the victim; more is behind the wall."""

    OPEN = "", _("to be invited")
    INVITED = "invited", _("invited")
    HEARD = "heard", _("answered")
    WAIVED = "waived", _("not invited, for a protected reason")


class Came(models.TextChoices):
    """What came of a victim's invitation."""

    SPOKE = "spoke", _("spoke with us")
    WROTE = "wrote", _("wrote to us")
    DECLINED = "declined", _("did not wish to")
    SILENT = "silent", _("did not answer")


class NoInterview(models.TextChoices):
    """Why there was no interview: as much of it as a letter to the authority says."""

    REFUSED = "refused", _("the person did not wish to be interviewed")
    NOT_FOUND = "not-found", _("the person could not be reached")
    ILL = "unable", _("the person was not able to be interviewed")
    ABROAD = "abroad", _("the person is abroad")


class By(models.TextChoices):
    """How somebody was to be reached."""

    LETTER = "letter", _("by letter")
    PHONE = "phone", _("by telephone")
    E_MAIL = "e-mail", _("by e-mail")
    VISIT = "visit", _("by a visit")


class Nature(models.TextChoices):
    """Directive (EU) 2016/680, article 7: what is based on facts, and what somebody judges."""

    FACT = "fact", pgettext_lazy("a paragraph", "fact")
    JUDGEMENT = "judgement", pgettext_lazy("a paragraph", "judgement")


class Reliability(models.TextChoices):
    """How far the source of a fact can be relied on."""

    DOCUMENT = "document", _("documented")
    SEEN = "seen", _("seen by the writer")
    SEVERAL = "several", _("said by several")
    SAID = "said", _("said by one person")
    DOUBTFUL = "doubtful", _("doubtful")
