"""What members of staff are certified for, and what somebody lacks: rooms ask before work is done.

A certificate is a dated qualification whose code the country pack knows as a competence.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

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

from .models import Qualification, Staff


def competences(country: str, day: date) -> dict[str, Competence]:
    """What a country certifies staff for on a day, by code."""
    return {one.code: one for one in valid(packs(settings.PACKS)[country].competences, on=day)}


def in_words(names: dict[str, str]) -> str:
    """A name in the present language, else in English."""
    return names.get(get_language() or "en", names["en"])


def why_not_certified(by: Actor, code: str) -> Reasons:
    """What an actor lacks today to do what wants this certificate, and which course gives it.

    The service itself needs none; a system, which learns nothing, never has one.
    """
    if by.is_service or not code:
        return []
    today = timezone.localdate()
    told = _standing([by.party], code, today)[by.party]
    values = _in_country(by.country, code, today)
    if told is None:
        text = _("This wants the certificate “%(name)s”. The course “%(course)s” gives it.")
        return [Reason("not-certified", text % values)]
    if told > today:
        return []
    text = _("Your certificate “%(name)s” ended on %(day)s. The course “%(course)s” renews it.")
    return [Reason("certificate-ended", text % {**values, "day": local(told)})]


def uncertified(
    parties: Iterable[UUID], code: str, *, country: str, day: date
) -> dict[UUID, Reason]:
    """Who of these members of staff holds no certificate on a day: what each lacks, by party.

    The reason names them and the course that helps: for whoever plans with several. One query for
    any number of people.
    """
    standing = _standing(parties, code, day) if code else {}
    lacking = {party: told for party, told in standing.items() if told is None or told <= day}
    values = _in_country(country, code, day) if lacking else {}
    names = {one.pk: one.short_name for one in Staff.objects.filter(pk__in=lacking)}
    return {
        party: _lacks({**values, "who": names.get(party, "–")}, told)
        for party, told in lacking.items()
    }


def _lacks(values: dict[str, str], ended: date | None) -> Reason:
    if ended is None:
        text = _("%(who)s has no certificate “%(name)s”. The course “%(course)s” gives it.")
        return Reason("not-certified", text % values)
    text = _(
        "The certificate “%(name)s” of %(who)s ends on %(day)s. The course “%(course)s” renews it."
    )
    return Reason("certificate-ended", text % {**values, "day": local(ended)})


def _standing(parties: Iterable[UUID], code: str, day: date) -> dict[UUID, date | None]:
    """The last day's morrow of each one's latest certificate that has begun; None without one."""
    found: dict[UUID, date | None] = dict.fromkeys(parties)
    begun = Qualification.objects.filter(staff__in=found, code=code, since__lte=day)
    for party, until in begun.values_list("staff", "until"):
        found[party] = max(found[party] or date.min, until or date.max)
    return found


def _in_country(country: str, code: str, day: date) -> dict[str, str]:
    """The certificate and its course in words; its code where the country does not know it."""
    known = competences(country, day).get(code)
    return {
        "name": in_words(known.names) if known else code,
        "course": in_words(known.course) if known else code,
    }


def certified_in(agency: str, code: str, day: date) -> list[Staff]:
    """Staff of an agency who hold a certificate on a day, by name; everybody where none is asked.

    To choose from: whether somebody may lead is asked again when they are to.
    """
    held = Qualification.objects.on(day).filter(code=code, staff__agency=agency)
    rows = Staff.objects.filter(agency=agency)
    rows = rows.filter(pk__in=held.values("staff")) if code else rows
    return list(rows.order_by("sort_key", "pk"))
