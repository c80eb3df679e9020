"""Who looked and who changed what: rows of the record for pages, with names and values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.purposes import purpose_title
from tilts.platform.access.reasons import Text
from tilts.platform.design.paging import KeysetPage, keyset_page
from tilts.platform.organisation.queries import names_of
from tilts.platform.record.boxes import open_all
from tilts.platform.record.models import Payload, Shown, Way

from .changes import Changed, changed_rows
from .kinds import kind_title

SIZE = 30
WAYS: dict[str, Text] = {
    Way.PAGE: _("Opened a page"),
    Way.SEARCH: _("Found in a search"),
    Way.PRINT: _("Printed or saved a document"),
    Way.EXPORT: _("Took out data"),
    Way.API: _("Read through the API"),
    Way.RECORD: _("Inspected the record"),
}
GONE = _("The values are gone: they were erased.")
WALLED = _("The values stand behind a wall.")


@dataclass(frozen=True)
class Line:
    """One line of a timeline. Without readable values `body` is None, and `note` says why."""

    when: datetime
    who: str
    title: Text
    person: UUID | None
    note: Text = ""
    body: dict[str, Any] | None = None

    @property
    def rows(self) -> list[Changed]:
        """What was changed, in words."""
        return changed_rows(self.body) if self.body else []


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
        body=body,
    )
