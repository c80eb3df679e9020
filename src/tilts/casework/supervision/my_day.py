"""What supervision has for My day: meetings, one's own people, and who is not listed."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from tilts.casework.allocation.own import own_people, staff_of
from tilts.jurisdictions.loading import packs
from tilts.platform.design.addresses import page_of
from tilts.platform.design.display import short_date
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.my_day import Row, register_section

from .queries import last_seen, meetings_on, next_contacts
from .rules import RECORD


def meetings(actor: Actor) -> list[Row]:
    """Contacts agreed for today, by time, and whether the person was seen today already.

    With a person their meetings pass to the next officer.
    """
    today = timezone.localdate()
    agreed = meetings_on(staff_of(actor), today, own_people(actor))
    seen = last_seen(note.person_id for note in agreed)
    return [
        Row(
            text="",
            person=note.person_id,
            url=_record(note.person_id),
            more={"at": note.next_on, "seen": _day(seen.get(note.person_id)) == today},
        )
        for note in agreed
    ]


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def _record(person: UUID) -> str:
    return f"{page_of(person, 'supervision:record')}?day"


def mine(actor: Actor) -> list[Row]:
    """Everybody in the caseload, with when they were last in contact."""
    people = own_people(actor)
    seen = last_seen(people)
    return [
        Row(text=_since(seen.get(person)), person=person, url=_record(person)) for person in people
    ]


def _since(seen: datetime | None) -> str:
    return f"{_('seen')} {short_date(seen)}" if seen else _("never seen")


def not_listed(actor: Actor) -> list[Row]:
    """Whom no list would show: not seen for long, or without a next date."""
    people = own_people(actor)
    today = timezone.localdate()
    seen, ahead = last_seen(people), next_contacts(people, today)
    longest = _longest(actor, today)
    found = [(p, _why(seen.get(p), p in ahead, longest, today)) for p in people]
    return [
        Row(text=" · ".join(why), person=person, url=_record(person), tone="warning")
        for person, why in found
        if why
    ]


def _longest(actor: Actor, today: date) -> int:
    """Days without contact after which a person is listed: the country pack says."""
    return packs(settings.PACKS)[actor.country].threshold("not_seen_days", on=today)


def _why(seen: datetime | None, has_next: bool, longest: int, today: date) -> Sequence[str]:
    why = []
    if seen is None:
        why.append(_("never seen"))
    elif (days := (today - timezone.localdate(seen)).days) > longest:
        text = ngettext("not seen for %(days)s day", "not seen for %(days)s days", days)
        why.append(text % {"days": days})
    if not has_next:
        why.append(_("no next contact agreed"))
    return why


TEMPLATES = "supervision/my_day"
register_section(
    "not-listed",
    title=lazy("Who is not listed elsewhere"),
    order=60,
    provider=not_listed,
    template=f"{TEMPLATES}/not_listed.html",
    needs=RECORD,
)
register_section(
    "meetings",
    title=lazy("Meetings today"),
    order=100,
    provider=meetings,
    template=f"{TEMPLATES}/meetings.html",
    needs=RECORD,
    summary=lambda rows: ngettext("%(n)s meeting", "%(n)s meetings", len(rows)) % {"n": len(rows)},
)
register_section(
    "mine",
    title=lazy("My people"),
    order=110,
    provider=mine,
    template=f"{TEMPLATES}/mine.html",
    needs=RECORD,
    summary=lambda rows: ngettext("%(n)s person", "%(n)s people", len(rows)) % {"n": len(rows)},
)
