"""What supervision has for My day: meetings, one's own people, and who is not listed."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from tilts.casework.allocation.own import own_people, staff_of
from tilts.casework.assessment.capabilities import SEE as ASSESSMENTS
from tilts.jurisdictions.loading import packs
from tilts.platform.design.addresses import page_of
from tilts.platform.design.display import short_date
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.my_day import Row, Told, register_section

from . import order_day  # noqa: F401 - importing it registers what it shows
from .models import Appointment
from .presenting_appointments import Line, in_short, lines, missing
from .queries import UpTo, last_seen, next_agreed, up_to
from .queries.standard import standings
from .rules import RECORD
from .standard import Standing, behind_first


def meetings(actor: Actor) -> list[Row]:
    """Appointments of today, and earlier ones of which nobody said what became of them.

    Contacts that were only agreed for today stand among them, with whether the person was seen.
    With a person all of these pass to the next officer.
    """
    staff, people, now = staff_of(actor), own_people(actor), timezone.now()
    found, today = up_to(staff, people, now), timezone.localdate(now)
    rows = [_appointment(one, today) for one in lines(found.appointments)]
    return sorted([*rows, *_agreed(found, people, today)], key=lambda row: row.more["at"])


def _appointment(line: Line, today: date) -> Row:
    row = line.row
    page = "supervision:outcome" if line.is_open else "supervision:appointment"
    undo = _of(row, "supervision:take_back") if line.is_fresh else ""
    return Row(
        text="" if line.is_ahead or line.is_open else line.state,
        tone=line.tone,
        person=row.person_id,
        note=row.about,
        url=_of(row, page),
        more={
            "at": row.starts_at,
            "earlier": timezone.localdate(row.starts_at) != today,
            "ahead": line.is_ahead,
            "undo": undo,
        },
    )


def _of(row: Appointment, page: str) -> str:
    return f"{reverse(page, args=[row.person_id, row.pk])}?day"


def _agreed(found: UpTo, people: list[UUID], today: date) -> list[Row]:
    others = {found.stands[note.person_id] for note in found.contacts}.difference(people)
    seen = {**last_seen(people), **last_seen(others)}  # of one's own people it is told once
    return [
        Row(
            text="",
            person=note.person_id,
            url=_record(note.person_id),
            more={
                "at": note.next_on,
                "seen": _day(seen.get(found.stands[note.person_id])) == today,
            },
        )
        for note in found.contacts
    ]


def behind(actor: Actor, day: date | None = None) -> Sequence[Row]:
    """Own people who are about to be met less often than their standard asks; today by default."""
    return Told(behind_first(list(standings(own_people(actor), day).values())), _behind)


def _behind(one: Standing) -> Row:
    return Row(
        text=in_short(one),
        note=" · ".join(missing(one)),
        person=one.person,
        url=f"{page_of(one.person, 'supervision:agree')}?day",
        tone="warning",
    )


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def _record(person: UUID) -> str:
    return f"{page_of(person, 'supervision:record')}?day"


def mine(actor: Actor) -> Sequence[Row]:
    """Everybody in the caseload, with when they were last in contact."""
    people = own_people(actor)
    seen = last_seen(people)
    return Told(people, lambda one: Row(text=_since(seen.get(one)), person=one, url=_record(one)))


def _since(seen: datetime | None) -> str:
    return f"{_('seen')} {short_date(seen)}" if seen else _("never seen")


def not_listed(actor: Actor) -> list[Row]:
    """Whom no list would show: not seen for long, or without a next date."""
    people = own_people(actor)
    today = timezone.localdate()
    seen, ahead = last_seen(people), next_agreed(people, today)
    longest, zone = _longest(actor, today), timezone.get_current_timezone()
    days = {person: (today - timezone.localdate(at, zone)).days for person, at in seen.items()}
    found = [(person, _why(days.get(person), person in ahead, longest)) for person in people]
    return [
        Row(text=" · ".join(why), person=person, url=_record(person), tone="warning")
        for person, why in found
        if why
    ]


def _longest(actor: Actor, today: date) -> int:
    """Days without contact after which a person is listed: the country pack says."""
    return packs(settings.PACKS)[actor.country].threshold("not_seen_days", on=today)


def _why(days: int | None, has_next: bool, longest: int) -> Sequence[str]:
    """By the days since the last contact; None for nobody who ever had one."""
    why = []
    if days is None:
        why.append(_("never seen"))
    elif days > longest:
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
    "behind",
    title=lazy("Contact standard of the month"),
    order=50,
    provider=behind,
    template=f"{TEMPLATES}/behind.html",
    needs=ASSESSMENTS,
    rare=True,
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
    first=0,  # who has many people looks for one by name
)
