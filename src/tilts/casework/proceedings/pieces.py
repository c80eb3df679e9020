"""What this room knows of a person for whoever writes about them."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from tilts.platform.design.display import local
from tilts.platform.parties.actors import Actor
from tilts.platform.record.recorded import reference
from tilts.platform.workflow.pieces import Piece, register_pieces

from .guards import title_of
from .models import Measure, Offence
from .presenting import measure_length, offence_title
from .queries import VOID, measures_of


def known(actor: Actor, records: Sequence[UUID]) -> list[Piece]:
    """Offences of which somebody is suspected, and those they were sentenced for."""
    return [*_offences(records), *_measures(records)]


def _offences(records: Sequence[UUID]) -> Iterator[Piece]:
    rows = Offence.objects.about(records).exclude(proceeding__state__in=VOID)
    for row in rows.select_related("proceeding").order_by("committed_on", "pk"):
        suspected = row.proceeding.presumed_innocent
        text = (
            _("Suspected of: %(offence)s, on %(day)s.")
            if suspected
            else _("Convicted of: %(offence)s, on %(day)s.")
        )
        yield Piece(
            topic="offence" if suspected else "history",
            row=reference(row),
            text=text % {"offence": offence_title(row), "day": local(row.committed_on)},
            source=f"{row.proceeding.authority}, {row.proceeding.reference}",
            day=row.committed_on,
        )


def _measures(records: Sequence[UUID]) -> Iterator[Piece]:
    for row in measures_of(records):
        if not row.proceeding.presumed_innocent:
            yield Piece(
                topic="history",
                row=reference(row),
                text=_measure(row),
                source=f"{row.proceeding.authority}, {row.proceeding.reference}",
                day=row.imposed_on,
            )


def _measure(row: Measure) -> str:
    told = {"measure": title_of(row), "day": local(row.imposed_on), "length": measure_length(row)}
    imposed = _("%(measure)s, %(length)s, imposed on %(day)s.") % told
    if row.ended_on is None:
        return imposed
    ended = {"how": row.get_ended_how_display(), "day": local(row.ended_on)}
    return imposed + " " + _("It ended on %(day)s: %(how)s.") % ended


register_pieces("proceedings", 20, known)
