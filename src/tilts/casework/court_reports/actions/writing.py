"""A report is written, paragraph by paragraph; what comes from the record keeps its source."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.casework.people.models.around import VICTIMS
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, Refused, refuse_if
from tilts.platform.access.scoped import behind
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.pieces import Piece

from ..capabilities import WRITE
from ..choices import Nature, Reliability
from ..guards import NOT_WRITTEN_NOW, WRITTEN_IN, why_not_hear
from ..models import Paragraph, Report, WalledParagraph

NO_SECTION = Reason("no-section", _("This report has no such section."))
NO_SOURCE = Reason("no-source", _("A fact has a source, and how far it can be relied on."))
CHANGED_MEANWHILE = Reason(
    "changed-meanwhile",
    _("Somebody changed or removed this paragraph meanwhile. Load the page again."),
)
TAKEN = Reason("taken-already", _("This stands in the section already."))
Row = Paragraph | WalledParagraph


@dataclass(frozen=True, kw_only=True)
class Said:
    """A paragraph as it is written; of a fact the source, and how far it can be relied on."""

    text: str
    nature: str
    source: str = ""
    reliability: str = ""


def add_paragraph(*, by: Actor, case: Report, section: str, what: Said) -> Row:
    """Write a paragraph at the end of a section."""
    return _added(by, case, section, _fields(what))


def take_piece(*, by: Actor, case: Report, piece: Piece) -> Row:
    """Take a piece of the record into its section, as it is; the writer may change it then."""
    nature = Nature.FACT if piece.is_fact else Nature.JUDGEMENT
    said = Said(
        text=piece.text,
        nature=nature,
        source=piece.source[:200],
        reliability=Reliability.DOCUMENT,
    )
    taken = {"source_row": piece.row, "taken": piece.text, "taken_on": timezone.localdate()}
    return _added(by, case, piece.topic, _fields(said) | taken)


def change_paragraph(*, by: Actor, row: Row, version: int, what: Said) -> Row:
    """Change a paragraph; `version` is the one that the writer saw."""
    return _changed(by, row, version, _fields(what))


def remove_paragraph(*, by: Actor, row: Row, version: int) -> Row:
    """Take a paragraph out. What a colleague has read stays, empty, so that it is seen."""
    return _changed(by, row, version, {"text": ""})


def _added(by: Actor, case: Report, section: str, fields: dict[str, Any]) -> Row:
    model = _may(by, case, section)
    with act("court_reports.write", by=by), behind(VICTIMS):
        _hold(case)
        rows = model.objects.filter(of_report=case, section=section)
        source = fields.get("source_row")
        twice = source and rows.filter(source_row=source).exclude(text="").exists()
        refuse_if([TAKEN] if twice else [])
        last = rows.order_by("-number").values_list("number", flat=True).first() or 0
        row = model(person_id=case.person_id, of_report=case, section=section, number=last + 1)
        for name, value in fields.items():
            setattr(row, name, value)
        row.save(force_insert=True)
    return row


def _changed(by: Actor, row: Row, version: int, fields: dict[str, Any]) -> Row:
    model = _may(by, row.of_report, row.section)
    with act("court_reports.write", by=by), behind(VICTIMS):
        _hold(row.of_report)
        held: Row | None = model.objects.filter(pk=row.pk).first()
        if held is None or held.version != version:
            raise Refused([CHANGED_MEANWHILE])
        if not (fields["text"] or held.read):
            held.delete()  # as it was: the record keeps what it said
            return held
        for name, value in fields.items():
            setattr(held, name, value)
        held.version += 1
        held.save()
    return held


def _may(by: Actor, case: Report, section: str) -> type[Row]:
    """The kind of row for a section; refused when the actor may not write there, or not now."""
    require(by, WRITE, case.person_id)
    found = next((one for one in case.form.sections if one.code == section), None)
    refuse_if([] if found else [NO_SECTION])
    if found and found.walled:
        refuse_if(why_not_hear(case, by))
        return WalledParagraph
    return Paragraph


def _hold(case: Report) -> None:
    held: Report = Report.objects.select_for_update(of=("self",)).get(pk=case.pk)
    refuse_if([] if held.state in WRITTEN_IN else [NOT_WRITTEN_NOW])


def _fields(what: Said) -> dict[str, Any]:
    """What a paragraph says; a judgement needs no source. Raises Refused."""
    if what.nature == Nature.FACT:
        refuse_if([] if what.source.strip() and what.reliability else [NO_SOURCE])
        return vars(what).copy()
    return {**vars(what), "reliability": ""}
