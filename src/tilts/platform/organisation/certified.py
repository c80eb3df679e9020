"""What members of staff are certified for, and what somebody lacks: rooms ask before work is done.

A certificate is a dated qualification whose code the country pack knows as a competence.
"""

from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tilts.jurisdictions.loading import packs
from tilts.jurisdictions.schema import Competence
from tilts.jurisdictions.validity import valid
from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.design.display import local
from tilts.platform.parties.actors import Actor

from .models import Qualification


def competences(country: str, day: date) -> dict[str, Competence]:
    """What a country certifies staff for on a day, by code."""
    return {one.code: one for one in valid(packs(settings.PACKS)[country].competences, on=day)}


def in_words(names: dict[str, str]) -> str:
    """A name in the present language, else in English."""
    return names.get(get_language() or "en", names["en"])


def why_not_certified(by: Actor, code: str) -> Reasons:
    """What an actor lacks to do what wants this certificate, and which course gives it.

    The service itself needs none; a system, which learns nothing, never has one.
    """
    today = timezone.localdate()
    held = Qualification.objects.filter(staff=by.party, code=code)
    if by.is_service or not code or held.on(today).exists():
        return []
    known = competences(by.country, today).get(code)
    values = {
        "name": in_words(known.names) if known else code,
        "course": in_words(known.course) if known else code,
    }
    ended = held.filter(until__lte=today).order_by("-until").first()
    if ended:
        text = _("Your certificate “%(name)s” ended on %(day)s. The course “%(course)s” renews it.")
        return [Reason("certificate-ended", text % {**values, "day": local(ended.until)})]
    text = _("This wants the certificate “%(name)s”. The course “%(course)s” gives it.")
    return [Reason("not-certified", text % values)]
