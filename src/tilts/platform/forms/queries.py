"""Reads of standings and sheets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tilts.engines.instruments import Instrument
from tilts.platform.access.reasons import Reason, Refused

from .answering import Answer, answers_in
from .catalogue import Key, broken, instrument, known, own
from .models import ANSWERABLE, Level, Sheet, Standing

FILE_GONE = Reason(
    "file-gone", _("The file of this instrument is no longer here. Ask the quality manager.")
)
FILE_BROKEN = Reason(
    "file-broken", _("The file of this instrument is broken. Ask the quality manager.")
)


def standings(agency: str, on: date) -> dict[Key, Standing]:
    """How an agency stands to its instruments on a day, by id and version."""
    rows = Standing.objects.on(on).filter(agency=agency).order_by("since", "pk")
    return {(row.instrument, row.version): row for row in rows}


@dataclass(frozen=True)
class Listed:
    """An instrument as an agency sees it; `changed` when its file did since the decision."""

    of: Instrument
    standing: Standing | None
    own: bool

    @property
    def level(self) -> Level:
        """How far it may be used; a reference while nobody decided."""
        return Level(self.standing.level) if self.standing else Level.REFERENCE

    @property
    def changed(self) -> bool:
        """True when the file is no more the one that was decided upon."""
        return self.standing is not None and self.standing.digest != self.of.digest


def listed(agency: str, on: date) -> list[Listed]:
    """Every instrument that can be used, with how the agency stands to it."""
    standing, kept = standings(agency, on), own()
    return [Listed(of, standing.get(key), key in kept) for key, of in known().items()]


def usable(agency: str, on: date) -> list[Instrument]:
    """What may be answered in an agency on a day: in use or on trial, as its file was then."""
    standing = standings(agency, on)
    return [
        one
        for key, one in known().items()
        if (row := standing.get(key)) and row.level in ANSWERABLE and row.digest == one.digest
    ]


def history(agency: str, name: str) -> list[Standing]:
    """Every decision of an agency on an instrument, the latest first."""
    rows = Standing.objects.filter(agency=agency, instrument=name).select_related("agency")
    return list(rows.order_by("-since", "-pk"))


def sheet(sheet_id: UUID) -> Sheet | None:
    """One visible sheet about somebody."""
    found: Sheet | None = Sheet.objects.filter(pk=sheet_id).first()
    return found


def as_it_stands(sheet: Sheet) -> Sheet:
    """A sheet read anew: another window may have answered meanwhile."""
    rows: Any = Sheet.objects if sheet.subject_id else Sheet.of_things
    found: Sheet = rows.get(pk=sheet.pk)
    return found


def previous(of: Sheet, people: Sequence[UUID]) -> tuple[Any, dict[str, Answer]]:
    """When the same instrument was last answered about these records, and the answers by item.

    Any version counts: an item keeps its id while it asks the same. (None, {}) the first time.
    """
    earlier = Sheet.objects.about(people).filter(
        instrument=of.instrument, fixed_at__isnull=False, opened_at__lt=of.opened_at
    )
    last = earlier.order_by("-fixed_at", "-pk").first()
    return (last.fixed_at, answers_in(last.answers)) if last else (None, {})


def definition(sheet: Sheet) -> Instrument:
    """The instrument of a sheet as it was when opened; Refused when that file is gone or broken."""
    found = instrument(sheet.instrument, sheet.version)
    if found is None or found.digest != sheet.digest:
        names = {one.name for one in broken()}
        raise Refused([FILE_BROKEN if sheet.instrument in names else FILE_GONE])
    return found
