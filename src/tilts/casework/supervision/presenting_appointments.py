"""What pages say of appointments and of the contact standard."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tilts.casework.people.models import Person
from tilts.casework.proceedings import catalogue
from tilts.jurisdictions.schema import Entry
from tilts.platform.access.reasons import Text
from tilts.platform.design.display import local
from tilts.platform.gatherings.models import Attendance
from tilts.platform.parties.actors import Actor

from .models import Appointment
from .one_to_one import MINUTES
from .outcomes import UNDO, in_words, tone_of
from .proposals import frame_of, proposals, weeks_between
from .queries import said_of, whose
from .queries.standard import standings_for
from .standard import Standing


@dataclass(frozen=True)
class Line:
    """An appointment in a list: its state in words, and what can be done with it now."""

    row: Appointment
    state: str
    tone: str
    said: Attendance | None
    where: str

    @property
    def is_ahead(self) -> bool:
        """Whether it can still be moved or called off."""
        return not self.row.is_called_off and not self.row.has_begun

    @property
    def is_open(self) -> bool:
        """Whether it waits for somebody to say what became of it."""
        return not self.row.is_called_off and self.row.has_begun and self.said is None

    @property
    def is_fresh(self) -> bool:
        """Whether what was said can be taken back in one step."""
        return self.said is not None and self.said.said_at > timezone.now() - UNDO


def lines(rows: Sequence[Appointment]) -> list[Line]:
    """Appointments that were read whole, with their states."""
    return [_line(row, said_of(row)) for row in rows]


def _line(row: Appointment, said: Attendance | None) -> Line:
    place = row.session.place
    return Line(row, *_state(row, said), said, place.name if place else row.where)


def _state(row: Appointment, said: Attendance | None) -> tuple[str, str]:
    if row.is_called_off:
        moved = hasattr(row, "replaced_by")
        text = _("moved by %(whom)s") if moved else _("called off by %(whom)s")
        return text % {"whom": row.get_called_off_by_display()}, "neutral"
    if said:
        return str(in_words(said, late=row.late)), tone_of(said)
    return (_("not recorded yet"), "warning") if row.has_begun else (_("agreed"), "info")


def proposed_for(actor: Actor, person: Person) -> list[datetime]:
    """Times for a first appointment: a week from now, at the present hour or near it."""
    frame = frame_of(actor.party, person.pk, person.country, MINUTES)
    return proposals(timezone.now().replace(minute=0, second=0, microsecond=0), 1, frame)


def proposed_after(actor: Actor, row: Appointment) -> list[datetime]:
    """Times for the next appointment, as far apart as the standard asks for."""
    standing = standings_for(actor, [row.person_id]).get(row.person_id)
    weeks = weeks_between(standing.basis.standard.per_month if standing else 1)
    minutes = row.session.minutes
    frame = frame_of(whose(row), row.person_id, row.person.country, minutes)
    return proposals(row.starts_at, weeks, frame)


def in_short(one: Standing) -> str:
    """“1 of 3 this month”, and the visits of the quarter where they are asked for."""
    texts = [_("%(done)s of %(asked)s this month") % _told(one.contacts)]
    if one.visits.asked:
        texts.append(_("home visits: %(done)s of %(asked)s this quarter") % _told(one.visits))
    return " · ".join(texts)


def _told(count: Any) -> dict[str, int]:
    return {"done": count.done, "asked": count.asked}


def missing(one: Standing) -> list[str]:
    """What is missing, and by when; empty when nothing is."""
    found = []
    if n := one.contacts.missing:
        text = ngettext(
            "%(n)s contact is still to be agreed by %(day)s",
            "%(n)s contacts are still to be agreed by %(day)s",
            n,
        )
        found.append(text % {"n": n, "day": local(one.contacts.span.last)})
    if n := one.visits.missing:
        text = ngettext(
            "%(n)s home visit is still to be agreed by %(day)s",
            "%(n)s home visits are still to be agreed by %(day)s",
            n,
        )
        found.append(text % {"n": n, "day": local(one.visits.span.last)})
    return found


def told(one: Standing) -> dict[str, Any]:
    """All that a page shows of it."""
    return {
        "short": in_short(one),
        "missing": missing(one),
        "why": why(one),
        "behind": one.is_behind,
        "provisional": one.basis.is_provisional,
    }


def why(one: Standing) -> list[Text]:
    """Why the standard asks for so much: the level, the measures, and a month begun late."""
    basis = one.basis
    return [*_level(one), *_measures(one), *_part(one), *_unconfirmed(basis.standard.confirmed)]


def _level(one: Standing) -> list[Text]:
    basis, of = one.basis, one.basis.standard
    asked = ngettext("%(n)s contact a month", "%(n)s contacts a month", of.per_month)
    told = {"level": _named(of), "asked": asked % {"n": of.per_month}}
    if not basis.is_provisional:
        told["day"] = local(basis.assessed_on)
        return [_("%(level)s (assessed on %(day)s): %(asked)s.") % told]
    if basis.level:
        text = _("Provisional: no standard is set for the level that was found. %(asked)s.")
    else:
        text = _("Provisional: no final assessment says the level of risk yet. %(asked)s.")
    return [text % told]


def _measures(one: Standing) -> list[Text]:
    kinds = [catalogue.measure(one.basis.country, kind, one.day) for kind in one.basis.measures]
    names = ", ".join(_named(kind) for kind in kinds if kind)
    return [_("Under supervision by: %(names)s.") % {"names": names}] if names else []


def _part(one: Standing) -> list[Text]:
    since = one.basis.since
    if since <= one.contacts.span.first:
        return []
    text = _("Supervision began on %(day)s: only the rest of the month counts.")
    return [text % {"day": local(since)}]


def _unconfirmed(confirmed: bool) -> list[Text]:
    return [] if confirmed else [_("The agency has not confirmed this number yet.")]


def _named(entry: Entry) -> str:
    return catalogue.name_in(entry, get_language() or "en")
