"""Who looked and who changed what: rows of the record for pages, with names and values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.purposes import purpose_title
from tilts.platform.access.reasons import Text
from tilts.platform.design.paging import KeysetPage, keyset_page
from tilts.platform.organisation.queries import names_of
from tilts.platform.record.boxes import open_all
from tilts.platform.record.models import Payload, Shown

from .kinds import WAYS, field_title, kind_title

SIZE = 30
GONE = _("The values are gone: they were erased.")
WALLED = _("The values stand behind a wall.")


class Change(NamedTuple):
    """One field, before and after."""

    name: str
    before: Any
    after: Any

    @property
    def title(self) -> Text:
        """What the field is called."""
        return field_title(self.name)


@dataclass(frozen=True)
class Line:
    """One line of a timeline. Without readable values `changes` is None, and `note` says why."""

    when: datetime
    who: str
    title: Text
    person: UUID | None
    note: Text = ""
    changes: list[Change] | None = None


@dataclass(frozen=True)
class Lines:
    """A page of lines, and its neighbours."""

    items: list[Line]
    page: KeysetPage[Any]


def looks_at(people: Sequence[UUID], cursor: str | None) -> Lines:
    """Consultations that showed these people, newest first."""
    return look_lines(Shown.objects.filter(person_id__in=people), cursor)


def look_lines(shown: QuerySet[Any], cursor: str | None) -> Lines:
    """Rows of who was shown, as lines."""
    page = keyset_page(shown.select_related("consultation"), ["-pk"], cursor, SIZE)
    names = names_of(row.consultation.actor_id for row in page.items)
    return Lines([_look(row, names) for row in page.items], page)


def _look(row: Shown, names: dict[UUID, str]) -> Line:
    look = row.consultation
    return Line(
        when=look.recorded_at,
        who=names.get(look.actor_id, str(look.actor_kind)),
        title=WAYS[look.way],
        person=row.person_id,
        note=purpose_title(look),
    )


def changes_of(people: Sequence[UUID], cursor: str | None) -> Lines:
    """Acts that concern these people, newest first, with what changed."""
    return change_lines(Payload.objects.filter(subject_id__in=people), cursor)


def change_lines(payloads: QuerySet[Any], cursor: str | None) -> Lines:
    """Payloads as lines. Walled values stay closed here."""
    page = keyset_page(payloads.select_related("act"), ["-pk"], cursor, SIZE)
    bodies = open_all(row for row in page.items if not row.wall)
    names = names_of(row.act.actor_id for row in page.items)
    return Lines([_change(row, bodies.get(row.pk), names) for row in page.items], page)


def _change(row: Payload, body: dict[str, Any] | None, names: dict[UUID, str]) -> Line:
    return Line(
        when=row.act.recorded_at,
        who=names.get(row.act.actor_id, str(row.act.actor_kind)),
        title=kind_title(row.act.kind),
        person=row.subject_id,
        note=body["reason"] if body else WALLED if row.wall else GONE,
        changes=list(_changes(body)) if body else None,
    )


def _changes(body: dict[str, Any]) -> Iterable[Change]:
    for change in body["changes"]:
        if "row" not in change:
            continue
        # A row that passed to somebody else says here only that it left.
        before, after = change.get("before") or {}, change.get("after") or {}
        for name in {**before, **after}:
            if before.get(name) != after.get(name) and not _is_link(name):
                yield Change(name, before.get(name), after.get(name))


def _is_link(name: str) -> bool:
    """Keys of rows say nothing to a reader."""
    return name.endswith("_id") or name in {"id", "sort_key", "version"}
